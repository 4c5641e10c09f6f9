"""A backup comes back whole where nothing was, or not at all."""

import json
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from nacl.public import PrivateKey

from audit import triggers
from audit.models import Seal
from config import doctor
from config.backup import fingerprint, key_file, restoring
from config.backup.archive import _safe, tarfile
from config.backup.making import Made
from config.backup.restoring import CannotRestore
from config.backup.sealed_file import CannotOpen
from config.database import INBOX, PUBLIC
from drill.registers import signed_in
from inbox.letterbox.models import Message
from inbox.models import Case
from lookup.models import PublishedPerson
from people.models import Name, Person
from records.management.commands.make_group_key import as_file
from tests.apart import away
from tests.audit import tampering
from tests.builders import a_named_person, published
from tests.conftest import member
from tests.letters import a_message
from tests.registers import IS_SQLITE, KEY, Machine
from victims.models import Casualty


class Empty(NamedTuple):
    """A machine where nothing is, in use, and a backup of another one."""

    machine: Machine
    backup: Path
    made: Made

    @property
    def var(self) -> Path:
        return self.machine.var


@pytest.fixture(scope="module")
def kept() -> dict:
    """The backup that all tests share which change nothing in it; the first one makes it."""
    return {}


@pytest.fixture
def there(machines, kept, tmp_path, request) -> Empty:
    if not kept:
        path, kept["made"] = request.getfixturevalue("register").backed_up()
        kept["content"] = path.read_bytes()
    path = tmp_path / "taken"
    path.write_bytes(kept["content"])
    return Empty(machines.empty("there").use(), path, kept["made"])


def is_empty(machine) -> bool:
    found = {path.name for path in machine.var.rglob("*")} if machine.var.exists() else set()
    return found <= {"backup.lock"} and (IS_SQLITE or connection.introspection.table_names() == [])


def test_all_comes_back(there, backup_key):
    out, made = StringIO(), there.made
    call_command("restore", str(there.backup), "--key", str(backup_key), stdout=out)
    assert fingerprint.of(connection).fingerprint == made.databases["default"].fingerprint
    assert Name.objects.get().text == "Ақжан Төлеген"
    assert (there.var / "files/snapshots/page.html").read_text() == "Zhuparly, a long report"
    assert f"fingerprint {made.fingerprint}\nanchor {Seal.objects.last()}\n" in out.getvalue()
    assert str(Seal.objects.last()) == " ".join(map(str, made.head))
    assert triggers.missing(connection) == []
    assert oct((there.var / "files").stat().st_mode)[-3:] == "700"


def test_history_goes_on_where_it_was(there):
    done = restoring.restore(there.backup, KEY)
    assert done.faults == []
    a_named_person("Нұрай Өтеген")
    assert Seal.objects.last().number > done.head[0]
    with pytest.raises(Exception, match="append-only"):
        tampering.run("DELETE FROM audit_seal")


def test_whoever_was_signed_in_signs_in_anew(register, machines):
    client = Client()
    client.cookies.load(signed_in("researcher", "researcher"))
    assert client.get("/admin/").status_code == 200
    path, _made = register.backed_up()
    machines.empty("there").use()
    restoring.restore(path, KEY)
    answer = client.get("/admin/")
    assert (answer.status_code, "/login/" in answer.headers.get("Location", "")) == (302, True)


def test_an_anchor_kept_elsewhere_is_held_against_it(there, backup_key, tmp_path):
    anchors = tmp_path / "anchors.txt"
    anchors.write_text(f"2 {'a' * 64} 2022-01-09\n")
    with pytest.raises(CommandError, match="history is not whole"):
        call_command(
            "restore",
            str(there.backup),
            key=backup_key,
            anchors=anchors,
            stdout=StringIO(),
            stderr=StringIO(),
        )


def test_one_damaged_byte_is_refused_and_nothing_is_written(there):
    path = there.backup
    content = path.read_bytes()
    regions = [*range(0, 136, 9), *range(136, len(content), len(content) // 40), len(content) - 1]
    damaged = there.backup.with_name("damaged")
    for place in regions:
        damaged.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(CannotOpen):
            restoring.restore(damaged, KEY)
        assert is_empty(there), place
    for length in (0, 100, 5000, len(content) - 1):
        damaged.write_bytes(content[:length])
        with pytest.raises(CannotOpen):
            restoring.restore(damaged, KEY)
        assert is_empty(there), length
    restoring.restore(path, KEY)


# Where it is refused


def test_where_data_are_it_is_refused(register):
    path, _made = register.backed_up()
    before = fingerprint.of(connection)
    with pytest.raises(CannotRestore, match="already"):
        restoring.restore(path, KEY)
    assert fingerprint.of(connection) == before


def test_where_files_are_it_is_refused(there):
    Path(settings.MEDIA_ROOT).mkdir(parents=True)
    (Path(settings.MEDIA_ROOT) / "page.html").write_text("another")
    with pytest.raises(CannotRestore, match="move them away"):
        restoring.restore(there.backup, KEY)


@pytest.mark.skipif(not IS_SQLITE, reason="SQLite only")
def test_a_file_of_sqlite_in_which_nothing_is_counts_as_none(there):
    there.var.mkdir()
    (there.var / "default.sqlite3").touch()
    assert restoring.restore(there.backup, KEY).faults == []


@pytest.mark.skipif(not IS_SQLITE, reason="SQLite only")
def test_beside_a_log_of_another_database_it_is_refused(there):
    there.var.mkdir()
    (there.var / "default.sqlite3-wal").write_text("")
    with pytest.raises(CannotRestore, match="move it away"):
        restoring.restore(there.backup, KEY)


def test_another_key_opens_nothing(there):
    with pytest.raises(CannotOpen, match="this key file is"):
        restoring.restore(there.backup, PrivateKey.generate())
    assert is_empty(there)


def test_another_backup_than_the_expected_one_is_refused(there):
    with pytest.raises(CannotOpen, match="another backup"):
        restoring.restore(there.backup, KEY, expected="0" * 64)
    assert is_empty(there)


def test_other_databases_than_the_settings_name_are_refused(register, machines):
    path, _made = register.backed_up()
    there = machines.empty("there", INBOX).use()
    with pytest.raises(CannotRestore, match=r"default \(\w+\)\. The settings name: default \(\w+\), inbox"):
        restoring.restore(path, KEY)
    assert is_empty(there)


def test_a_backup_of_a_newer_version_is_refused(register, machines):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('people', '0999_years_later', CURRENT_TIMESTAMP)"
        )
    path, _made = register.backed_up()
    there = machines.empty("there").use()
    with pytest.raises(CannotRestore, match=r"newer version of Tizim, which has people\.0999_years_later"):
        restoring.restore(path, KEY)
    assert is_empty(there)


def test_what_cannot_be_put_in_place_is_taken_away_again(there, monkeypatch):
    def full(*arguments):
        raise OSError("No space left on device")

    monkeypatch.setattr(restoring, "sync_folder", full)
    with pytest.raises((OSError, CannotRestore), match="No space"):
        restoring.restore(there.backup, KEY)
    assert not list(there.var.rglob("*.sqlite3"))
    assert not (there.var / "files").exists()


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "files/../../outside", "databases/a/b", "other", "files"]
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    with pytest.raises(CannotOpen):
        _safe(tarfile.TarInfo(name))


