"""Restoring a backup where nothing is: opened whole, proven, put in place, brought up to the version that runs here."""

import base64
import shutil
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from nacl.public import PrivateKey, PublicKey

from accounts.models import Session
from audit import chain, verifying
from config.backup import databases, fingerprint
from config.backup.archive import unpack
from config.backup.databases import Copied
from config.backup.making import FORM
from config.backup.sealed_file import CannotOpen, Opener, sealed_to, unseal_with
from config.backup.workplace import sync_folder, workplace
from desk.names import rebuild_names
from desk.verifying import records_not_as_recorded
from people.indexing import made_by_older_rules
from people.name_tables import NAMES
from publishing import delivery
from records.sealing import key_id, key_text

SHOWN = 10  # faults of history


class CannotRestore(Exception):
    """Nothing was written, or the message says what was; and what to do."""


class Restored(NamedTuple):
    at: str
    fingerprint: str
    databases: dict[str, Copied]
    left_out: list[str]  # databases that did not answer when it was made: their tables are new
    files: int
    head: list | None
    group_key: str  # its id, or nothing
    faults: list[str]  # of history


def open_backup(path: Path, key: PrivateKey, folder: Path, *, expected: str = "") -> dict:
    """The whole backup, opened into the folder and proven against its own list; nothing else is touched."""
    with path.open("rb") as file:
        _is_sealed_to(sealed_to(file), key)
        file.seek(0)
        told = unpack(Opener(file, unseal_with(key)), folder, keep_files=True)
    if told["form"] != FORM:
        raise CannotOpen(f"This backup is of form {told['form']}: take the version of Tizim that wrote it, or a newer.")
    single = {alias: copied.fingerprint for alias, copied in told["databases"].items()}
    if fingerprint.of_all(single, told["files"]["fingerprint"]) != told["fingerprint"]:
        raise CannotOpen("The list in this backup contradicts itself: take another copy of it.")
    if expected and told["fingerprint"] != expected:
        raise CannotOpen(f"This is another backup than the one you expect: its fingerprint is {told['fingerprint']}.")
    for alias, copied in told["databases"].items():
        copy = folder / "databases" / databases.file_name(alias, copied.vendor)
        if not copy.is_file():
            raise CannotOpen(f"The copy of the database {alias} is missing in this backup: take another one.")
    return told


def prove_copies(told: dict, folder: Path):
    """That the copies of SQLite hold what the list says; one of PostgreSQL is proven when it is put back."""
    if connections["default"].vendor == "sqlite":
        for alias, copied in told["databases"].items():
            if copied.vendor == "sqlite":
                copy = folder / "databases" / databases.file_name(alias, copied.vendor)
                databases.prove("default", copy, copied, folder)


def _is_sealed_to(sealed: str, key: PrivateKey):
    own = key_id(key.public_key)
    if sealed != own:
        raise CannotOpen(
            f"This backup is sealed to the key {sealed}, and this key file is {own}: take that one. If there is none, "
            "the backup is damaged: take another copy."
        )


def restore(
    path: Path, key: PrivateKey, *, expected: str = "", anchors: dict[int, str] | None = None, say=lambda text: None
) -> Restored:
    """Restore into empty databases. Until all is opened and proven, nothing outside the private folder is written."""
    nothing_is_there()
    with workplace() as folder:
        say("Opening it …")
        told = open_backup(path, key, folder, expected=expected)
        fits(told)
        _prove_files_of_sqlite(told, folder)
        say("Putting the databases back …")
        _put_in_place(told, folder)
    _keep_the_keys(told, key)
    say("Bringing them up to this version …")
    _bring_up_to_date()
    say("Verifying history …")
    known = {told["databases"]["default"].head[0]: told["databases"]["default"].head[1]} if _head(told) else {}
    faults = [*verifying.faults(chain.lines(), known | (anchors or {}))][:SHOWN]
    faults += islice(records_not_as_recorded(), SHOWN)
    return Restored(
        at=told["at"],
        fingerprint=told["fingerprint"],
        databases=told["databases"],
        left_out=sorted(_left_out(told)),
        files=told["files"]["count"],
        head=_head(told),
        group_key=_id_of(told["group_public_key"]),
        faults=faults,
    )


def _left_out(told: dict) -> dict[str, str]:
    return told.get("left_out", {})  # a backup of an earlier version says nothing: it has all


def _head(told: dict) -> list | None:
    return told["databases"]["default"].head


def _id_of(text: str) -> str:
    return key_id(PublicKey(base64.b64decode(text))) if text else ""


# Before anything is written


def nothing_is_there():
    """Raises `CannotRestore` where a database has a table, or there are files."""
    for alias in databases.configured():
        connection = connections[alias]
        if connection.vendor == "sqlite":
            _no_file_is_there(alias, str(connection.settings_dict["NAME"]))
        elif _tables(alias, connection):
            raise CannotRestore(
                f"The database {alias} has tables already, and nothing is written over. Restore into an empty one: "
                "createdb, and its name in the settings."
            )
    if any(Path(settings.MEDIA_ROOT).glob("*")):
        raise CannotRestore(f"There are files in {settings.MEDIA_ROOT} already: move them away first.")


