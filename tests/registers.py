"""Registers of a test's own, on the disk or in databases of the server: to back up, to damage, to restore elsewhere."""

import base64
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings as current
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from nacl.public import PrivateKey

from config import database
from records.management.commands.make_group_key import as_file
from tests.apart import postgresql_url

IN_BYTES = "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'"  # a database of PostgreSQL that knows no letters
KEY = PrivateKey.generate()
IS_SQLITE = os.environ.get("EXPECT_VENDOR") != "postgresql"


CHANGED = ["VAR_DIR", "MEDIA_ROOT", "GROUP_PUBLIC_KEY", "GROUP_PUBLIC_KEY_FILE"]
CHANGED += ["BACKUP_PUBLIC_KEY", "BACKUP_PUBLIC_KEY_FILE"]


class Machine(NamedTuple):
    """One installation: its folder, and where its databases are, by alias."""

    var: Path
    entries: dict[str, dict]

    def use(self):
        """From now on `connection` leads to its database, and files lie in its folder."""
        for alias, entry in self.entries.items():
            if alias in connections.settings:
                connections[alias].close()
            connections.settings[alias] = entry
            connections[alias] = connections.create_connection(alias)
        current.VAR_DIR, current.MEDIA_ROOT = self.var, self.var / "files"
        for name in ("GROUP", "BACKUP"):
            setattr(current, f"{name}_PUBLIC_KEY", "")
            setattr(current, f"{name}_PUBLIC_KEY_FILE", self.var / f"{name.lower()}_public_key")
        return self


class Machines:
    """Makes them. On SQLite each database is a file, on PostgreSQL a database of the server of the tests."""

    def __init__(self, folder: Path, known: dict, maker):
        self._folder, self._known, self._maker, self._names = folder, known, maker, []

    def empty(self, name: str, *aliases: str, how: str = "TEMPLATE template0") -> Machine:
        """Nothing is there yet. `aliases` are databases beside the working one, `how` they are made on PostgreSQL."""
        return Machine(self._folder / name, {it: self._entry(name, it, how) for it in (DEFAULT_DB_ALIAS, *aliases)})

    def filled(self, name: str, *aliases: str) -> Machine:
        """With all tables, as the migrations make them, in each database."""
        (self._folder / name).mkdir()
        machine = Machine(
            self._folder / name,
            {it: self._entry(name, it, f"TEMPLATE {self._known['NAME']}") for it in (DEFAULT_DB_ALIAS, *aliases)},
        )
        for entry in machine.entries.values() if IS_SQLITE else ():
            with closing(sqlite3.connect(entry["NAME"])) as copy:
                self._maker.connection.backup(copy)
        return machine

    def _entry(self, name: str, alias: str, how: str) -> dict:
        if IS_SQLITE:
            url = f"sqlite:///{self._folder / name}/{alias}.sqlite3"
        else:
            url = postgresql_url(name=self._made(f"{name}_{alias}", how))
        return self._known | database.parse(url) | {"CONN_MAX_AGE": 0}

    def _made(self, name: str, how: str) -> str:
        name = f"{self._known['NAME']}_{name}"
        self._names.append(name)
        with self._maker._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name} {how}")
        return name

    def drop(self):
        for name in self._names:
            with self._maker._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def machines(transactional_db, tmp_path, settings, monkeypatch, django_db_blocker):
    # Tests are kept from databases that were not there when they began: not from these.
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", django_db_blocker._real_ensure_connection)
    known, entry = connections[DEFAULT_DB_ALIAS], connections.settings[DEFAULT_DB_ALIAS]
    for name in CHANGED:
        setattr(settings, name, getattr(settings, name))  # so that they are as before when the test is over
    if IS_SQLITE:
        known.ensure_connection()
    else:
        known.close()  # nobody may be in what is copied
    made = Machines(tmp_path, dict(known.settings_dict), known)
    yield made
    for alias in [*connections.settings]:
        connections[alias].close()
        if alias != DEFAULT_DB_ALIAS:
            del connections[alias], connections.settings[alias]
    connections.settings[DEFAULT_DB_ALIAS] = entry
    connections[DEFAULT_DB_ALIAS] = known
    made.drop()


@pytest.fixture
def backup_key(tmp_path) -> Path:
    """The file of a private key; `use_key` puts the public one where backups look for it."""
    path = tmp_path / "backup_key.json"
    path.write_text(json.dumps(as_file(KEY, "", "private key of Tizim backups")))
    return path


def use_key():
    current.BACKUP_PUBLIC_KEY = base64.b64encode(bytes(KEY.public_key)).decode()