# Other versions, other databases


def test_a_backup_of_an_older_version_is_brought_up_to_date(register, machines):
    executor = MigrationExecutor(connection)
    executor.migrate([("lookup", "0005_changes_withdrawals_and_names_for_readers")])
    path, made = register.backed_up()
    assert ["lookup", "0006_help_points"] not in made.databases["default"].migrations
    machines.empty("there").use()
    assert restoring.restore(path, KEY).faults == []
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert Name.objects.get().text == "Ақжан Төлеген"
    assert triggers.missing(connection) == []


def test_databases_that_stand_apart_come_back_each_in_its_place(machines, tmp_path, settings):
    from tests.config.backup.conftest import Register, fill

    settings.DATABASE_ROUTERS = ["config.database.PublicTables"]
    here = Register(machines.filled("here", INBOX).use(), tmp_path)
    fill()
    path, made = here.backed_up()
    message = a_message()  # it comes after the backup, and lives in a database that is not lost
    there = machines.empty("there", INBOX).use()
    restoring.restore(path, KEY)
    assert list(made.databases) == ["default", INBOX]
    assert [Message.objects.count(), Name.objects.count()] == [0, 1]
    Machine(there.var, there.entries | {INBOX: here.machine.entries[INBOX]}).use()
    call_command("tend_inbox", stdout=StringIO())
    assert Case.objects.get().message == message.pk


def test_without_a_database_that_was_away_it_comes_back_and_the_public_tables_are_made_anew(
    machines, tmp_path, settings
):
    from tests.config.backup.conftest import Register, fill

    settings.DATABASE_ROUTERS = ["config.database.PublicTables"]
    here = Register(machines.filled("here", PUBLIC).use(), tmp_path)
    fill()
    reviewer, path = member("reviewer"), here.folder / "backup"
    for record in (Person.objects.get(), Casualty.objects.get()):
        published(record, by=reviewer)
    told = "LEFT OUT: the database public did not answer, with its public tables"
    with away(PUBLIC), pytest.raises(CommandError, match=told):
        call_command("backup", str(path), stdout=StringIO())
    assert [it.told for it in doctor.findings() if "without the database public" in it.told]
    machines.empty("there", PUBLIC).use()
    done = restoring.restore(path, KEY)
    assert (done.faults, done.left_out, list(done.databases)) == ([], [PUBLIC], ["default"])
    assert [one.name for one in PublishedPerson.objects.using(PUBLIC)] == ["Ақжан Төлеген"]


def test_keys_are_kept_so_that_all_is_sealed_as_before(machines, register):
    settings.GROUP_PUBLIC_KEY = settings.BACKUP_PUBLIC_KEY
    path, _made = register.backed_up()
    there = machines.empty("there").use()
    done = restoring.restore(path, KEY)
    group, backup = ((there.var / f"{name}_public_key").read_text() for name in ("group", "backup"))
    assert group == backup
    assert done.group_key


# The key file


def test_the_passphrase_is_asked_for(there, monkeypatch, tmp_path):
    locked = tmp_path / "locked.json"
    monkeypatch.setattr("records.management.commands.make_group_key.OPSLIMIT", 1)
    monkeypatch.setattr("records.management.commands.make_group_key.MEMLIMIT", 8192)
    locked.write_text(json.dumps(as_file(KEY, "five random words or more")))
    path, typed = str(there.backup), ["wrong", "five random words or more"]
    monkeypatch.setattr(key_file.getpass, "getpass", lambda prompt: typed.pop(0))
    with pytest.raises(CommandError, match="passphrase is wrong"):
        call_command("restore", path, key=locked, check=True)
    out = StringIO()
    call_command("restore", path, key=locked, check=True, stdout=out)
    assert "Whole and readable" in out.getvalue()
    assert is_empty(there)


def test_a_file_that_is_no_key_is_told(there):
    with pytest.raises(CommandError, match="no key file"):
        call_command("restore", str(there.backup), key=there.backup)
