"""Rows of new records as an import makes them: with their keys, their parts, their lists and their history."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import models
from django.utils import timezone

from audit.bulk import CHANGE_COLUMNS, VALUE_COLUMNS, Writer
from audit.models import Act, Change, ChangeValue, Unsealed
from desk.importing.entering import Entry
from records.bulk import columns_of, reserve_keys
from records.saving import row_cells

KEYS_AT_ONCE = 5_000  # reserved


class NewRows:
    """Gathers rows, as text and numbers, until they are taken."""

    def __init__(self, *, by, reason: str):
        self.by, self.reason = by, reason
        self.writer = Writer(act=Act.ADDED, by=by, reason=reason, at=timezone.now())
        self.columns: dict[type, list[str]] = {Change: CHANGE_COLUMNS, ChangeValue: VALUE_COLUMNS, Unsealed: ["change"]}
        self.rows: defaultdict[type, list] = defaultdict(list)
        self.free: defaultdict[type, list[int]] = defaultdict(list)

    def key_of(self, table: type[models.Model]) -> int:
        """A key of its own for a new row. They are reserved many at a time; what is left over is given to nobody."""
        if not self.free[table]:
            self.free[table] = reserve_keys(table, KEYS_AT_ONCE)[::-1]
        return self.free[table].pop()

    def add(self, entry: Entry) -> list:
        """Returns what `ImportRow.made` keeps of the record."""
        record = entry.record
        record.version, record.created_by, record.edited_by = 1, self.by, self.by
        record.fold_search_text()
        cells = {}
        for place, row in enumerate(entry.rows):
            if row.pk is None:
                row.pk = self.key_of(type(row))
            self.columns[type(row)], values = columns_of(row)
            self.rows[type(row)].append(values)
            lists = {name: keys for (at, name), keys in entry.lists.items() if at == place}
            for name, keys in lists.items():
                self._add_list(row, name, keys)
            cells |= row_cells(row, lists)
        self._add_history(record, cells)
        return [record._meta.label_lower, record.pk, 1, True, True]

    def _add_list(self, row, name, keys):
        field = row._meta.get_field(name)
        through = field.remote_field.through
        self.columns[through] = [field.m2m_column_name(), field.m2m_reverse_name()]
        self.rows[through] += [(row.pk, key) for key in keys]

    def _add_history(self, record, cells):
        label, change = record._meta.label_lower, self.key_of(Change)
        written = self.writer.change(
            change, table=label, row=record.pk, public_id=record.public_id, version=1, after=cells
        )
        self.rows[Change].append(written.change)
        self.rows[ChangeValue] += written.values
        self.rows[Unsealed].append((change,))

    def taken(self) -> Iterator[tuple[type[models.Model], list[str], list]]:
        """What was gathered, table by table, and gathered no more."""
        rows, self.rows = self.rows, defaultdict(list)
        for table, some in rows.items():
            yield table, self.columns[table], some
