"""The public tables in a database of their own, and a public process that reads them."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config.database import PUBLIC, public_entry
from config.environment import BASE_DIR
from inbox.letterbox import room


class Apart(NamedTuple):
    """`url` reaches the public database with all rights."""

    url: str

    @property
    def for_reading(self) -> str:
        """As a public process reaches it: on SQLite through the file opened for reading only."""
        return f"{self.url}?mode=ro" if self.url.startswith("sqlite") else self.url

    def away(self):
        """The public database does not answer."""
        return away(PUBLIC)


@contextmanager
def away(alias):
    """This database does not answer."""
    name, value = ("NAME", "/nowhere/none") if connection.vendor == "sqlite" else ("PORT", "1")
    known = connections[alias].settings_dict[name]
    connections[alias].close()
    connections[alias].settings_dict[name] = value
    yield
    connections[alias].close()
    connections[alias].settings_dict[name] = known


@pytest.fixture(scope="session")
def public_database_of_server(django_db_setup, django_db_blocker):
    """On PostgreSQL, a second database for all tests that ask for one; elsewhere None."""
    if connection.vendor == "sqlite":
        yield None
        return
    name = f"{connection.settings_dict['NAME']}_public"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield name
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def apart(transactional_db, tmp_path, settings, monkeypatch, django_db_blocker, public_database_of_server):
    """Two databases: what is published goes into the second one, which has the public tables alone."""
    name = public_database_of_server
    url = postgresql_url(name=name) if name else f"sqlite:///{tmp_path}/public.sqlite3"
    with public_tables_in(url, settings, monkeypatch, django_db_blocker):
        yield Apart(url)


@contextmanager
def public_tables_in(url, settings, monkeypatch, django_db_blocker):
    """What is published goes into this database, which is given the public tables alone."""
    # Tests are kept from databases that were not there when they began: not this one.
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", django_db_blocker._real_ensure_connection)
    entry = public_entry(url)
    entry["CONN_MAX_AGE"] = 0
    connections.settings[PUBLIC] = connections.configure_settings({"default": {}, PUBLIC: entry})[PUBLIC]
    settings.DATABASE_ROUTERS = ["config.database.PublicTables"]
    make_public_tables()
    yield
    settings.DATABASE_ROUTERS = []
    connections[PUBLIC].close()
    del connections[PUBLIC]
    del connections.settings[PUBLIC]


def make_public_tables():
    """Empty ones, as `migrate --database public` makes them, which takes longer."""
    public = connections[PUBLIC]
    if public.vendor == "postgresql":
        with public.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    with public.schema_editor() as editor:
        for app in ("lookup", "letterbox"):
            for table in apps.get_app_config(app).get_models():
                editor.create_model(table)
    room.limit(public)


def postgresql_url(*, name: str, role: str = "") -> str:
    """Another database of the cluster of the tests, for the role `name:password` if one is given."""
    given = urlsplit(os.environ["DATABASE_URL"])
    user, _at, host = given.netloc.rpartition("@")
    return given._replace(netloc=f"{role or user}@{host}", path=f"/{name}").geturl()


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]  # names in small letters
    body: bytes  # as it goes over the line


class PublicProcess(NamedTuple):
    """A server with `PUBLIC_ONLY`, and nothing in its environment but the public database."""

    port: int

    def ask(self, address, method="GET", body=None, **headers) -> Answer:
        visit = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        visit.request(method, quote(address, safe="/?&=%:"), body=body, headers=headers)
        answer = visit.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        visit.close()
        return found


@contextmanager
def public_process(url: str, folder, **more):
    """A real server, as `bin/run` starts it; what it says on the terminal goes to a file in the folder.

    `more` is set in its environment beside the public database.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    environment = {"PUBLIC_ONLY": "on", "PUBLIC_DATABASE_URL": url, "HTTPS": "off", "ENV_FILE": os.devnull}
    environment |= {"GROUP_PUBLIC_KEY_FILE": "var/no_key_in_tests", "DOWNLOADS_DIR": os.devnull, **more}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [*command, "--threads", "4"],
            env={"PATH": os.environ["PATH"], **environment},
            cwd=BASE_DIR,
            stdout=said,
            stderr=said,
        )
        try:
            _wait_for(port, process, folder / "said")
            yield PublicProcess(port)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(port, process, said):
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(said.read_text())
