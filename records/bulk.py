"""Rows written in bulk, past the models: for tables that can be made anew, and for invented ones."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connections, models, router, transaction

AT_ONCE = 10_000  # rows

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert_rows(table: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of text, numbers and None: COPY on PostgreSQL, one prepared statement on SQLite.

    `columns` are names of columns, not of fields; one that is left out must be filled by the database (a key). Twenty
    times as quick as `bulk_create`. Rows in the order of the table's index are quickest.
    """
    write_into(connections[router.db_for_write(table)], table._meta.db_table, columns, rows)


def write_into(connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """As `insert_rows`, into a table by its name in the database."""
    name = connection.ops.quote_name
    into = f"{name(table)} ({', '.join(map(name, columns))})"
    marks = ", ".join(["%s"] * len(columns))
    remaining = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(remaining, AT_ONCE)):
            if connection.vendor == "postgresql":
                cursor.copy_expert(f"COPY {into} FROM STDIN", StringIO("".join(_lines(some))))
            else:
                cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", some)  # noqa: S608 (names of our tables)


def _lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    for row in rows:
        yield "\t".join("\\N" if value is None else str(value).translate(_ESCAPED) for value in row) + "\n"


def update_rows(table: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set columns of rows that are there; of each row come the values, then its key."""
    connection = connections[router.db_for_write(table)]
    name = connection.ops.quote_name
    values = ", ".join(f"{name(column)} = %s" for column in columns)
    where = f"{name(table._meta.db_table)} SET {values} WHERE {name(table._meta.pk.column)} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {where}", list(rows))


def columns_of(row: models.Model) -> tuple[list[str], list[Any]]:
    """The columns of an unsaved row with its key, and what `save()` would write there, as text, numbers and None."""
    connection = connections[router.db_for_write(type(row))]
    fields = row._meta.concrete_fields
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    return [field.column for field in fields], [
        value if type(value) in (str, int, bool, type(None)) else str(value)
        for value in values  # an enum is plain too
    ]


def reserve_keys(table: type[models.Model], count: int) -> list[int]:
    """So many keys that the database gives to nobody else, whatever becomes of them. In a transaction of its own."""
    connection = connections[router.db_for_write(table)]
    name, column = table._meta.db_table, table._meta.pk.column
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [name, column, count]
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, name])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, count])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
        last = cursor.fetchone()[0]
    return list(range(last - count + 1, last + 1))


def delete_rows(tables: Sequence[type[models.Model]]) -> None:
    """Empty tables in this order, without looking at each row. Who reads meanwhile is not kept waiting."""
    for table in tables:
        connection = connections[router.db_for_write(table)]
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")  # noqa: S608


def continue_keys(table: type[models.Model]) -> None:
    """The next key that the database gives comes after those that were written by hand."""
    connection = connections[router.db_for_write(table)]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table]):
            cursor.execute(statement)


def gather_statistics(tables: Sequence[type[models.Model]]) -> None:
    """Tell PostgreSQL at once how full the tables are, or it plans as if they were still empty. SQLite needs it not."""
    for table in tables:
        connection = connections[router.db_for_write(table)]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")
