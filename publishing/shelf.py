"""The files of releases in the public tables: put there, and taken off when something in them must go."""

from collections.abc import Iterator

from lookup.models import PublishedRelease, PublishedReleasePiece
from publishing.models import Issue

PIECE = 1_000_000  # bytes


def clear():
    """Take off the bytes of whatever is held back, or is not known here. Within a transaction of the public tables."""
    if gone := names_to_take_off():
        PublishedReleasePiece.objects.filter(release__name__in=gone).delete()
        PublishedRelease.objects.filter(name__in=gone).update(is_served=False, files=[])


def names_to_take_off() -> list[str]:
    served = set(PublishedRelease.objects.filter(is_served=True).order_by().values_list("name", flat=True))
    return sorted(served - names_that_stand()) if served else []


def names_that_stand() -> set[str]:
    return {str(issue) for issue in Issue.objects.standing().made().select_related("release")}


def put(file, **described):
    """One issue with its bytes, within a transaction of the public tables."""
    row = PublishedRelease.objects.create(**described)
    for number, content in enumerate(pieces(file)):
        PublishedReleasePiece.objects.create(release=row, number=number, content=content)


def pieces(file) -> Iterator[bytes]:
    while content := file.read(PIECE):
        yield content
