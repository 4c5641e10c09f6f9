import os

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.database import parse
from config.environment import BASE_DIR


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///var/tizim.sqlite3", BASE_DIR / "var/tizim.sqlite3"),
        ("sqlite:////srv/my%20register.sqlite3", BASE_DIR / "/srv/my register.sqlite3"),
        ("sqlite:///:memory:", ":memory:"),
    ],
    ids=["beside manage.py", "anywhere", "in memory"],
)
def test_a_file(url, path):
    assert parse(url)["NAME"] == path


def test_a_file_for_reading_only():
    entry = parse("sqlite:////srv/my%20register.sqlite3?mode=ro")
    assert entry["NAME"] == "file:///srv/my%20register.sqlite3?mode=ro"
    assert "query_only=ON" in entry["OPTIONS"]["init_command"]


def test_an_error_names_the_setting():
    with pytest.raises(ImproperlyConfigured, match="^PUBLIC_DATABASE_URL must start"):
        parse("mysql://localhost/tizim", "PUBLIC_DATABASE_URL")


def test_a_server():
    entry = parse("postgres://aru:p%40ss%2Fword@db.example:5433/tizim?sslmode=require")
    expected = {"USER": "aru", "PASSWORD": "p@ss/word", "HOST": "db.example", "PORT": 5433, "NAME": "tizim"}
    assert entry | expected == entry
    assert entry["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}
    assert entry["CONN_MAX_AGE"] == 60


def test_a_server_over_its_socket():
    entry = parse("postgresql:///tizim?host=/run/postgresql")
    assert (entry["HOST"], entry["OPTIONS"]["host"]) == ("", "/run/postgresql")


def test_a_url_may_set_options_of_its_own():
    assert parse("postgres:///tizim?options=-c%20work_mem%3D64MB")["OPTIONS"] == {"options": "-c work_mem=64MB"}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "must start with"),
        ("mysql://localhost/tizim", "must start with"),
        ("tizim.sqlite3", "must start with"),
        ("sqlite://", "three slashes"),
        ("sqlite://tizim.sqlite3", "three slashes"),
        ("sqlite:///tizim.sqlite3?mode=rw", "only .mode=ro"),
        ("sqlite:///:memory:?mode=ro", "only .mode=ro"),
        ("postgres://localhost", "names no database"),
        ("postgres://localhost/a/b", "names no database"),
        ("postgres://aru:secret@localhost:port/tizim", "port must be a number"),
        ("postgres://aru:sec/ret@localhost/tizim", "port must be a number"),
        ("postgres://aru:secret@[::1/tizim", "cannot be read"),
    ],
)
def test_a_bad_url_is_refused_without_being_repeated(url, message):
    with pytest.raises(ImproperlyConfigured, match=message) as refusal:
        parse(url)
    assert "secret" not in str(refusal.value)


def test_the_tests_run_on_the_database_that_was_asked_for(db):
    assert connection.vendor == os.environ.get("EXPECT_VENDOR", "sqlite")


def test_the_driver_is_not_switched_by_a_package_that_brings_another(db):
    assert not (connection.vendor == "postgresql" and connection.Database.__name__ != "psycopg2")


@pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") == "postgresql", reason="SQLite only")
@pytest.mark.parametrize(("pragma", "value"), [("foreign_keys", 1), ("synchronous", 2), ("busy_timeout", 50_000)])
def test_sqlite_keeps_what_it_was_given(db, pragma, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)
