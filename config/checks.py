"""Checks at start that concern the whole installation. Outside debug, what they find stops the server."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, router

from inbox.letterbox.room import check_the_letterbox_has_a_bound
from lookup.models import PUBLISHED_NAMES
from people.indexing import made_by_older_rules

register(check_the_letterbox_has_a_bound, Tags.database)
INDEXES = [PUBLISHED_NAMES]
if not settings.PUBLIC_ONLY:  # a public process has neither history nor working tables
    from audit.checks import check_history_is_guarded
    from people.name_tables import NAMES

    register(check_history_is_guarded, Tags.database)
    INDEXES.append(NAMES)

KNOWN_KEY = "known-to-everyone-and-used-only-while-debugging"
EVERY_COMMIT = {"synchronous_commit", "fsync", "full_page_writes"}  # of PostgreSQL: none may be off


@register(Tags.security)
def check_nothing_is_left_from_debugging(app_configs=None, **kwargs):
    if settings.DEBUG:
        return []
    found = []
    if KNOWN_KEY in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        found.append(
            Error(
                "The secret key is the one that everybody knows: whoever reads the code could sign in as anyone.",
                hint="Start once with bin/run, which makes one, or set SECRET_KEY to 50 or more random characters.",
                id="config.E002",
            )
        )
    if any(host.strip(".") in ("*", "") for host in settings.ALLOWED_HOSTS):
        found.append(
            Error(
                "ALLOWED_HOSTS lets the site be reached under any name: links could be made to lead elsewhere.",
                hint="Set ALLOWED_HOSTS to the names under which the site is reached, such as register.example.",
                id="config.E003",
            )
        )
    return found


@register(Tags.database)
def check_commits_are_durable(databases=None, **kwargs):
    """Runs with migrate, with `check --database default`, and when the server starts."""
    if settings.DEBUG:
        return []
    return [
        Error(
            f"The database {alias!r} runs with {fault}: a power cut can lose saved work.",
            hint=hint,
            id="config.E001",
        )
        for alias in databases or []
        for fault, hint in durability_faults(connections[alias])
    ]


def durability_faults(connection) -> list[tuple[str, str]]:
    """What lets a change be confirmed before it is on the disk, each with the cure."""
    try:
        return {"sqlite": _of_sqlite, "postgresql": _of_postgresql}[connection.vendor](connection)
    except OperationalError:
        if connection.alias == DEFAULT_DB_ALIAS:
            raise
        return []  # away: staff work on, and what they publish waits


def _of_postgresql(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [sorted(EVERY_COMMIT)])
        return [
            (f"{name} off", f"Set {name} = on in postgresql.conf, or, where it may be set so, ALTER ROLE … SET it.")
            for name, setting in cursor.fetchall()
            if setting == "off"
        ]


@register(Tags.database)
def check_texts_are_counted_in_letters(databases=None, **kwargs):
    return [
        Error(
            f"The database {alias!r} is in {encoding}: it counts bytes for letters, and refuses texts that fit.",
            hint="Make one with createdb --template template0 --encoding UTF8 --locale C.UTF-8 (docs/deploy.md), and "
            "restore the register into it.",
            id="config.E004",
        )
        for alias in databases or []
        if (encoding := encoding_of(connections[alias])) != "UTF8"
    ]


def encoding_of(connection) -> str:
    """Of the texts in it. A database that is away passes, but the working one, as above."""
    if connection.vendor == "sqlite":
        return "UTF8"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_encoding")
            return cursor.fetchone()[0]
    except OperationalError:
        if connection.alias == DEFAULT_DB_ALIAS:
            raise
        return "UTF8"


def _of_sqlite(connection):
    with connection.cursor() as cursor:
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    found = []
    if synchronous < 2:  # 2 is FULL, 3 EXTRA
        found.append(("PRAGMA synchronous below FULL", "Keep SQLITE_OPTIONS of config/database.py as they are."))
    if journal in ("memory", "off"):
        found.append((f"its journal in {journal}", "Give DATABASE_URL a file on a disk; keep SQLITE_OPTIONS."))
    return found


@register(Tags.database)
def check_names_are_read_as_they_were_indexed(databases=None, **kwargs):
    """A release that reads names otherwise says so; the admin says it on its start page and above lists too."""
    return [
        Warning(
            f"An index of names ({tables}) was made by older rules: not every spelling finds its person.",
            hint="Run: manage.py rebuild_names",
            id="config.W001",
        )
        for tables in INDEXES
        if _is_there(tables.state, databases) and made_by_older_rules(tables)
    ]


def _is_there(table, databases) -> bool:
    """Whether the table was made yet, in one of these databases: checks run before the first migration too."""
    alias = router.db_for_read(table)
    if alias not in (databases or []):
        return False
    try:
        return table._meta.db_table in connections[alias].introspection.table_names()
    except OperationalError:
        if alias == DEFAULT_DB_ALIAS:
            raise
        return False
