"""Merge two records of one person, and undo it.

Merging moves every row that points at the duplicate (see `desk.person_relations`) to the kept person and withdraws the
duplicate. The `Merge` remembers each row and value, so that undoing puts back exactly these and nothing else.
"""

from contextlib import ExitStack, contextmanager

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import history
from audit.models import Act, Change
from desk import merging_public, possible_duplicates
from desk.merging_preview import CannotMerge, obstacle_to_merging, preview  # noqa: F401 (one module for the callers)
from desk.person_relations import TAKEN_OVER, owner_of, pointing_at
from people.models import Merge, Name, NotTheSame, Person
from publishing import reviews
from records.choices import State
from records.saving import changing
from records.site import staff_label
from sources.models import Kinship


class CannotUndo(Exception):
    """The merge cannot be undone now; the message says what to do first."""


@transaction.atomic
def merge(*, keep: Person, duplicate: Person, by, reason, take_over=()) -> Merge:
    """Move everything from the duplicate to the kept person; `take_over` names the duplicate's values that win.

    Both must be at the versions given (else `StaleVersion`). Raises `CannotMerge` with what stands in the way.
    """
    shown = {keep.pk: keep.version, duplicate.pk: duplicate.version}
    keep, duplicate = _stored(keep), _stored(duplicate)
    if obstacle := obstacle_to_merging(keep, duplicate) or _no_reason(reason):
        raise CannotMerge(obstacle)
    made = Merge(kept=keep, duplicate=duplicate, duplicate_label=staff_label(duplicate), by=by, reason=reason)
    moving = [
        (row, field)
        for table, field, rows in pointing_at(duplicate)
        for row in rows
        if not _makes_own_kin(row, field, keep)
    ]
    owners = [keep, duplicate, *(owner_of(row) for row, _field in moving)]
    stood = [(person, person.state) for person in (keep, duplicate)]
    with _changing_all(owners, by=by, reason=reason, act=Act.MERGED, shown=shown):
        made.changed = _names_that_give_way(keep, duplicate)
        made.moved = [_move(row, field, duplicate, keep) for row, field in moving]
        for fields in (TAKEN_OVER[name] for name in take_over):
            made.changed += _change(keep, **{name: _value(duplicate, name) for name in fields})
        if keep.state in (State.APPROVED, State.IN_REVIEW):
            made.changed += _change(keep, state=State.DRAFT)
        made.changed += _change(duplicate, state=State.WITHDRAWN)
    _follow_reviews(stood, by)
    made.kept_version = keep.version
    made.published = merging_public.carry_over(keep=keep, duplicate=duplicate, by=by, reason=reason)
    made.save()
    possible_duplicates.follow_merge(made)
    return made


@transaction.atomic
def undo(*, merge: Merge, by, reason) -> Merge:
    """Put back what the merge moved and changed; what was edited since keeps its edit, and goes back with it.

    Rows that others moved elsewhere since stay there and are listed in `left`. Raises `CannotUndo`.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if obstacle := obstacle_to_undoing(merge) or _no_reason(reason):
        raise CannotUndo(obstacle)
    keep, duplicate = _stored(merge.kept), _stored(merge.duplicate)
    back, merge.left = _still_where_they_were_put(merge)
    owners = [keep, duplicate, *(owner_of(row) for row, _entry in back)]
    stood = [(person, person.state) for person in (keep, duplicate)]
    kept_was_edited = _was_edited(keep, since=merge.kept_version)
    with _changing_all(owners, by=by, reason=reason, act=Act.UNMERGED):
        for row, entry in back:
            _move_back(row, entry, keep, duplicate)
        for entry in reversed(merge.changed):
            if not ("state" in entry["before"] and entry["row"] == keep.pk and kept_was_edited):
                _change_back(entry, duplicate)
        for person in (keep, duplicate):
            person.refresh_from_db()
        _change(duplicate, **merging_public.held_back(merge, duplicate))
    _follow_reviews(stood, by)
    reviews.take_up_again(record=duplicate, since=merge.at)
    merging_public.give_back(merge=merge, back=back, by=by, reason=reason)
    merge.undone_at, merge.undone_by, merge.undone_reason = timezone.now(), by, reason
    merge.save()
    possible_duplicates.follow_undo(merge)
    return merge


def obstacle_to_undoing(merge: Merge) -> str:
    """Why the merge cannot be undone now, or an empty text."""
    if merge.undone_at:
        return _("This merge was undone before.")
    later = Merge.objects.standing().filter(pk__gt=merge.pk)
    later = later.filter(kept=merge.kept_id) | later.filter(duplicate=merge.kept_id)
    if after := later.order_by("-pk").first():
        return _("Undo the later merge of %(duplicate)s into %(kept)s first.") % {
            "duplicate": after.duplicate.shown_id,
            "kept": after.kept.shown_id,
        }
    return ""


# Judging two persons different


@transaction.atomic
def judge_different(*, one: Person, other: Person, by, reason) -> NotTheSame:
    """Remember that two persons are not the same. Raises `CannotMerge` without a reason, or if it is known."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    known = first.pk == second.pk or NotTheSame.objects.standing().between([first.pk], [second.pk]).exists()
    if obstacle := _no_reason(reason) or (known and _("Choose two persons who were not judged different before.")):
        raise CannotMerge(obstacle)
    judgement = NotTheSame.objects.create(first=first, second=second, by=by, reason=reason)
    _write_judgement(judgement, Act.ADDED, by, reason)
    possible_duplicates.settle([first.pk, second.pk])
    return judgement


