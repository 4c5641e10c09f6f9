"""Write and read history."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from audit import chain
from audit.models import Change, ChangeValue, Unsealed, canonical

COMMAND = "command"  # who changed it, where a command that nobody signed in for did


class Cell(NamedTuple):
    """Where a value stands: the table (app.model), the row's key and the field."""

    table: str
    row: str
    field: str


def write(*, act, by, table, row, public_id="", version=0, reason="", before=None, after=None) -> Change:
    """Write one change with every value that differs between two snapshots.

    `before` and `after` map `Cell` to a JSON value; a missing cell and `None` both mean "no value". Must be
    called inside the transaction of the change itself: if history cannot be written, nothing is. The change is sealed
    after the commit; where sealing fails, the failure is logged and the next sealing takes the change along.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("History is written in the transaction of what it describes.")
    values = differences(before or {}, after or {})
    for value in values:
        value.seal()
    change = Change(
        by=by.pk if by else None,
        by_name=by.get_username() if by else COMMAND,
        act=act,
        table=table,
        row=str(row),
        public_id=public_id,
        version=version,
        reason=reason,
    )
    change.commitment = change.commit_to([value.commitment for value in values])
    change.save()
    for value in values:
        value.change = change
    ChangeValue.objects.bulk_create(values)
    Unsealed.objects.create(change=change.pk)
    transaction.on_commit(chain.seal_after_commit, robust=True)
    return change


def differences(before: dict, after: dict) -> list[ChangeValue]:
    """Unsaved values for the cells that differ, in the order in which they were read."""
    cells = list(dict.fromkeys([*before, *after]))
    return [
        ChangeValue(
            table=cell.table,
            row=cell.row,
            field=cell.field,
            before=text_of(before.get(cell)),
            after=text_of(after.get(cell)),
        )
        for cell in cells
        if before.get(cell) != after.get(cell)
    ]


def of_record(table: str, row) -> list[Change]:
    """The changes of one record, newest first, with their values."""
    return list(Change.objects.filter(table=table, row=str(row)).prefetch_related("values"))


class Since(NamedTuple):
    """A record (table and key) after one of its versions."""

    table: str
    row: str
    version: int


def editors_since(table: str, row, version: int) -> set[int]:
    """Keys of the accounts that added or changed the record after the given version.

    Sending to review and sending back change the state alone: that is no editing. Taking back into work is.
    """
    since = Since(table, str(row), version)
    return editors_since_each([since])[since]


def editors_since_each(asked: Iterable[Since]) -> dict[Since, set[int]]:
    """The same for many records, in one query."""
    found: dict[Since, set[int]] = {since: set() for since in asked}
    if not found:
        return {}
    sent = Q(field="state") & ~Q(before=canonical("withdrawn"))
    edited = Exists(ChangeValue.objects.filter(~sent, change=OuterRef("pk")))
    rows = Q(pk=None)
    for table in {since.table for since in found}:
        of_table = [since for since in found if since.table == table]
        rows |= Q(
            table=table,
            row__in={since.row for since in of_table},
            version__gt=min(since.version for since in of_table),
        )
    changes = Change.objects.filter(rows).filter(Q(act__in=("added", "withdrawn")) | Q(edited, act="changed"))
    by_row = defaultdict(set)
    for table, row, version, by in changes.order_by().values_list("table", "row", "version", "by").distinct():
        by_row[table, row].add((version, by))
    for since, editors in found.items():
        editors |= {by for version, by in by_row[since.table, since.row] if version > since.version} - {None}
    return found


def text_of(value) -> str:
    return "" if value is None else canonical(value)
