"""Rows written in bulk, past the models: for tables that can be made anew, and for invented ones."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connections, models, router

AT_ONCE = 10_000  # rows

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert_rows(table: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of text, numbers and None: COPY on PostgreSQL, one prepared statement on SQLite.

    `columns` are names of columns, not of fields; one that is left out must be filled by the database (a key). Twenty
    times as quick as `bulk_create`. Rows in the order of the table's index are quickest.
    """
    connection = connections[router.db_for_write(table)]
    name = connection.ops.quote_name
    into = f"{name(table._meta.db_table)} ({', '.join(map(name, columns))})"
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
