"""Conclusions (casualties, detentions, charges), and the reports and events that they belong to."""

from django.utils.translation import gettext_lazy as _

from lookup import facts
from lookup.downloads.columns import (
    BETWEEN,
    INCIDENT,
    PUBLISHED,
    Column,
    body,
    choice,
    dates,
    label,
    own_id,
    person,
    plain,
    recorded_columns,
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
from lookup.reading import of_published_people
from records import public_id
from records.choices import Confirmation
from sources.choices import IncidentKind, ReportKind, Translation

SURENESS = [
    *choice("confirmation", "How sure the researchers are", Confirmation),
    plain("confirmation_reason", "Why"),
]
CASUALTIES = File(
    name="casualties",
    title=_("Harm to one person, as the researchers conclude it"),
    rows=lambda: of_published_people(PublishedCasualty.objects.all()),
    columns=[
        own_id("Id of the casualty"),
        *person("person", "Who was harmed"),
        *INCIDENT,
        *recorded_columns(facts.CASUALTY),
        *SURENESS,
        *PUBLISHED,
    ],
)
DETENTIONS = File(
    name="detentions",
    title=_("Arrests and what followed, as the researchers conclude them"),
    rows=lambda: of_published_people(PublishedDetention.objects.all()),
    columns=[
        own_id("Id of the detention"),
        *person("person", "Who was arrested"),
        *INCIDENT,
        *recorded_columns(facts.DETENTION),
        plain("why_included", "Why the person stands in the register, if that needs saying"),
        *SURENESS,
        *PUBLISHED,
    ],
)
CHARGES = File(
    name="charges",
    title=_("Accusations against one person; the dead are charged too"),
    rows=lambda: of_published_people(PublishedCharge.objects.all()),
    columns=[
        own_id("Id of the charge"),
        *person("person", "Who is accused"),
        *INCIDENT,
        *recorded_columns(facts.CHARGE),
        *PUBLISHED,
    ],
)


def _ids(name, known) -> Column:
    def value(row, references):
        published = getattr(references, known)
        return BETWEEN.join(public_id.shown(other) for other in getattr(row, name) if other in published)

    return Column(name, f"Ids of published {known}", value)


REPORTS = File(
    name="reports",
    title=_("What was read: articles, statements, lists, court papers"),
    rows=PublishedReport.objects.all,
    columns=[
        own_id("Id of the report"),
        plain("title", "Title as printed"),
        *choice("kind", "What sort of document", ReportKind),
        body("publisher", "Who published it"),
        Column(
            "publisher_inferred",
            "The editor concluded who published it",
            lambda row, references: "yes" if row.publisher_inferred else "",
        ),
        *dates("published_on", "When it was published"),
        plain("url", "Address on the web"),
        plain("archive_url", "Address of an archived copy"),
        plain("dateline", "Place at the head of the text, as printed"),
        *label("dateline_place", "The place that this names"),
        plain("authors", "Authors as printed"),
        plain("credits", "Picture credits as printed"),
        plain("language", "Language of the text that was read"),
        *choice("translation", "Whether that text is a translation", Translation),
        *report("republishes", "The report of which this is a copy"),
        _ids("mentions", "reports"),
        _ids("incidents", "incidents"),
        plain("notes", "On the quality of the text"),
        plain("snapshot_sha256", "SHA-256 of the saved document"),
        *PUBLISHED,
    ],
)
INCIDENTS = File(
    name="events",
    title=_("The events to which all this belongs"),
    rows=PublishedIncident.objects.all,
    columns=[
        own_id("Id of the event"),
        plain("title", "Short title"),
        *choice("kind", "What sort of event", IncidentKind),
        *dates("happened_on", "When"),
        *label("place", "Where"),
        plain("summary", "What happened, in our words"),
        Column(
            "part_of",
            "Id of the larger event",
            lambda row, references: public_id.shown(row.part_of) if row.part_of in references.incidents else "",
        ),
        *PUBLISHED,
    ],
)
