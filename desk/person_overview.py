"""Everything that the register holds about one person, gathered for the head of the person's page."""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention
from people.models import Person
from publishing.models import Publication
from records.choices import State
from records.form_fields import words as date_words
from sources.choices import Certainty, Standing
from sources.models import Kinship, Statement
from victims.models import Casualty

MOST_STATEMENTS = 10  # the rest are one link away


class Stage(NamedTuple):
    """A place of custody or a state of a charge, as one report gives it."""

    when: str
    what: str
    how: str
    said: str  # by whom, in which report
    is_doubtful: bool  # hearsay, implied, or no longer standing


class Subject(NamedTuple):
    """A casualty, detention or charge with what is concluded of it in a line, and its stages."""

    record: object
    heading: str
    line: str
    standing: str  # its state, and what is public of it
    claims: int
    stages: list[Stage]


class Kin(NamedTuple):
    relation: str
    person: Person
    said: str


class Overview(NamedTuple):
    """What is `None` is not for the user to see."""

    casualties: list[Subject] | None
    detentions: list[Subject] | None
    charges: list[Subject] | None
    kin: list[Kin]
    statements: list[Statement]
    more_statements: int
    claims: int

    @property
    def groups(self) -> list[tuple[str, list[Subject], str]]:
        """Title, subjects, and the stem of the addresses of their pages."""
        groups = [
            (_("Deaths and injuries"), self.casualties, "victims_casualty"),
            (_("Detentions"), self.detentions, "detentions_detention"),
            (_("Charges"), self.charges, "detentions_charge"),
        ]
        return [group for group in groups if group[1] is not None]


def overview(person: Person, sees: Callable[[type], bool] = lambda model: True) -> Overview:
    """All of it that the user sees, in a fixed number of queries, however much there is."""
    casualties, detentions, charges = (
        list(_subjects(model, person, claims).select_related(key)) if sees(model) else None
        for model, claims, key in SUBJECTS
    )
    public = _public_versions([*(casualties or []), *(detentions or []), *(charges or [])])
    steps = _stages(CustodyStep, "detention", detentions or [], _step, "facility", "moved_by", "moved_from")
    updates = _stages(ChargeUpdate, "charge", charges or [], _update, "authority")
    statements = Statement.objects.standing() if sees(Statement) else Statement.objects.none()
    statements = statements.filter(
        Q(persons=person) | Q(by_person=person) | Q(to_person=person) | Q(claimant_person=person)
    )
    shown = list(statements.distinct().select_related(*SAID_BY).order_by("-pk")[: MOST_STATEMENTS + 1])
    count = statements.values("pk").distinct().count() if len(shown) > MOST_STATEMENTS else len(shown)
    return Overview(
        casualties=_each(casualties, lambda row: _subject(row, _casualty_line(row), public, [])),
        detentions=_each(detentions, lambda row: _subject(row, _detention_line(row), public, steps[row.pk])),
        charges=_each(charges, lambda row: _subject(row, str(row.article or ""), public, updates[row.pk])),
        kin=_kin(person),
        statements=shown[:MOST_STATEMENTS],
        more_statements=max(0, count - MOST_STATEMENTS),
        claims=person.claims.filter(withdrawn=False).count(),
    )


SUBJECTS = (
    (Casualty, "claims", "harmed_place"),
    (Detention, "claims", "arrested_place"),
    (Charge, "updates", "article"),
)
SAID_BY = ("report", "claimant_person", "claimant_organisation")


def _each(rows, shown) -> list[Subject] | None:
    return None if rows is None else list(map(shown, rows))


def _subjects(model, person, claims):
    rows = model.objects.filter(person=person).order_by("pk")
    return rows.annotate(claim_count=Count(claims, filter=Q(**{f"{claims}__withdrawn": False})))


def _public_versions(records) -> dict[str, int]:
    """The version that is public of each record; a record that is not public is missing."""
    rows = Publication.objects.standing().filter(public_id__in=[record.public_id for record in records])
    return dict(rows.values_list("public_id", "version"))


def _subject(record, line, public, stages) -> Subject:
    version = public.get(record.public_id)
    if version is None:
        where = "" if record.state == State.WITHDRAWN else _("not public")
    else:
        where = _("public") if version == record.version else _("public as it was; a change waits")
    standing = ", ".join(filter(None, [record.get_state_display(), where]))
    return Subject(record, capfirst(str(record)), line, standing, record.claim_count, stages)


def _casualty_line(casualty) -> str:
    return _joined(_dated(casualty, "harmed_on"), casualty.harmed_place, casualty.get_confirmation_display())


def _detention_line(detention) -> str:
    status = detention.get_status_display()
    if status and detention.status_as_of:
        status = _("%(status)s as of %(date)s") % {"status": status, "date": _dated(detention, "status_as_of")}
    return _joined(
        _dated(detention, "arrested_on"), detention.arrested_place, status, detention.get_confirmation_display()
    )


def _stages(model, owner, records, stage, *keys) -> dict[int, list[Stage]]:
    """The stages of each record, by its key, in the order of their dates; undated ones keep the order of entry."""
    rows = model.objects.filter(withdrawn=False, **{f"{owner}__in": records}).select_related(*SAID_BY, *keys)
    found = defaultdict(list)
    for row in rows.order_by(*model._meta.ordering):
        found[getattr(row, f"{owner}_id")].append(stage(row))
    return found


def _step(step) -> Stage:
    ended = _dated(step, "ended_on")
    when = _joined(_dated(step, "began_on"), _("until %(date)s") % {"date": ended} if ended else "")
    moved = _joined(step.get_moved_display(), step.moved_by, step.moved_from)
    return Stage(when, str(step.facility or step.facility_as_printed), moved, _said(step), _is_doubtful(step))


def _update(update) -> Stage:
    by = str(update.authority or update.authority_as_printed)
    return Stage(_dated(update, "happened_on"), update.get_status_display(), by, _said(update), _is_doubtful(update))


def _said(claim) -> str:
    doubt = "" if claim.certainty == Certainty.STATED else claim.get_certainty_display()
    standing = "" if claim.standing == Standing.STANDS else claim.get_standing_display()
    return _joined(claim.speaker, claim.report.title or claim.report.shown_id, doubt, standing)


def _is_doubtful(claim) -> bool:
    return claim.certainty != Certainty.STATED or claim.standing != Standing.STANDS


def _kin(person) -> list[Kin]:
    """Relatives by their relation to the person; and persons whose relative this one is, the other way round."""
    rows = Kinship.objects.filter(Q(person=person) | Q(relative=person), withdrawn=False)
    rows = list(rows.select_related("person", "relative", *SAID_BY).order_by("pk"))
    own = [Kin(row.get_relation_display(), row.relative, _said(row)) for row in rows if row.person_id == person.pk]
    others = [
        Kin(_("this person is the %(relation)s of") % {"relation": row.get_relation_display()}, row.person, _said(row))
        for row in rows
        if row.relative_id == person.pk
    ]
    return [*own, *others]


def _dated(row, name) -> str:
    text = getattr(row, name)
    return date_words(text) if text else ""


def _joined(*parts) -> str:
    return ", ".join(str(part) for part in parts if part)