@transaction.atomic
def take_judgement_back(*, judgement: NotTheSame, by, reason):
    """The two may be the same person after all. Raises `CannotMerge` without a reason."""
    if obstacle := _no_reason(reason):
        raise CannotMerge(obstacle)
    judgement.taken_back_at = timezone.now()
    judgement.save(update_fields=["taken_back_at"])
    _write_judgement(judgement, Act.WITHDRAWN, by, reason)
    possible_duplicates.settle([judgement.first_id, judgement.second_id])


def _write_judgement(judgement, act, by, reason):
    cells = {
        history.Cell("people.notthesame", str(judgement.pk), field): getattr(judgement, f"{field}_id")
        for field in ("first", "second")
    }
    stood, stands = ({}, cells) if act == Act.ADDED else (cells, {})
    history.write(
        act=act, by=by, table="people.notthesame", row=judgement.pk, reason=reason, before=stood, after=stands
    )


# Steps


def _stored(person) -> Person:
    return Person._base_manager.get(pk=person.pk)


def _no_reason(reason) -> str:
    return "" if reason.strip() else _("Write why.")


@contextmanager
def _changing_all(owners, *, shown=None, **change):
    """One change of each record, at its next version; those in memory are the first of each in the list."""
    owners = {(owner._meta.concrete_model, owner.pk): owner for owner in reversed(owners)}
    with ExitStack() as changes:
        for (table, key), owner in sorted(owners.items(), key=lambda item: (item[0][0]._meta.label, item[0][1])):
            version = (shown or {}).get(key) if table is Person else None
            changes.enter_context(changing(owner, shown=version, **change))
            table._base_manager.filter(pk=key).update(edited_at=timezone.now())
        yield


def _follow_reviews(stood, by):
    """The reviews of those who do not stand where they stood, each with that state."""
    for person, state in stood:
        if person.state != state:
            reviews.follow(record=person, by=by)


def _row(entry):
    return apps.get_model(entry["table"])._base_manager.filter(pk=entry["row"]).first()


def _value(row, name):
    return getattr(row, row._meta.get_field(name).attname)


def _move(row, field, duplicate, keep) -> dict:
    entry = {"table": row._meta.label_lower, "row": row.pk, "field": field}
    if row._meta.get_field(field).many_to_many:
        rows = getattr(row, field)
        entry["doubled"] = rows.filter(pk=keep.pk).exists()
        rows.remove(duplicate)
        rows.add(keep)
    else:
        type(row)._base_manager.filter(pk=row.pk).update(**{field: keep})
    return entry


def _move_back(row, entry, keep, duplicate):
    if "doubled" in entry:
        rows = getattr(row, entry["field"])
        rows.add(duplicate)
        if not entry["doubled"]:
            rows.remove(keep)
    else:
        type(row)._base_manager.filter(pk=row.pk).update(**{entry["field"]: duplicate})


def _still_where_they_were_put(merge) -> tuple[list, list]:
    """The rows that go back, each with its entry; and the entries of those that stay."""
    back, left = [], []
    for entry in merge.moved:
        row = _row(entry)
        value = _value(row, entry["field"])
        there = value.filter(pk=merge.kept_id).exists() if "doubled" in entry else value == merge.kept_id
        if there and not _makes_own_kin(row, entry["field"], merge.duplicate):
            back.append((row, entry))
        else:
            left.append(entry)
    return back, left


def _makes_own_kin(row, field, person) -> bool:
    """Whether the row would make the person their own kin; only one that is struck out, for kin are not merged."""
    return (
        isinstance(row, Kinship) and field in ("person", "relative") and person.pk in (row.person_id, row.relative_id)
    )


def _change(row, **values) -> list[dict]:
    """Set values and save; the entry to put them back by, in a list, or no entry where nothing changes."""
    names = {row._meta.get_field(name).attname: value for name, value in values.items()}
    before = {name: getattr(row, name) for name in names}
    if before == names:
        return []
    for name, value in names.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return [{"table": row._meta.label_lower, "row": row.pk, "before": before, "after": names}]


def _change_back(entry, duplicate):
    """Put values back where all of them are as the merge left them; else an edit was made since, and stays."""
    row = _row(entry)
    if any(getattr(row, name) != value for name, value in entry["after"].items()):
        return
    if isinstance(row, Name) and (row.person_id != duplicate.pk or _another_is_first(row, entry)):
        return
    for name, value in entry["before"].items():
        setattr(row, name, value)
    row.save(update_fields=[row._meta.get_field(name).name for name in entry["before"]])


def _names_that_give_way(keep, duplicate) -> list[dict]:
    """One spelling stands at the head, the kept person's own; one that both have is struck out, not shown twice."""
    own = list(keep.names.filter(withdrawn=False))
    same = {(name.text, name.language, name.is_public) for name in own}
    changed = []
    for name in duplicate.names.filter(withdrawn=False):
        if (name.text, name.language, name.is_public) in same:
            changed += _change(name, withdrawn=True)
        elif name.shown_first and any(other.shown_first for other in own):
            changed += _change(name, shown_first=False)
    return changed


def _another_is_first(name, entry) -> bool:
    """Whether a name put back at the head of the duplicate's would find another one there."""
    then = {"shown_first": name.shown_first, "withdrawn": name.withdrawn, **entry["before"]}
    others = Name.objects.filter(person=name.person_id, shown_first=True, withdrawn=False).exclude(pk=name.pk)
    return then["shown_first"] and not then["withdrawn"] and others.exists()


def _was_edited(record, *, since: int) -> bool:
    changes = Change.objects.filter(table=record._meta.label_lower, row=str(record.pk), version__gt=since)
    return changes.filter(act__in=(Act.CHANGED, Act.PUBLISHED, Act.WITHDRAWN)).exists()
