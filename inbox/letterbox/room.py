"""The most messages that are kept at once. The database itself holds to it, for whoever breaks into a public process
may insert what they like.

A migration that rebuilds the table on SQLite drops its trigger: it makes it anew, and a check at start looks.
"""

from django.core.checks import Error
from django.db import OperationalError, connections, router

from inbox.letterbox.models import Message

MOST = 20_000  # messages, as the statements below say; of the longest, 2.8 GB
NAME = "letterbox_message_has_room"
SQLITE = """CREATE TRIGGER letterbox_message_has_room BEFORE INSERT ON letterbox_message
WHEN (SELECT count(*) FROM letterbox_message) >= 20000
BEGIN SELECT RAISE(ABORT, 'the letterbox is full'); END"""
# With the rights of its owner: whoever puts a message in may not count them.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION letterbox_message_has_room() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  IF (SELECT count(*) FROM public.letterbox_message) >= 20000 THEN
    RAISE EXCEPTION 'the letterbox is full' USING ERRCODE = 'disk_full';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS letterbox_message_has_room ON letterbox_message;
CREATE TRIGGER letterbox_message_has_room BEFORE INSERT ON letterbox_message
FOR EACH ROW EXECUTE FUNCTION letterbox_message_has_room()"""


def limit(connection):
    """Make the trigger, or make it anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}")
        cursor.execute(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def is_limited(connection) -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = %s", [NAME])
        else:
            cursor.execute("SELECT 1 FROM pg_trigger WHERE tgname = %s AND tgenabled = 'O'", [NAME])
        return cursor.fetchone() is not None


def check_the_letterbox_has_a_bound(databases=None, **kwargs):
    alias = router.db_for_write(Message)
    connection = connections[alias]
    try:
        if alias not in (databases or []) or Message._meta.db_table not in connection.introspection.table_names():
            return []
        if is_limited(connection):
            return []
    except OperationalError:
        return []  # away: messages wait for it, pages do not
    return [
        Error(
            "The letterbox takes messages without end: a flood could fill the disk.",
            hint="Run: manage.py limit_letterbox",
            id="letterbox.E001",
        )
    ]
