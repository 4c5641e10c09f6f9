"""The public pages. They read published rows, set no cookie and change nothing."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from lookup.addresses import page_of, read
from lookup.definitions import DEFINITIONS, HOW_SURE
from lookup.documented import documented
from lookup.downloads import FILES
from lookup.downloads.description import licence, rules
from lookup.figures import Figures
from lookup.filters import WAYS, PeopleListFilter, people_in_order
from lookup.help_page import HelpPage
from lookup.map_page import MapPage
from lookup.models import PublishedPerson, PublishedReport
from lookup.names_page import NamesPage
from lookup.people_lines import person_lines
from lookup.person_page import PersonPage
from lookup.reading import References
from lookup.remembered import RememberingPaginator
from lookup.report_page import ReportPage
from lookup.reports_page import ReportsPage
from lookup.search_engines import hidden, may_be_found, names_people, nobody_is_found
from lookup.search_page import SearchPage
from lookup.statements import in_order_of_kind, published_kinds, shown_statements

PEOPLE_ON_A_PAGE = STATEMENTS_ON_A_PAGE = 50


def public_page(view):
    """A page to be read: compressed for weak lines (it holds no secret that its length could tell)."""
    return require_safe(gzip_page(nobody_is_found(view)))


@public_page
def start(request):
    return render(request, "lookup/start.html")


@csrf_exempt  # it changes nothing, and a token would need a cookie
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@names_people
def search(request):
    """By POST, so that no address, history or log tells who looked for whom; an address with a name is not read.

    What a browser does with such a page, without any script of ours: to reload it, or to come back to it, is to send
    the name again, so the browser asks first, and with `no-store` it has kept no copy that it could show instead. So
    the reader is never made to come back. Each result opens where it stands (`<details>`), and the person's own page
    opens in a tab of its own, which the link says, while this one stays as it was. Only the menu and the search itself
    lead on in the same tab, and coming back from there the browser asks whether to send again.

    There is no other way without a script: a browser shows such a page again from its own copy alone (pages sent by
    POST are kept in no back/forward cache), so it would have to be allowed to keep one on the disk; or the search
    would have to be found again by a cookie, a session or an address with the name. Each would spare the question, and
    would tell whoever next holds the phone for whom it was used to look.
    """
    page = SearchPage(request.POST if request.method == "POST" else None)
    return render(request, "lookup/search.html", {"page": page})


@public_page
@names_people
def people(request):
    chosen = PeopleListFilter(request.GET, people_in_order())
    name = ("people", *sorted(chosen.chosen.items()))
    page = RememberingPaginator(chosen.qs, PEOPLE_ON_A_PAGE, name=name).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page": page, "lines": person_lines(list(page.object_list)), "ways": WAYS}
    return render(request, "lookup/people.html", context)


@public_page
@names_people
def names(request):
    """All names from A to Z, under each of their words."""
    page = NamesPage(request.GET.get("letter", ""), request.GET.get("page"))
    return render(request, "lookup/names.html", {"names": page, "page": page.page})


@public_page
def person(request, shown_id):
    found = page_of(read(shown_id), PublishedPerson.objects.with_page())
    if not isinstance(found, PublishedPerson):
        return _elsewhere(request, found)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    response = render(request, "lookup/person.html", {"page": PersonPage(found), "person": found})
    return response if may_be_found([found.public_id]) else hidden(response)


@public_page
def figures(request):
    page = Figures(request.GET.get("page"), request.GET)
    response = render(request, "lookup/figures.html", {"figures": page, "documented": documented()})
    return response if may_be_found(page.choices.references.people) else hidden(response)


@public_page
def map_page(request):
    return render(request, "lookup/map.html", {"map": MapPage()})


@public_page
def help_page(request):
    return render(request, "lookup/help.html", {"help": HelpPage(request.GET.get("place", ""))})


@public_page
@names_people
def reports(request):
    reports_page = ReportsPage(request.GET.get("kind", ""), request.GET.get("page"))
    return render(request, "lookup/reports.html", {"reports": reports_page, "page": reports_page.page})


@public_page
@names_people
def report(request, shown_id):
    found = page_of(read(shown_id), PublishedReport.objects.all())
    if not isinstance(found, PublishedReport):
        return _elsewhere(request, found)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    page = ReportPage(found, request.GET.get("page"))
    return render(request, "lookup/report.html", {"page": page, "report": found})


@public_page
@names_people
def statements(request):
    kinds, kind = published_kinds(), request.GET.get("kind", "")
    in_order = in_order_of_kind(kind if kind in kinds else "")
    page = Paginator(in_order, STATEMENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    context = {"page": page, "statements": shown_statements(rows, References(rows)), "kinds": kinds, "kind": kind}
    return render(request, "lookup/statements.html", context)


@public_page
def download_page(request):
    """With the filter that the list of people had; one that cannot be read is not kept."""
    chosen = PeopleListFilter(request.GET, people_in_order())
    context = {"files": FILES.values(), "rules": rules(), "licence": licence(), "filter": chosen, "ways": WAYS}
    return render(request, "lookup/download.html", context | {"query": urlencode(chosen.chosen)})


@public_page
def columns_page(request):
    """The data dictionary."""
    return render(request, "lookup/columns.html", {"files": FILES.values()})


@public_page
def method(request):
    return render(request, "lookup/method.html", {"definitions": DEFINITIONS, "how_sure": HOW_SURE})


@public_page
def about(request):
    return render(request, "lookup/about.html", {"onion_address": settings.ONION_ADDRESS})


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def _elsewhere(request, found: str):
    """To the person whom the one asked for turned out to be; or that the page was taken away. What stood there is said
    nowhere, nor why."""
    leads_on = redirect("lookup:person", found, permanent=True) if found else None
    response = leads_on or render(request, "410.html", status=410)
    response["Cache-Control"] = "no-cache"  # a merge can be undone, a page published again: browsers ask each time
    return response
