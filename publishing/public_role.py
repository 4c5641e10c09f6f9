"""A role of PostgreSQL that may read the published tables, put messages into the letterbox, and nothing else."""

import re

from django.apps import apps
from django.db import connections, router, transaction

from lookup.models import PublishedPerson

NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class CannotMakeRole(Exception):
    """The message says what stands in the way."""


def published_tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_app_config("lookup").get_models())


def granted(alias: str) -> set[tuple[str, str]]:
    """Tables and rights of a public process in one database: to read what is published, and what a table outside
    `lookup/` says of itself in `visitors_may`."""
    return {
        (model._meta.db_table, right)
        for model in apps.get_models()
        if router.db_for_write(model) == alias
        for right in (("SELECT",) if model._meta.app_label == "lookup" else getattr(model, "visitors_may", ()))
    }


def make_public_role(*, name: str, password: str, alias: str = "") -> list[str]:
    """Make the role, or put it right, so that it may do what `granted` says and nothing else; returns these tables.

    `alias` is the database; without it, that of the public tables.

    It has no other right in the database: what other roles granted it is taken back, and what it would have as anybody
    (making tables, also temporary ones) is taken from everybody. A published table that is made later is not granted:
    run it again. Raises `CannotMakeRole`, and changes nothing, where the role can do more all the same.
    """
    connection = connections[alias or router.db_for_write(PublishedPerson)]
    rights = granted(connection.alias)
    if not rights:
        raise CannotMakeRole(f"The database {connection.alias} has no table that a public process reaches.")
    if connection.vendor != "postgresql":
        raise CannotMakeRole("The public tables are in SQLite, which has no roles: write ?mode=ro after its path.")
    if not NAME.fullmatch(name):
        raise CannotMakeRole("Give the role a name of small Latin letters, digits and _, such as tizim_public.")
    if not password:
        raise CannotMakeRole("Give the role a password.")
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _statements(connection, cursor, name, password):
            cursor.execute(statement)
        if beyond := sorted(_rights(cursor, name) - rights):
            told = ", ".join(f"{right} on {table}" for table, right in beyond[:10])
            raise CannotMakeRole(f"The role {name} could still do more: {told}. Take that away first.")
    return sorted({table for table, _right in rights})


def _statements(connection, cursor, name, password):
    from psycopg2.extensions import encrypt_password  # there on PostgreSQL alone

    cursor.execute("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = %s", [name])
    known = cursor.fetchone()
    if known and (known[1] or _belongings(cursor, name)):
        raise CannotMakeRole(f"The role {name} is an administrator, owns something or belongs to another role.")
    quote = connection.ops.quote_name
    role, database = quote(name), quote(connection.settings_dict["NAME"])
    # The server and its log are given a verifier, never the password.
    secret = encrypt_password(password, name, scope=connection.connection, algorithm="scram-sha-256")
    yield (
        f"{'ALTER' if known else 'CREATE'} ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION "
        f"NOBYPASSRLS NOINHERIT PASSWORD '{secret}'"
    )
    yield f"ALTER ROLE {role} SET default_transaction_read_only = on"
    yield f"REVOKE ALL ON DATABASE {database} FROM {role}"
    yield f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {database} TO {role}"
    yield f"REVOKE ALL ON SCHEMA public FROM {role}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    for things in ("TABLES", "SEQUENCES", "FUNCTIONS"):
        yield f"REVOKE ALL ON ALL {things} IN SCHEMA public FROM {role}"
        yield f"ALTER DEFAULT PRIVILEGES REVOKE ALL ON {things} FROM {role}"
        yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON {things} FROM {role}"
    for table, right in sorted(granted(connection.alias)):
        yield f"GRANT {right} ON {quote(table)} TO {role}"


def _belongings(cursor, name) -> bool:
    """It is a member of a role, or owns something: rights that no REVOKE takes."""
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_auth_members WHERE member = %(name)s::regrole) "
        "OR EXISTS (SELECT FROM pg_class WHERE relowner = %(name)s::regrole) "
        "OR EXISTS (SELECT FROM pg_database WHERE datdba = %(name)s::regrole)",
        {"name": name},
    )
    return cursor.fetchone()[0]


def _rights(cursor, name) -> set[tuple[str, str]]:
    """What the role may do in the database beyond reading its catalogue, by whatever way it came to it."""
    cursor.execute(
        """
        SELECT relname, p FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace,
            unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p
        WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
            AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg_t%%'
            AND (has_table_privilege(%(name)s, pg_class.oid, p)
                OR CASE WHEN p IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                    THEN has_any_column_privilege(%(name)s, pg_class.oid, p) ELSE false END)
        UNION SELECT nspname, 'CREATE' FROM pg_namespace WHERE has_schema_privilege(%(name)s, oid, 'CREATE')
        UNION SELECT datname, p FROM pg_database, unnest(ARRAY['CREATE', 'TEMPORARY']) AS p
            WHERE datname = current_database() AND has_database_privilege(%(name)s, oid, p)
        """,
        {"name": name},
    )
    return set(cursor.fetchall())
