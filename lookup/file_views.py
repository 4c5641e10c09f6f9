"""What programs read: the pages as JSON, the CSV files, and what search engines ask for. In no language."""

from pathlib import Path

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from lookup import json_answers, search_engines
from lookup.addresses import page_of, read
from lookup.figures import Figures
from lookup.filters import PeopleListFilter, Unreadable, people_in_order, refuse_unreadable
from lookup.models import PublishedPerson, PublishedReport
from lookup.people_lines import person_lines
from lookup.person_page import PersonPage
from lookup.reading import References
from lookup.report_page import ReportPage
from lookup.statements import in_order_of_kind, shown_statements
from sources.choices import ReportKind, StatementKind

ON_A_PAGE = 50
SCHEMA = Path(__file__).with_name("schema.json")


def file(view):
    """Read only, compressed, out of search engines; words such as “name withheld” in English for everyone. What the
    address asks for and cannot be read is refused with 400."""

    def answer(request, *args, **kwargs):
        with translation.override("en"):
            try:
                response = view(request, *args, **kwargs)
            except Unreadable as error:
                response = JsonResponse({"error": str(error)}, status=400)
            return search_engines.hidden(response)

    return require_safe(gzip_page(answer))


@file
def person(request, shown_id):
    found = page_of(read(shown_id), PublishedPerson.objects.with_page())
    if not isinstance(found, PublishedPerson):
        return _elsewhere(found)
    return _json(json_answers.person(PersonPage(found), _base(request)))


@file
def report(request, shown_id):
    found = page_of(read(shown_id), PublishedReport.objects.all())
    if not isinstance(found, PublishedReport):
        return _elsewhere(found)
    page = ReportPage(found, request.GET.get("page"))
    return _json(json_answers.report_page(page, _base(request)) | {"pages": page.page.paginator.num_pages})


@file
def people(request):
    """With the filters of the page: `?happened=killed`."""
    chosen = PeopleListFilter(request.GET, people_in_order())
    refuse_unreadable(chosen.form, page="people")
    page = Paginator(chosen.qs, ON_A_PAGE).get_page(request.GET.get("page"))
    lines = person_lines(list(page.object_list))
    return _json(json_answers.of_list(page, "people", [json_answers.line(one, _base(request)) for one in lines]))


@file
def figures(request):
    """With the choices of the page: `?what=killed`."""
    found = Figures(request.GET.get("page"), request.GET)
    refuse_unreadable(found.choices, page="figures")
    return _json(json_answers.of_list(found.page, "figures", list(map(json_answers.figure, found.shown))))


@file
def reports(request):
    kind = _kind(request, ReportKind)
    found = PublishedReport.objects.filter(kind=kind) if kind else PublishedReport.objects.all()
    in_order = found.order_by(F("published_on_earliest").desc(nulls_last=True), "title", "public_id")
    page = Paginator(in_order, ON_A_PAGE).get_page(request.GET.get("page"))
    return _json(json_answers.of_list(page, "reports", list(map(json_answers.report, page.object_list))))


@file
def statements(request):
    page = Paginator(in_order_of_kind(_kind(request, StatementKind)), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    shown = shown_statements(rows, References(rows))
    return _json(json_answers.of_list(page, "statements", list(map(json_answers.statement, shown))))


def _kind(request, kinds) -> str:
    kind = request.GET.get("kind", "")
    if kind and kind not in kinds.values:
        raise Unreadable(f"The kind is one of: {', '.join(kinds.values)}.")
    return kind


@file
def schema(request):
    """What each of these answers holds, as JSON Schema."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")


@require_safe
def robots(request):
    return HttpResponse(search_engines.robots(_base(request)), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request, number=None):
    if number is not None and not 1 <= number <= search_engines.parts():
        raise Http404
    base = _base(request)
    lines = search_engines.index(base) if number is None else search_engines.part(number, base)
    return StreamingHttpResponse(lines, content_type="application/xml; charset=utf-8")


def _base(request) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _json(values) -> JsonResponse:
    return JsonResponse(values, json_dumps_params={"ensure_ascii": False})


def _elsewhere(found: str):
    """To the person whom the one asked for turned out to be; or that the page was taken away."""
    if found:
        response = redirect(f"/p/{found}.json", permanent=True)
        response["Cache-Control"] = "no-cache"
        return response
    return JsonResponse({"error": "This page was taken away."}, status=410, headers={"Cache-Control": "no-cache"})
