"""Connections to SQLite stay open from request to request, as those to PostgreSQL do: to open one, read its tables and
set it up took a ninth of the time of pages. But whoever takes the file of the register away while the server runs, and
restores another one there, must not be left with pages that read and save in the file that is gone. So at each request
the file is looked at, and opened anew where it is another one."""

from pathlib import Path

from django.core.signals import request_started
from django.db import connections
from django.db.backends.signals import connection_created
from django.dispatch import receiver


@receiver(connection_created, dispatch_uid="config.kept_connections.note_the_file")
def note_the_file(connection, **_kwargs):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA database_list")
            connection.opened = next(path for _number, name, path in cursor.fetchall() if name == "main")
        connection.opened_as = _identity(connection.opened)


@receiver(request_started, dispatch_uid="config.kept_connections.leave_what_is_gone")
def leave_what_is_gone(**_kwargs):
    for connection in connections.all(initialized_only=True):
        is_a_file = connection.vendor == "sqlite" and connection.connection and connection.opened
        if is_a_file and _identity(connection.opened) != connection.opened_as:
            connection.close()


def _identity(path: str) -> tuple[int, int] | None:
    """Which file it is, whatever its name; None where there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
