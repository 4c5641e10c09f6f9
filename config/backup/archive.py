"""What is in a backup once it is opened: a compressed tar archive of database copies, files and, last, a list of both.

databases/default.sqlite3   or .pgdump; and those of `inbox` and `public`, where they stand apart
files/…                     saved documents
backup.json                 of which moment, by which version, and the fingerprints of all above
"""

import gzip
import io
import json
import os
import tarfile
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from config.backup.databases import Copied
from config.backup.fingerprint import OfFiles
from config.backup.sealed_file import Opener, Sealer, damaged

LIST = "backup.json"
PIECE = 65_536  # bytes
BROKEN = (tarfile.TarError, EOFError, gzip.BadGzipFile, ValueError, KeyError, TypeError)


class Hashing:
    """Reads a file and keeps the digest of what was read."""

    def __init__(self, file: BinaryIO):
        self._file, self._hash = file, sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._hash.update(data)
        return data

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


def files_below(folder: Path) -> list[str]:
    """The names of all files, in one order on every machine. Raises OSError where a folder cannot be read."""
    paths = [Path(at) / name for at, _folders, names in os.walk(folder, onerror=_unless_gone) for name in names]
    return sorted(path.relative_to(folder).as_posix() for path in paths if path.is_file())


def _unless_gone(error: OSError):
    if not isinstance(error, FileNotFoundError):
        raise error


class Writer:
    """Writes an archive into a `Sealer`, one part after the other."""

    def __init__(self, sealer: Sealer):
        self._sealer, self.files, self.gone = sealer, OfFiles(), 0
        self._gzip = gzip.GzipFile(fileobj=sealer, mode="wb", compresslevel=1, mtime=0)
        self._tar = tarfile.open(fileobj=self._gzip, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 (finish closes it)

    def add_database(self, path: Path):
        self._add(f"databases/{path.name}", path)

    def add_files(self, folder: Path):
        """Each that is there; `gone` counts those that were deleted since they were listed."""
        for name in files_below(folder):
            try:
                size, digest = self._add(f"files/{name}", folder / name)
            except FileNotFoundError:
                self.gone += 1
            else:
                self.files.add(name, size, digest)

    def _add(self, name: str, path: Path) -> tuple[int, str]:
        with path.open("rb") as file:
            entry = self._entry(name, os.fstat(file.fileno()).st_size)
            hashing = Hashing(file)
            self._tar.addfile(entry, hashing)
        return entry.size, hashing.digest

    def finish(self, told: dict):
        text = json.dumps(told).encode()
        self._tar.addfile(self._entry(LIST, len(text)), io.BytesIO(text))
        self._tar.close()
        self._gzip.close()
        self._sealer.finish()

    def _entry(self, name: str, size: int) -> tarfile.TarInfo:
        self._tar.members = []  # tarfile keeps all that it wrote; nobody asks it
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        return entry


def unpack(opener: Opener, folder: Path, *, keep_files: bool) -> dict[str, Any]:
    """Write what is in a backup below the folder and return its list. Raises `CannotOpen` if anything is damaged.

    Without `keep_files`, saved documents are read and compared, not written.
    """
    files, told = OfFiles(), None
    (folder / "databases").mkdir()
    try:
        with gzip.GzipFile(fileobj=opener, mode="rb") as unzipped:
            with tarfile.open(fileobj=unzipped, mode="r|") as tar:
                while (entry := tar.next()) is not None:
                    tar.members = []
                    top, *rest = _safe(entry)
                    content = Hashing(tar.extractfile(entry))
                    if top == LIST:
                        told = json.loads(content.read())
                        continue
                    _write(content, folder.joinpath(top, *rest) if top == "databases" or keep_files else None)
                    if top == "files":
                        files.add("/".join(rest), entry.size, content.digest)
            while unzipped.read(PIECE):
                pass
        opener.finish()
        told["databases"] = {alias: Copied(**copied) for alias, copied in told["databases"].items()}
        if told["files"] != {"fingerprint": files.fingerprint, "count": files.count, "bytes": files.bytes}:
            raise damaged("its files")
    except BROKEN as error:
        raise damaged("it does not hold what a backup holds") from error
    return told


def _safe(entry: tarfile.TarInfo) -> tuple[str, ...]:
    """The parts of the name of a plain file that stays below the folder: whoever has the public key can make a file."""
    parts = PurePosixPath(entry.name).parts
    is_known = entry.name == LIST or (len(parts) > 1 and parts[0] in ("databases", "files"))
    if not entry.isreg() or not is_known or ".." in parts or (parts[0] == "databases" and len(parts) != 2):
        raise damaged(f"it holds {entry.name!r}")
    return parts


def _write(content: Hashing, path: Path | None):
    if path is None:
        while content.read(PIECE):
            pass
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as out:
        while data := content.read(PIECE):
            out.write(data)
