"""Read much of one moment while others go on writing."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def one_moment():
    """All that is read within stands as it stood at the first reading, and nobody waits for it, on SQLite neither.

    Nothing may be written within. Inside a transaction it is that transaction's moment.
    """
    if connection.in_atomic_block:
        yield
        return
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED" if is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
