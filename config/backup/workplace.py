"""A private folder for what is not sealed yet, emptied whatever happens, and one backup or restore at a time."""

import fcntl
import os
import shutil
import signal
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

FOLDER, LOCK = "backup.work", "backup.lock"


class Busy(Exception):
    """Another backup or restore is going on."""


@contextmanager
def workplace():
    """The folder, in `var/`: what lies there is as private as the database, and on the same disk.

    A run that was killed leaves it; the next one removes it. Files that are made meanwhile are for this account alone.
    """
    var = Path(settings.VAR_DIR)
    umask = os.umask(0o077)
    stop = signal.signal(signal.SIGTERM, _stop)  # so that what follows is cleaned up
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (var / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Busy("Another backup or restore is going on here: wait until it is done.") from error
            folder = var / FOLDER
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
            try:
                yield folder
            finally:
                shutil.rmtree(folder)
    finally:
        signal.signal(signal.SIGTERM, stop)
        os.umask(umask)


def _stop(number, frame):
    raise SystemExit(128 + number)


@contextmanager
def new_file(path: Path):
    """A file that has its name only when it is whole and on the disk; until then `.part` is added to it."""
    part = path.with_name(f"{path.name}.part")
    for taken in (path, part):
        if taken.exists():
            raise FileExistsError(f"{taken} is there already and is not overwritten: name a new file, or move it away.")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        sync_folder(path.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def from_the_disk(file):
    """What is read of the file now is what the disk holds, not what memory still has of it."""
    file.flush()
    os.fsync(file.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    file.seek(0)


def sync_folder(folder: Path):
    """The names in it are on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
