"""A backup is of one moment, is proven before it has its name, and leaves nothing behind."""

import errno
import os
import signal
import sqlite3
import subprocess
import tracemalloc
from contextlib import closing
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections

from audit.models import FormToken
from config.backup import archive, databases, fingerprint, making, restoring, workplace
from config.backup.databases import CannotCopy
from config.backup.sealed_file import CannotOpen
from tests.registers import IN_BYTES, IS_SQLITE, KEY

on_postgresql = pytest.mark.skipif(IS_SQLITE, reason="PostgreSQL only")

once = pytest.mark.skipif(not IS_SQLITE, reason="the same on both databases: tested on SQLite")


def test_the_fingerprint_is_that_of_the_register(register):
    path, made = register.backed_up()
    assert made.databases["default"].fingerprint == fingerprint.of(connection).fingerprint
    assert (made.files, made.size, oct(path.stat().st_mode)[-3:]) == (1, path.stat().st_size, "600")
    assert register.left_over() == []


class Writer(Thread):
    """Somebody else, who goes on saving over a connection of their own."""

    def __init__(self):
        super().__init__()
        self.wrote, self.enough = Event(), Event()

    def run(self):
        other = connections.create_connection("default")
        number = 0
        while not self.enough.is_set():
            with other.cursor() as cursor:
                sql = 'INSERT INTO audit_formtoken (token, "table", "row", at) VALUES (%s, %s, %s, CURRENT_TIMESTAMP)'
                cursor.execute(sql, [f"{number:032}", "people.person", "1"])
            number += 1
            self.wrote.set()
        other.close()


def test_a_backup_taken_during_writes_is_of_one_moment(register, machines):
    writer = Writer()
    writer.start()
    try:
        assert writer.wrote.wait(20)
        before = FormToken.objects.count()
        path, made = register.backed_up()
        after = FormToken.objects.count()
    finally:
        writer.enough.set()
        writer.join()
    assert before < after  # it did go on
    machines.empty("there").use()
    restoring.restore(path, KEY)
    assert fingerprint.of(connection).fingerprint == made.databases["default"].fingerprint
    assert before <= FormToken.objects.count() < after


def test_the_last_verified_backup_is_remembered_and_not_where_it_lies(register):
    assert making.last_backup() is None
    path, made = register.backed_up()
    told = making.last_backup()
    assert (told["fingerprint"], told["at"].isoformat(), told["head"]) == (made.fingerprint, made.at, made.head)
    kept = register.machine.var / making.LAST
    assert (str(path) in kept.read_text(), oct(kept.stat().st_mode)[-3:]) == (False, "600")


@once
def test_a_document_that_goes_meanwhile_is_said_and_all_others_are_kept(register, monkeypatch):
    listed, gone = archive.files_below, Path(settings.MEDIA_ROOT) / "imports/list.csv"
    gone.parent.mkdir()
    gone.write_text("row,name")

    def and_then_it_is_deleted(folder):
        names = listed(folder)
        gone.unlink()
        return names

    monkeypatch.setattr(archive, "files_below", and_then_it_is_deleted)
    out = StringIO()
    call_command("backup", str(register.folder / "backup"), stdout=out)
    assert "files: 1; 1 were deleted while the backup was made\n" in out.getvalue()


# What fails leaves no file


@pytest.fixture
def fails(register):
    """`fails(error, text)`: the backup does, and nothing is left of it."""

    def fails(error, text):
        with pytest.raises(error, match=text):
            register.backed_up()
        assert list(register.folder.iterdir()) == []
        assert register.left_over() == []
        assert making.last_backup() is None

    return fails


@once
def test_a_byte_that_the_disk_changed_is_noticed(fails, monkeypatch):
    def damaged_disk(file):
        file.seek(2000)
        byte = file.read(1)
        file.seek(2000)
        file.write(bytes([byte[0] ^ 4]))
        workplace.from_the_disk(file)

    monkeypatch.setattr(making, "from_the_disk", damaged_disk)
    fails(CannotOpen, "damaged")


def test_a_row_that_does_not_come_back_is_noticed(fails, monkeypatch):
    found = databases.same

    def without_a_row(alias, restored, told):
        with restored.cursor() as cursor:
            cursor.execute("DELETE FROM people_name")
        found(alias, restored, told)

    monkeypatch.setattr(databases, "same", without_a_row)
    fails(CannotCopy, "another fingerprint")


def test_a_trigger_that_does_not_come_back_is_noticed(fails, monkeypatch):
    from audit import triggers

    found = databases.same

    def without_a_trigger(alias, restored, told):
        triggers.drop(restored)
        found(alias, restored, told)

    monkeypatch.setattr(databases, "same", without_a_trigger)
    fails(CannotCopy, "another unguarded")


@once
def test_a_full_disk_leaves_nothing(fails, monkeypatch):
    def full(*arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive.Writer, "add_files", full)
    fails(OSError, "No space")


@once
def test_being_stopped_leaves_nothing(fails, monkeypatch):
    monkeypatch.setattr(archive.Writer, "add_files", lambda *arguments: os.kill(os.getpid(), signal.SIGTERM))
    fails(SystemExit, "143")


@once
def test_what_a_killed_run_left_is_removed(register):
    left = register.machine.var / workplace.FOLDER / "databases" / "default.sqlite3"
    left.parent.mkdir(parents=True)
    left.write_text("Quxarek")
    register.backed_up()
    assert register.left_over() == []


