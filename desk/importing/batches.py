"""Imports as they wait, run and stop. One process at a time works on one; it names itself, and says that it is alive.

A process of this machine that was killed is known at once (`signs_of_life`), one of another machine when it has said
nothing for STALE. The next one takes the work up from its start, since until its last, short step it writes nothing
that a reader could see. Of work that ended OFTEN of them it says so instead, and goes on with the next.
"""

import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.db import connection, transaction
from django.db.models import Case, F, Q, When
from django.utils import timezone

from audit import chain
from desk.importing import signs_of_life
from desk.importing.files import open_table
from desk.importing.mappings import Mapping, from_toml
from desk.importing.tables import Table
from desk.models import BatchState, ImportBatch, Task
from sources.models import Report

AT_ONCE = 500  # rows done in one step
PAUSE = 0.05  # seconds after each, so that other writers of SQLite get their turn
TIMES_AS_LONG = 3  # as it computed it waits, where the processors are busy
STALE = timedelta(seconds=90)
OFTEN = 3  # processes that were ended over one task

MAY_WAIT = {  # in which states a task may be asked for
    Task.PREVIEW: (BatchState.UPLOADED, BatchState.PREVIEWED, BatchState.CANCELLED, BatchState.FAILED),
    Task.RUN: (BatchState.PREVIEWED,),
    Task.UNDO: (BatchState.DONE,),
}
STOPPED = {  # where the batch stands when its task is cancelled
    Task.PREVIEW: BatchState.CANCELLED,
    Task.RUN: BatchState.PREVIEWED,
    Task.UNDO: BatchState.DONE,
}


class Stopped(Exception):
    """The task was cancelled, or another process took it over: nothing more may be written."""


def hand_in(*, file, name: str, by, language: str) -> ImportBatch:
    """Keep a list, a file of Django, as it was uploaded."""
    sha256 = file_digest(file, "sha256").hexdigest()
    file.seek(0)
    batch = ImportBatch(file_name=name[-200:], sha256=sha256, by=by, language=language)
    batch.file.save(f"{uuid.uuid4().hex}{Path(name).suffix.lower()[:8]}", file, save=False)
    batch.save()
    return batch


@contextmanager
def local_file(batch: ImportBatch) -> Iterator[Path]:
    """The list on this machine's disk."""
    if isinstance(batch.file.storage, FileSystemStorage):
        yield Path(batch.file.path)
    else:
        with tempfile.NamedTemporaryFile(suffix=Path(batch.file_name).suffix) as copy:
            with batch.file.open("rb") as file:
                shutil.copyfileobj(file, copy)
            copy.flush()
            yield Path(copy.name)


@contextmanager
def opened(batch: ImportBatch) -> Iterator[tuple[Mapping, Table]]:
    """How the list is read, and the list. Raises `UnreadableFile`, `UnreadableMapping`."""
    mapping = from_toml(batch.mapping)
    with local_file(batch) as path:
        yield mapping, open_mapped(path, batch.file_name, mapping)


def open_mapped(path: Path, name: str, mapping: Mapping) -> Table:
    chosen = {key: getattr(mapping, key) for key in ("sheet", "header_row", "encoding", "delimiter")}
    return open_table(path, name=name, **chosen)


# Waiting and stopping


def let_wait(batch: ImportBatch, task: Task, **values) -> bool:
    """Ask for a task; False if the batch stands elsewhere by now."""
    waiting = ImportBatch.objects.filter(pk=batch.pk, state__in=MAY_WAIT[task])
    values |= {"state": BatchState.WAITING, "task": task, "done": 0, "error": "", "worker": "", "cut_short": 0}
    return bool(waiting.update(**values))


def cancel(batch: ImportBatch) -> bool:
    """Stop the task; what it did not finish was never there. False if it was too late."""
    at_work = ImportBatch.objects.filter(pk=batch.pk, state__in=(BatchState.WAITING, BatchState.RUNNING))
    workers = list(at_work.values_list("worker", flat=True))
    stopped = any(at_work.filter(task=task).update(state=state, worker="") for task, state in STOPPED.items())
    for worker in workers if stopped else ():
        signs_of_life.forget(worker)
    return stopped


