"""Each fault is told with its next step, and where there is none, nothing fails."""

import json
import os
import subprocess
import sys
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from audit import chain, triggers
from audit.models import Unsealed
from config import doctor
from config.backup import databases, fingerprint, making
from inbox.letterbox.models import today
from lookup.models import PublishedPerson, PublishedRelease
from people.name_tables import NameIndexState
from publishing import door, releases
from tests.audit import tampering
from tests.builders import a_casualty, a_named_person, a_report, published
from tests.config.backup.conftest import register  # noqa: F401 (fixture)
from tests.letters import a_case
from tests.registers import IS_SQLITE, machines  # noqa: F401 (a fixture)

FINE = doctor.FINE
OF_TESTS = "async.E001"  # a setting that a browser in tests needs


def wrong(about: str) -> list[doctor.Finding]:
    return [it for it in doctor.findings() if it.about == about and it.level != FINE]


def raw(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def a_backup(age=timedelta(hours=1), left_out=()):
    at = (datetime.now(UTC) - age).isoformat(timespec="seconds")
    making.remember(making.Made(at, "f" * 64, {"default": _Head(None)}, dict.fromkeys(left_out), 0, 0, 0, "0" * 16))


_Head = namedtuple("_Head", "head")


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_a_register_that_is_well_has_no_failure_and_is_not_changed(register):  # noqa: F811
    settings.GROUP_PUBLIC_KEY = settings.BACKUP_PUBLIC_KEY
    register.backed_up()
    before = fingerprint.of(connection)
    found = [it for it in doctor.findings() if it.level != FINE and OF_TESTS not in it.told]
    assert {(it.level, it.about) for it in found} == {(doctor.WARNING, "check")}  # of https, which tests have not
    assert fingerprint.of(connection) == before


@pytest.mark.parametrize(("age", "told"), [(None, "no verified backup"), (timedelta(days=3), "last verified backup")])
def test_a_backup_that_is_missing_or_old(db, age, told):
    if age:
        a_backup(age)
    (found,) = wrong("backup")
    assert (found.level, told in found.told, "manage.py backup" in found.advice) == (doctor.FAILURE, True, True)
    a_backup()
    assert wrong("backup") == []


@pytest.mark.parametrize(("messages_in", "level"), [("inbox", doctor.FAILURE), ("default", doctor.WARNING)])
def test_a_backup_without_messages_fails_and_one_without_public_tables_is_said(db, messages_in, level, monkeypatch):
    monkeypatch.setattr(databases, "holds_messages", lambda alias: alias == messages_in)
    monkeypatch.setattr(doctor, "holds_messages", databases.holds_messages)
    a_backup(left_out=["inbox"])
    (found,) = wrong("backup")
    assert (found.level, "without the database inbox" in found.told) == (level, True)
    assert (doctor.backup_is_old() is None) == (level != doctor.FAILURE)


def test_a_trigger_that_is_missing(db):
    triggers.drop(connection)
    assert "manage.py guard_history" in [it.advice for it in wrong("check") if "audit.E001" in it.told][0]


def test_a_release_that_is_held_back_or_should_be(db, reviewer):
    person = a_named_person()
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    name = str(releases.release(by=reviewer, reason="the first"))
    assert wrong("releases") == []
    door.hide_names(person=person, by=reviewer, reason="the family asks")
    (found,) = wrong("releases")
    assert (found.level, found.advice, name in found.told) == (doctor.WARNING, "manage.py release --reissue", True)
    PublishedRelease.objects.update(is_served=True)
    assert [it.advice for it in wrong("releases") if it.level == doctor.FAILURE] == ["manage.py deliver"]


def test_a_head_that_was_altered(transactional_db):
    a_named_person()
    chain.seal()
    triggers.drop(connection)
    tampering.run("UPDATE audit_seal SET hash = commitment WHERE number = (SELECT max(number) FROM audit_seal)")
    (found,) = wrong("history")
    assert (found.level, "verify_history" in found.advice) == (doctor.FAILURE, True)


def test_a_change_that_waits_for_its_seal(db):
    Unsealed.objects.create(change=987)
    assert [it.advice for it in wrong("history")] == ["manage.py anchor"]


def test_a_migration_that_waits_and_then_nothing_else_is_asked(db):
    last = max(name for app, name in MigrationLoader(None).disk_migrations if app == "lookup")
    raw("DELETE FROM django_migrations WHERE app = 'lookup' AND name = %s", last)
    (found,) = wrong("migrations")
    assert f"1 migrations wait in default, the first is lookup.{last}" in found.told
    assert not [it for it in doctor.findings() if it.about == "history"]


def test_public_tables_that_hold_something_else(db, reviewer):
    person = a_named_person()
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    assert wrong("public tables") == []
    PublishedPerson.objects.all().delete()
    (found,) = wrong("public tables")
    assert (found.level, found.advice) == (doctor.FAILURE, "manage.py deliver")


def test_a_publication_that_was_not_delivered(apart, reviewer):
    with apart.away():
        published(a_named_person(), by=reviewer)
        (away,) = wrong("database")
        assert "public does not answer" in away.told
        assert [it.level for it in wrong("public tables")] == [doctor.WARNING]


def test_a_document_that_is_missing(db):
    raw("UPDATE sources_report SET snapshot = %s WHERE id = %s", "snapshots/gone.pdf", a_report().pk)
    (found,) = wrong("documents")
    assert "1 saved documents are missing, the first is snapshots/gone.pdf" in found.told


def test_messages_whose_time_is_over(db):
    case = a_case()
    assert wrong("inbox") == []
    long_ago = today() - timedelta(days=settings.INBOX_KEEP_DAYS + 1)
    raw("UPDATE inbox_case SET stage = 'closed', outcome = 'told', closed_on = %s WHERE id = %s", long_ago, case.pk)
    (found,) = wrong("inbox")
    assert (found.level, "tend_inbox" in found.advice) == (doctor.FAILURE, True)


def test_an_index_of_names_made_by_older_rules(db):
    NameIndexState.objects.create(rules="1-0123456789ab")
    assert "manage.py rebuild_names" in "".join(it.advice for it in wrong("check"))


def test_a_secret_key_that_others_may_read(db, settings, tmp_path):
    settings.SECRET_KEY_FILE = tmp_path / "secret_key"
    settings.SECRET_KEY_FILE.write_text("secret")
    settings.SECRET_KEY_FILE.chmod(0o640)
    assert [it.level for it in wrong("keys") if "secret_key" in it.told] == [doctor.FAILURE]
    settings.SECRET_KEY_FILE.chmod(0o600)
    assert [it for it in wrong("keys") if "secret_key" in it.told] == []


def test_keys_that_are_missing(db):
    assert {it.level for it in wrong("keys")} == {doctor.WARNING}
    assert all("manage.py make_" in it.advice for it in wrong("keys"))


@pytest.mark.parametrize(
    ("free", "level"), [(500_000_000, doctor.FAILURE), (2_000_000_000, doctor.WARNING), (50_000_000_000, FINE)]
)
def test_a_disk_that_is_nearly_full(monkeypatch, free, level):
    usage = namedtuple("usage", "total used free")(100_000_000_000, 0, free)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: usage)
    (found,) = doctor._disk()
    assert (found.level, "PostgreSQL has is not seen from here" in found.told) == (level, not IS_SQLITE)


def test_the_command_fails_and_tells_programs_too(db):
    out = StringIO()
    with pytest.raises(CommandError, match="findings are failures"):
        call_command("doctor", json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert {"level", "about", "told", "advice"} == set(told[0])
    assert all(it["advice"] for it in told if it["level"] != FINE)


def test_a_public_process_is_told_what_concerns_it(tmp_path):
    (tmp_path / "public.sqlite3").touch()
    told = subprocess.run(
        [sys.executable, "manage.py", "doctor", "--json"],
        env={
            "PATH": os.environ["PATH"],
            "PUBLIC_ONLY": "on",
            "PUBLIC_DATABASE_URL": f"sqlite:///{tmp_path}/public.sqlite3?mode=ro",
            "ENV_FILE": os.devnull,
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert {it["about"] for it in json.loads(told.stdout)} <= {"database", "check", "keys", "disk"}, told.stderr


@pytest.mark.skipif(not IS_SQLITE, reason="SQLite only")
def test_where_nothing_is_yet_it_leaves_nothing(machines):  # noqa: F811
    machine = machines.empty("nowhere").use()
    assert "default does not answer" in "".join(it.told for it in wrong("database"))
    assert not list(machine.var.rglob("*"))
