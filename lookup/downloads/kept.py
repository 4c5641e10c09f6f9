"""Finished files, kept on the disk of this machine for as long as the public tables hold what they held.

A file is named for the stamp of the tables from which it was made (`PublishedStamp`), and the stamp is asked at each
request: what was taken away is gone at the next one. It is kept only if the stamp was the same before and after the
making. Where a file cannot be kept, it is made anew for whoever asks.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR
from tempfile import NamedTemporaryFile
from typing import BinaryIO, NamedTuple

from django.conf import settings

from lookup.models import PublishedStamp

BLOCK = 64 * 1024  # bytes
MOST = 2 * 1024**3  # bytes of all files together
_OURS = re.compile("[0-9a-f]{32}-[0-9a-f]{16}-tizim")  # stamp, program, file
PROGRAM = ("*/*.py", "*/*/*.py", "locale/*/*/*.mo", "requirements/*")


def _program() -> str:
    """What tells this version of the program from others, which may write other files from the same tables. Taken when
    it starts: the files may be replaced while it runs."""
    found = sha256()
    for path in sorted(path for pattern in PROGRAM for path in settings.BASE_DIR.glob(pattern)):
        known = path.stat()
        found.update(f"{path}\n{known.st_size}\n{known.st_mtime_ns}\n".encode())
    return found.hexdigest()[:16]


OF_THIS_PROGRAM = _program()


class Sent(NamedTuple):
    parts: Iterator[bytes]
    length: int | None = None  # bytes, where it is known


def sent(name: str, make: Callable[[], Iterator[bytes]]) -> Sent:
    """The file of that name: as it was kept, or else made while it is sent, and kept for the next one who asks."""
    stamp = _stamp()
    folder = _folder() if stamp else None
    if folder is None:
        return Sent(make())
    _tidy(folder, stamp)
    path = folder / f"{stamp}-{name}"
    with suppress(OSError):
        kept = _Kept(path.open("rb"))
        return Sent(kept, kept.length)
    return Sent(_made(make, path, stamp))


def may_keep() -> bool:
    """Whether there is a folder for this process alone."""
    return _folder() is not None


def is_kept(name: str) -> bool:
    """Whether the file of that name need not be made."""
    stamp = _stamp()
    folder = _folder() if stamp else None
    return folder is not None and (folder / f"{stamp}-{name}").exists()


def is_full() -> bool:
    """Whether no other file is kept beside those that are there."""
    return _size(Path(settings.DOWNLOADS_DIR)) >= MOST


def tidy():
    """No file stays on the disk that was made of other tables than those of now, or by another program."""
    if folder := _folder():
        _tidy(folder, _stamp())


def forget():
    """No file stays on the disk."""
    if Path(settings.DOWNLOADS_DIR).is_dir() and (folder := _folder()):
        _tidy(folder)


def _made(make, path: Path, stamp: str) -> Iterator[bytes]:
    keeping = _Keeping(path)
    try:
        for some in make():
            keeping.write(some)
            yield some
        if _stamp() == stamp:
            keeping.finish()
    finally:
        keeping.stop()


def _stamp() -> str:
    """Of what the tables hold, and of the program; empty where nothing can be kept."""
    stamp = PublishedStamp.objects.lasting()
    return stamp and f"{stamp}-{OF_THIS_PROGRAM}"


def _folder() -> Path | None:
    """None if it cannot be made, or if anybody else may read or write there."""
    folder = Path(settings.DOWNLOADS_DIR)
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077:
            return folder
    return None


def _size(folder: Path) -> int:
    """Bytes of all that is there; others may come and go meanwhile."""
    size = 0
    for held in folder.iterdir():
        with suppress(FileNotFoundError):
            size += held.stat().st_size
    return size


def _tidy(folder: Path, stamp: str = ""):
    """Takes away what was made of other tables than those with the stamp, and nothing that was not made here."""
    for path in folder.iterdir():
        if _OURS.match(path.name) and not (stamp and path.name.startswith(stamp)):
            with suppress(OSError):
                path.unlink()


class _Kept:
    """A kept file, block by block. It can be read to its end although another process takes its name away."""

    def __init__(self, file: BinaryIO):
        self._file, self.length = file, os.fstat(file.fileno()).st_size

    def __iter__(self):
        return self

    def __next__(self) -> bytes:
        if some := self._file.read(BLOCK):
            return some
        self.close()
        raise StopIteration

    def close(self):
        self._file.close()


class _Keeping:
    """Writes what is sent into a file of its own, which has the name of the whole one when it is whole. What goes wrong
    here (no room, no rights, somebody tidied) stops nobody's download."""

    def __init__(self, path: Path):
        self._path, self._file = path, None
        with suppress(OSError):
            if _size(path.parent) < MOST:
                self._file = NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", delete=False)  # noqa: SIM115

    def write(self, some: bytes):
        if self._file:
            try:
                self._file.write(some)
            except OSError:
                self.stop()

    def finish(self):
        if self._file:
            with suppress(OSError):
                self._file.close()
                os.replace(self._file.name, self._path)

    def stop(self):
        """If it is not finished, nothing of it stays."""
        if self._file:
            file, self._file = self._file, None
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                Path(file.name).unlink()
