"""Originals that wait until what was read in them is corrected and saved: a day, and for whoever handed them in."""

from datetime import timedelta
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

KEPT = timedelta(days=1)


def keep(*, user, name: str, content: bytes):
    """Keep an original under its name, which begins with its hash; forget those of this user that waited too long."""
    _forget_old(user)
    path = _path(user, name)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))


def content(*, user, name: str) -> bytes | None:
    """The bytes that wait under a name; None if they are gone, or are not what the name says."""
    path = _path(user, name)
    if not default_storage.exists(path):
        return None
    with default_storage.open(path) as file:
        return same(file.read(), name)


def same(content: bytes, name: str) -> bytes | None:
    """The bytes, if their hash is that of the name."""
    return content if sha256(content).hexdigest() == name.partition(".")[0] else None


def forget(*, user, name: str):
    default_storage.delete(_path(user, name))


def _path(user, name: str) -> str:
    return f"waiting/{user.pk}/{name}"


def _forget_old(user):
    folder = f"waiting/{user.pk}"
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        if timezone.now() - default_storage.get_modified_time(f"{folder}/{name}") > KEPT:
            default_storage.delete(f"{folder}/{name}")
