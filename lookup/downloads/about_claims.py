"""Claims: each row names its report, the one who says it, and the person it is about.

What is said of stages of custody and of a charge stands in files of their own, under the id of the claim.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lookup import facts
from lookup.downloads import people_of_rows
from lookup.downloads.columns import Column, choice, claimed_columns, own_id, person, report
from lookup.downloads.said import SAID, SAID_BY
from lookup.downloads.writing import File
from lookup.facts import QUOTED, Fact
from lookup.models import PublishedClaim
from records.public_id import shown
from sources.choices import Standing

AGE_AS_PRINTED = Fact("age_as_printed", _("Age as printed, where it is not a number"), QUOTED)
OWN_FILES = ("custodystep", "chargeupdate")
ORDER = ("about", "pk")  # never by key alone, which tells what was published when


def _columns(*tables, more=()) -> list[Column]:
    """Each column once, with all that it means."""
    about = [fact for table in tables for fact in (*facts.OF_CLAIMS[table], *more)]
    found = {}
    for column in (column for fact in about for column in claimed_columns(fact)):
        found.setdefault(column.name, []).append(column)
    return [_with_every_meaning(columns) for columns in found.values()]


def _with_every_meaning(columns: list[Column]) -> Column:
    first = columns[0]
    for other in columns[1:]:
        if str(other.meaning) not in str(first.meaning):
            first = first._replace(meaning=format_lazy(_("{one}; or: {other}"), one=first.meaning, other=other.meaning))
        if other.codes:
            first = first._replace(codes={**(first.codes or {}), **other.codes})
    return first


def _record(name: str, meaning: str, refers: str) -> Column:
    return Column(name, meaning, ("about",), lambda chunk: map(shown, chunk["about"]), refers=refers)


CLAIMS = File(
    name="claims",
    title=_("What each report says about a person, a harm, an arrest or a charge, as it says it"),
    rows=PublishedClaim.objects.all,
    order=ORDER,
    hangs_on=people_of_rows.CLAIMS,
    columns=[
        own_id(_("Id of the claim")),
        _record("about", _("Id of the record that it is about"), ""),
        Column("table", _("What sort of claim"), ("table",), lambda chunk: chunk["table"]),
        *person("person", _("The person that it is about")),
        *SAID,
        *_columns(*(table for table in facts.OF_CLAIMS if table not in OWN_FILES), more=(AGE_AS_PRINTED,)),
        *person("relative", _("Of a claim about kin: the relative")),
    ],
)


def _stages(name: str, title: str, table: str, record: Column) -> File:
    return File(
        name=name,
        title=title,
        rows=lambda: PublishedClaim.objects.filter(table=table),
        order=ORDER,
        hangs_on=people_of_rows.CLAIMS,
        columns=[
            own_id(_("Id of the claim, which tells more of who says it"), refers="claims"),
            record,
            *person("person", _("The person that it is about")),
            *_columns(table),
            *report("report", _("The report that says it")),
            SAID_BY,
            *choice("standing", _("Whether it still stands"), Standing),
        ],
    )


CUSTODY = _stages(
    "custody",
    _("Where a person was held, stage by stage, as each report tells it"),
    "custodystep",
    _record("detention", _("Id of the detention"), "detentions"),
)
CHARGE_UPDATES = _stages(
    "charge_updates",
    _("What became of a charge, as each report tells it"),
    "chargeupdate",
    _record("charge", _("Id of the charge"), "charges"),
)
