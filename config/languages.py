"""In which language a page answers: the one of its address, `/kk/…`; staff choose theirs.

A public address without a language leads on to the one that the reader's browser asks for, and tells nobody: no cookie
is set or read. The admin has one address for all its readers, who send each other links (docs/decisions/0019).
"""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import is_valid_path
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.translation import get_language_from_path, get_supported_language_variant, override
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.languages import COOKIE

ADMIN = "/admin/"


class Languages:
    """Middleware. It activates the language, and leads on from an address where nothing is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        of_address = get_language_from_path(request.path_info)
        is_admin = request.path_info.startswith(ADMIN)
        language = of_address or (is_admin and chosen(request)) or preferred(request)
        with override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            is_nowhere = response.status_code == 404 and request.resolver_match is None
            if is_nowhere and (elsewhere := address_elsewhere(request, of_address)):
                response = HttpResponseRedirect(elsewhere, preserve_request=request.method == "POST")
        if response.streaming:
            response.streaming_content = in_language(language, response.streaming_content)
        if not of_address:
            patch_vary_headers(response, ["Accept-Language", *(["Cookie"] if is_admin else [])])
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", language)
        return response


def preferred(request) -> str:
    """The first of our languages that the reader's browser asks for, else the one of the settings."""
    for asked, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(asked)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def chosen(request) -> str:
    """What a member of staff chose in the admin, if anything."""
    language = request.COOKIES.get(COOKIE, "")
    return language if language in dict(settings.LANGUAGES) else ""


def address_elsewhere(request, of_address: str | None) -> str:
    """The same address with the language in use, or, of what is the same in all languages, without one; or nothing."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    other = path.removeprefix(f"/{of_address}") if of_address else f"/{request.LANGUAGE_CODE}{path}"
    for address in (other, f"{other}/"):
        if not address.startswith(ADMIN) and is_valid_path(address):
            return escape_uri_path(address) + (f"?{iri_to_uri(query)}" if query else "")
    return ""


def in_language(language: str, chunks) -> Iterator:
    """What is made while it is sent is made in the language too."""
    chunks = iter(chunks)
    while True:
        with override(language):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk
