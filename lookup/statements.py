"""Demands, orders, answers, refusals and the rest, in words."""

from dataclasses import dataclass

from django.db.models import Case, F, Value, When

from lookup import words
from lookup.models import PublishedStatement
from lookup.reading import References, Who
from lookup.voices import Voice, voice
from sources.choices import Outcome, StatementKind


@dataclass
class StatementShown:
    statement: PublishedStatement
    kind: str
    voice: Voice
    by: list[Who]
    to: list[Who]
    persons: list[Who]
    asked: str
    concerns: list[str]  # harms, forces and groups
    methods: str  # where there are any, they stand with the words of the statement behind a word of warning
    made_on: str
    where: str
    outcome: str
    incident: str


def published_kinds() -> dict[str, str]:
    """The kinds of which there are statements, with their labels."""
    found = set(PublishedStatement.objects.order_by().values_list("kind", flat=True).distinct())
    return {kind: label for kind, label in StatementKind.choices if kind in found}


def in_order_of_kind(kind: str = ""):
    """All statements, or those of one kind; the kinds in the order of their list, then by date."""
    kinds = enumerate(StatementKind.values)
    order = Case(*(When(kind=kind, then=Value(number)) for number, kind in kinds), default=Value(99))
    found = PublishedStatement.objects.filter(kind=kind) if kind else PublishedStatement.objects.all()
    return found.order_by(order, F("made_on_earliest").asc(nulls_last=True), "public_id")


def shown_statements(statements, references: References) -> list[StatementShown]:
    return [_shown(statement, references) for statement in statements]


def _shown(row, references) -> StatementShown:
    incident = references.incidents.get(row.incident)
    return StatementShown(
        statement=row,
        kind=words.choice(StatementKind, row.kind),
        voice=voice(row, references),
        by=_parties(references, row.by_person, row.by_organisation),
        to=_parties(references, row.to_person, row.to_organisation),
        persons=[references.who(person) for person in row.persons],
        asked=words.labels(row.asked),
        concerns=list(filter(None, map(words.labels, (row.whom, row.harms, row.forces)))),
        methods=words.labels(row.methods),
        made_on=words.date(row.made_on, row.made_on_inferred),
        where=words.labels(row.places),
        outcome=words.choice(Outcome, row.outcome),
        incident=incident.title if incident else "",
    )


def _parties(references, person, organisation) -> list[Who]:
    people = [references.who(person)] if person else []
    return [*people, *([Who(words.label(organisation))] if organisation else [])]
