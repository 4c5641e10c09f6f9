"""The fingerprint of contents: two databases have the same one if they hold the same rows in the same tables.

It does not depend on the order in which rows lie, on the machine or on the locale, but on the kind of database: moved
from SQLite to PostgreSQL, the same register has another one. Sequences and indexes are no contents.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple

# How PostgreSQL writes values as text, whatever its settings are.
AS_TEXT = """SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres';
SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0"""
COLUMNS_OF_POSTGRESQL = """
SELECT nspname, relname, attname, attcollation <> 0, coalesce(attnum = ANY(indkey), false)
FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace
JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
LEFT JOIN pg_index ON indrelid = pg_class.oid AND indisprimary
WHERE relkind IN ('r', 'p') AND NOT relispartition
    AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_t%'
ORDER BY nspname COLLATE "C", relname COLLATE "C", attname COLLATE "C"
"""


class Contents(NamedTuple):
    fingerprint: str
    tables: int
    rows: int


def of(connection) -> Contents:
    """Of all that a connection reaches: on PostgreSQL in the transaction that is open, else of one moment."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return of_sqlite(connection.connection)
    if connection.in_atomic_block:
        return of_postgresql(connection.connection)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            return of_postgresql(connection.connection)
        finally:
            cursor.execute("ROLLBACK")


def of_sqlite(opened: sqlite3.Connection) -> Contents:
    # Ordered as bytes, to be the same as elsewhere; `+` keeps Python from reading dates out of texts.
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1"
    tables = []
    for (name,) in opened.execute(names).fetchall():
        info = opened.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
        columns = sorted(row[1] for row in info)
        key = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]] or columns
        chosen = ", ".join(f"+{_quoted(column)}" for column in columns)
        order = ", ".join(map(_quoted, key))
        tables.append((name, columns, f"SELECT {chosen} FROM {_quoted(name)} ORDER BY {order}"))  # noqa: S608

    def read(sql: str, take: Callable[[bytes], None]) -> int:
        count = 0
        for row in opened.execute(sql):
            take(json.dumps(row, default=_of_bytes).encode() + b"\n")
            count += 1
        return count

    return _contents(tables, read)


def of_postgresql(opened) -> Contents:
    """The server orders the rows and writes them as text; nothing but the sum stays in memory."""
    tables, columns = [], {}
    with opened.cursor() as cursor:
        cursor.execute(AS_TEXT)
        cursor.execute(COLUMNS_OF_POSTGRESQL)
        for schema, table, *column in cursor.fetchall():
            columns.setdefault((schema, table), []).append(column)
        for (schema, table), described in columns.items():
            key = [it for it in described if it[2]] or described
            chosen = ", ".join(_quoted(name) for name, *_ in described)
            order = ", ".join(_quoted(name) + (' COLLATE "C"' if is_text else "") for name, is_text, _ in key)
            rows = f"SELECT {chosen} FROM {_quoted(schema)}.{_quoted(table)} ORDER BY {order}"  # noqa: S608
            tables.append((table, [name for name, *_ in described], f"COPY ({rows}) TO STDOUT"))

        def read(sql: str, take: Callable[[bytes], None]) -> int:
            cursor.copy_expert(sql, _Taking(take))
            return cursor.rowcount

        return _contents(tables, read)


class _Taking:
    """The file that COPY writes to."""

    def __init__(self, take):
        self.write = take


def _contents(tables: Iterable[tuple[str, list[str], str]], read) -> Contents:
    whole, count, rows = sha256(), 0, 0
    for name, columns, sql in tables:
        one = sha256()
        found = read(sql, one.update)
        count, rows = count + 1, rows + found
        whole.update(json.dumps([name, columns, found, one.hexdigest()]).encode() + b"\n")
    return Contents(whole.hexdigest(), count, rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _of_bytes(value: bytes) -> list[str]:
    return ["bytes", value.hex()]


class OfFiles:
    """The fingerprint of files, told one after the other in the order of their names."""

    def __init__(self):
        self._whole, self.count, self.bytes = sha256(), 0, 0

    def add(self, name: str, size: int, digest: str):
        self._whole.update(json.dumps([name, size, digest]).encode() + b"\n")
        self.count, self.bytes = self.count + 1, self.bytes + size

    @property
    def fingerprint(self) -> str:
        return self._whole.hexdigest()


def of_all(databases: dict[str, str], files: str) -> str:
    """One fingerprint of several databases and the files beside them."""
    return sha256(json.dumps([sorted(databases.items()), files]).encode()).hexdigest()