def _no_file_is_there(alias: str, name: str):
    if name.startswith("file:") or name == ":memory:":
        raise CannotRestore(
            f"The database {alias} is in memory or opened for reading only: name a file in the settings."
        )
    for path in (Path(name), Path(f"{name}-wal"), Path(f"{name}-shm"), Path(f"{name}-journal")):
        if path.exists() and (path.stat().st_size or path != Path(name)):
            raise CannotRestore(f"{path} is there already, and nothing is written over: move it away first.")


def _tables(alias: str, connection) -> list[str]:
    try:
        return connection.introspection.table_names()
    except DatabaseError as error:
        raise CannotRestore(
            f"The database {alias} does not answer: {str(error).strip()}. Make it empty (createdb), see that it runs, "
            "and that its address in the settings is right."
        ) from error


def fits(told: dict):
    """Raises `CannotRestore` where the settings name other databases, or the code is older than the backup."""
    here = {alias: connections[alias].vendor for alias in databases.configured()}
    there = {alias: copied.vendor for alias, copied in told["databases"].items()} | _left_out(told)
    if here != there:
        raise CannotRestore(
            f"The backup has these databases: {_in_words(there)}. The settings name: {_in_words(here)}. Set "
            "DATABASE_URL, PUBLIC_DATABASE_URL and INBOX_DATABASE_URL as they were."
        )
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations) | {it for found in loader.disk_migrations.values() for it in found.replaces}
    applied = {tuple(it) for copied in told["databases"].values() for it in copied.migrations}
    if newer := sorted(applied - known):
        names = ", ".join(".".join(it) for it in newer[:3])
        raise CannotRestore(f"The backup was made by a newer version of Tizim, which has {names}: take that version.")


def _in_words(vendors: dict[str, str]) -> str:
    return ", ".join(f"{alias} ({vendor})" for alias, vendor in sorted(vendors.items()))


def _prove_files_of_sqlite(told: dict, folder: Path):
    for alias, copied in told["databases"].items():
        if copied.vendor == "sqlite":
            databases.prove(alias, folder / "databases" / databases.file_name(alias, copied.vendor), copied, folder)


# Putting in place


def _put_in_place(told: dict, folder: Path):
    """PostgreSQL first, each database whole or not at all; then files, which can be taken away again if one fails."""
    placed: list[Path] = []
    done: list[str] = []
    try:
        for alias, copied in sorted(told["databases"].items(), key=lambda it: it[1].vendor):
            copy = folder / "databases" / databases.file_name(alias, copied.vendor)
            if copied.vendor == "sqlite":
                target = Path(connections[alias].settings_dict["NAME"])
                connections[alias].close()
                _move(copy, target, placed)
            else:
                from config.backup import postgresql

                postgresql.put_back(copy, connections[alias], folder, written_by=copied.written_by)
                done.append(alias)
                databases.same(alias, connections[alias], copied)
        if (folder / "files").is_dir():
            shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)  # it is empty
            _move(folder / "files", Path(settings.MEDIA_ROOT), placed)
    except BaseException as error:
        for path in placed:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        if done:
            names = ", ".join(done)
            raise CannotRestore(
                f"{error} What was put into the database {names} is useless by itself: drop it, make it anew with "
                "createdb, and restore again."
            ) from error
        raise


def _move(source: Path, target: Path, placed: list[Path]):
    """Under its name it is whole, on whatever disk that is."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        source.rename(target)
    except OSError:  # another disk
        near = target.with_name(f"{target.name}.part")
        placed.append(near)
        shutil.move(source, near)
        near.rename(target)
    placed.append(target)
    sync_folder(target.parent)


def _keep_the_keys(told: dict, key: PrivateKey):
    """The public keys, so that contacts are sealed and backups are made as before."""
    backup = base64.b64encode(bytes(key.public_key)).decode()
    for name, text in (("GROUP_PUBLIC_KEY", told["group_public_key"]), ("BACKUP_PUBLIC_KEY", backup)):
        path = Path(getattr(settings, f"{name}_FILE"))
        if text and not key_text(getattr(settings, name), path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_text(f"{text}\n", encoding="ascii")


# Afterwards


def _bring_up_to_date():
    """Migrations, the public tables, the index of names; sessions of then are over."""
    for alias in databases.configured():
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    Session.objects.all().delete()
    if made_by_older_rules(NAMES):
        rebuild_names()
    delivery.bring_up_to_date()
    try:
        call_command("check", tags=["database"], databases=databases.configured(), stdout=StringIO())
    except SystemCheckError as error:
        raise CannotRestore(f"The data are back, but something is not as it must be:\n{error}") from error
