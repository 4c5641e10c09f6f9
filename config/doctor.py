"""What may be wrong with an installation, each with the next step. Looks, and changes nothing.

The checks that the server does at its start are asked again; what needs more time or is no reason not to start is here.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from config.backup.databases import answers, configured, holds_messages, what_stands_in
from config.backup.making import backup_key, last_backup
from records.sealing import NoGroupKey, group_key

FAILURE, WARNING, FINE = "failure", "warning", "fine"
BACKUP_IS_OLD = timedelta(days=2)
FAR_BEHIND = 16_777_216  # bytes of the log of changes: a replica that keeps up is within one of its files
FOLLOWS = """SELECT EXISTS (SELECT FROM pg_stat_wal_receiver),
    coalesce(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), 0)
WHERE pg_is_in_recovery()"""
LEAST_FREE, SCARCE = 1_000_000_000, 5_000_000_000  # bytes
AS_A_SERVER = "For a site that others reach: HTTPS=on, DEBUG=off and a key of its own in .env (.env.example)"


class Finding(NamedTuple):
    level: str
    about: str
    told: str
    advice: str = ""


def findings() -> list[Finding]:
    answering = [alias for alias in configured() if answers(alias)]
    found = [*_databases(answering), *_replicas(answering), *_checks(answering), *_keys(), *_disk()]
    if settings.PUBLIC_ONLY:
        return found
    found += [*_backup(), *_migrations(answering)]
    if DEFAULT_DB_ALIAS in answering and not any(it.about == "migrations" and it.level == FAILURE for it in found):
        found += [*_history(), *_public_tables(answering), *_releases(answering), *_documents(), *_inbox(answering)]
    return found


def _databases(answering: list[str]) -> Iterator[Finding]:
    for alias in configured():
        if alias in answering:
            yield Finding(FINE, "database", f"{alias} answers.")
        else:
            advice = "See that it is made, that its server runs and that its address in the settings is right."
            yield Finding(FAILURE, "database", f"{alias} does not answer.", advice)


def _replicas(answering: list[str]) -> Iterator[Finding]:
    """Of each that is one: whether it still follows. By itself it would go on showing what was public then."""
    for alias in answering:
        if connections[alias].vendor != "postgresql":
            continue
        with connections[alias].cursor() as cursor:
            cursor.execute(FOLLOWS)
            found = cursor.fetchone()
        if found is None:
            continue
        is_following, behind = found
        advice = (
            "docs/deploy.md, “Several public servers”. What is taken off the public site stays here until it follows."
        )
        if not is_following:
            yield Finding(FAILURE, "replica", f"{alias} is a replica and receives nothing from its primary.", advice)
        elif behind > FAR_BEHIND:
            told = f"{alias} is a replica, and has {behind / 1e6:.0f} MB of what it received still to take over."
            yield Finding(WARNING, "replica", told, advice)
        else:
            yield Finding(FINE, "replica", f"{alias} follows its primary.")


def _checks(answering: list[str]) -> Iterator[Finding]:
    """Settings, durability, triggers, the bound of the letterbox, indexes of names: what the server looks at too."""
    found = run_checks(databases=answering, include_deployment_checks=True)
    shown = [it for it in found if not it.is_silenced()]
    for it in shown:
        yield Finding(
            FAILURE if it.level >= ERROR else WARNING, "check", f"{_short(it)} ({it.id})", it.hint or AS_A_SERVER
        )
    if not shown:
        yield Finding(FINE, "check", "Settings, durability, triggers and indexes of names are as they must be.")


def _short(found) -> str:
    """Where a check gives no hint, its first sentence says what is wrong; the advice is ours."""
    return str(found.msg) if found.hint else str(found.msg).split(". ")[0]


def _keys() -> Iterator[Finding]:
    keys = [("the group", group_key, "make_group_key")]
    if not settings.PUBLIC_ONLY:
        keys.append(("backups", backup_key, "make_backup_key"))
        path = Path(settings.SECRET_KEY_FILE)
        if path.is_file() and path.stat().st_mode & 0o077:
            yield Finding(FAILURE, "keys", f"Others may read {path}, and with it sign in.", f"chmod 600 {path}")
    for name, read, command in keys:
        try:
            read()
        except NoGroupKey as error:
            yield Finding(WARNING, "keys", f"The public key of {name} is missing or cannot be read.", str(error))
        else:
            yield Finding(FINE, "keys", f"The public key of {name} is there (manage.py {command}).")


def _disk() -> Iterator[Finding]:
    folder = Path(settings.BASE_DIR if settings.PUBLIC_ONLY else settings.VAR_DIR)
    usage = shutil.disk_usage(folder if folder.exists() else settings.BASE_DIR)
    told = f"{usage.free / 1e9:.1f} GB of {usage.total / 1e9:.1f} are free where {folder} is."
    if any(connections[alias].vendor == "postgresql" for alias in configured()):
        told += " What PostgreSQL has is not seen from here: watch its data folder and pg_wal where it runs."
    advice = "Make room: on a full disk nothing is saved. A backup needs room for two copies of the databases."
    if usage.free < LEAST_FREE:
        yield Finding(FAILURE, "disk", told, advice)
    elif usage.free < SCARCE:
        yield Finding(WARNING, "disk", told, advice)
    else:
        yield Finding(FINE, "disk", told)


def _backup() -> Iterator[Finding]:
    last, advice = last_backup(), "manage.py backup FILE, and let a timer do it daily: docs/operations.md"
    if last is None:
        yield Finding(FAILURE, "backup", "There is no verified backup of this register.", advice)
        return
    age = datetime.now(UTC) - last["at"]
    told = f"The last verified backup is of {last['at']:%Y-%m-%d %H:%M} UTC, fingerprint {last['fingerprint'][:16]}…"
    yield Finding(FAILURE, "backup", told, advice) if age > BACKUP_IS_OLD else Finding(FINE, "backup", told)
    for alias in last["left_out"]:
        told = f"It is without the database {alias}, which did not answer, and its {what_stands_in(alias)}."
        level = FAILURE if holds_messages(alias) else WARNING
        yield Finding(level, "backup", told, f"See that {alias} answers; then manage.py backup FILE")


def backup_is_old() -> dict | None:
    """For the start page: `at`, when the last verified backup was made, None for never, and `is_old` or not; None if
    it is not too old, and messages, which nothing else holds, are in it."""
    last = last_backup() or {"at": None, "left_out": []}
    is_old = not last["at"] or datetime.now(UTC) - last["at"] > BACKUP_IS_OLD
    is_whole = not any(holds_messages(alias) for alias in last["left_out"])
    return None if is_whole and not is_old else {"at": last["at"], "is_old": is_old}


def _migrations(answering: list[str]) -> Iterator[Finding]:
    for alias in answering:
        executor = MigrationExecutor(connections[alias])
        if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            first = waiting[0][0]
            told = f"{len(waiting)} migrations wait in {alias}, the first is {first.app_label}.{first.name}."
            yield Finding(FAILURE, "migrations", told, f"manage.py backup FILE; manage.py migrate --database {alias}")
        else:
            yield Finding(FINE, "migrations", f"None waits in {alias}.")


def _history() -> Iterator[Finding]:
    from audit.models import Seal, Unsealed

    head, waiting = Seal.objects.last(), Unsealed.objects.count()
    if head is None:
        yield Finding(FINE, "history", "There is none yet.")
    elif head.expected_hash() != head.hash or head.number != Seal.objects.count():
        told = f"The chain is not whole at its head, seal {head.number}."
        yield Finding(FAILURE, "history", told, "manage.py verify_history --anchors FILE, then docs/operations.md")
    else:
        yield Finding(FINE, "history", f"The head of the chain is {head}")
    if waiting:
        yield Finding(WARNING, "history", f"{waiting} changes wait for their seal.", "manage.py anchor")


def _public_tables(answering: list[str]) -> Iterator[Finding]:
    from publishing import delivery

    if lag := delivery.lag():
        level = FAILURE if lag.taking_away else WARNING
        yield Finding(level, "public tables", str(lag), "manage.py deliver")
    if delivery.public_database() not in answering:
        return
    if not lag and (wrong := delivery.records_that_differ()):
        told = f"The public tables do not hold what was published of {wrong} records."
        yield Finding(FAILURE, "public tables", told, "manage.py deliver")
    elif not lag:
        yield Finding(FINE, "public tables", "They hold what was published.")


def _releases(answering: list[str]) -> Iterator[Finding]:
    from publishing import delivery, releases, shelf

    if delivery.public_database() not in answering:
        return
    if shown := shelf.names_to_take_off():
        told = f"Something was taken away from releases that are still served: {', '.join(shown)}."
        yield Finding(FAILURE, "releases", told, "manage.py deliver")
    if waiting := releases.waiting_to_be_reissued():
        told = f"These releases are not served until they are made anew: {', '.join(map(str, reversed(waiting)))}."
        yield Finding(WARNING, "releases", told, "manage.py release --reissue")
    if not (shown or waiting):
        yield Finding(FINE, "releases", "All that were made are served.")


def _documents() -> Iterator[Finding]:
    from sources.models import Report

    names = Report.objects.exclude(snapshot="").order_by("pk").values_list("snapshot", flat=True)
    missing = [name for name in names.iterator() if not default_storage.exists(name)]
    if missing:
        told = f"{len(missing)} saved documents are missing, the first is {missing[0]}."
        yield Finding(FAILURE, "documents", told, "Take them from a backup: docs/operations.md")
    else:
        yield Finding(FINE, "documents", "Each saved document is there.")


def _inbox(answering: list[str]) -> Iterator[Finding]:
    from django.db import router

    from inbox import acts
    from inbox.letterbox.models import Message
    from inbox.models import OVERDUE, Case

    if router.db_for_read(Message) not in answering:
        return
    over, late, new = len(acts.expired()), Case.objects.overdue().count(), len(acts.not_taken_in())
    if over or new:
        told = f"{over} messages are to be deleted: their time is over. {new} new ones are not in the queue."
        yield Finding(FAILURE if over else WARNING, "inbox", told, "manage.py tend_inbox, daily by a timer")
    if late:
        advice = "A reviewer answers them: docs/inbox.md"
        yield Finding(WARNING, "inbox", f"{late} messages have waited for more than {OVERDUE} days.", advice)
    if not (over or new or late):
        yield Finding(FINE, "inbox", "Nothing is due.")
