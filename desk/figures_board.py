"""The figures of an incident side by side: claimants as columns, time downwards. Nothing here adds one to another."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.choices import State
from records.form_fields import words as date_words
from sources.choices import Attribution, Standing, TollLink
from sources.models import Incident, Toll, TollRelation

UNDATED = date.max  # stands last


class Figure(NamedTuple):
    """One toll on the board, and how it stands to others on it, in words."""

    toll: Toll
    relations: list[tuple[str, Toll]]

    @property
    def standing(self) -> str:
        return "" if self.toll.standing == Standing.STANDS else self.toll.get_standing_display()


class Line(NamedTuple):
    """The figures of one date, in words; a cell for each claimant."""

    when: str
    cells: list[list[Figure]]


class Board(NamedTuple):
    """The figures of one thing: what is counted, of whom, and where."""

    heading: str
    anchor: str
    claimants: list[str]
    lines: list[Line]


class Nest(NamedTuple):
    """A figure with those that lie inside it."""

    toll: Toll
    counted: str
    claimant: str
    inside: list["Nest"]


def figures(incident: Incident) -> list[Figure]:
    """The standing figures of an incident and of the incidents inside it, in a fixed number of queries a level."""
    rows = (
        Toll.objects.exclude(state=State.WITHDRAWN)
        .filter(incident__in=with_parts(incident))
        .select_related("report__publisher", "claimant_person", "claimant_organisation", "incident", "setting")
        .prefetch_related("what", "whom", "places", "home_places")
    )
    tolls = {toll.pk: toll for toll in sorted(rows, key=lambda toll: (day_of(toll), toll.pk))}
    relations = defaultdict(list)
    for link in relations_between(tolls):
        one, other = tolls[link.toll_id], tolls[link.other_id]
        relations[one.pk].append((link.get_link_display(), other))
        relations[other.pk].append((_("contains") if link.link == TollLink.INSIDE else link.get_link_display(), one))
    return [Figure(toll, relations[toll.pk]) for toll in tolls.values()]


def relations_between(tolls) -> list[TollRelation]:
    """The relations that hold between two of the tolls."""
    return list(TollRelation.objects.filter(withdrawn=False, toll__in=tolls, other__in=tolls).order_by("pk"))


def with_parts(incident: Incident) -> set[int]:
    """Keys of the incident and of all that are part of it, directly or through others."""
    found, new = set(), {incident.pk}
    while new:
        found |= new
        new = set(Incident.objects.filter(part_of__in=new).values_list("pk", flat=True)) - found
    return found


def boards(found: list[Figure]) -> list[Board]:
    """The figures by what they count. Figures of one thing stand on one board, in the order of their days."""
    things = defaultdict(list)
    for figure in found:
        things[counted(figure.toll)].append(figure)
    return [
        _board(heading, f"board-{number}", shown)
        for number, (heading, shown) in enumerate(sorted(things.items()), start=1)
    ]


def nests(found: list[Figure]) -> list[Nest]:
    """The figures that contain others, outermost first. One that lies inside two stands in both."""
    tolls = {figure.toll.pk: figure.toll for figure in found}
    inside, contained = defaultdict(list), set()
    for link in relations_between(tolls):
        if link.link == TollLink.INSIDE:
            inside[link.other_id].append(link.toll_id)
            contained.add(link.toll_id)

    def nest(key, seen=()):
        within = [nest(other, (*seen, key)) for other in inside[key] if other not in seen]
        return Nest(tolls[key], counted(tolls[key]), claimant(tolls[key]), within)

    return [nest(key) for key in list(inside) if key not in contained]


def counted(toll: Toll) -> str:
    """What the toll counts, in words: “Killed · civilians · Almaty”."""
    parts = (toll.what.all(), toll.whom.all(), toll.places.all())
    said = [", ".join(sorted(map(str, rows))) for rows in parts]
    homes = ", ".join(sorted(map(str, toll.home_places.all())))
    more = [_("from %(places)s") % {"places": homes} if homes else "", str(toll.setting or "")]
    return capfirst(" · ".join(filter(None, [*said, *more])))


def claimant(toll: Toll) -> str:
    """Who gives the figure: the speaker, or the report where it speaks itself."""
    if toll.attribution == Attribution.REPORT and toll.source[0] == "report":
        return str(toll.report.publisher or toll.report.title or toll.report.shown_id)
    return toll.speaker


def day_of(toll: Toll) -> date:
    """The first day on which the figure can have stood, for the order of the lines."""
    row, name = _dated_by(toll)
    return (name and getattr(row, f"{name}_earliest")) or UNDATED


def when(toll: Toll) -> str:
    """Its date in words, no more exact than it is known: “as of 9 January 2022”, “said in January 2022”."""
    row, name = _dated_by(toll)
    words = {
        "as_of": _("as of %(date)s"),
        "said_on": _("said %(date)s"),
        "period": _("covers %(date)s"),
        "published_on": _("report of %(date)s"),
    }
    return words[name] % {"date": date_words(getattr(row, name))} if name else _("no date")


def _dated_by(toll):
    """The row and the field that date a toll: as of, else said on, else the period, else the report's date."""
    dates = [(toll, "as_of"), (toll, "said_on"), (toll, "period"), (toll.report, "published_on")]
    return next(((row, name) for row, name in dates if getattr(row, name)), (toll, ""))


def _board(heading, anchor, found) -> Board:
    claimants = {figure.toll.source: claimant(figure.toll) for figure in found}
    return Board(heading, anchor, list(claimants.values()), list(_lines(found, claimants)))


def _lines(found, sources) -> Iterator[Line]:
    by_date = defaultdict(list)
    for figure in found:  # in the order of their days
        by_date[when(figure.toll)].append(figure)
    for words, dated in by_date.items():
        yield Line(words, [[one for one in dated if one.toll.source == source] for source in sources])
