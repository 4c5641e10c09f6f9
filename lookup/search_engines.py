"""What search engines are asked to show: by default neither people who are detained nor the lists that name them.

`SEARCH_ENGINES` of the settings decides. The living whose detention or charge is published are those who could be
harmed by being found under their name; of the dead, families want the page to be found.
"""

from collections.abc import Iterable, Iterator
from functools import wraps

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.lookups import Exact
from django.utils.html import escape

from lookup.conditions import Unsought
from lookup.models import PublishedCasualty, PublishedCharge, PublishedDetention, PublishedPerson
from lookup.reading import person_of
from lookup.sentences import CONFIRMED
from victims.choices import Harm

PEOPLE_IN_A_PART = 2000
PAGES = ("", "map/", "help/", "method/", "download/", "releases/", "about/")  # that name nobody
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def hidden(response):
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def names_people(view):
    """Of a page that names people, or tells who was looked for."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        return response if settings.SEARCH_ENGINES == "everyone" else hidden(response)

    return answer


def nobody_is_found(view):
    """Of any page, where the setting says so."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        return hidden(response) if settings.SEARCH_ENGINES == "nobody" else response

    return answer


def people_to_be_found() -> QuerySet:
    """Those with a page whom search engines may show."""
    people = PublishedPerson.objects.with_page().order_by("public_id")
    if settings.SEARCH_ENGINES == "everyone":
        return people
    return people.none() if settings.SEARCH_ENGINES == "nobody" else people.exclude(could_be_harmed())


def may_be_found(people: Iterable[str]) -> bool:
    """Whether search engines may show a page that names these people, by public id. Those without a page may be named:
    they only speak, or are kin."""
    if settings.SEARCH_ENGINES == "everyone":
        return True
    these = list(people)
    named = PublishedPerson.objects.with_page().filter(public_id__in=these)
    hidden_ones = named if settings.SEARCH_ENGINES == "nobody" else named.filter(could_be_harmed(person__in=these))
    return not hidden_ones.exists()


def could_be_harmed(**of_these) -> Q:
    """Who was detained or charged and is not known to be dead: not by rumour. `of_these`: where only some are asked
    about, a condition on what happened to them; else SQLite would go through all the killed to find one."""
    is_killed = Exact(Unsought("harm") if of_these else F("harm"), Harm.KILLED)
    dead = PublishedCasualty.objects.filter(is_killed, confirmation__in=CONFIRMED, **of_these)
    detained, charged = (table.objects.filter(**of_these) for table in (PublishedDetention, PublishedCharge))
    return (person_of(detained) | person_of(charged)) & ~person_of(dead)


def robots(base: str) -> str:
    """`base`: scheme and host."""
    if settings.SEARCH_ENGINES == "nobody":
        return "User-agent: *\nDisallow: /\n"
    searches = "".join(f"Disallow: /{code}/search/\n" for code, _name in settings.LANGUAGES)
    return f"User-agent: *\n{searches}\nSitemap: {base}/sitemap.xml\n"


# The map of the site: an index, and parts, each sent a line at a time.


def parts() -> int:
    return 1 + people_to_be_found().count() // PEOPLE_IN_A_PART


def index(base: str) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {SITEMAP}>\n'
    for number in range(1, parts() + 1):
        yield f"<sitemap><loc>{escape(base)}/sitemap-{number}.xml</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def part(number: int, base: str) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {SITEMAP} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    if number == 1 and settings.SEARCH_ENGINES != "nobody":
        for page in PAGES:
            yield from _in_each_language(base, f"/{page}")
    start = (number - 1) * PEOPLE_IN_A_PART
    people = people_to_be_found().values_list("public_id", flat=True)[start : start + PEOPLE_IN_A_PART]
    for public_id in people.iterator():
        yield from _in_each_language(base, PublishedPerson(public_id=public_id).path)
    yield "</urlset>\n"


def _in_each_language(base: str, path: str) -> Iterator[str]:
    """One entry for each language, and in each a link to the others."""
    languages = [code for code, _name in settings.LANGUAGES]
    links = "".join(_link(code, f"{base}/{code}{path}") for code in languages) + _link("x-default", base + path)
    for code in languages:
        yield f"<url><loc>{escape(f'{base}/{code}{path}')}</loc>{links}</url>\n"


def _link(code: str, address: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address)}"/>'
