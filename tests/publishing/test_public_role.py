"""The role of PostgreSQL that may read the published tables, and sees all else refused."""

import os

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from publishing.public_role import granted, published_tables
from tests.apart import postgresql_url, public_process
from tests.builders import a_casualty, a_named_person, published

on_postgresql = pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") != "postgresql", reason="PostgreSQL only")
# Roles are of the whole server, on which each process of the tests has a database of its own: a role each, too.
ROLE, PASSWORD = f"tizim_public_of_tests_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}", "reed-street-5"


@pytest.fixture(scope="module")
def on_server(django_db_setup, django_db_blocker):
    """Runs a statement with all rights, and commits it."""

    def run(statement):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    return run


@pytest.fixture(scope="module")
def command(django_db_setup, django_db_blocker):
    """`manage.py make_public_role`, for the role that is named."""

    def run(name=ROLE):
        with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            patch.setenv("PUBLIC_ROLE_PASSWORD", PASSWORD)
            call_command("make_public_role", name, verbosity=0)

    return run


@pytest.fixture(scope="module")
def role(command, on_server):
    """Made by the command; gone with all its rights after the tests here."""
    command()
    yield ROLE
    on_server(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")


@pytest.fixture
def as_role(role):
    """Runs one statement as the role; raises what the server answers."""
    import psycopg2

    database = connection.settings_dict["NAME"]
    session = psycopg2.connect(postgresql_url(name=database, role=f"{ROLE}:{PASSWORD}"))
    session.autocommit = True

    def run(statement):
        with session.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    run("SET default_transaction_read_only = off")  # which it may: its rights must hold alone
    yield run
    session.close()


def refused():
    from psycopg2.errors import InsufficientPrivilege

    return pytest.raises(InsufficientPrivilege)


@on_postgresql
def test_it_reads_every_published_table(as_role):
    for table in published_tables():
        as_role(f"SELECT * FROM {table}")


@on_postgresql
def test_it_reads_no_other_table(as_role, on_server):
    tables = {name for (name,) in on_server("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    readable = {table for table, right in granted("default") if right == "SELECT"}
    assert readable - set(published_tables()) == {"letterbox_answer", "letterbox_correction"}
    others = tables - readable
    assert {
        "people_person",
        "publishing_publication",
        "auth_user",
        "audit_change",
        "django_session",
        "letterbox_message",
    } <= others
    for table in others:
        with refused():
            as_role(f"SELECT 1 FROM {table}")


@on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO lookup_publishedredirect (public_id, \"into\") VALUES ('A', 'B')",
        "UPDATE lookup_publishedperson SET name = ''",
        "DELETE FROM lookup_publishedperson",
        "TRUNCATE lookup_publishedredirect",
        "SELECT nextval('lookup_publishedredirect_id_seq')",
        "CREATE TABLE kept (name text)",
        "CREATE TEMPORARY TABLE kept (name text)",
        "CREATE SCHEMA kept",
    ],
)
def test_it_writes_nothing(as_role, statement):
    with refused():
        as_role(statement)


@on_postgresql
def test_a_table_that_is_made_later_is_not_granted(as_role, on_server):
    on_server("CREATE TABLE lookup_later (name text)")
    with refused():
        as_role("SELECT * FROM lookup_later")
    on_server("DROP TABLE lookup_later")


@on_postgresql
@pytest.mark.parametrize(
    ("granted", "statement"),
    [
        ("SELECT ON people_person", "SELECT * FROM people_person"),
        ("SELECT (id) ON auth_user", "SELECT id FROM auth_user"),
        ("UPDATE ON lookup_publishedperson", "UPDATE lookup_publishedperson SET name = ''"),
    ],
)
def test_running_it_again_takes_back_what_was_granted(as_role, on_server, command, granted, statement):
    on_server(f"GRANT {granted} TO {ROLE}")
    as_role(statement)
    command()
    with refused():
        as_role(statement)


@on_postgresql
@pytest.mark.parametrize("right", ["SELECT ON people_person", "CREATE ON SCHEMA kept_by_all"])
def test_what_everybody_may_is_told(role, on_server, command, right):
    on_server("CREATE SCHEMA IF NOT EXISTS kept_by_all")
    on_server(f"GRANT {right} TO PUBLIC")
    with pytest.raises(CommandError, match=f"{right.split()[0]} on {right.split()[-1]}"):
        command()
    on_server(f"REVOKE {right} FROM PUBLIC; DROP SCHEMA kept_by_all")


@on_postgresql
def test_an_administrator_is_not_made_less(command):
    with pytest.raises(CommandError, match="administrator"):
        command(connection.settings_dict["USER"])


@on_postgresql
def test_a_member_of_another_role_is_refused(role, on_server, command):
    on_server(f"CREATE ROLE {ROLE}_all; GRANT {ROLE}_all TO {ROLE}")
    with pytest.raises(CommandError, match="belongs to another role"):
        command()
    on_server(f"DROP ROLE {ROLE}_all")


@on_postgresql
def test_the_server_keeps_no_password(role, on_server):
    ((kept,),) = on_server(f"SELECT rolpassword FROM pg_authid WHERE rolname = '{ROLE}'")
    assert kept.startswith("SCRAM-SHA-256$")


@on_postgresql
@pytest.mark.parametrize("name", ["", "Tizim", 'tizim"; DROP', "tizim-public", "x" * 64])
def test_a_name_that_would_need_quotes_is_refused(command, name):
    with pytest.raises(CommandError, match="small Latin letters"):
        command(name)


@on_postgresql
def test_a_public_process_reads_pages_as_the_role(role, transactional_db, reviewer, tmp_path):
    person = a_named_person("Ақжан Төлеген")
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    url = postgresql_url(name=connection.settings_dict["NAME"], role=f"{ROLE}:{PASSWORD}")
    with public_process(url, tmp_path) as process:
        page = process.ask(f"/en/p/{person.shown_id}")
    assert (page.status, "Ақжан Төлеген" in page.body.decode()) == (200, True)


@pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") == "postgresql", reason="SQLite only")
def test_sqlite_has_no_roles(command):
    with pytest.raises(CommandError, match="mode=ro"):
        command()


def test_the_published_tables_are_those_of_lookup():
    assert set(published_tables()) == {model._meta.db_table for model in apps.get_app_config("lookup").get_models()}
