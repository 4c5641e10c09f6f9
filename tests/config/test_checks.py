import os
from functools import partial

import pytest
from django.db import connection
from django.test import override_settings

from config import checks
from config.database import SQLITE_OPTIONS
from lookup.models import PublishedIndexState
from people.name_tables import NameIndexState
from tests.builders import a_person
from tests.registers import IN_BYTES, machines  # noqa: F401 (a fixture)

on_postgresql = pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") != "postgresql", reason="PostgreSQL only")
on_sqlite = pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") == "postgresql", reason="SQLite only")
durability = partial(checks.check_commits_are_durable, databases=["default"])


def set_here(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


# tests/config/test_wsgi.py starts on a server that does not wait for the disk.


@on_postgresql
def test_a_server_with_its_safety_nets_passes(db):
    assert durability() == []


@on_postgresql
def test_synchronous_commit_off_is_refused(db):
    set_here("SET LOCAL synchronous_commit = off")
    (error,) = durability()
    assert "synchronous_commit" in error.msg
    assert error.id == "config.E001"
    assert "synchronous_commit = on" in error.hint


@pytest.fixture
def file_database(tmp_path):
    """A connection to a SQLite file, opened as the register opens its own."""
    from django.db.backends.sqlite3.base import DatabaseWrapper

    settings = connection.settings_dict | {"NAME": tmp_path / "register.sqlite3", "OPTIONS": dict(SQLITE_OPTIONS)}
    opened = DatabaseWrapper(settings, "other")
    yield opened
    opened.close()


@on_sqlite
@pytest.mark.django_db
def test_a_file_opened_as_ours_passes(file_database):
    assert checks.durability_faults(file_database) == []


@on_sqlite
@pytest.mark.parametrize(
    ("pragma", "told"),
    [
        ("synchronous = NORMAL", "synchronous"),
        ("synchronous = OFF", "synchronous"),
        ("journal_mode = MEMORY", "memory"),
    ],
)
@pytest.mark.django_db
def test_a_file_that_can_lose_work_is_refused(file_database, pragma, told):
    with file_database.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
    ((fault, _hint),) = checks.durability_faults(file_database)
    assert told in fault


@on_sqlite
def test_a_database_in_memory_is_refused(db):
    assert any("memory" in error.msg for error in durability())


@override_settings(DEBUG=True)
def test_while_debugging_it_is_let_through(db):
    assert durability() == []


# Texts


def test_a_database_that_knows_letters_passes(db):
    assert checks.check_texts_are_counted_in_letters(databases=["default"]) == []


@on_postgresql
def test_a_database_that_counts_bytes_is_refused(machines):  # noqa: F811
    machines.empty("here", how=IN_BYTES).use()
    (error,) = checks.check_texts_are_counted_in_letters(databases=["default"])
    assert (error.id, "SQL_ASCII" in error.msg, "--encoding UTF8" in error.hint) == ("config.E004", True, True)


# What is left from debugging


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"SECRET_KEY": checks.KNOWN_KEY}, "config.E002"),
        ({"SECRET_KEY_FALLBACKS": [checks.KNOWN_KEY]}, "config.E002"),
        ({"ALLOWED_HOSTS": ["*"]}, "config.E003"),
        ({"ALLOWED_HOSTS": ["register.example", "*"]}, "config.E003"),
        ({"ALLOWED_HOSTS": ["."]}, "config.E003"),
    ],
)
def test_what_is_left_from_debugging_is_refused(settings, error):
    with override_settings(**settings):
        assert [found.id for found in checks.check_nothing_is_left_from_debugging()] == [error]
        with override_settings(DEBUG=True):
            assert checks.check_nothing_is_left_from_debugging() == []


@override_settings(SECRET_KEY="its own", ALLOWED_HOSTS=["register.example", ".onion.example"])
def test_a_server_with_its_own_settings_passes():
    assert checks.check_nothing_is_left_from_debugging() == []


def test_the_known_key_is_the_one_of_the_settings():
    from config import environment

    assert f'"{checks.KNOWN_KEY}"' in (environment.BASE_DIR / "config/settings.py").read_text()


# Indexes of names


def test_indexes_made_by_the_rules_of_today_pass(db):
    a_person("Ақжан Төлеген")
    assert checks.check_names_are_read_as_they_were_indexed(databases=["default"]) == []


@pytest.mark.parametrize("state", [NameIndexState, PublishedIndexState])
def test_an_index_made_by_older_rules_is_told(db, state):
    state.objects.all().delete()
    state.objects.create(rules="1-0123456789ab")
    (warning,) = checks.check_names_are_read_as_they_were_indexed(databases=["default"])
    assert warning.id == "config.W001"
    assert "rebuild_names" in warning.hint


def test_before_the_first_migration_there_is_no_index_to_check(db):
    with connection.cursor() as cursor:
        for table in (NameIndexState, PublishedIndexState):
            cursor.execute(f"DROP TABLE {table._meta.db_table}")
    assert checks.check_names_are_read_as_they_were_indexed(databases=["default"]) == []
