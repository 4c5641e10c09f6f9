"""Figures and statements: each row names its report and the one who says it."""

from django.utils.translation import gettext_lazy as _

from lookup import words
from lookup.downloads.columns import (
    BETWEEN,
    INCIDENT,
    PUBLISHED,
    Column,
    body,
    choice,
    dates,
    label,
    labels,
    own_id,
    person,
    person_id,
    plain,
)
from lookup.downloads.said import SAID, SaidReferences
from lookup.downloads.writing import File
from lookup.models import PublishedStatement, PublishedToll
from records import public_id
from sources.choices import Bound, Counting, Outcome, StatementKind


def _relations(row, references) -> str:
    """`inside K7Q2M-9XD4T | disjoint …`, for figures that are published."""
    known = [relation for relation in row.relations if relation.get("other") in references.published]
    return BETWEEN.join(f"{relation['link']} {public_id.shown(relation['other'])}" for relation in known)


def _persons(row, references) -> str:
    return BETWEEN.join(filter(None, (person_id(asked, references) for asked in row.persons)))


FIGURES = File(
    name="figures",
    title=_("Figures that somebody gave. Never add them up: they overlap, correct and repeat each other"),
    rows=PublishedToll.objects.all,
    references=SaidReferences,
    columns=[
        own_id("Id of the figure"),
        *INCIDENT,
        *labels("what", "What is counted"),
        *labels("whom", "Who is counted"),
        plain("low", "The number, or the lower one of a range"),
        plain("high", "The upper number of a range"),
        *choice("bound", "How the number is meant", Bound),
        Column("figure", "The figure with its bound, in words", lambda row, references: words.figure(row)),
        plain("wording", "As printed"),
        plain("label_as_printed", "The claimant's own word for those counted"),
        *labels("places", "Where"),
        *labels("home_places", "Where those counted came from"),
        *label("setting", "In what surroundings"),
        *dates("period", "The days that it covers"),
        *dates("as_of", "The day at which it stood"),
        *choice("counting", "Running total or increment", Counting),
        *labels("methods", "By what means"),
        *labels("forces", "Forces"),
        *labels("offences", "Offences of which they are accused"),
        Column("relations", "How it stands to other figures", _relations),
        *SAID,
        *PUBLISHED,
    ],
)
STATEMENTS = File(
    name="statements",
    title=_("Demands, orders, answers, refusals, denials of access and what else was said without a count"),
    rows=PublishedStatement.objects.all,
    references=SaidReferences,
    columns=[
        own_id("Id of the statement"),
        *INCIDENT,
        *choice("kind", "What sort of statement", StatementKind),
        *person("by_person", "The person who demands, orders, refuses"),
        body("by_organisation", "The body that demands, orders, refuses"),
        *person("to_person", "The person to whom"),
        body("to_organisation", "The body to whom"),
        *labels("asked", "What is demanded, offered or refused"),
        plain("label_as_printed", "The speaker's own word"),
        *dates("made_on", "When it was made"),
        *labels("places", "Where"),
        *choice("outcome", "What came of it", Outcome),
        Column("persons", "Ids of the published persons concerned", _persons),
        *labels("harms", "Harms concerned"),
        *labels("methods", "Means concerned"),
        *labels("forces", "Forces concerned"),
        *labels("whom", "Groups concerned"),
        Column(
            "about_figure",
            "Id of the figure that it comments on",
            lambda row, references: references.shown([row.about_toll]),
        ),
        Column(
            "about_statement",
            "Id of the statement that it answers",
            lambda row, references: references.shown([row.about_statement]),
        ),
        *SAID,
        *PUBLISHED,
    ],
)
