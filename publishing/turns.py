"""One act at a time comes through the door (docs/decisions/0033)."""

from django.db import transaction

LOCK = 6_410_733  # of the door, among the advisory locks of PostgreSQL


def one_at_a_time():
    """From here until the commit nobody else comes through the door: what is switched off in another transaction is
    either seen here, or takes away what is published here. On SQLite a transaction has the database to itself."""
    connection = transaction.get_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
