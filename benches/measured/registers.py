"""Registers of invented people, filled once and kept; each measurement works on a copy, which is thrown away.

They stand in /var/tmp/tizim-bench, or where BENCH_FOLDER says. One that was filled by other code is filled anew.
"""

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.environment import BASE_DIR
from drill.clusters import Cluster, programs
from drill.servers import environment

DATABASES = ("sqlite", "postgresql")
FOLDER = Path(os.environ.get("BENCH_FOLDER", "/var/tmp/tizim-bench"))  # noqa: S108 (nothing in it is secret or real)
FILLED_BY = (
    "*/migrations/*.py",
    "*/decisions.py",
    "desk/invented*.py",
    "fixtures/reference/*",
    "lookup/*names.py",
    "lookup/alphabet.py",
    "lookup/models/*.py",
    "people/indexing.py",
    "people/name_*.py",
    "people/rebuilding.py",
    "publishing/delivery.py",
    "publishing/traces.py",
    "publishing/values.py",
    "records/bulk.py",
    "benches/measured/filling.py",
)


def missing(database: str) -> str:
    """What this machine lacks for such a register, with the next step; or an empty text."""
    lacks = database == "postgresql" and programs() is None
    return "PostgreSQL is missing. As root: apt-get install postgresql" if lacks else ""


def state_of_code() -> str:
    """Eight letters that change with all that decides what is in a filled register."""
    found = hashlib.sha256()
    for path in sorted(path for pattern in FILLED_BY for path in BASE_DIR.glob(pattern)):
        found.update(path.read_bytes())
    return found.hexdigest()[:8]


@contextmanager
def copy_of_register(database: str, people: int) -> Iterator[str]:
    """The URL of a register with so many published people, which may be changed. It is filled if there is none."""
    FOLDER.mkdir(mode=0o711, parents=True, exist_ok=True)
    with {"sqlite": _sqlite, "postgresql": _postgresql}[database](people) as url:
        yield url


def run(module: str, url: str, *given) -> None:
    """A part of a measurement in a process of its own, on that database. Ends with it where it fails."""
    try:
        command = [sys.executable, "-m", module, *map(str, given)]
        subprocess.run(command, env=environment(url, **_kept()), cwd=BASE_DIR, check=True)  # noqa: S603 (our own)
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{module} ended with {error.returncode}; what it said stands above.") from error


@contextmanager
def empty_database(database: str) -> Iterator[str]:
    """The URL of one without tables."""
    FOLDER.mkdir(mode=0o711, parents=True, exist_ok=True)
    if database == "sqlite":
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            yield f"sqlite:///{folder}/empty.sqlite3"
    else:
        with _cluster() as cluster, _database(cluster, f"empty_{os.getpid()}") as url:
            yield url


def _kept() -> dict[str, str]:
    return {name: os.environ[name] for name in ("BENCH_FOLDER", "TMPDIR") if name in os.environ}


def _fill(url: str, people: int) -> None:
    run("benches.measured.filling", url, people)


@contextmanager
def _sqlite(people: int):
    kept = FOLDER / f"{people}-{state_of_code()}.sqlite3"
    if not kept.exists():
        for old in FOLDER.glob(f"{people}-*.sqlite3*"):
            old.unlink()
        new = FOLDER / f"{kept.name}.new"
        _fill(f"sqlite:///{new}", people)
        whole = sqlite3.connect(new)
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole.close()
        new.rename(kept)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        work = Path(folder) / "register.sqlite3"
        shutil.copyfile(kept, work)
        yield f"sqlite:///{work}"


@contextmanager
def _postgresql(people: int):
    with _cluster() as cluster:
        kept = f"kept_{people}_{state_of_code()}"
        there = [name for (name,) in _ask(cluster, "SELECT datname FROM pg_database")]
        if kept not in there:
            for old in (name for name in there if name.startswith((f"kept_{people}_", "new_", "work_"))):
                _ask(cluster, f"DROP DATABASE {old} WITH (FORCE)")
            _ask(cluster, f"CREATE DATABASE new_{people}")
            _fill(cluster.url(f"new_{people}"), people)
            _ask(cluster, f"ALTER DATABASE new_{people} RENAME TO {kept}")
        with _database(cluster, f"work_{os.getpid()}", f"TEMPLATE {kept} STRATEGY FILE_COPY") as url:
            yield url


@contextmanager
def _cluster():
    cluster = Cluster(FOLDER / "postgresql")
    if not (cluster.data / "PG_VERSION").exists():
        cluster.make()
    with _ends_in_order():
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


@contextmanager
def _database(cluster: Cluster, name: str, how: str = ""):
    _ask(cluster, f"CREATE DATABASE {name} {how}")
    try:
        yield cluster.url(name)
    finally:
        _ask(cluster, f"DROP DATABASE {name} WITH (FORCE)")


def _ask(cluster: Cluster, statement: str) -> list[tuple]:
    import psycopg2

    connection = psycopg2.connect(host=str(cluster.folder), user="postgres", dbname="postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


@contextmanager
def _ends_in_order():
    """Told to stop, it stops its servers too."""
    before = signal.signal(signal.SIGTERM, lambda *_given: sys.exit(1))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
