"""The public files, in the language and of the people that the address asks for: `?language=kk&happened=killed`."""

from functools import partial

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import Http404
from django.utils import translation
from django.utils.text import slugify
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from lookup import search_engines
from lookup.downloads import FILES, archive, csv_parts, kept, workbook
from lookup.downloads.archive import EVERYONE, Chosen
from lookup.downloads.description import LANGUAGES
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

    def make():
        return (part.encode() for part in csv_parts(file, people=asked.people, code=code, mark=mark))

    kind = "text/csv; charset=utf-8"
    return _sent(make, kind, f"tizim-{name}", f"{code}{'.mark' * mark}", "csv", asked)


@download
def workbook_file(request):
    asked, code = _asked(request), _language(request)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _sent(partial(workbook.parts, asked, code), kind, "tizim", code, "xlsx", asked)


@download
def package_file(request):
    asked, code = _asked(request), _language(request)
    return _sent(partial(archive.package, asked, code), "application/zip", "tizim", code, "zip", asked)


def _sent(make, kind, name, variant, ending, asked: Chosen):
    """A file of everyone may be kept, in each variant; a filtered file is made anew, and says so in its name."""
    if asked == EVERYONE:
        file = kept.sent(f"{name}.{variant}.{ending}", make)
    else:
        file = kept.Sent(make())
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
