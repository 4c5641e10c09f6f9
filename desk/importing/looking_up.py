"""What the words of a list name in the register: places, terms, articles of law, and reports by their address.

A word that names nothing, or more than one thing, names nothing: it is kept as printed.
"""

from collections import defaultdict

from desk.paste.duplicates import bare
from detentions.models import LawArticle
from places.choices import PlaceKind
from places.models import Place
from sources.choices import TermList
from sources.models import Report, Term

TERMS = {  # field: the list of words
    "methods": TermList.METHOD,
    "wound_sites": TermList.WOUND_SITE,
    "forces": TermList.FORCE,
    "activity": TermList.ACTIVITY,
}


class Known:
    """All that a list can name, read once."""

    def __init__(self):
        self.places, self.facilities = defaultdict(set), set()
        for place in Place.objects.all():
            taken_out = f"{place.name_en or place} [{place.code}]"  # as files for staff name it
            names = [
                taken_out,
                place.code or "",
                place.name_en,
                place.name_ru,
                place.name_kk,
                *place.other_names.split("|"),
            ]
            for name in filter(None, map(_folded, names)):
                self.places[name].add((place.pk, place.kind))
            if place.kind == PlaceKind.FACILITY:
                self.facilities.add(place.pk)
        self.terms = defaultdict(set)
        for term in Term.objects.filter(list__in=TERMS.values()):
            for name in filter(None, map(_folded, (term.code, term.label_en, term.label_ru, term.label_kk))):
                self.terms[term.list, name].add(term.pk)
        self.articles = defaultdict(set)
        for row in LawArticle.objects.all():
            for name in {row.number, " ".join(filter(None, (row.number, row.part)))}:
                self.articles[name].add(row.pk)
        self.reports = {}
        rows = Report.objects.standing().exclude(url="", archive_url="").order_by("-pk")
        for key, *addresses in rows.values_list("pk", "url", "archive_url"):
            self.reports |= dict.fromkeys(filter(None, map(bare, addresses)), key)

    def place(self, text: str) -> int | None:
        """The one place of that name; of a city and a region of one name, the city."""
        found = self.places.get(_folded(text), set())
        if len(found) > 1:
            found = {it for it in found if it[1] == PlaceKind.CITY}
        return next(iter(found))[0] if len(found) == 1 else None

    def facility(self, text: str) -> int | None:
        key = self.place(text)
        return key if key in self.facilities else None

    def term(self, field: str, text: str) -> int | None:
        return _only(self.terms.get((TERMS[field], _folded(text)), set()))

    def article(self, text: str) -> int | None:
        return _only(self.articles.get(text, set()))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _only(keys: set[int]) -> int | None:
    return next(iter(keys)) if len(keys) == 1 else None
