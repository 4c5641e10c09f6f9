"""Making a backup: copy, seal, read back what stands on the disk, restore it to scratch databases, and only then say
so."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connections

from config.backup import archive, databases, fingerprint
from config.backup.archive import unpack
from config.backup.sealed_file import Opener, Sealer
from config.backup.workplace import from_the_disk, new_file, workplace
from records.sealing import key_id, key_text, public_key

FORM = 1
LAST = "last_backup.json"
NO_KEY = (
    "There is no key for backups. Make one, and take the file of its private key away: manage.py make_backup_key FILE"
)
BAD_KEY = "The public key of backups cannot be read: copy it anew, as manage.py make_backup_key printed it."


class Made(NamedTuple):
    at: str
    fingerprint: str
    databases: dict[str, databases.Copied]
    left_out: dict[str, str]  # the kind of each database that did not answer
    files: int
    gone: int  # files that were deleted while it was made
    size: int  # bytes
    key: str

    @property
    def head(self) -> list | None:
        return self.databases["default"].head


def backup_key():
    """The public key of backups. Raises `NoGroupKey`."""
    return public_key(settings.BACKUP_PUBLIC_KEY, settings.BACKUP_PUBLIC_KEY_FILE, missing=NO_KEY, unreadable=BAD_KEY)


def make_backup(path: Path, say=lambda text: None) -> Made:
    """Write a verified backup to a new file. If anything fails, there is no file, and nothing is left of the copies."""
    key = backup_key()
    with workplace() as folder:
        with new_file(path) as file:
            sealer = Sealer(file, key)
            told = _write(sealer, folder, say)
            say("Reading it back and restoring it to scratch databases …")
            from_the_disk(file)
            _prove(Opener(file, sealer.unseal), folder)
            size = file.seek(0, 2)
        made = Made(
            at=told["at"],
            fingerprint=told["fingerprint"],
            databases=told["databases"],
            left_out=told["left_out"],
            files=told["files"]["count"],
            gone=told["gone"],
            size=size,
            key=key_id(key),
        )
        remember(made)
    return made


def _write(sealer: Sealer, folder: Path, say) -> dict:
    """Copy and seal everything; answers the list of what is in it."""
    at, copied, left_out = datetime.now(UTC).isoformat(timespec="seconds"), {}, {}
    writer = archive.Writer(sealer)
    for alias in databases.configured():
        if databases.may_be_left_out(alias):
            left_out[alias] = connections[alias].vendor
            continue
        say(f"Copying the database {alias} …")
        copy, copied[alias] = databases.copy(alias, folder)
        writer.add_database(copy)
        copy.unlink()
    say("Adding saved documents …")
    writer.add_files(Path(settings.MEDIA_ROOT))  # after the databases: what these name is there
    single = {alias: it.fingerprint for alias, it in copied.items()}
    told = {
        "form": FORM,
        "at": at,
        "fingerprint": fingerprint.of_all(single, writer.files.fingerprint),
        "databases": copied,
        "left_out": left_out,
        "files": {name: getattr(writer.files, name) for name in ("fingerprint", "count", "bytes")},
        "gone": writer.gone,
        "group_public_key": key_text(settings.GROUP_PUBLIC_KEY, settings.GROUP_PUBLIC_KEY_FILE),
    }
    writer.finish(told | {"databases": {alias: it._asdict() for alias, it in copied.items()}})
    return told


def _prove(opener: Opener, folder: Path):
    """That what stands on the disk can be opened and restored, and is what was copied."""
    for alias, told in unpack(opener, folder, keep_files=False)["databases"].items():
        copy = folder / "databases" / databases.file_name(alias, told.vendor)
        databases.prove(alias, copy, told, folder)
        copy.unlink()


def remember(made: Made):
    """For manage.py doctor: when the last verified backup was, and of what. Not where it lies."""
    told = {"at": made.at, "fingerprint": made.fingerprint, "key": made.key, "head": made.head}
    told["left_out"] = sorted(made.left_out)
    path = Path(settings.VAR_DIR) / LAST
    new = path.with_suffix(".new")
    new.write_text(json.dumps(told) + "\n", encoding="ascii")
    new.rename(path)


def last_backup() -> dict | None:
    """What `remember` wrote: `at` (a time), `fingerprint`, `key`, `head`, `left_out` (databases); None if there is
    none, or no readable one."""
    try:
        told = json.loads((Path(settings.VAR_DIR) / LAST).read_text(encoding="ascii"))
        return {"left_out": []} | told | {"at": datetime.fromisoformat(told["at"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None
