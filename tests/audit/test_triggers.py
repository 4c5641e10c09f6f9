"""Without its triggers, history is not served."""

import os
import sqlite3
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.core.management.commands import migrate
from django.db import DatabaseError, connection, transaction

from audit import chain, triggers
from audit.checks import check_history_is_guarded
from config.environment import BASE_DIR
from tests.audit import tampering
from tests.builders import a_person

NAMES = {"sqlite": triggers.SQLITE, "postgresql": triggers.POSTGRESQL}[connection.vendor]


def without(name):
    with connection.cursor() as cursor:
        cursor.execute(triggers._drop(connection, name))


def test_history_is_guarded_after_the_migrations(db):
    assert triggers.missing(connection) == []
    assert check_history_is_guarded(databases=["default"]) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_trigger_that_is_missing_is_named_and_mended(db, name):
    without(name)
    (error,) = check_history_is_guarded(databases=["default"])
    assert error.id == "audit.E001"
    assert name in error.msg
    assert "manage.py guard_history" in error.hint
    call_command("guard_history", stdout=StringIO())
    assert check_history_is_guarded(databases=["default"]) == []


def test_a_trigger_that_does_nothing_is_found(db):
    name = next(iter(NAMES))
    without(name)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON audit_change BEGIN SELECT 1; END")
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NEW; END $$"
            )
    assert name in triggers.missing(connection)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only")
def test_a_trigger_that_is_switched_off_is_found(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_seal DISABLE TRIGGER audit_seal_is_append_only")
    assert triggers.missing(connection) == ["audit_seal_is_append_only"]


def test_the_check_of_the_database_fails(db):
    without(next(iter(NAMES)))
    with pytest.raises(SystemCheckError, match="audit.E001"):
        call_command("check", databases=["default"])


def test_migrating_makes_them_anew(db, monkeypatch):
    """As after a migration that rebuilt a table on SQLite."""
    monkeypatch.setattr(migrate.Command, "handle", lambda *args, **options: triggers.drop(connection))
    call_command("migrate", skip_checks=True)
    assert triggers.missing(connection) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_seal SET hash = 'another'",
        "UPDATE audit_seal SET at = at",
        "DELETE FROM audit_seal",
        {
            "sqlite": "REPLACE INTO audit_seal SELECT 2, change, commitment, at, previous, hash FROM audit_seal",
            "postgresql": "TRUNCATE audit_seal",
        }[connection.vendor],
    ],
)
def test_seals_are_not_altered_by_raw_sql(transactional_db, sql):
    a_person()
    chain.seal()
    with pytest.raises(DatabaseError, match="history is append-only"), transaction.atomic():
        tampering.run(sql)


# The server. On a database of its own, which is left unguarded.


def start(path, *arguments):
    environment = {
        "SECRET_KEY": "any",
        "DATABASE_URL": f"sqlite:///{path}",
        "PATH": os.environ["PATH"],
        "DEBUG": "on",
    }
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=BASE_DIR, capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def unguarded(tmp_path_factory):
    path = tmp_path_factory.mktemp("unguarded") / "x.sqlite3"
    assert start(path, "manage.py", "migrate", "-v0").returncode == 0
    database = sqlite3.connect(path)
    database.execute("DROP TRIGGER audit_seal_is_not_deleted")
    database.commit()
    database.close()
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["-c", "import config.wsgi"],
        ["manage.py", "runserver", "--noreload", "0"],
        ["-m", "gunicorn", "config.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket"],
        ["manage.py", "migrate"],
    ],
    ids=["wsgi", "runserver", "gunicorn", "migrate"],
)
def test_the_server_does_not_start_without_a_trigger(unguarded, arguments):
    done = start(unguarded, *arguments)
    assert done.returncode != 0
    assert "audit_seal_is_not_deleted" in done.stderr
    assert "manage.py guard_history" in done.stderr


def test_the_command_that_is_named_lets_it_start(unguarded):
    assert "audit_seal_is_not_deleted" in start(unguarded, "manage.py", "guard_history").stdout
    assert start(unguarded, "-c", "import config.wsgi").returncode == 0
