"""Erase what imports keep of a person: cells that a preview told of, values of records that an undone import took out,
and lists that were handed in. `desk.redaction` erases the rest."""

from django.apps import apps
from django.db import transaction
from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from audit import history
from audit.erasing import erase
from audit.history import Cell
from audit.models import Act, Change, ChangeValue
from audit.verifying import ERASED
from desk.importing.fingerprints import STRUCK_OUT, is_sealed, sealed, sealed_key
from desk.models import BatchState, ImportBatch, ImportRow
from desk.redaction_traces import rows_of
from people.models import Person
from sources.models import Report

ALL = "all"  # every field
OF_THE_LIST = ("key", "fingerprint", "shown", "told", "alike")  # what a row of an import holds of a row of the list
SPELLING = 2  # its place in an entry of `ImportRow.alike`


class CannotErase(Exception):
    """The message says what to do instead."""


def forget_in_rows(record, field: str):
    """What rows of imports keep of a record and of the person whose it is: cells, which nobody needs after the preview,
    and values that undoing the import would set back. It leaves such a field as it stands."""
    person = record if isinstance(record, Person) else getattr(record, "person", None)
    places = {(row._meta.label_lower, row.pk) for row in rows_of(record)}
    locked = ImportRow.objects.select_for_update(of=("self",)).order_by("pk")
    for row in locked.select_related("batch").filter(person=person.pk) if person else ():
        _strike_out(row)
        for label, key, values in row.made.get("before", ()):
            if (label, key) in places:
                values.pop(field, None)
        row.save(update_fields=[*OF_THE_LIST, "made"])
        _forget_what_stood_in_the_way(row.batch_id)
    if isinstance(record, Person):
        named = locked.annotate(text=Cast("alike", TextField())).filter(text__contains=f"[{record.pk},")
        for row in named:
            _strike_out_spellings(row, of=record.pk)
            row.save(update_fields=["alike"])
    if isinstance(record, Report):
        for batch in ImportBatch.objects.filter(report=record.pk):
            if batch.new_report.pop(field, None) is not None:
                batch.save(update_fields=["new_report"])


def _forget_what_stood_in_the_way(batch: int):
    """Undoing that was refused names persons."""
    ImportBatch.objects.filter(pk=batch).exclude(error="").update(error="")


def _strike_out(row: ImportRow):
    """What it holds of the list. A newer version is compared with it if the import stands, with none that was undone;
    before it ran, the row must stay the one that was previewed."""
    if row.batch.state == BatchState.UNDONE:
        row.key, row.fingerprint = f"{STRUCK_OUT} {row.pk}", ""
    elif row.batch.state == BatchState.DONE and not is_sealed(row.key):
        row.key, row.fingerprint = sealed_key(row.key), sealed(row.fingerprint)
    row.shown = STRUCK_OUT if row.shown else ""
    row.told = [[header, STRUCK_OUT if cell else "", reason] for header, cell, reason in row.told]
    _strike_out_spellings(row)


def _strike_out_spellings(row: ImportRow, of: int | None = None):
    for one in row.alike:
        if of in (None, one[0]):
            one[SPELLING] = STRUCK_OUT


# What an undone import took out


def gone_records(public_id: str) -> list[tuple[str, str]]:
    """Table and key of records with this public id that an undone import took out."""
    taken_out = Change.objects.filter(public_id=public_id, act=Act.UNIMPORTED) if public_id else Change.objects.none()
    return [place for place in dict.fromkeys(taken_out.values_list("table", "row")) if _is_gone(*place)]


def row_of(batch: int, number: int, among: QuerySet[ImportRow] | None = None) -> ImportRow:
    """Raises `CannotErase`."""
    rows = ImportRow.objects.all() if among is None else among
    row = rows.select_related("batch").filter(batch=batch, number=number).order_by("pk").first()
    if row is None:
        raise CannotErase(_("Import %(batch)s has no row %(row)s.") % {"batch": batch, "row": number})
    return row


@transaction.atomic
def erase_row(row: ImportRow, *, field: str, by, reason: str) -> tuple[int, list[tuple[str, str]]]:
    """Strike out what was told of a row, and of other rows about the same person, which may tell what they changed in
    it; and erase from history what the records that it made said, as far as they are gone. Returns how many values were
    erased, and table and key of the records that stand, to be redacted themselves.
    Raises `CannotErase` if a new preview took the row away.
    """
    row = row_of(row.batch_id, row.number, ImportRow.objects.select_for_update(of=("self",)).filter(pk=row.pk))
    records = [(label, str(key)) for label, key, *_rest in row.made.get("records", ())]
    gone = [place for place in records if _is_gone(*place)]
    of_person = ImportRow.objects.select_for_update(of=("self",)).exclude(person=None).filter(person=row.person)
    for one in [row, *of_person.exclude(pk=row.pk).select_related("batch").order_by("pk")]:
        _strike_out(one)
        if one.batch.state == BatchState.UNDONE:
            one.made = {"records": one.made.get("records", [])}
        one.save(update_fields=[*OF_THE_LIST, "made"])
        _forget_what_stood_in_the_way(one.batch_id)
    place = {"table": row._meta.label_lower, "row": str(row.pk)}
    told = {Cell(**place, field="shown"): row.shown}
    history.write(act=Act.CHANGED, by=by, reason=reason, after=told, **place)
    return erase_gone(gone, field=field, by=by, reason=reason), [place for place in records if place not in gone]


@transaction.atomic
def erase_gone(places: list[tuple[str, str]], *, field: str, by, reason: str) -> int:
    """Erase from history what records said that are gone: one field of theirs and of their parts, or `all`. Returns how
    many values."""
    erased = 0
    for table, row in places:
        of_record = Change.objects.filter(table=table, row=row)
        values = ChangeValue.objects.filter(change__in=of_record, erased_at=None).exclude(table=ERASED[0])
        values = list(values if field == ALL else values.filter(field=field))
        if values:
            last = of_record.aggregate(last=Max("version"))["last"]
            public_id = of_record.values_list("public_id", flat=True).first()
            erase(values, by=by, reason=reason, table=table, row=row, public_id=public_id, version=last)
            erased += len(values)
    return erased


def _is_gone(table: str, row: str) -> bool:
    taken_out = Change.objects.filter(table=table, row=row, act=Act.UNIMPORTED).exists()
    return taken_out and not apps.get_model(table)._base_manager.filter(pk=row).exists()


# Lists


@transaction.atomic
def delete_list(batch: ImportBatch, *, by, reason: str):
    """The file that was handed in. An import that never ran goes with it; one that stands can still be undone, and
    compared with the next version of its list. Raises `CannotErase`."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.is_at_work:
        raise CannotErase(_("This import is at work. Wait for its end, or cancel it."))
    table, key, name, storage = batch._meta.label_lower, batch.pk, batch.file.name, batch.file.storage
    if batch.state in (BatchState.DONE, BatchState.UNDONE):
        ImportBatch.objects.filter(pk=key).update(file="")
    else:
        batch.delete()
    told = {Cell(table, str(key), "file"): name}
    history.write(act=Act.CHANGED, by=by, reason=reason, table=table, row=key, before=told)
    if name:
        transaction.on_commit(lambda: storage.delete(name))
