"""Releases: the page that lists them, their checksums, and their files."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from lookup.download_views import download
from lookup.models import PublishedRelease
from lookup.releases import Releases
from lookup.views import public_page


@public_page
def releases(request):
    return render(request, "lookup/releases.html", {"releases": Releases(_base(request))})


@download
def sums(request):
    """The checksums of all issues ever, as `sha256sum --check` reads them: also of those that are served no more, for
    whoever has one."""
    lines = [f"{issue.sha256}  {issue.file_name}\n" for issue in PublishedRelease.objects.order_by("name")]
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")


@download
def release_file(request, name):
    """The bytes, piece by piece. One that is served no more says what to do instead; nothing may keep a copy of it."""
    issue = PublishedRelease.objects.filter(name=name).first()
    if issue is None:
        raise Http404
    if issue.is_served:
        headers = {
            "Content-Disposition": f'attachment; filename="{issue.file_name}"',
            "Content-Length": str(issue.size),
        }
        response = StreamingHttpResponse(_pieces(issue), content_type="application/zip", headers=headers)
    else:
        response = _instead(issue)
    response["Cache-Control"] = "no-store"
    return response


def _pieces(issue: PublishedRelease) -> Iterator[bytes]:
    """Each is a query of its own. When it is held back while it is sent, what was sent is shorter than was said, and no
    program takes it for the whole."""
    number = 0
    while (content := _piece(issue, number)) is not None:
        yield content
        number += 1


def _piece(issue: PublishedRelease, number: int) -> bytes | None:
    content = issue.pieces.filter(number=number).values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def _instead(issue: PublishedRelease) -> HttpResponse:
    served = PublishedRelease.objects.filter(release=issue.release, is_served=True).first()
    told = f"{issue.name} is served no more.\n"
    if served:
        told += f"In its place stands {served.name}: {served.get_absolute_url()}\n"
    else:
        told += "Look again later in the list of releases: /en/releases/\n"
    return HttpResponse(told, status=410, content_type="text/plain; charset=utf-8")


def _base(request) -> str:
    return f"{request.scheme}://{request.get_host()}"
