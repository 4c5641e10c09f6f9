"""The one way to save a record with its parts: version, parts and history in one transaction."""

from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.db import models, transaction

from audit import history
from audit.history import Cell
from audit.models import Act
from records import states
from records.models import Part, Record
from records.recording import mark_as_recorded


@contextmanager
def changing(record, *, by, reason="", shown=None, act=None):
    """Everything saved inside belongs to one change of `record`, written by `by`.

    For a stored record, `shown` is the version that the editor saw (default: the one in memory); raises
    `StaleVersion` if another was saved since. If anything inside raises, or history cannot be written,
    nothing is saved.
    """
    with transaction.atomic():
        before = begin(record, by=by, shown=shown)
        yield record
        finish(record, by=by, before=before, reason=reason, act=act)


def begin(record, *, by, shown=None) -> dict[Cell, object] | None:
    """Open a change: take the version and return the stored values, or `None` for a new record.

    Must be followed by `finish` in the same transaction.
    """
    mark_as_recorded()
    if record._state.adding:
        record.version, record.created_by, record.edited_by = 1, by, by
        return None
    record.take_version(record.version if shown is None else shown, by)
    return snapshot(record)


def finish(record, *, by, before, reason="", act=None):
    """Close a change: bring derived values up to date and write history. Returns the `Change`, or `None`
    if nothing differs. Raises `records.states.IllegalMove` where the act does not lead to the state."""
    record.refresh_from_parts()
    act = act or (Act.ADDED if before is None else Act.CHANGED)
    after = snapshot(record)
    if isinstance(record, Record):
        state = Cell(record._meta.concrete_model._meta.label_lower, str(record.pk), "state")
        states.check(act, before and before.get(state), after[state])
    if act == Act.CHANGED and after == before:
        return None
    return history.write(
        act=act,
        by=by,
        table=record._meta.concrete_model._meta.label_lower,
        row=record.pk,
        public_id=getattr(record, "public_id", ""),
        version=record.version,
        reason=reason,
        before=before,
        after=after,
    )


def snapshot(record) -> dict[Cell, object]:
    """The stored values of a record and its parts, as JSON values; empty ones are left out."""
    return snapshots(type(record), [record.pk])[record.pk]


def snapshots(model, keys) -> dict[int, dict[Cell, object]]:
    """The snapshot of each of these records of one table, by key, in a few queries for all."""
    found = {row.pk: row_cells(row) for row in _with_lists(model).filter(pk__in=keys).order_by("pk")}
    for part, key in part_relations(model):
        for row in _with_lists(part).filter(**{f"{key}__in": keys}).order_by("pk"):
            found[getattr(row, part._meta.get_field(key).attname)].update(row_cells(row))
    return found


def _with_lists(model):
    return model._base_manager.prefetch_related(*(field.name for field in model._meta.many_to_many))


def part_relations(model) -> list[tuple[type[Part], str]]:
    """The part tables of a record's table, each with the key that points at it."""
    concrete = model._meta.concrete_model
    return [
        (relation.related_model, relation.field.name)
        for relation in concrete._meta.related_objects
        if issubclass(relation.related_model, Part)
        and relation.field.name in relation.related_model.part_of
        and not relation.related_model._meta.proxy
    ]


@cache
def kept_fields(model) -> tuple[models.Field, ...]:
    """The fields whose values are history: what an editor can set, and lists of other rows."""
    own = [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]
    return (*own, *model._meta.many_to_many)


def is_empty(value) -> bool:
    """Says nothing: an empty text or list, None or False. Zero says something, and Python takes it for False."""
    return value is None or value is False or value in ("", [])


def row_cells(row, lists=None) -> dict[Cell, object]:
    """What history keeps of one row; of a row that is not stored yet, `lists` gives the keys of its lists."""
    table, key = row._meta.concrete_model._meta.label_lower, str(row.pk)
    cells = {}
    for field in kept_fields(row._meta.concrete_model):
        if field.many_to_many and lists is not None:
            value = sorted(lists.get(field.name, ())) or None
        elif field.many_to_many:
            value = sorted(other.pk for other in getattr(row, field.name).all()) or None
        else:
            value = getattr(field, "kept_in_history", _json)(field.value_from_object(row))
        if not is_empty(value):
            cells[Cell(table, key, field.name)] = value
    return cells


def _json(value):
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.fields.files.FieldFile):
        return value.name
    return value
