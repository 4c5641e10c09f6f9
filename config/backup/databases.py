"""A copy of each database, and the proof that the copy can be used."""

import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, Error, OperationalError, connections, router

from audit import triggers
from config.backup import fingerprint
from config.database import INBOX, PUBLIC
from inbox.letterbox.models import Message
from lookup.models import PublishedPerson

# The working one first: what was written into another one since then is found and put right by later acts, while a
# working database that is newer than the others would take for new what was deleted there (docs/decisions/0035).
ORDER = [DEFAULT_DB_ALIAS, INBOX, PUBLIC]
HEAD = "SELECT number, hash, at FROM audit_seal ORDER BY number DESC LIMIT 1"
APPLIED = "SELECT app, name FROM django_migrations ORDER BY app, name"


class CannotCopy(Exception):
    """A database cannot be copied or put back; the message says why and what to do."""


class Copied(NamedTuple):
    """What a backup says of one database."""

    vendor: str
    fingerprint: str
    tables: int
    rows: int
    migrations: list[list[str]]
    unguarded: list[str]  # triggers of history that were missing
    head: list | None  # of the chain of history: number, hash, time
    written_by: int  # version of pg_dump, or 0


def configured() -> list[str]:
    """The databases of this register, in the order in which they are copied."""
    return [alias for alias in ORDER if alias in connections.settings]


def beside(connection, name):
    """A connection to another database, opened as this one is."""
    given = connection.settings_dict | {"NAME": name, "CONN_MAX_AGE": 0}
    if connection.vendor == "sqlite":
        given["OPTIONS"] = {}
    return type(connection)(given, connection.alias)


def file_name(alias: str, vendor: str) -> str:
    return f"{alias}.{'sqlite3' if vendor == 'sqlite' else 'pgdump'}"


def is_made(connection) -> bool:
    """Whether there is a database at all: SQLite would make an empty file for whoever asks."""
    name = str(connection.settings_dict["NAME"])
    return connection.vendor != "sqlite" or name.startswith(("file:", ":memory:")) or Path(name).exists()


def answers(alias: str) -> bool:
    if not is_made(connections[alias]):
        return False
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def may_be_left_out(alias: str) -> bool:
    """Away: then a backup goes without it. Never the working one, of which the public tables are a replay, nor one
    whose server answers and refuses (a wrong password, no such database): copying that says what is wrong."""
    return alias != DEFAULT_DB_ALIAS and is_away(alias)


def is_away(alias: str) -> bool:
    if not is_made(connections[alias]):
        return True
    try:
        connections[alias].ensure_connection()
    except OperationalError as error:
        return "FATAL:" not in str(error)  # as the server of PostgreSQL begins what it refuses with
    return False


def holds_messages(alias: str) -> bool:
    return router.db_for_read(Message) == alias


def what_stands_in(alias: str) -> str:
    """What a backup without this database lacks, in words."""
    told = []
    if router.db_for_read(PublishedPerson) == alias:
        told.append("public tables (restoring makes them anew; files of releases: manage.py release --reissue)")
    if holds_messages(alias):
        told.append("messages and answers (nothing else holds them)")
    return " and ".join(told)


def copy(alias: str, folder: Path) -> tuple[Path, Copied]:
    """A copy of one moment, while others go on writing, and what is in it."""
    connection = connections[alias]
    if not is_made(connection):
        raise CannotCopy(
            f"There is no database {connection.settings_dict['NAME']} yet: bin/run or bin/restore makes it."
        )
    path = folder / file_name(alias, connection.vendor)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as target:
            connection.connection.backup(target)  # in one step: a writer can neither come between nor hold it up
        with opened(connection, path) as copied:
            return path, describe(copied)
    from config.backup import postgresql  # which needs a server to be of use

    with postgresql.dumping(connection, path, folder) as version:
        described = describe(connection, written_by=version)
    return path, described


def describe(connection, *, written_by: int = 0) -> Copied:
    contents = fingerprint.of(connection)
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        head = None
        if "audit_seal" in tables:
            cursor.execute(HEAD)
            row = cursor.fetchone()
            head = [row[0], row[1], _as_anchor(row[2])] if row else None
        cursor.execute(APPLIED)
        migrations = [list(row) for row in cursor.fetchall()]
    return Copied(
        vendor=connection.vendor,
        fingerprint=contents.fingerprint,
        tables=contents.tables,
        rows=contents.rows,
        migrations=migrations,
        unguarded=triggers.missing(connection),
        head=head,
        written_by=written_by,
    )


def _as_anchor(at) -> str:
    """The time as `manage.py anchor` prints it; SQLite may answer with a text without time zone."""
    at = datetime.fromisoformat(at) if isinstance(at, str) else at
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


@contextmanager
def opened(connection, path: Path):
    """A file of SQLite, opened as Tizim opens the live one."""
    other = beside(connection, path)
    try:
        yield other
    finally:
        other.close()


def prove(alias: str, path: Path, told: Copied, folder: Path):
    """Put the copy into a scratch database and compare what is there with what was copied."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        with opened(connection, path) as copied:
            whole(copied)
            same(alias, copied, told)
        return
    from config.backup import postgresql

    with postgresql.scratch(connection) as empty:
        postgresql.put_back(path, empty, folder, written_by=told.written_by)
        same(alias, empty, told)


def whole(connection):
    """What SQLite itself says of the file."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        (said,) = cursor.fetchone()
        cursor.execute("PRAGMA foreign_key_check")
        broken = cursor.fetchone()
    if said != "ok" or broken:
        raise CannotCopy(
            f"The database file is broken ({said if said != 'ok' else f'a foreign key of {broken[0]}'}). Keep it as it "
            "is, and restore the last backup elsewhere: docs/operations.md"
        )


def same(alias: str, connection, told: Copied):
    found = describe(connection, written_by=told.written_by)
    for name in ("fingerprint", "migrations", "unguarded", "head"):
        if getattr(found, name) != getattr(told, name):
            raise CannotCopy(f"What was put back of the database {alias} is not what was copied: another {name}.")
