"""What the reports claim of a person beside what is concluded: one row a fact, one column a claim.

There is one table for the person and one for each casualty, detention and charge. A claim that only copies another is
shown and not counted; how many sources say a thing counts who said it, not how often it was printed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.claimed_values import AGE, NAME, Value, agrees, contradicts, has_field, said
from detentions.models import Charge, ChargeUpdate, Detention, DetentionClaim
from people.models import Person
from records.choices import State
from records.models import Record
from sources.choices import Certainty, Standing
from sources.models import PersonClaim
from victims.models import Casualty, CasualtyClaim

# The facts of each table, in the order of its rows.
FACTS = {
    Person: (NAME, "sex", "occupation", "home_place"),
    Casualty: (
        "harm", AGE, "harmed_on", "time_of_day", "harmed_place", "site", "died_on", "died_place", "methods",
        "wound_sites", "forces", "in_custody", "activity", "status", "armed",
    ),
    Detention: (
        "arrested_on", "arrested_place", "forces", "measure", "status", "status_as_of", "released_on", "sought_since",
        "court", "case_number", "sentence", "family_access", "counsel_access", "whereabouts_acknowledged", "activity",
    ),
    Charge: ("article", "offence_as_printed", "posthumous", "happened_on", "status"),
}  # fmt: skip
CLAIMS = {Casualty: CasualtyClaim, Detention: DetentionClaim, Charge: ChargeUpdate}
ABOUT_THE_PERSON = (PersonClaim, CasualtyClaim, DetentionClaim)
HEADINGS = {NAME: gettext_lazy("Name"), AGE: gettext_lazy("Age then")}


@dataclass(frozen=True)
class Column:
    """One claim: who says it, in which report. `copies`: the numbers of the claims that it only repeats."""

    number: int
    claim: models.Model
    copies: tuple[int, ...]

    @property
    def key(self) -> str:
        return f"{self.claim._meta.label_lower}:{self.claim.pk}"

    @property
    def certainty(self) -> str:
        """In words, where it is not plainly stated."""
        return "" if self.claim.certainty == Certainty.STATED else self.claim.get_certainty_display()

    @property
    def standing(self) -> str:
        """In words, where it no longer stands."""
        return "" if self.claim.standing == Standing.STANDS else self.claim.get_standing_display()

    @property
    def is_counted(self) -> bool:
        return not self.copies and not self.standing


class Cell(NamedTuple):
    """What one claim says of one fact; empty if nothing. `key` names both in a form."""

    column: Column
    words: str = ""
    contradicts: bool = False
    can_be_taken: bool = False
    key: str = ""


class Row(NamedTuple):
    """One fact. `support`: each value that is claimed, and how many independent sources say so, most first."""

    fact: str
    heading: str
    concluded: str
    is_concluded_here: bool
    cells: list[Cell]
    support: list[tuple[str, int]]

    @property
    def is_disputed(self) -> bool:
        return any(cell.contradicts for cell in self.cells)

    @property
    def lacks_a_conclusion(self) -> bool:
        return self.is_concluded_here and not self.concluded


class Table(NamedTuple):
    """The evidence of one record."""

    record: Record
    heading: str
    columns: list[Column]
    rows: list[Row]

    @property
    def key(self) -> str:
        return f"{self.record._meta.concrete_model._meta.label_lower}:{self.record.pk}"


def tables(person: Person, sees: Callable[[type], bool] = lambda model: True) -> list[Table]:
    """The tables of a person that the user sees. The number of queries does not grow with records or claims."""
    records = {
        model: _named(model.objects.exclude(state=State.WITHDRAWN).filter(person=person)) if sees(model) else []
        for model in CLAIMS
    }
    claims = {PersonClaim: _named(person.claims.filter(withdrawn=False))}
    for model, claim in CLAIMS.items():
        owned = {f"{claim.part_of[0]}__in": records[model]}
        claims[claim] = _named(claim.objects.filter(withdrawn=False, **owned))
    about = [claim for table in ABOUT_THE_PERSON for claim in claims[table]]
    found = [_table(person, [claim for claim in about if any(said(claim, fact) for fact in FACTS[Person])])]
    for model, rows in records.items():
        key = f"{CLAIMS[model].part_of[0]}_id"
        found += [_table(row, [one for one in claims[CLAIMS[model]] if getattr(one, key) == row.pk]) for row in rows]
    return found


def _named(rows) -> list:
    """The rows with all that a table names of them, in a fixed number of queries."""
    keys = [field.name for field in rows.model._meta.concrete_fields if field.is_relation]
    if issubclass(rows.model, Record):
        keys = [name for name in keys if not name.endswith("_by")]  # accounts are not named here
    else:
        keys += ["report__publisher"]
    lists = [field.name for field in rows.model._meta.many_to_many]
    return list(rows.select_related(*keys).prefetch_related(*lists).order_by("pk"))


def _table(record, claims) -> Table:
    columns = _columns(claims)
    rows = [_row(record, fact, columns) for fact in FACTS[record._meta.concrete_model]]
    heading = _("The person") if isinstance(record, Person) else capfirst(str(record))
    return Table(record, heading, columns, [row for row in rows if row.concluded or row.support or _is_told(row)])


def _is_told(row) -> bool:
    return any(cell.words for cell in row.cells)


def _columns(claims) -> list[Column]:
    numbers = {(type(claim), claim.pk): number for number, claim in enumerate(claims, start=1)}
    of_report = {}
    for claim in claims:
        of_report.setdefault(claim.report_id, []).append(numbers[type(claim), claim.pk])
    columns = []
    for claim in claims:
        keys = [(type(claim), other.pk) for other in claim.repeats.all()]
        copies = [numbers[key] for key in keys if key in numbers]
        copies += of_report.get(claim.report.republishes_id, [])  # a report that republishes nothing has no key
        columns.append(Column(numbers[type(claim), claim.pk], claim, tuple(sorted(set(copies)))))
    return columns


def _row(record, fact, columns) -> Row:
    concluded = said(record, fact)
    is_here = has_field(record, fact)
    cells, support = [], {}
    for column in columns:
        value = said(column.claim, fact)
        if value is None:
            cells.append(Cell(column))
            continue
        sources = support.setdefault(value.words, set())
        if column.is_counted:
            sources.add(column.claim.source)
        takes = is_here and _can_be_concluded(fact, value) and not agrees(value, concluded)
        key = f"{fact}:{column.key}"
        cells.append(Cell(column, value.words, contradicts(value, concluded), takes, key))
    counted = sorted(((words, len(sources)) for words, sources in support.items()), key=lambda one: (-one[1], one[0]))
    return Row(fact, _heading(record, columns, fact), concluded.words if concluded else "", is_here, cells, counted)


def _can_be_concluded(fact, value: Value) -> bool:
    """An age in words only (“young”) has no numbers to conclude."""
    return fact != AGE or value.span is not None


def _heading(record, columns, fact) -> str:
    if fact in HEADINGS:
        return str(HEADINGS[fact])
    row = record if has_field(record, fact) else columns[0].claim
    return capfirst(str(row._meta.get_field(fact).verbose_name))
