"""Triggers that refuse to change or delete history, whoever asks the database.

Erasing a value lawfully may blank it and say when; it may touch nothing else.
"""

from django.db import migrations

# SQLite deletes a row that INSERT OR REPLACE replaces without asking the other triggers.
SQLITE = [
    """CREATE TRIGGER audit_change_is_not_replaced BEFORE INSERT ON audit_change
    WHEN EXISTS (SELECT 1 FROM audit_change WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER audit_changevalue_is_not_replaced BEFORE INSERT ON audit_changevalue
    WHEN EXISTS (SELECT 1 FROM audit_changevalue WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER audit_change_is_not_updated BEFORE UPDATE ON audit_change
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER audit_change_is_not_deleted BEFORE DELETE ON audit_change
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER audit_changevalue_is_only_erased BEFORE UPDATE ON audit_changevalue
    WHEN NEW.id IS NOT OLD.id OR NEW.change_id IS NOT OLD.change_id OR NEW."table" IS NOT OLD."table"
      OR NEW."row" IS NOT OLD."row" OR NEW.field IS NOT OLD.field OR NEW.commitment IS NOT OLD.commitment
      OR NEW.before <> '' OR NEW.after <> '' OR NEW.salt <> '' OR NEW.erased_at IS NULL
    BEGIN SELECT RAISE(ABORT, 'history is append-only: a value can only be erased'); END""",
    """CREATE TRIGGER audit_changevalue_is_not_deleted BEFORE DELETE ON audit_changevalue
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
]
SQLITE_DROP = [
    "DROP TRIGGER IF EXISTS audit_change_is_not_replaced",
    "DROP TRIGGER IF EXISTS audit_changevalue_is_not_replaced",
    "DROP TRIGGER IF EXISTS audit_change_is_not_updated",
    "DROP TRIGGER IF EXISTS audit_change_is_not_deleted",
    "DROP TRIGGER IF EXISTS audit_changevalue_is_only_erased",
    "DROP TRIGGER IF EXISTS audit_changevalue_is_not_deleted",
]
POSTGRESQL = [
    """CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'history is append-only'; END $$""",
    """CREATE FUNCTION audit_is_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.id IS DISTINCT FROM OLD.id OR NEW.change_id IS DISTINCT FROM OLD.change_id
        OR NEW."table" IS DISTINCT FROM OLD."table" OR NEW."row" IS DISTINCT FROM OLD."row"
        OR NEW.field IS DISTINCT FROM OLD.field OR NEW.commitment IS DISTINCT FROM OLD.commitment
        OR NEW.before <> '' OR NEW.after <> '' OR NEW.salt <> '' OR NEW.erased_at IS NULL
      THEN RAISE EXCEPTION 'history is append-only: a value can only be erased'; END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER audit_change_is_append_only BEFORE UPDATE OR DELETE ON audit_change
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()""",
    """CREATE TRIGGER audit_changevalue_is_only_erased BEFORE UPDATE ON audit_changevalue
    FOR EACH ROW EXECUTE FUNCTION audit_is_only_erased()""",
    """CREATE TRIGGER audit_changevalue_is_not_deleted BEFORE DELETE ON audit_changevalue
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()""",
    """CREATE TRIGGER audit_change_is_not_emptied BEFORE TRUNCATE ON audit_change
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()""",
    """CREATE TRIGGER audit_changevalue_is_not_emptied BEFORE TRUNCATE ON audit_changevalue
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()""",
]
POSTGRESQL_DROP = [
    "DROP FUNCTION IF EXISTS audit_is_append_only() CASCADE",
    "DROP FUNCTION IF EXISTS audit_is_only_erased() CASCADE",
]


def create(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in {"sqlite": SQLITE_DROP, "postgresql": POSTGRESQL_DROP}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(create, drop, elidable=False)]
