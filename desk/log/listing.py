"""What was logged from a report so far, kind by kind."""

from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from detentions.models import ChargeUpdate, CustodyStep, DetentionClaim
from records.choices import State
from records.form_fields import words
from records.site import staff_label
from sources.models import Kinship, PersonClaim, Statement, Toll
from victims.models import CasualtyClaim

MOST = 50  # lines of one kind; the count tells all


class Line(NamedTuple):
    """One claim: its record, what it says in short, who says it; what else can be logged about the person."""

    label: str
    detail: str
    speaker: str
    address: str
    about: str = ""  # what the form takes for one more claim about the same record
    person: str = ""  # the same for another record of the same person


class Section(NamedTuple):
    slug: str
    title: str
    count: int
    lines: list[Line]


def of_report(report, slug: str = "") -> list[Section]:
    """A section for each kind, with the newest lines of one (`slug`) or, without it, of all kinds."""
    kinds = [
        (
            "casualty",
            _("Deaths and injuries"),
            CasualtyClaim,
            ("casualty__person", "casualty__harmed_place"),
            _casualty,
        ),
        ("detention", _("Arrests"), DetentionClaim, ("detention__person",), _detention),
        ("charge", _("Charges"), ChargeUpdate, ("charge__person",), _charge),
        ("toll", _("Figures"), Toll, (), _toll),
        ("statement", _("Statements"), Statement, ("by_organisation", "by_person"), _statement),
    ]
    sections = []
    for kind, title, table, related, line in kinds:
        rows, shown, is_shown = _standing(table, report), [], slug in ("", kind)
        if is_shown:
            named = rows.select_related("claimant_person", "claimant_organisation", *related).order_by("-pk")
            shown = (named.prefetch_related("what", "whom") if table is Toll else named)[:MOST]
        lines = [line(row) for row in shown]
        count = len(lines) if is_shown and len(lines) < MOST else rows.count()
        sections.append(Section(kind, title, count, lines))
    return sections


def beside(report) -> dict[str, int]:
    """How many claims tell who persons are, whose kin, and where they were held."""
    tables = {_("of persons"): PersonClaim, _("of kin"): Kinship, _("of places of custody"): CustodyStep}
    return {name: table.objects.filter(report=report, withdrawn=False).aggregate(n=Count("pk"))["n"]
            for name, table in tables.items()}  # fmt: skip


def _standing(table, report):
    rows = table.objects.filter(report=report)
    if table in (Toll, Statement):
        return rows.exclude(state=State.WITHDRAWN)
    return rows.filter(withdrawn=False)


def _of_person(claim, record, detail) -> Line:
    opts = record._meta
    return Line(
        label=staff_label(record.person),
        detail=", ".join(str(part) for part in detail if part),
        speaker=claim.speaker,
        address=reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk]),
        about=f"record-{record.pk}",
        person=f"person-{record.person_id}",
    )


def _casualty(claim):
    day = claim.harmed_on or claim.died_on
    place = claim.place_as_printed or claim.casualty.harmed_place
    harm = claim.get_harm_display() or claim.casualty.get_harm_display()
    return _of_person(claim, claim.casualty, [harm, words(day) if day else "", place])


def _detention(claim):
    day = words(claim.arrested_on) if claim.arrested_on else ""
    return _of_person(claim, claim.detention, [_("arrested"), day, claim.get_status_display()])


def _charge(update):
    offence = update.offence_as_printed or update.charge.offence_as_printed
    return _of_person(update, update.charge, [update.get_status_display(), offence])


def _toll(toll):
    counted = ", ".join(str(term) for term in [*toll.what.all(), *toll.whom.all()])
    address = reverse("admin:sources_toll_change", args=[toll.pk])
    return Line(f"{toll.figure} · {toll.shown_id}", counted, toll.speaker, address)


def _statement(statement):
    by = statement.by_organisation or (statement.by_person and statement.by_person.shown_name) or ""
    summary = statement.summary if len(statement.summary) <= 80 else f"{statement.summary[:80]}…"
    detail = ": ".join(str(part) for part in (by, summary) if part)
    address = reverse("admin:sources_statement_change", args=[statement.pk])
    return Line(str(statement), detail, statement.speaker, address)
