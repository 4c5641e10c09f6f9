"""Whether the process that works on an import lives: it keeps a file locked, and the system unlocks it when it dies.

The files are empty and stand in `imports.work` of `VAR_DIR`, each named as its process is in `ImportBatch.worker`.
"""

import fcntl
from pathlib import Path
from typing import IO

from django.conf import settings


def show(worker: str) -> IO:
    """The file of this process, locked until it is closed or the process ends, however it ends."""
    path = _path(worker)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = path.open("wb")
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return file


def lives(worker: str) -> bool | None:
    """None if that cannot be told here: it works on another machine, or its file did not outlast a power cut."""
    try:
        file = _path(worker).open("rb")
    except OSError:
        return None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def forget(worker: str):
    if worker:
        _path(worker).unlink(missing_ok=True)


def _path(worker: str) -> Path:
    return Path(settings.VAR_DIR) / "imports.work" / worker
