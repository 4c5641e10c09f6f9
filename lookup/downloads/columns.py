"""Columns of the CSV files: a name that stays, what it means, and how it is read from a row."""

from collections.abc import Callable
from typing import NamedTuple

from lookup import words
from lookup.facts import AGE, CHOICE, DATE, LABEL, LABELS, Fact
from records import public_id
from records.dates import UnreadableDate, parse

BETWEEN = " | "  # the values of one cell that holds several


class Column(NamedTuple):
    name: str
    meaning: str
    value: Callable  # of (row, references)


def plain(name: str, meaning: str) -> Column:
    """A field as it is."""
    return Column(name, meaning, lambda row, references: getattr(row, name))


def own_id(meaning: str) -> Column:
    return Column("id", meaning, lambda row, references: public_id.shown(row.public_id))


def choice(name: str, meaning: str, choices) -> list[Column]:
    """A code, and its label."""
    return [
        plain(name, meaning),
        Column(f"{name}_en", f"{meaning} (label)", lambda row, references: words.choice(choices, getattr(row, name))),
    ]


def dates(name: str, meaning: str) -> list[Column]:
    return recorded_columns([Fact(name, meaning, DATE)])


def label(name: str, meaning: str) -> list[Column]:
    return recorded_columns([Fact(name, meaning, LABEL)])


def labels(name: str, meaning: str) -> list[Column]:
    return recorded_columns([Fact(name, meaning, LABELS)])


def body(name: str, meaning: str) -> Column:
    """A body has a name and no code."""
    return Column(name, meaning, lambda row, references: words.label(getattr(row, name)))


def person(name: str, meaning: str) -> list[Column]:
    """The id of a person, if published, and the name or description, or “name withheld”."""
    return [
        Column(name, f"{meaning}: id, if published", lambda row, references: person_id(getattr(row, name), references)),
        Column(
            f"{name}_name",
            f"{meaning}: name or description",
            lambda row, references: references.who(getattr(row, name)).text if getattr(row, name) else "",
        ),
    ]


def person_id(asked: str, references) -> str:
    return public_id.shown(asked) if asked in references.people else ""


def report(name: str, meaning: str) -> list[Column]:
    """The id and the title of a report, if published."""
    return [
        Column(name, f"{meaning}: id, if published", lambda row, references: _id(references.reports, row, name)),
        Column(
            f"{name}_title", f"{meaning}: title", lambda row, references: _title(references.reports, getattr(row, name))
        ),
    ]


INCIDENT = [
    Column("incident", "Event: id", lambda row, references: _id(references.incidents, row, "incident")),
    Column("incident_title", "Event: title", lambda row, references: _title(references.incidents, row.incident)),
]
PUBLISHED = [
    Column(
        "version",
        "How often the record was published so far; it grows with each change",
        lambda row, references: row.version,
    ),
    Column("published_at", "When this version was published (UTC)", lambda row, references: row.published_at),
]


def _id(known, row, name) -> str:
    return public_id.shown(getattr(row, name)) if getattr(row, name) in known else ""


def _title(known, asked) -> str:
    return known[asked].title if asked in known else ""


# Columns of facts: a fact gives the same columns wherever it stands


def fact_columns(fact: Fact) -> list[Column]:
    """The columns of a fact; `value` takes (values, references)."""
    name, heading = fact.name, str(fact.heading)

    def column(ending, meaning, value):
        return Column(f"{name}{ending}", f"{heading}{meaning}", lambda values, references: value(values))

    if fact.kind == DATE:
        return [
            column("", ": EDTF, ISO 8601-2", lambda values: values.get(name, "")),
            column("_earliest", ": first day that it can mean", lambda values: _days(values.get(name))[0]),
            column("_latest", ": last day that it can mean", lambda values: _days(values.get(name))[1]),
            column("_inferred", ": inferred by the editor", lambda values: _yes_if(values.get(f"{name}_inferred"))),
        ]
    if fact.kind == AGE:
        return [
            column("_low", ": at least", lambda values: values.get("age_low")),
            column("_high", ": at most", lambda values: values.get("age_high")),
        ]
    if fact.kind == LABEL:
        return [
            column("", ": code, if it has one", lambda values: (values.get(name) or {}).get("code", "")),
            column("_en", ": label", fact.words),
        ]
    if fact.kind == LABELS:
        return [
            column("", ": codes", lambda values: BETWEEN.join(map(words.key, values.get(name) or []))),
            column("_en", ": labels", lambda values: BETWEEN.join(map(words.label, values.get(name) or []))),
        ]
    code = column("", "", lambda values: values.get(name, ""))
    return [code, column("_en", " (label)", fact.words)] if fact.kind == CHOICE else [code]


def _days(text):
    try:
        known = parse(text) if text else None
    except UnreadableDate:
        known = None
    return (known.earliest, known.latest) if known else (None, None)


def _yes_if(value) -> str:
    return "yes" if value else ""


def _of_row(column: Column) -> Column:
    """The column of a fact, read from a row."""
    return column._replace(value=lambda row, references: column.value(_Attributes(row), references))


class _Attributes:
    """A row's attributes, asked for like the values of a claim."""

    def __init__(self, row):
        self._row = row

    def get(self, name, default=None):
        return getattr(self._row, name, default)


def recorded_columns(about) -> list[Column]:
    """The columns of all facts of a record."""
    return [_of_row(column) for fact in about for column in fact_columns(fact)]
