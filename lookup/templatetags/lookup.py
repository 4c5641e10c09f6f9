"""People and reports in templates: a link where there is a page, plain text elsewhere; and pages in other languages."""

from typing import NamedTuple

from django import template
from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, get_language_from_path

from lookup import naming, words

register = template.Library()
register.filter(naming.origin)
register.filter(naming.person_name)
register.filter(naming.report_name)
register.filter(words.one_full_stop)


@register.filter
def linked(who):
    """One `Who`."""
    text = isolated(who.text)
    return format_html('<a href="{}">{}</a>', who.url, text) if who.url else text


@register.filter
def isolated(text):
    """A name written from right to left, so that it does not turn the order of the words around it."""
    return format_html("<bdi>{}</bdi>", text) if naming.is_right_to_left(text) else text


@register.filter
def all_linked(people):
    """Several `Who`, with commas."""
    return format_html_join(", ", "{}", ((linked(who),) for who in people))


@register.filter
def report_link(report):
    """A report, or the words for one that is not public."""
    name = naming.report_name(report)
    return format_html('<a href="{}">{}</a>', report.get_absolute_url(), name) if report else name


class InLanguage(NamedTuple):
    """The page being read, in one of the languages."""

    code: str
    name: str
    address: str  # without the host
    is_current: bool


@register.simple_tag(takes_context=True)
def languages(context) -> list[InLanguage]:
    """The same page in each language, with its filters. What stands in the address of a search is not taken along."""
    request = context.get("request")
    if request is None:
        return []
    match = request.resolver_match
    query = request.META.get("QUERY_STRING", "") if match and match.view_name != "lookup:search" else ""
    path = without_language(request.path_info)
    addresses = ((code, name, f"/{code}{iri_to_uri(path)}{query and '?'}{query}") for code, name in settings.LANGUAGES)
    return [InLanguage(code, name, address, code == get_language()) for code, name, address in addresses]


def without_language(path: str) -> str:
    return path.removeprefix(f"/{get_language_from_path(path)}")


@register.simple_tag(takes_context=True)
def address_in_any_language(context) -> str:
    """The permanent address of the page: it leads on to the reader's own language."""
    request = context.get("request")
    return request.build_absolute_uri(without_language(request.path)) if request else ""


@register.simple_tag(takes_context=True)
def with_host(context, address: str) -> str:
    """Only where the host is known to be ours: a page that refuses it must not ask for it."""
    return context["request"].build_absolute_uri(address)
