"""An import that is killed: every reader sees all of it or nothing, history is whole, and running again completes.
`bin/bench killed_imports` does it long, at random moments."""

import os
import signal
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection, connections

from audit import chain
from audit.models import Change
from audit.verifying import faults
from config.environment import BASE_DIR
from desk.importing import batches
from desk.models import BatchState, Task
from desk.verifying import records_not_as_recorded
from people.models import Name, Person
from people.name_tables import NAMES
from sources.models import Report
from tests.apart import postgresql_url
from tests.desk.importing.killing_itself import MOMENTS
from tests.desk.importing.lists import killed, previewed
from victims.models import Casualty, CasualtyClaim

ROWS = 200


@pytest.fixture
def shared_url(transactional_db, tmp_path, settings):
    """The database of this test, so that another process reaches it too, and the folder of lists."""
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    known = connections["default"]
    if connection.vendor == "postgresql":
        yield postgresql_url(name=known.settings_dict["NAME"])
        return
    path = tmp_path / "register.sqlite3"
    with sqlite3.connect(path) as copy:
        known.ensure_connection()
        known.connection.backup(copy)
    copy.close()
    connections["default"] = type(known)({**known.settings_dict, "NAME": str(path)}, "default")
    yield f"sqlite:///{path}"
    connections["default"].close()
    connections["default"] = known


def seen() -> dict[str, int]:
    tables = (Person, Name, Casualty, CasualtyClaim, Report, Change, NAMES.spelling, NAMES.posting, NAMES.word)
    return {table.__name__: table._base_manager.count() for table in tables}


def kill_at(moment: str, url: str, folder) -> int:
    """Returns how the process ended."""
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    given = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "on", "HTTPS": "off"}
    command = [sys.executable, "-m", "tests.desk.importing.killing_itself", moment, str(folder)]
    return subprocess.run(command, cwd=BASE_DIR, env=known | given, check=False).returncode


def test_an_import_that_is_killed_is_taken_up_at_once_and_there_whole_or_not_at_all(researcher, shared_url, tmp_path):
    batch = previewed(killed(ROWS), by=researcher)
    batches.let_wait(batch, Task.RUN)
    nothing = seen()
    for moment in MOMENTS:
        connection.close()
        assert kill_at(moment, shared_url, tmp_path) == -signal.SIGKILL
        assert (seen() == nothing) is (moment != "not sealed"), moment
        assert [*faults(chain.lines()), *records_not_as_recorded()] == []
    now = seen()
    assert (now["Person"], now["CasualtyClaim"], now["Name"]) == (ROWS, ROWS, 2 * ROWS)
    assert now["Change"] == nothing["Change"] + 2 * ROWS + 1
    batch.refresh_from_db()
    assert (batch.state, chain.seal()) == (BatchState.DONE, now["Change"] - nothing["Change"])