def left_behind() -> Q:
    """Batches that wait, or whose process is dead."""
    silent = Q(heartbeat=None) | Q(heartbeat__lt=timezone.now() - STALE)
    dead = [worker for worker in _workers() if signs_of_life.lives(worker) is False]
    return Q(state=BatchState.WAITING) | Q(state=BatchState.RUNNING) & (silent | Q(worker__in=dead))


def may_be_dead() -> bool:
    """Whether a process said lately that it is at work, and this machine cannot tell whether it lives."""
    return any(signs_of_life.lives(worker) is None for worker in _workers())


def _workers() -> list[str]:
    return list(ImportBatch.objects.filter(state=BatchState.RUNNING).values_list("worker", flat=True))


class Work:
    """A task in the hands of this process."""

    def __init__(self, batch: ImportBatch, sign, progress=None):
        self.batch, self.sign, self.progress = batch, sign, progress
        self._computed = time.process_time()  # seconds of a processor until it last gave way

    @classmethod
    def take_up(cls, batch: int, progress=None) -> "Work | None":
        """None if another process has it, or nothing is to be done."""
        token = uuid.uuid4().hex
        free = ImportBatch.objects.filter(left_behind(), pk=batch)
        if (before := free.values_list("worker", flat=True).first()) is None:
            return None
        sign = signs_of_life.show(token)  # before anybody reads of it
        ended = F("cut_short") + Case(When(state=BatchState.RUNNING, then=1), default=0)
        taken = {"state": BatchState.RUNNING, "worker": token, "heartbeat": timezone.now(), "done": 0}
        if not free.update(**taken, cut_short=ended):
            sign.close()
            signs_of_life.forget(token)
            return None
        signs_of_life.forget(before)
        return cls(ImportBatch.objects.select_related("by", "report", "incident").get(pk=batch), sign, progress)

    @property
    def is_cut_short_often(self) -> bool:
        return self.batch.cut_short >= OFTEN

    def let_go(self):
        """It is done, or stopped: this process has nothing to do with it any more."""
        self.sign.close()
        signs_of_life.forget(self.batch.worker)

    def _mine(self):
        return ImportBatch.objects.filter(pk=self.batch.pk, state=BatchState.RUNNING, worker=self.batch.worker)

    def beat(self, done: int, **values):
        """Say that this process is alive, and how far it is. Raises `Stopped`."""
        if not self._mine().update(done=done, heartbeat=timezone.now(), **values):
            raise Stopped
        if self.progress:
            self.progress(done, self.batch)

    def pause(self):
        self.give_way()
        if connection.vendor == "sqlite" and PAUSE:
            time.sleep(PAUSE)

    def give_way(self):
        """Where more wants to be computed than the processors can do, pages go first. Never to be called in a
        transaction that keeps others waiting."""
        computed = time.process_time()
        if PAUSE and os.getloadavg()[0] > os.cpu_count() + 0.5:  # processes that ran or waited, over a minute
            time.sleep(TIMES_AS_LONG * (computed - self._computed))
        self._computed = computed

    def seal(self):
        """Chain the changes that wait, a portion at a time."""
        while chain.seal(1):
            self.pause()

    def lock(self):
        """To be called in the transaction that writes what readers see: nobody else can end or take over the task
        before it ends, nor write another version of the same list. Raises `Stopped`."""
        if not transaction.get_connection().in_atomic_block or not self._mine().select_for_update().first():
            raise Stopped
        Report.objects.select_for_update(no_key=True).filter(pk=self.batch.report_id).first()

    def end(self, state: BatchState, **values):
        """Raises `Stopped`."""
        if not self._mine().update(state=state, worker="", finished_at=timezone.now(), **values):
            raise Stopped
