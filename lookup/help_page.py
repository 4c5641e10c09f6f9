"""Whom relatives can turn to, for one place or for all."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language

from lookup import words
from lookup.models import PublishedHelpPoint
from lookup.report_page import safe_address
from places.choices import HelpKind

STALE_AFTER = timedelta(days=183)  # half a year


class Told(NamedTuple):
    """A text in the reader's language, or in the one in which there is one; then `language` says in which."""

    text: str
    language: str = ""


class Telephone(NamedTuple):
    text: str
    dialled: str  # empty where it is no number that a telephone could dial


@dataclass
class HelpShown:
    point: PublishedHelpPoint
    name: Told
    place: str
    advice: Told
    address: Told
    hours: Told
    website: str  # empty unless a browser may follow it
    telephones: list[Telephone]
    checked_on: str
    is_old: bool


class HelpPage:
    """What serves a place: what is in it, what serves a larger place around it, and the whole country. One query."""

    def __init__(self, place: str = ""):
        points = list(PublishedHelpPoint.objects.all())
        self.places = _places(points)
        self.place = place if place in dict(self.places) else ""
        self.is_unknown = bool(place) and not self.place
        self.is_empty = not points
        serving = sorted(_serving(points, self.place) if self.place else points, key=_order)
        by_kind = [(kind, [point for point in serving if point.kind == kind]) for kind in HelpKind]
        self.groups = [(capfirst(kind.label), list(map(_shown, found))) for kind, found in by_kind if found]

    @property
    def place_name(self) -> str:
        return dict(self.places).get(self.place, "")


def _places(points) -> list[tuple[str, str]]:
    """The places that are served by somebody, and those that they lie in, but the country itself."""
    found = {}
    for point in points:
        if point.place:
            larger = point.place.get("within", [])
            for place in (point.place, *larger[:-1]):
                found[words.key(place)] = words.label(place)
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def _serving(points, place) -> list:
    """Those in the place, in a larger one around it as the points know them, and for the whole country."""
    chains = [_chain(point.place) for point in points if point.place]
    around = {larger for chain in chains if place in chain for larger in chain[chain.index(place) :]}
    return [
        point for point in points if not point.place or place in _chain(point.place) or words.key(point.place) in around
    ]


def _chain(label) -> list[str]:
    return [words.key(place) for place in (label, *label.get("within", []))]


def _order(point):
    """The nearest first, those for the whole country last."""
    return (
        -len(point.place.get("within", [])) - 1 if point.place else 0,
        told(point, "name").text.casefold(),
        point.public_id,
    )


def _shown(point) -> HelpShown:
    return HelpShown(
        point=point,
        name=told(point, "name"),
        place=words.label(point.place),
        advice=told(point, "advice"),
        address=told(point, "address"),
        hours=told(point, "hours"),
        website=safe_address(point.website),
        telephones=telephones(point.telephone),
        checked_on=words.date(point.checked_on.isoformat()),
        is_old=is_old(point.checked_on),
    )


def told(point, name) -> Told:
    mine = (get_language() or "en")[:2]
    for language in dict.fromkeys([mine, "ru", "kk", "en"]):  # most readers here know Russian
        if text := getattr(point, f"{name}_{language}", ""):
            return Told(text, "" if language == mine else language)
    return Told("")


def telephones(text: str) -> list[Telephone]:
    return [Telephone(one.strip(), _dialled(one)) for one in text.split(",") if one.strip()]


def _dialled(text: str) -> str:
    """For `tel:`, if it holds nothing but a number: “+7 (727) 000-00-00” and “102”."""
    bare = "".join(letter for letter in text if letter not in " ()-–.\u00a0")
    return bare if bare.removeprefix("+").isascii() and bare.removeprefix("+").isdigit() else ""


def is_old(checked_on: date) -> bool:
    return checked_on < timezone.localdate() - STALE_AFTER
