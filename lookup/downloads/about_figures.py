"""Figures and statements: each row names its report and the one who says it."""

import json
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from lookup import words
from lookup.downloads.columns import (
    BETWEEN,
    INCIDENT,
    INTEGER,
    PUBLISHED,
    Column,
    body,
    choice,
    dates,
    label,
    labels,
    own_id,
    person,
    plain,
)
from lookup.downloads.said import SAID, published_ids
from lookup.downloads.writing import File
from lookup.models import PublishedStatement, PublishedToll
from records.cells import safe
from records.public_id import shown
from sources.choices import Bound, Counting, Outcome, StatementKind


class Toll(NamedTuple):
    """What `words.figure` asks of a figure."""

    low: int | None
    high: int | None
    bound: str
    wording: str


def _figure(chunk):
    return [safe(words.figure(Toll(*values))) for values in zip(*map(chunk.__getitem__, Toll._fields), strict=True)]


def _relations(chunk):
    """`inside K7Q2M-9XD4T | disjoint …`, for figures that are published."""
    return [
        BETWEEN.join(
            f"{relation['link']} {shown(relation['other'])}"
            for relation in json.loads(text)
            if relation.get("other") in chunk.said
        )
        for text in chunk["relations"]
    ]


def _persons(chunk):
    return [BETWEEN.join(filter(None, map(chunk.people.id, json.loads(text)))) for text in chunk["persons"]]


FIGURES = File(
    name="figures",
    title=_("Figures that somebody gave. Never add them up: they overlap, correct and repeat each other"),
    rows=PublishedToll.objects.all,
    columns=[
        own_id(_("Id of the figure")),
        *INCIDENT,
        *labels("what", _("What is counted")),
        *labels("whom", _("Who is counted")),
        plain("low", _("The number, or the lower one of a range"), INTEGER),
        plain("high", _("The upper number of a range"), INTEGER),
        *choice("bound", _("How the number is meant"), Bound),
        Column("figure", _("The figure with its bound, in words"), Toll._fields, _figure),
        plain("wording", _("As printed")),
        plain("label_as_printed", _("The claimant's own word for those counted")),
        *labels("places", _("Where")),
        *labels("home_places", _("Where those counted came from")),
        *label("setting", _("In what surroundings")),
        *dates("period", _("The days that it covers")),
        *dates("as_of", _("The day at which it stood")),
        *choice("counting", _("Running total or increment"), Counting),
        *labels("methods", _("By what means")),
        *labels("forces", _("Forces")),
        *labels("offences", _("Offences of which they are accused")),
        Column("relations", _("How it stands to other figures"), ("relations",), _relations),
        *SAID,
        *PUBLISHED,
    ],
)
STATEMENTS = File(
    name="statements",
    title=_("Demands, orders, answers, refusals, denials of access and what else was said without a count"),
    rows=PublishedStatement.objects.all,
    columns=[
        own_id(_("Id of the statement")),
        *INCIDENT,
        *choice("kind", _("What sort of statement"), StatementKind),
        *person("by_person", _("The person who demands, orders, refuses")),
        body("by_organisation", _("The body that demands, orders, refuses")),
        *person("to_person", _("The person to whom")),
        body("to_organisation", _("The body to whom")),
        *labels("asked", _("What is demanded, offered or refused")),
        plain("label_as_printed", _("The speaker's own word")),
        *dates("made_on", _("When it was made")),
        *labels("places", _("Where")),
        *choice("outcome", _("What came of it"), Outcome),
        Column("persons", _("Ids of the persons concerned who have a page"), ("persons",), _persons),
        *labels("harms", _("Harms concerned")),
        *labels("methods", _("Means concerned")),
        *labels("forces", _("Forces concerned")),
        *labels("whom", _("Groups concerned")),
        Column(
            "about_figure",
            _("Id of the figure that it comments on"),
            ("about_toll",),
            published_ids("about_toll"),
            refers="figures",
        ),
        Column(
            "about_statement",
            _("Id of the statement that it answers"),
            ("about_statement",),
            published_ids("about_statement"),
            refers="statements",
        ),
        *SAID,
        *PUBLISHED,
    ],
)
