"""Rows written down beforehand, so that the transaction which writes them into the register only has to move them.

    with Spool() as spool:
        spool.add(Person, ["id", …], rows)      # outside a transaction: nobody waits, and nobody sees anything
        with transaction.atomic():
            spool.move(Person)

They stand in temporary tables of this connection, which no other one sees and which go with it: on SQLite in a file
without a name in `settings.VAR_DIR`, on PostgreSQL in the server.
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from typing import Any

from django.db import DatabaseError, connection, models

from records.bulk import write_into

BIG_CACHE, USUAL_CACHE = 64_000, 2_000  # KiB of pages that SQLite keeps in memory


class Outdated(Exception):
    """The register has changed since: what was written down does not fit it any more."""


class Spool:
    """Rows of tables of the working database. Used as a context: at its end they are gone."""

    def __init__(self):
        self.columns: dict[type[models.Model], list[str]] = {}  # in the order in which the tables came
        self.made: list[str] = []

    def __enter__(self) -> "Spool":
        _keep_pages(BIG_CACHE)
        return self

    def __exit__(self, *raised):
        with connection.cursor() as cursor, ExitStack() as at_the_end:  # one that fails keeps none from the others
            at_the_end.callback(_keep_pages, USUAL_CACHE)
            for name in self.made:
                at_the_end.callback(cursor.execute, f"DROP TABLE IF EXISTS {quoted(name)}")

    def make(self, name: str, *, like: str) -> str:
        """A temporary table with the columns of this SELECT. Returns its name."""
        name = f"spool_{name}"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE {quoted(name)} AS {like} LIMIT 0")
        self.made.append(name)
        return name

    def add(self, table: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]):
        """Plain values, as `records.bulk.insert_rows` takes them; for one table the same columns each time."""
        if table not in self.columns:
            self.columns[table] = list(columns)
            listed = ", ".join(map(quoted, columns))
            self.make(table._meta.db_table, like=f"SELECT {listed} FROM {quoted(table._meta.db_table)}")  # noqa: S608
        write_down(f"spool_{table._meta.db_table}", columns, rows)

    def gather_statistics(self):
        """Tell PostgreSQL how full the tables are; else it plans as if they were nearly empty."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for name in self.made:
                    cursor.execute(f"ANALYZE {quoted(name)}")

    def move(self, *tables: type[models.Model]):
        """Into the register, in the caller's transaction."""
        with connection.cursor() as cursor:
            for table in tables:
                name, columns = table._meta.db_table, ", ".join(map(quoted, self.columns[table]))
                cursor.execute(
                    f"INSERT INTO {quoted(name)} ({columns}) SELECT {columns} FROM {quoted(f'spool_{name}')}"  # noqa: S608
                )


def _keep_pages(size: int):
    """Rows that are put into large indexes at random places would else be written and read again and again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {-size}")


def write_down(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]):
    """Rows into a table that `Spool.make` made. `atomic` would lock the database of SQLite, which a savepoint alone
    does not."""
    if connection.vendor != "sqlite":
        write_into(connection, name, columns, rows)
        return
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT spool")
        try:
            write_into(connection, name, columns, rows)
        except BaseException:
            with suppress(DatabaseError):  # on a full disk SQLite has ended it itself
                cursor.execute("ROLLBACK TO spool")
                cursor.execute("RELEASE spool")
            raise
        cursor.execute("RELEASE spool")


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
