"""How many people this register documents, one by one: counted here, never taken from a figure that somebody gave."""

from dataclasses import dataclass, field

from django.db.models import Case, Exists, Min, OuterRef, Q, Value, When
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lookup.filters import DETAINED
from lookup.models import PublishedCasualty, PublishedDetention, PublishedPerson
from lookup.reading import of_published_people
from lookup.remembered import remembered
from records.choices import Confirmation
from victims.choices import Harm

SUREST_FIRST = list(Confirmation)
COUNTED = [one for one in SUREST_FIRST if one != Confirmation.RULED_OUT]


@dataclass
class Documented:
    """The people of one line. Somebody both injured and detained stands in both lines."""

    choice: str  # of the list of people: a harm, or detained
    named: int = 0
    without_name: int = 0
    by_confirmation: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))

    @property
    def what(self) -> str:
        return _("Detained") if self.choice == DETAINED else capfirst(Harm(self.choice).label)

    @property
    def people(self) -> int:
        return self.named + self.without_name


def documented() -> list[Documented]:
    """One line for each harm, and one for the detained; those that did not happen are left out. Two queries, where the
    numbers are not remembered."""
    return remembered("documented", _counted)


def _counted() -> list[Documented]:
    lines = {choice: Documented(choice) for choice in (*Harm.values, DETAINED)}
    for row in _people(PublishedCasualty, "harm"):
        _add(lines[row[0]], row)
    for row in _people(PublishedDetention):
        _add(lines[DETAINED], row)
    return [line for line in lines.values() if line.people]


def _add(line, row):
    *_same, _person, is_named, rank = row
    line.by_confirmation[SUREST_FIRST[rank]] += 1
    if is_named:
        line.named += 1
    else:
        line.without_name += 1


def _people(model, *same: str):
    """One row for each person (and each of the same): whether they have a public name, and the rank of the surest of
    their records. Grouped by the database and counted here: asked row by row for a surer one, SQLite takes minutes."""
    rank = Case(*(When(confirmation=one, then=Value(number)) for number, one in enumerate(SUREST_FIRST)))
    named = PublishedPerson.objects.filter(~Q(name=""), public_id=OuterRef("person"))
    rows = of_published_people(model.objects.exclude(confirmation=Confirmation.RULED_OUT)).order_by()
    grouped = rows.annotate(is_named=Exists(named)).values(*same, "person", "is_named").annotate(surest=Min(rank))
    return grouped.values_list(*same, "person", "is_named", "surest").iterator()
