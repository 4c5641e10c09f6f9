"""The triggers by which the database itself refuses to change or delete history, whoever asks.

A migration that rebuilds a table on SQLite drops its triggers, so `migrate` makes them anew at its end, and the server
does not start without them (`audit.checks`). Erasing a value lawfully may blank it and say when, nothing else.
"""

SQLITE = {
    # SQLite deletes a row that INSERT OR REPLACE replaces without asking the other triggers.
    "audit_change_is_not_replaced": """CREATE TRIGGER audit_change_is_not_replaced BEFORE INSERT ON audit_change
    WHEN EXISTS (SELECT 1 FROM audit_change WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    "audit_changevalue_is_not_replaced": """CREATE TRIGGER audit_changevalue_is_not_replaced
    BEFORE INSERT ON audit_changevalue
    WHEN EXISTS (SELECT 1 FROM audit_changevalue WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    "audit_seal_is_not_replaced": """CREATE TRIGGER audit_seal_is_not_replaced BEFORE INSERT ON audit_seal
    WHEN EXISTS (SELECT 1 FROM audit_seal WHERE number = NEW.number OR change = NEW.change)
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    "audit_change_is_not_updated": """CREATE TRIGGER audit_change_is_not_updated BEFORE UPDATE ON audit_change
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    "audit_change_is_not_deleted": """CREATE TRIGGER audit_change_is_not_deleted BEFORE DELETE ON audit_change
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    "audit_changevalue_is_only_erased": """CREATE TRIGGER audit_changevalue_is_only_erased
    BEFORE UPDATE ON audit_changevalue
    WHEN NEW.id IS NOT OLD.id OR NEW.change_id IS NOT OLD.change_id OR NEW."table" IS NOT OLD."table"
      OR NEW."row" IS NOT OLD."row" OR NEW.field IS NOT OLD.field OR NEW.commitment IS NOT OLD.commitment
      OR NEW.before <> '' OR NEW.after <> '' OR NEW.salt <> '' OR NEW.erased_at IS NULL
    BEGIN SELECT RAISE(ABORT, 'history is append-only: a value can only be erased'); END""",
    "audit_changevalue_is_not_deleted": """CREATE TRIGGER audit_changevalue_is_not_deleted
    BEFORE DELETE ON audit_changevalue
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    "audit_seal_is_not_updated": """CREATE TRIGGER audit_seal_is_not_updated BEFORE UPDATE ON audit_seal
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    "audit_seal_is_not_deleted": """CREATE TRIGGER audit_seal_is_not_deleted BEFORE DELETE ON audit_seal
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
}
FUNCTIONS = {  # of PostgreSQL: what its triggers do
    "audit_is_append_only": "BEGIN RAISE EXCEPTION 'history is append-only'; END",
    "audit_is_only_erased": """BEGIN
      IF NEW.id IS DISTINCT FROM OLD.id OR NEW.change_id IS DISTINCT FROM OLD.change_id
        OR NEW."table" IS DISTINCT FROM OLD."table" OR NEW."row" IS DISTINCT FROM OLD."row"
        OR NEW.field IS DISTINCT FROM OLD.field OR NEW.commitment IS DISTINCT FROM OLD.commitment
        OR NEW.before <> '' OR NEW.after <> '' OR NEW.salt <> '' OR NEW.erased_at IS NULL
      THEN RAISE EXCEPTION 'history is append-only: a value can only be erased'; END IF;
      RETURN NEW;
    END""",
}
POSTGRESQL = {
    name: f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    for name, when, table, each, function in [
        ("audit_change_is_append_only", "BEFORE DELETE OR UPDATE", "audit_change", "ROW", "audit_is_append_only"),
        ("audit_change_is_not_emptied", "BEFORE TRUNCATE", "audit_change", "STATEMENT", "audit_is_append_only"),
        ("audit_changevalue_is_only_erased", "BEFORE UPDATE", "audit_changevalue", "ROW", "audit_is_only_erased"),
        ("audit_changevalue_is_not_deleted", "BEFORE DELETE", "audit_changevalue", "ROW", "audit_is_append_only"),
        (
            "audit_changevalue_is_not_emptied",
            "BEFORE TRUNCATE",
            "audit_changevalue",
            "STATEMENT",
            "audit_is_append_only",
        ),
        ("audit_seal_is_append_only", "BEFORE DELETE OR UPDATE", "audit_seal", "ROW", "audit_is_append_only"),
        ("audit_seal_is_not_emptied", "BEFORE TRUNCATE", "audit_seal", "STATEMENT", "audit_is_append_only"),
    ]
}
TABLES = ("audit_change", "audit_changevalue", "audit_seal")


def missing(connection) -> list[str]:
    """The triggers that are not there, do something else or are switched off. None are asked for of a table that is
    not there either."""
    tables = set(connection.introspection.table_names()) & set(TABLES)
    found = _found(connection)
    wanted = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    return [name for name, sql in wanted.items() if _table(sql) in tables and found.get(name) != _plain(sql)]


def mend(connection) -> list[str]:
    """Make the triggers that are missing; returns their names."""
    names = missing(connection)
    wanted = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and names:
            for function, body in FUNCTIONS.items():
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
                )
        for name in names:
            cursor.execute(_drop(connection, name))
            cursor.execute(wanted[name])
    return names


def drop(connection):
    """Take all triggers away, for tests that must empty the tables. Nothing else calls this."""
    with connection.cursor() as cursor:
        for name in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(_drop(connection, name))


def _drop(connection, name) -> str:
    if connection.vendor == "sqlite":
        return f"DROP TRIGGER IF EXISTS {name}"
    return f"DROP TRIGGER IF EXISTS {name} ON {_table(POSTGRESQL[name])}"


def _found(connection) -> dict[str, str]:
    """The triggers of the database: name and text, without those that do not fire or whose function is another."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return {name: _plain(sql) for name, sql in cursor.fetchall()}
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true), proname, prosrc FROM pg_trigger "
            "JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND pg_table_is_visible(pg_class.oid)"
        )
        return {
            name: _plain(sql)
            for name, sql, function, body in cursor.fetchall()
            if function in FUNCTIONS and _plain(body) == _plain(FUNCTIONS[function])
        }


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def _table(sql: str) -> str:
    """The table that a trigger stands on."""
    return _plain(sql).split(" ON ")[1].split()[0]
