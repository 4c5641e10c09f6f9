"""What every claim, figure and statement says of its origin: the report, the speaker, and whether it stands."""

import json

from django.utils.translation import gettext_lazy as _

from lookup import words
from lookup.downloads.columns import (
    BETWEEN,
    Column,
    body,
    choice,
    dates,
    person,
    plain,
    read,
    report,
)
from lookup.voices import NOBODY_NAMED
from records.cells import safe
from records.public_id import shown
from sources.choices import Attribution, Certainty, Standing

SPEAKER = ("claimant_person", "claimant_organisation", "attribution", "claimant_relation", "claimant_office")


def published_ids(name: str):
    """Of a field with a list of ids, or with one, those that are published."""

    def cells(chunk):
        if not {*chunk[name]} - {"[]", ""}:
            return chunk.nothing
        return [
            BETWEEN.join(shown(one) for one in (json.loads(text) if text[:1] == "[" else [text]) if one in chunk.said)
            for text in chunk[name]
        ]

    return cells


def _said_by(chunk):
    """In words: the person, how related, in what office, for which body; or who else the report gives as saying it."""
    who, known = chunk.people.words, {}

    def told(key):
        someone, some_body, attribution, relation, office = key
        found = [*filter(None, [who(someone), words.label(read(some_body))])]
        found = found or [str(NOBODY_NAMED.get(attribution, attribution))]
        return safe(", ".join([*found[:1], *filter(None, (relation, office)), *found[1:]]))

    for key in zip(*map(chunk.__getitem__, SPEAKER), strict=True):
        if key not in known:
            known[key] = told(key)
        yield known[key]


SAID_BY = Column("said_by", _("Who says it, in words"), SPEAKER, _said_by)
SAID = [
    *report("report", _("The report that says it")),
    plain("where_in_report", _("Where in the report")),
    SAID_BY,
    *choice("attribution", _("Whom the report names as saying it"), Attribution),
    *person("claimant_person", _("The person who says it")),
    body("claimant_organisation", _("The body that says it or that the person speaks for")),
    plain("claimant_office", _("In what office")),
    plain("claimant_relation", _("How related to the person concerned")),
    body("relayed_by", _("The body that passed it on")),
    *person("relayed_by_person", _("The person who passed it on")),
    *dates("said_on", _("When it was said")),
    plain("summary", _("What is claimed, in our words")),
    plain("quotation", _("Word for word, where that is public")),
    *choice("certainty", _("How the report says it"), Certainty),
    plain("reading", _("How the editor reads a garbled passage")),
    plain("not_disclosed", _("What the claimant declined to say")),
    *choice("standing", _("Whether it still stands"), Standing),
    *dates("standing_on", _("Since when not")),
    *report("standing_report", _("The report that says so")),
    Column(
        "repeats",
        _("Earlier ones that this only repeats: it is not independent"),
        ("repeats",),
        published_ids("repeats"),
    ),
]
