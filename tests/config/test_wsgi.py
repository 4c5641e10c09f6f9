import os
import subprocess
import sys

import pytest

from config.checks import KNOWN_KEY
from config.environment import BASE_DIR

on_postgresql = pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") != "postgresql", reason="PostgreSQL only")
START = [sys.executable, "-c", "import config.wsgi"]


def start(command=START, **environment):
    return subprocess.run(
        command,
        env={"SECRET_KEY": "any", "PATH": os.environ["PATH"]} | environment,
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def in_a_file(tmp_path):
    return f"sqlite:///{tmp_path}/register.sqlite3"


def test_the_server_starts(in_a_file):
    done = start(DATABASE_URL=in_a_file)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@on_postgresql
def test_the_server_starts_on_postgresql():
    done = start(["bin/pgtemp", *START])
    assert done.returncode == 0, done.stderr


def test_a_database_in_memory_stops_the_server():
    done = start(DATABASE_URL="sqlite:///:memory:")
    assert done.returncode != 0
    assert "config.E001" in done.stderr


@on_postgresql
def test_a_connection_that_may_lose_saved_work_stops_the_server():
    done = start(DATABASE_URL=os.environ["DATABASE_URL"] + "&options=-c%20synchronous_commit%3Doff")
    assert done.returncode != 0
    assert "config.E001" in done.stderr
    assert "synchronous_commit off" in done.stderr


@on_postgresql
def test_a_server_that_does_not_wait_for_the_disk_stops_the_server():
    done = start(["bin/pgtemp", *START], SAFE="off")
    assert done.returncode != 0
    assert "config.E001" in done.stderr
    for name in ("fsync", "full_page_writes"):
        assert f"{name} off" in done.stderr


@pytest.mark.parametrize(
    ("environment", "error"), [({"SECRET_KEY": KNOWN_KEY}, "E002"), ({"ALLOWED_HOSTS": "*"}, "E003")]
)
def test_what_is_left_from_debugging_stops_the_server(in_a_file, environment, error):
    done = start(DATABASE_URL=in_a_file, **environment)
    assert done.returncode != 0
    assert f"config.{error}" in done.stderr
    assert start(DATABASE_URL=in_a_file, DEBUG="on", **environment).returncode == 0
