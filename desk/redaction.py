"""Erase what a field held: from history, from the publications, from the public tables and from what merges remember.

The commitments stay, so the chain still verifies. `manage.py purge` then takes the bytes out of the files.
"""

import json
from functools import partial
from typing import NamedTuple

from django.db import models, transaction
from django.utils.translation import gettext as _

from audit.erasing import erase
from audit.history import Cell, text_of
from audit.models import Change, ChangeValue
from desk.importing.erasing import forget_in_rows
from desk.redaction_traces import forget_in_merges, forget_in_publications, rows_of
from records.models import Part
from records.saving import changing, snapshot

STRUCK_OUT = "[erased]"  # where a text may not be empty


class CannotRedact(Exception):
    """The value cannot be erased now; the message says what to do first."""


class Redacted(NamedTuple):
    change: Change
    values: int  # rows of history that were blanked
    publications: int  # from which the value was taken
    texts: list[str]  # what was erased, to look for in other places; never to be stored or printed
    files_left: list[str]  # names of files that could not be deleted after the commit; to be deleted by hand


@transaction.atomic
def redact(*, record, field: str, by, reason: str, change: int | None = None, clear: bool = False) -> Redacted:
    """Erase every former value of a field of the record and of its parts; with `change`, only the value that this
    change wrote, wherever else it stands in the field.

    The value that the field holds now is not erased unless `clear` is set, which empties the field first. Raises
    `CannotRedact`.
    """
    if not reason.strip():
        raise CannotRedact(_("Write why, and on what ground: --reason."))
    rows = _values_of(record, field)
    if not rows:
        raise CannotRedact(_("History holds no value of %r for this record.") % field)
    if change is not None and not any(row.change_id == change for row in rows):
        raise CannotRedact(_("Change %s wrote no value of %r of this record.") % (change, field))
    wanted = _wanted(rows, change)
    held = _held(record, field)
    if clear:
        _clear(record, field, wanted, by, reason)
        rows, held = _values_of(record, field), {}
    wanted = {cell: texts - {held.get(cell)} for cell, texts in wanted.items()}
    chosen = [row for row in rows if {row.before, row.after} & wanted.get(_cell(row), set())]
    if not chosen:
        raise CannotRedact(
            _("The record still holds this value, and history no other: correct the record first, or add --clear.")
        )
    publications = forget_in_publications(record, field, wanted)
    forget_in_merges(record, field, wanted)
    forget_in_rows(record, field)
    written = erase(
        chosen,
        by=by,
        reason=reason,
        stands=_recorded_nowhere_else(record, chosen),
        table=record._meta.concrete_model._meta.label_lower,
        row=record.pk,
        public_id=getattr(record, "public_id", ""),
        version=record.version,
    )
    texts = {json.loads(text) for texts in wanted.values() for text in texts if text.startswith('"')}
    done = Redacted(written, len(chosen), publications, sorted(texts), files_left=[])
    _delete_files(record, field, texts, done.files_left)
    return done


def _values_of(record, field) -> list[ChangeValue]:
    """All that history holds of the field: of the record and its parts, also from when a part stood elsewhere."""
    rows = ChangeValue.objects.filter(field=field, erased_at=None).order_by("pk")
    places = [(row._meta.label_lower, row.pk) for row in rows_of(record)]
    return [value for table, key in places for value in rows.filter(table=table, row=str(key))]


def _cell(row) -> Cell:
    return Cell(row.table, row.row, row.field)


def _wanted(rows, change) -> dict[Cell, set[str]]:
    """The values to erase, as JSON texts, for each cell."""
    wanted = {}
    for row in rows:
        if change is None:
            wanted.setdefault(_cell(row), set()).update({row.before, row.after} - {""})
        elif row.change_id == change:
            wanted.setdefault(_cell(row), set()).add(row.after or row.before)
    return wanted


def _held(record, field) -> dict[Cell, str]:
    return {cell: text_of(value) for cell, value in snapshot(record).items() if cell.field == field}


def _recorded_nowhere_else(record, chosen) -> dict[Cell, object]:
    """The values that stand and that history last told in a row which is erased."""
    table, keys = record._meta.concrete_model._meta.label_lower, {row.pk for row in chosen}
    told = ChangeValue.objects.filter(change__table=table, change__row=str(record.pk)).order_by("-change_id", "-pk")
    stands = {}
    for cell, value in snapshot(record).items():
        last = told.filter(**cell._asdict()).values_list("pk", flat=True).first()
        if last in keys:
            stands[cell] = value
    return stands


# Emptying the field


def _clear(record, field, wanted, by, reason):
    """Empty the field wherever it holds one of the values, as an ordinary change of the record."""
    held = _held(record, field)
    with changing(record, by=by, reason=reason):
        for row in rows_of(record):
            cell = Cell(row._meta.label_lower, str(row.pk), field)
            if held.get(cell) in wanted.get(cell, set()):
                _empty(row, row._meta.get_field(field))


def _empty(row, field):
    if field.many_to_many:
        getattr(row, field.name).clear()
        return
    if field.null:
        value = None
    elif isinstance(field, models.BooleanField):
        value = False
    elif not isinstance(field, models.CharField | models.TextField | models.FileField) or (
        field.choices and not field.blank
    ):
        raise CannotRedact(_("%r cannot be empty: change it to another value first.") % field.name)
    else:
        value = "" if field.blank else STRUCK_OUT
    setattr(row, field.attname, value)
    if value == STRUCK_OUT and isinstance(row, Part):
        row.withdrawn = True  # nothing is left of it that could be shown
    row.save()


def _delete_files(record, name, erased, left):
    """Those whose names were erased and which no row holds; after the commit, since no rollback brings a file back.
    The names of those that could not be deleted come into `left`."""
    for table in {type(row) for row in rows_of(record)}:
        for field in table._meta.concrete_fields:
            if field.name == name and isinstance(field, models.FileField):
                held = table._base_manager.filter(**{f"{name}__in": erased}).values_list(name, flat=True)
                for gone in sorted(erased - set(held)):
                    transaction.on_commit(partial(_delete_file, field.storage, gone, left))


def _delete_file(storage, name, left):
    try:
        storage.delete(name)
    except OSError:
        left.append(name)
