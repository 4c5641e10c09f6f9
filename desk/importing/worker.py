"""The process that imports: started when somebody asks for it, apart from the pages, and gone when nothing waits."""

import os
import subprocess
import sys
import traceback

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from desk.importing.batches import STOPPED, Stopped, Work, left_behind
from desk.importing.files import UnreadableFile
from desk.importing.mappings import UnreadableMapping
from desk.importing.preview import CannotImport, preview
from desk.importing.running import run
from desk.importing.undoing import undo
from desk.models import BatchState, ImportBatch, Task

TASKS = {Task.PREVIEW: preview, Task.RUN: run, Task.UNDO: undo}


def start():
    """See to it that what waits is done, once this transaction is committed."""
    transaction.on_commit(_start)


def _start():
    if settings.IMPORTS_IN_A_PROCESS:
        subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_imports"],
            env={**os.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # it goes on when the server of pages is started anew
        )
    else:
        work_off()


def work_off(progress=None) -> int:
    """Do all that waits, one after another. Returns how many tasks were done."""
    done = 0
    while waiting := ImportBatch.objects.filter(left_behind()).order_by("pk").values_list("pk", flat=True).first():
        done += do(waiting, progress) is not None
    return done


def do(batch: int, progress=None) -> ImportBatch | None:
    """The task that waits, if any. The batch afterwards, unless it is gone; `error` says what stopped it."""
    work = Work.take_up(batch, progress)
    if work is None:
        return None
    task, error = work.batch.task, ""
    with translation.override(work.batch.language):
        try:
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
    return ImportBatch.objects.filter(pk=batch).first()
