"""The process that imports: started when somebody asks for it, apart from the pages, and gone when nothing waits."""

import os
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from desk.importing.batches import STOPPED, Stopped, Work, left_behind, may_be_dead
from desk.importing.files import UnreadableFile
from desk.importing.mappings import UnreadableMapping
from desk.importing.preview import CannotImport, preview
from desk.importing.running import run
from desk.importing.undoing import undo
from desk.models import BatchState, ImportBatch, Task

WORD = "imports.waiting"  # in VAR_DIR: touched where a unit of systemd (deploy/) waits for it
TASKS = {Task.PREVIEW: preview, Task.RUN: run, Task.UNDO: undo}


def start():
    """See to it that what waits is done, once this transaction is committed."""
    transaction.on_commit(_start)


def _start():
    if settings.IMPORTS_BY_A_UNIT:
        with suppress(OSError):  # its timer starts it in any case
            (Path(settings.VAR_DIR) / WORD).touch()
    elif settings.IMPORTS_IN_A_PROCESS:
        subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_imports"],
            env={**os.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C at the server of pages does not end it; systemd would: deploy/ has a unit
        )
    else:
        work_off()


def work_off(progress=None, patience=timedelta(0)) -> int:
    """Do all that waits, one after another. Returns how many tasks were done.

    For as long as `patience` it waits for a process that may be dead, which is sure after `batches.STALE`.
    """
    done, until = 0, timezone.now() + patience
    while True:
        waiting = ImportBatch.objects.filter(left_behind()).order_by("pk").values_list("pk", flat=True).first()
        if waiting is not None:
            done += do(waiting, progress) is not None
        elif timezone.now() < until and may_be_dead():
            time.sleep(1)
        else:
            return done


def do(batch: int, progress=None) -> ImportBatch | None:
    """The task that waits, if any. The batch afterwards, unless it is gone; `error` says what stopped it."""
    work = Work.take_up(batch, progress)
    if work is None:
        return None
    task, error = work.batch.task, ""
    with translation.override(work.batch.language):
        try:
            if work.is_cut_short_often:
                raise CannotImport(_often(work.batch))
            TASKS[task](work)
        except Stopped:
            pass
        except (CannotImport, UnreadableFile, UnreadableMapping) as refused:
            error = str(refused)
        except Exception:
            traceback.print_exc()  # to the log of the server; it may name nobody to whoever looks at the page
            error = _("The register refused it, and nothing was written. The log of the server says why.")
    if error:
        state = BatchState.FAILED if task == Task.PREVIEW else STOPPED[task]
        mine = ImportBatch.objects.filter(pk=batch, state=BatchState.RUNNING, worker=work.batch.worker)
        mine.update(state=state, worker="", error=error)
    work.let_go()
    return ImportBatch.objects.filter(pk=batch).first()


def _often(batch: ImportBatch) -> str:
    told = _(
        "The process that did it was ended %(times)d times before it was done, perhaps because it needs more memory "
        "than it may have, and nothing was written. Whoever keeps the server reads in the log why (docs/deploy.md). "
        "Hand the list in again in smaller parts, or ask once more when there is more memory."
    )
    return told % {"times": batch.cut_short}
