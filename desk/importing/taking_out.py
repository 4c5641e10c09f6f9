"""Take records out of their tables that an import made: only an import that is undone does it. Which ones, and the
history that says so, is written down beforehand."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection, models
from django.utils import timezone

from audit.bulk import CHANGE_COLUMNS, Writer
from audit.models import Act, Change, Unsealed
from people.leavers import Leavers
from people.models import Person, PossibleDuplicate
from people.name_tables import NAMES
from records.bulk import reserve_keys
from records.saving import part_relations
from records.spooling import Outdated, Spool, quoted, write_down


class TakingOut:
    def __init__(self, spool: Spool, *, by, reason: str):
        self.spool, self.leavers = spool, Leavers(NAMES, spool)
        self.writer = Writer(act=Act.UNIMPORTED, by=by, reason=reason, at=timezone.now())
        self.names: dict[type[models.Model], str] = {}  # of the temporary table of its keys
        self.count: Counter[type[models.Model]] = Counter()

    def add(self, table: type[models.Model], records: Iterable[tuple[int, str, int]]):
        """Key, public id and version of records that are to go."""
        records, name = list(records), table._meta.db_table
        if not records:
            return
        if table not in self.names:
            self.names[table] = self.spool.make(f"out_{name}", like=f"SELECT id, version FROM {quoted(name)}")  # noqa: S608
        write_down(self.names[table], ["id", "version"], [(key, version) for key, _public_id, version in records])
        label, changes = table._meta.label_lower, reserve_keys(Change, len(records))
        written = [
            self.writer.change(change, table=label, row=key, public_id=public_id, version=version + 1).change
            for change, (key, public_id, version) in zip(changes, records, strict=True)
        ]
        self.spool.add(Change, CHANGE_COLUMNS, written)
        self.spool.add(Unsealed, ["change"], [(change,) for change in changes])
        self.count[table] += len(records)

    def take_out(self, table: type[models.Model]):
        """All that were added, with their parts. In the caller's transaction. Raises `Outdated` if one of them has
        another version by now."""
        if table not in self.names:
            return
        name = quoted(self.names[table])
        gone = f"SELECT id FROM {name}"  # noqa: S608
        if connection.vendor == "postgresql":  # as whoever saves one: first the record, then its parts
            with connection.cursor() as cursor:
                record = quoted(table._meta.db_table)
                cursor.execute(f"SELECT id FROM {record} WHERE id IN ({gone}) ORDER BY id FOR UPDATE")  # noqa: S608
        if table is Person:
            self.leavers.forget(gone)
            _delete(PossibleDuplicate, f"first_id IN ({gone}) OR second_id IN ({gone})")
        for part, owner in part_relations(table):
            _delete(part, f"{quoted(part._meta.get_field(owner).column)} IN ({gone})")
        same = f"(id, version) IN (SELECT id, version FROM {name})"  # noqa: S608
        if _delete(table, f"id IN ({gone}) AND {same}") != self.count[table]:
            raise Outdated

    def finish(self):
        """Write history; then, last, let go of the words of names, for which others wait."""
        if self.count:
            self.spool.move(Change, Unsealed)
        if connection.vendor == "postgresql":
            connection.check_constraints()  # else the commit does, while others wait
        self.leavers.finish()


def _delete(table: type[models.Model], where: str) -> int:
    """Rows and their lists, past the door that deletes nothing. Returns how many rows of the table."""
    name = quoted(table._meta.db_table)
    rows = f"SELECT id FROM {name} WHERE {where}"  # noqa: S608
    with connection.cursor() as cursor:
        for field in table._meta.many_to_many:
            columns = [field.m2m_column_name()]
            if field.related_model is table:  # what repeats a claim that goes
                columns.append(field.m2m_reverse_name())
            for column in columns:
                cursor.execute(
                    f"DELETE FROM {quoted(field.m2m_db_table())} WHERE {quoted(column)} IN ({rows})"  # noqa: S608
                )
        cursor.execute(f"DELETE FROM {name} WHERE {where}")  # noqa: S608
        return cursor.rowcount
