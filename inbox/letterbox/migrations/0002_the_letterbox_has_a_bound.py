"""At most so many messages are kept at once; the statements as they stood when this was written."""

from django.db import migrations

SQLITE = """CREATE TRIGGER letterbox_message_has_room BEFORE INSERT ON letterbox_message
WHEN (SELECT count(*) FROM letterbox_message) >= 20000
BEGIN SELECT RAISE(ABORT, 'the letterbox is full'); END"""
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


def limit(apps, editor):
    editor.execute(SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL, params=None)


def unlimit(apps, editor):
    on = "" if editor.connection.vendor == "sqlite" else " ON letterbox_message"
    editor.execute(f"DROP TRIGGER letterbox_message_has_room{on}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION letterbox_message_has_room()")


class Migration(migrations.Migration):
    dependencies = [("letterbox", "0001_letterbox")]

    operations = [migrations.RunPython(limit, unlimit)]
