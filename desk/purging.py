"""Take what was erased out of the files of the database: free pages, the write-ahead log, sessions, derived tables."""

from django.db import connections, transaction

from accounts.models import Session
from desk.names import rebuild_names
from people.models import DuplicateSearch
from publishing import delivery, replay


class Busy(Exception):
    """Another process has the database open."""


def purge():
    """Make all derived rows anew, end all sessions and, on SQLite, write the file anew without free pages.

    Sessions hold messages that name records, so all are ended: everybody signs in again. Raises `Busy`, and then the
    files may still hold what was erased.
    """
    with replay.alone():
        pass  # a release that was cut short left no file behind
    files = [connection for connection in connections.all() if connection.vendor == "sqlite"]
    for connection in files:
        _execute(connection, "PRAGMA secure_delete = ON")  # what is deleted below is overwritten with zeros at once
    with transaction.atomic():
        Session.objects.all().delete()
        rebuild_names()
        DuplicateSearch.objects.update(reached_name="")  # a search that was cut short begins its first stage anew
        delivery.rebuild()
    for connection in files:
        _empty_the_log(connection)
        _execute(connection, "PRAGMA temp_store = MEMORY")  # VACUUM makes a copy: not in a file that is only unlinked
        _execute(connection, "VACUUM")
        _empty_the_log(connection)


def _empty_the_log(connection):
    """Copy the write-ahead log into the database and cut it to no bytes; it is what was deleted, page by page."""
    busy, _pages, _copied = _execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    if busy:
        raise Busy


def _execute(connection, sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()
