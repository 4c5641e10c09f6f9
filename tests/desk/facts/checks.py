"""How a fact is looked for: the same words for the database and for the exported files, with a reader for each.

All values are text: numbers as digits, true and false as yes and no, nothing as empty text, several values as a set. A
row that another row points at goes by a label: a person by name (or description), a place or body by English name, a
word by code, a report by title (or day), an incident by title, a figure by its key words.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from django.db import models

from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim
from people.models import Name, Organisation, Person
from places.models import Place
from records.cells import plain
from sources.models import Incident, Kinship, PersonClaim, Report, Statement, Term, Toll, TollRelation
from victims.models import Casualty, CasualtyClaim

TABLES = {
    "persons": Person,
    "names": Name,
    "organisations": Organisation,
    "places": Place,
    "incidents": Incident,
    "reports": Report,
    "person_claims": PersonClaim,
    "kinships": Kinship,
    "casualties": Casualty,
    "casualty_claims": CasualtyClaim,
    "detentions": Detention,
    "detention_claims": DetentionClaim,
    "custody_steps": CustodyStep,
    "charges": Charge,
    "charge_updates": ChargeUpdate,
    "tolls": Toll,
    "toll_relations": TollRelation,
    "statements": Statement,
}


class part(str):
    """The value contains this: `summary=part("mother")`."""


@dataclass(frozen=True)
class Row:
    """`count` rows of a table that `find` picks, and the values that each of them holds."""

    table: str
    find: dict
    values: dict = field(default_factory=dict)
    count: int = 1


@dataclass(frozen=True)
class NoRow:
    """A table has no row that `find` picks."""

    table: str
    find: dict


@dataclass(frozen=True)
class NoWord:
    """No row of any table holds this word."""

    word: str


def text(value) -> str | set[str]:
    """A value as a test writes it, as text."""
    if isinstance(value, set | part):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def holds(stored, wanted) -> bool:
    wanted = text(wanted)
    if isinstance(wanted, part):
        return wanted in stored
    return set(filter(None, stored.split("|"))) == wanted if isinstance(wanted, set) else stored == wanted


class Reader:
    """Finds rows by their values; a row is whatever `rows()` gives."""

    def found(self, table: str, find: dict) -> list:
        return [row for row in self.rows(table) if self.differing(table, row, find) == {}]

    def differing(self, table: str, row, values: dict) -> dict:
        """What a row holds where it should hold something else."""
        stored = {name: self.value(table, row, name) for name in values}
        return {name: stored[name] for name, wanted in values.items() if not holds(stored[name], wanted)}

    def faults(self, check) -> list:
        if isinstance(check, NoWord):
            return [
                table for table in TABLES for row in self.rows(table) if check.word in self.all_text(row).casefold()
            ]
        rows = self.found(check.table, check.find)
        if isinstance(check, NoRow):
            return [f"{check.table} has {len(rows)} rows: {check.find}"] if rows else []
        if len(rows) != check.count:
            return [f"{check.table} has {len(rows)} rows, not {check.count}: {check.find}"]
        return [faults for row in rows if (faults := self.differing(check.table, row, check.values))]


class InDatabase(Reader):
    def rows(self, table):
        return TABLES[table].objects.order_by("pk")

    def value(self, table, row, name):
        value = getattr(row, name)
        if isinstance(value, models.Manager):
            return "|".join(label(other) for other in value.all())
        return label(value) if isinstance(value, models.Model) else text(value)

    def all_text(self, row):
        return " ".join(str(field.value_from_object(row)) for field in row._meta.concrete_fields)


def label(row) -> str:
    if isinstance(row, Person):
        names = row.names.order_by("-shown_first", "pk")
        return names[0].text if names else row.description
    if isinstance(row, Casualty | Detention | Charge):
        return label(row.person)
    if isinstance(row, Report):
        return row.title or str(row.published_on)
    if isinstance(row, Toll):
        return text(row.low) or row.wording
    if isinstance(row, Statement):
        return row.kind
    return row.code if isinstance(row, Term) else getattr(row, "title", "") or row.name_en


class InFiles(Reader):
    """Reads what was exported, and nothing else."""

    LABELS = {"incidents": ["title"], "reports": ["title", "published_on"], "statements": ["kind"]}
    LABELS |= {"tolls": ["low", "wording"]}

    def __init__(self, folder: Path):
        self.tables = {}
        for table in TABLES:
            with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
                self.tables[table] = [{name: plain(cell) for name, cell in row.items()} for row in csv.DictReader(file)]
        self.labels = {}
        for table, columns in self.LABELS.items():
            for row in self.tables[table]:
                self.labels[row["public_id"]] = next(filter(None, (row[name] for name in columns)), "")
        self.labels |= {row["public_id"]: row["description"] for row in self.tables["persons"]}
        first = sorted(self.tables["names"], key=lambda row: row["shown_first"] == "yes")
        self.labels |= {row["person"]: row["text"] for row in first}
        for table in ("casualties", "detentions", "charges"):
            self.labels |= {row["public_id"]: self.labels[row["person"]] for row in self.tables[table]}

    def rows(self, table):
        return self.tables[table]

    def value(self, table, row, name):
        cell = row[name]
        if name == "public_id" or not cell:
            return cell
        words = [self.labels.get(word, word) for word in cell.split("|")]
        return "|".join(word.split(" [")[0] if word.endswith("]") else word for word in words)

    def all_text(self, row):
        return " ".join(row.values())
