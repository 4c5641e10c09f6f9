"""What a merge would do, before anybody does it."""

from collections import Counter
from typing import NamedTuple

from django.apps import apps
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from desk.person_relations import TAKEN_OVER, counted, family, pointing_at
from people.models import Merge, Name, NotTheSame, Person
from publishing import door
from publishing.decisions import names_are_public
from records.choices import State
from records.site import staff_label
from sources.models import Kinship


class CannotMerge(Exception):
    """The two cannot be merged; the message says why."""


class Moving(NamedTuple):
    """Rows of one kind that would move."""

    table: str  # in words, with the role of the person: "statements (by person)"
    count: int
    labels: list[str]


class Beside(NamedTuple):
    """One concluded value of both persons."""

    name: str  # as `merge(take_over=…)` takes it
    field: str  # in words
    kept: str
    duplicate: str

    @property
    def differs(self) -> bool:
        return bool(self.duplicate) and self.kept != self.duplicate


def preview(*, keep: Person, duplicate: Person) -> list[Moving]:
    """What would move from the duplicate to the kept person. Raises `CannotMerge`."""
    if obstacle := obstacle_to_merging(keep, duplicate):
        raise CannotMerge(obstacle)
    return [
        Moving(_kind(table, field), len(rows), [_label(row) for row in rows])
        for table, field, rows in pointing_at(duplicate)
        if rows
    ]


def obstacle_to_merging(keep: Person, duplicate: Person) -> str:
    """Why the two cannot be merged, or an empty text."""
    if keep.pk == duplicate.pk:
        return _("These are one and the same record: choose another person.")
    for person in (keep, duplicate):
        if merge := person.merged_into.standing().select_related("kept").first():
            return _("%(person)s was merged into %(kept)s before: choose that record, or undo that merge.") % {
                "person": person.shown_id,
                "kept": merge.kept.shown_id,
            }
        if person.state == State.WITHDRAWN:
            return _("%s is withdrawn. Take it back into work first.") % person.shown_id
    if judgement := judged_different(keep, duplicate):
        return _("%(by)s judged them different on %(on)s: %(reason)s") % {
            "by": judgement.by,
            "on": judgement.at.date().isoformat(),
            "reason": judgement.reason,
        }
    between = Kinship.objects.filter(person__in=[keep, duplicate], relative__in=[keep, duplicate], withdrawn=False)
    if kinship := between.select_related("report").first():
        return _(
            "“%(report)s” gives them as kin of each other (%(relation)s), so they are two. If that was entered by "
            "mistake, mark it withdrawn first."
        ) % {"report": kinship.report, "relation": kinship.get_relation_display()}
    return ""


def judged_different(one: Person, other: Person) -> NotTheSame | None:
    """The judgement that sets the two apart, or two that were merged into them."""
    judgements = NotTheSame.objects.standing().between(family(one), family(other))
    return judgements.select_related("by").first()


def beside(keep: Person, duplicate: Person) -> list[Beside]:
    """The concluded values of both."""
    return [
        Beside(name, capfirst(Person._meta.get_field(name).verbose_name), _words(keep, name), _words(duplicate, name))
        for name in TAKEN_OVER
    ]


def about_both(keep: Person, duplicate: Person) -> list[Beside]:
    """What else a reviewer compares: names, how much there is, what is public. None of it can be taken over."""
    own, others = _counts(keep), _counts(duplicate)
    return [
        Beside("", _("Names"), _names(keep), _names(duplicate)),
        Beside("", _("Public"), _public(keep), _public(duplicate)),
        *(Beside("", kind, own.get(kind, ""), others.get(kind, "")) for kind in dict.fromkeys([*own, *others])),
    ]


def moved(merge: Merge) -> list[tuple[str, int]]:
    """How many rows of each kind a merge moved."""
    kinds = Counter((entry["table"], entry["field"]) for entry in merge.moved)
    return [(_kind(apps.get_model(table), field), count) for (table, field), count in kinds.items()]


def left(merge: Merge) -> list[tuple[str, str]]:
    """The rows that undoing left where others had put them, in words."""
    tables = [(apps.get_model(entry["table"]), entry) for entry in merge.left]
    return [(_kind(table, entry["field"]), _label(table._base_manager.get(pk=entry["row"]))) for table, entry in tables]


def warnings(keep: Person, duplicate: Person) -> list[str]:
    """What the reviewer should know; nothing of it stands in the way."""
    found = []
    if door.is_public(duplicate) and not door.is_public(keep):
        found.append(
            _(
                "The duplicate is public and the kept person is not: what is moved will not be seen until the kept "
                "person is published. Consider keeping the other one."
            )
        )
    if names_are_public(keep) and not names_are_public(duplicate) and duplicate.names.exists():
        found.append(
            _(
                "The duplicate's names are withheld, the kept person's are public: when that person is published next, "
                "the moved names will be public too, unless they are unmarked first."
            )
        )
    if names_are_public(duplicate) and not names_are_public(keep):
        found.append(_("The kept person's names are withheld: so will the duplicate's be, which are public now."))
    incidents = set(keep.casualties.standing().values_list("incident", "harm"))
    if incidents & set(duplicate.casualties.standing().values_list("incident", "harm")):
        found.append(
            _(
                "Both have the same harm in the same event: after merging, the person has it twice. Withdraw one, "
                "when its claims stand on the other."
            )
        )
    if duplicate.internal_notes:
        found.append(_("The duplicate's internal notes stay on its own page."))
    if duplicate.check_again_on and not keep.check_again_on:
        told = _("The duplicate is to be checked again on %(day)s: write the day on the page of the kept person.")
        found.append(told % {"day": date_format(duplicate.check_again_on, "DATE_FORMAT")})
    return found


def _names(person) -> str:
    return ", ".join(person.names.filter(withdrawn=False).values_list("text", flat=True))


def _public(person) -> str:
    if not door.is_public(person):
        return _("no")
    return _("yes, with names") if names_are_public(person) else _("yes, names withheld")


def _counts(person) -> dict[str, str]:
    return {_kind(table, field): str(count) for (table, field), count in counted(person).items() if table is not Name}


def _kind(table, field) -> str:
    kind = capfirst(table._meta.verbose_name_plural)
    return kind if field == "person" else f"{kind} ({table._meta.get_field(field).verbose_name})"


def _label(row) -> str:
    """How staff know the row: a name by its text, a part by its report, a record by its label."""
    report = getattr(row, "report", None)
    return f"{row} – {staff_label(report)}" if report is not None else staff_label(row)


def _words(person, name) -> str:
    field = Person._meta.get_field(name)
    value = getattr(person, name)
    if field.choices:
        return str(getattr(person, f"get_{name}_display")())
    return "" if value is None else str(value)
