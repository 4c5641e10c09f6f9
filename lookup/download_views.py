"""The public files, in the language and of the people that the address asks for: `?language=kk&happened=killed`."""

from functools import partial

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import Http404
from django.utils import translation
from django.utils.text import slugify
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from lookup import search_engines
from lookup.downloads import FILES, archive, csv_parts, kept, whole, workbook
from lookup.downloads.archive import EVERYONE, Chosen
from lookup.downloads.description import LANGUAGES
from lookup.downloads.whole import Whole
from lookup.filters import PeopleListFilter, Unreadable, refuse_unreadable
from lookup.models import PublishedPerson

LONGEST_NAME = 80


def download(view):
    """Read only, out of search engines; the same for whoever asks."""

    def answer(request, *args, **kwargs):
        with translation.override("en"):
            try:
                response = view(request, *args, **kwargs)
            except Unreadable as error:
                response = HttpResponse(f"{error}\n", status=400, content_type="text/plain; charset=utf-8")
            return search_engines.hidden(response)

    return require_safe(answer)


@gzip_page
@download
def csv_file(request, name):
    if name not in FILES:
        raise Http404
    file = FILES[name]
    asked = _asked(request) if file.is_about_people else EVERYONE
    code, mark = _language(request), request.GET.get("mark", "") == "yes"

    def filtered():
        return (part.encode() for part in csv_parts(file, people=asked.people, code=code, mark=mark))

    return _sent(whole.csv_file(name, code, mark), filtered, asked, "text/csv; charset=utf-8", f"tizim-{name}", "csv")


@download
def workbook_file(request):
    asked, code = _asked(request), _language(request)
    filtered = partial(workbook.parts, asked, code)
    return _sent(whole.workbook_file(code), filtered, asked, workbook.CONTENT_TYPE, "tizim", "xlsx")


@download
def package_file(request):
    asked, code = _asked(request), _language(request)
    filtered = partial(archive.package, asked, code)
    return _sent(whole.package_file(code), filtered, asked, "application/zip", "tizim", "zip")


def _sent(of_everyone: Whole, filtered, asked: Chosen, kind: str, name: str, ending: str):
    """A file of everyone may be kept; a filtered file is made anew, and says so in its name."""
    if asked == EVERYONE:
        file = of_everyone.sent()
    else:
        file = kept.Sent(filtered())
        name += "-filtered-" + "-".join(slugify(f"{key}-{value}") for key, value in sorted(asked.typed))
    headers = {"Content-Disposition": f'attachment; filename="{name[:LONGEST_NAME]}.{ending}"'}
    if file.length is not None:
        headers["Content-Length"] = str(file.length)
    return StreamingHttpResponse(file.parts, content_type=kind, headers=headers)


def _language(request) -> str:
    code = request.GET.get("language", "en")
    if code not in LANGUAGES:
        raise Unreadable("The language is one of: en, ru, kk.")
    return code


def _asked(request) -> Chosen:
    """Whom the filters of the list of people leave."""
    with translation.override(_language(request)):
        chosen = PeopleListFilter(request.GET, PublishedPerson.objects.with_page())
        refuse_unreadable(chosen.form, page="people")
        if not chosen.chosen:
            return EVERYONE
        fields = chosen.form.fields
        words = tuple(
            (str(fields[name].label), str(dict(getattr(fields[name], "choices", ())).get(value, value)))
            for name, value in chosen.chosen.items()
        )
        ids = chosen.qs.order_by().values_list("public_id", flat=True).iterator()
        return Chosen(frozenset(ids), words, tuple(chosen.chosen.items()))