def test_one_at_a_time(register):
    with workplace.workplace(), pytest.raises(workplace.Busy):
        register.backed_up()


@once
def test_a_file_that_is_there_is_not_written_over(register):
    path, _made = register.backed_up()
    before = path.read_bytes()
    with pytest.raises(CommandError, match="not overwritten"):
        call_command("backup", str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("told", "is_away"), [("Connection refused", True), ('FATAL:  database "inbox" does not exist', False)]
)
def test_only_what_does_not_answer_is_away_and_not_what_refuses(monkeypatch, told, is_away):
    def fails():
        raise OperationalError(told)

    with monkeypatch.context() as patched:
        patched.setattr(connection, "ensure_connection", fails)
        assert databases.is_away("default") == is_away


def test_without_a_key_none_is_made(register, settings):
    settings.BACKUP_PUBLIC_KEY = ""
    with pytest.raises(CommandError, match="make_backup_key"):
        call_command("backup", str(register.folder / "backup"))
    assert list(register.folder.iterdir()) == []


@pytest.mark.skipif(not IS_SQLITE, reason="SQLite only")
def test_a_broken_file_of_sqlite_is_noticed(fails, register):
    connection.close()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as opened:
        opened.execute("PRAGMA foreign_keys = OFF")
        opened.execute("DELETE FROM people_person")
        opened.commit()
    fails(CannotCopy, "a foreign key of")


def test_the_command_tells_what_to_write_down(register):
    out = StringIO()
    call_command("backup", str(register.folder / "backup"), stdout=out)
    told = making.last_backup()
    assert f"fingerprint {told['fingerprint']}\nanchor {' '.join(map(str, told['head']))}\n" in out.getvalue()


@once
def test_memory_does_not_grow_with_the_documents(register):
    with (Path(settings.MEDIA_ROOT) / "long.pdf").open("wb") as file:
        file.truncate(60_000_000)
    tracemalloc.start()
    register.backed_up()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000


# The programs of PostgreSQL


@on_postgresql
def test_the_password_is_in_no_list_of_processes(register, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "known to nobody")
    started, start = [], subprocess.Popen

    def popen(command, **how):
        if how.get("env"):
            service = Path(how["env"]["PGSERVICEFILE"])
            started.append((" ".join(map(str, command)), service.read_text(), service.stat().st_mode & 0o077))
        return start(command, **how)

    monkeypatch.setattr(subprocess, "Popen", popen)
    register.backed_up()
    assert [Path(command.split()[0]).name for command, *_ in started] == ["pg_dump", "pg_restore"]
    assert all("nobody" not in command + service and not others for command, service, others in started)


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """`programs(14, 16)`: pg_dump is there in these versions and no other."""
    from config.backup import postgresql

    def programs(*versions):
        for version in versions:
            path = tmp_path / "programs" / str(version) / "pg_dump"
            path.parent.mkdir(parents=True)
            path.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.4'\n")
            path.chmod(0o755)
        monkeypatch.setattr(postgresql, "FOLDERS", [f"{tmp_path}/programs/*"])
        monkeypatch.setattr(postgresql.shutil, "which", lambda name: None)
        return postgresql.program

    return programs


def test_the_program_of_the_servers_version_is_taken_else_the_next_newer(programs):
    program = programs(13, 15, 16, 18)
    assert program("pg_dump", server=15)[1] == 15
    assert program("pg_dump", server=14)[1] == 15
    assert program("pg_dump", server=15, written_by=16)[1] == 16


def test_a_program_that_is_too_old_is_told(programs):
    with pytest.raises(CannotCopy, match=r"of version 14, and version 15 is needed.*postgresql-client-15"):
        programs(13, 14)("pg_dump", server=15)


def test_a_program_that_is_missing_is_told(programs):
    with pytest.raises(CannotCopy, match=r"not on this machine.*postgresql-client-15"):
        programs()("pg_dump", server=15)


@on_postgresql
def test_a_database_of_that_name_that_is_not_ours_is_left_alone(register):
    name = f"{connection.settings_dict['NAME'][:40]}_scratch_of_backup"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        with pytest.raises(CannotCopy, match="rename it"):
            register.backed_up()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")  # it is still there


@on_postgresql
def test_the_scratch_database_has_texts_as_the_register_has(machines):
    from config.backup import postgresql

    machines.empty("here", how=IN_BYTES).use()
    here, found = connections["default"], []
    with postgresql.scratch(here) as other:
        for database in (here, other):
            with database.cursor() as cursor:
                found.append(postgresql._texts_as_here(cursor))
    assert found[0] == found[1]
    assert found[0][1][0] == "SQL_ASCII"


@on_postgresql
def test_no_scratch_database_is_left(register):
    register.backed_up()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE current_database() || '%scratch%'"
        )  # those of other processes of the tests may be in use
        assert cursor.fetchall() == []


@on_postgresql
def test_a_role_that_may_make_no_database_is_told(register):
    owner = connection.settings_dict["USER"]
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP ROLE IF EXISTS plain; CREATE ROLE plain; GRANT ALL ON ALL TABLES IN SCHEMA public TO plain"
        )
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO plain")
        cursor.execute("SET ROLE plain")
    try:
        with pytest.raises(CannotCopy, match=f"ALTER ROLE {owner} CREATEDB"):
            databases.prove("default", Path("nowhere"), None, register.folder)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE; DROP OWNED BY plain; DROP ROLE plain")
