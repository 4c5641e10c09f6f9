"""Conclusions (casualties, detentions, charges), and the reports and events that they belong to."""

import json

from django.utils.translation import gettext_lazy as _

from lookup import facts
from lookup.downloads import people_of_rows
from lookup.downloads.columns import (
    BETWEEN,
    INCIDENT,
    PUBLISHED,
    TRUE,
    Column,
    body,
    choice,
    dates,
    fact_columns,
    label,
    own_id,
    person,
    plain,
    report,
)
from lookup.downloads.writing import File
from lookup.models import (
    PublishedCasualty,
    PublishedCharge,
    PublishedDetention,
    PublishedIncident,
    PublishedReport,
)
from records.choices import Confirmation
from sources.choices import IncidentKind, ReportKind, Translation

OF_PERSON = ("person", "public_id")


def recorded_columns(about) -> list[Column]:
    """The columns of all facts of a record."""
    return [column for fact in about for column in fact_columns(fact)]


SURENESS = [
    *choice("confirmation", _("How sure the researchers are"), Confirmation),
    plain("confirmation_reason", _("Why")),
]
CASUALTIES = File(
    name="casualties",
    title=_("Harm to one person, as the researchers conclude it"),
    rows=PublishedCasualty.objects.all,
    order=OF_PERSON,
    hangs_on=people_of_rows.RECORDS,
    columns=[
        own_id(_("Id of the casualty")),
        *person("person", _("Who was harmed")),
        *INCIDENT,
        *recorded_columns(facts.CASUALTY),
        *SURENESS,
        *PUBLISHED,
    ],
)
DETENTIONS = File(
    name="detentions",
    title=_("Arrests and what followed, as the researchers conclude them"),
    rows=PublishedDetention.objects.all,
    order=OF_PERSON,
    hangs_on=people_of_rows.RECORDS,
    columns=[
        own_id(_("Id of the detention")),
        *person("person", _("Who was arrested")),
        *INCIDENT,
        *recorded_columns(facts.DETENTION),
        plain("why_included", _("Why the person stands in the register, if that needs saying")),
        *SURENESS,
        *PUBLISHED,
    ],
)
CHARGES = File(
    name="charges",
    title=_("Accusations against one person; the dead are charged too"),
    rows=PublishedCharge.objects.all,
    order=OF_PERSON,
    hangs_on=people_of_rows.RECORDS,
    columns=[
        own_id(_("Id of the charge")),
        *person("person", _("Who is accused")),
        *INCIDENT,
        *recorded_columns(facts.CHARGE),
        *PUBLISHED,
    ],
)


def _ids(name: str, known: str, meaning: str) -> Column:
    """Of a list of ids, those that are published."""

    def cells(chunk):
        published = getattr(chunk, known)
        return [
            BETWEEN.join(published[one][0] for one in json.loads(text) if one in published) if text != "[]" else ""
            for text in chunk[name]
        ]

    return Column(name, meaning, (name,), cells)


REPORTS = File(
    name="reports",
    title=_("What was read: articles, statements, lists, court papers"),
    rows=PublishedReport.objects.all,
    columns=[
        own_id(_("Id of the report")),
        plain("title", _("Title as printed")),
        *choice("kind", _("What sort of document"), ReportKind),
        body("publisher", _("Who published it")),
        Column(
            "publisher_inferred",
            _("The editor concluded who published it"),
            ("publisher_inferred",),
            lambda chunk: ["yes" if value in TRUE else "" for value in chunk["publisher_inferred"]],
        ),
        *dates("published_on", _("When it was published")),
        plain("url", _("Address on the web")),
        plain("archive_url", _("Address of an archived copy")),
        plain("dateline", _("Place at the head of the text, as printed")),
        *label("dateline_place", _("The place that this names")),
        plain("authors", _("Authors as printed")),
        plain("credits", _("Picture credits as printed")),
        plain("language", _("Language of the text that was read")),
        *choice("translation", _("Whether that text is a translation"), Translation),
        *report("republishes", _("The report of which this is a copy")),
        _ids("mentions", "reports", _("Ids of published reports that it mentions")),
        _ids("incidents", "incidents", _("Ids of published events that it is about")),
        plain("notes", _("On the quality of the text")),
        plain("snapshot_sha256", _("SHA-256 of the saved document")),
        *PUBLISHED,
    ],
)
INCIDENTS = File(
    name="incidents",
    title=_("The events to which all this belongs"),
    rows=PublishedIncident.objects.all,
    columns=[
        own_id(_("Id of the event")),
        plain("title", _("Short title")),
        *choice("kind", _("What sort of event"), IncidentKind),
        *dates("happened_on", _("When")),
        *label("place", _("Where")),
        plain("summary", _("What happened, in our words")),
        Column(
            "part_of",
            _("Id of the larger event"),
            ("part_of",),
            lambda chunk: [chunk.incidents.get(one, ("",))[0] for one in chunk["part_of"]],
            refers="incidents",
        ),
        *PUBLISHED,
    ],
)
