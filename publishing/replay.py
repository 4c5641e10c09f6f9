"""The public tables as they were at a publication, less what was taken away since: in a file of their own.

What visitors read is not touched. Within `replayed`, in this thread alone, `lookup/` reads that file.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections, router, transaction
from django.db.models import OuterRef, Subquery
from django.db.utils import load_backend

from publishing import public_rows
from publishing.models import Publication, PublicationAct
from publishing.remains import digest, remaining

ALIAS = "replay"
FOLDER, LOCK = "replay.work", "replay.lock"
QUICK = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"  # a file that is thrown away

_is_replaying: ContextVar[bool] = ContextVar("is_replaying", default=False)


class _ToTheReplay:
    """The router of this thread, while it reads the replay."""

    def db_for_read(self, model, **hints):
        return ALIAS if _is_replaying.get() and model._meta.app_label == "lookup" else None

    db_for_write = db_for_read


@contextmanager
def alone() -> Iterator[None]:
    """One at a time on this machine: another one waits. What one that was killed left on the disk is gone."""
    var = Path(settings.VAR_DIR)
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (var / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.rmtree(var / FOLDER, ignore_errors=not (var / FOLDER).exists())
        yield


@contextmanager
def replayed(key: int, seen: int, progress=iter) -> Iterator[dict[str, str]]:
    """The public tables hold the latest publication of each record up to this key, as far as it may still be shown.

    `seen`: the last publication that counts for that. What is taken away after it, `publishing.holding` sees.
    Within `alone`: the file lies in `var/`, as private as the database. Yields, by public id, the digest of what is in
    it of a record of which the register lets less through than publications do.
    """
    folder, reduced = Path(settings.VAR_DIR) / FOLDER, {}
    folder.mkdir(mode=0o700)
    try:
        with _tables_in(folder / "public.sqlite3"):
            with transaction.atomic(using=ALIAS):
                public_rows.replay(progress(_publications(key, seen, reduced)))
            yield reduced
    finally:
        shutil.rmtree(folder)


@contextmanager
def _tables_in(path: Path):
    entry = {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": {"init_command": QUICK}}
    configured = connections.configure_settings({"default": {}, ALIAS: entry})[ALIAS]
    connections[ALIAS] = load_backend(configured["ENGINE"]).DatabaseWrapper(configured, ALIAS)
    routing = _ToTheReplay()
    router.routers.insert(0, routing)
    token = _is_replaying.set(True)
    try:
        with connections[ALIAS].schema_editor() as editor:
            for table in apps.get_app_config("lookup").get_models():
                editor.create_model(table)
        yield
    finally:
        _is_replaying.reset(token)
        router.routers.remove(routing)
        connections[ALIAS].close()
        del connections[ALIAS]


def _publications(key: int, seen: int, reduced: dict[str, str]) -> Iterator[Publication]:
    """Of each record that was public then and is public now, with the values that remain; and of each that led on."""
    found = Publication.objects.filter(pk=_newest(key)).exclude(act=PublicationAct.WITHDRAWN)
    found = found.annotate(newest=_newest(seen)).numbered().order_by("pk")
    for publication in found.iterator(public_rows.BATCH):
        is_as_it_was = publication.newest == publication.pk
        if publication.act == PublicationAct.MERGED:
            if is_as_it_was:
                yield publication
            continue
        if not is_as_it_was:
            publication.values, beside = remaining(publication, seen)
            if publication.values != beside:
                reduced[publication.public_id] = digest(publication.values)
        if publication.values:
            yield publication


def _newest(upto: int) -> Subquery:
    """The key of the latest publication of the same record."""
    of_record = Publication.objects.filter(public_id=OuterRef("public_id"), pk__lte=upto)
    return Subquery(of_record.order_by("-pk").values("pk")[:1])
