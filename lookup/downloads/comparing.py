"""What changed between two releases, by the ids and the lines of their files."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from lookup.downloads.columns import Column
from lookup.downloads.writing import File

Lines = dict[str, dict[str, str]]  # by file, and by the id of the line: its digest; empty where only the id remains
PEOPLE = "people"


class Kind(models.TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    MERGED = "merged", _("merged into another")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Change(NamedTuple):
    file: str
    id: str  # as the files show it
    change: Kind
    into: str = ""


def _column(name: str, meaning: str, **more) -> Column:
    return Column(name, meaning, (), lambda chunk: (), **more)


CHANGES = File(
    name="changes",
    title=_("What changed since the release before, line by line"),
    rows=lambda: None,
    columns=[
        _column("file", _("The file in which the line stands or stood")),
        _column("id", _("Id of the line")),
        _column("change", _("What happened to it"), codes=dict(Kind.choices)),
        _column("into", _("Of a person who was merged into another: the id of that one"), refers=PEOPLE),
    ],
    key=(),
)


def has_lines(file: File) -> bool:
    """Each line of the file has an id of its own."""
    return file.key == ("id",)


def digested(parts: Iterable[str], lines: dict[str, str]) -> Iterator[str]:
    """The same parts of a CSV file, the first of which is its header; each line is noted in `lines`."""
    parts = iter(parts)
    header = next(parts)
    yield header
    place = next(csv.reader([header])).index("id")
    for part in parts:
        for row in csv.reader(io.StringIO(part, newline="")):
            lines[row[place]] = blake2b("\0".join(row).encode(), digest_size=6).hexdigest()
        yield part


def compare(
    *, before: Lines | None, own: Lines, now: Lines, leads_to: Callable[[str], str], unnamed: Callable
) -> list[Change]:
    """What changed from the release before, and from earlier issues of the same release (`own`), to the lines `now`.

    Without a release before, only what is gone since an earlier issue. `leads_to` gives the id of the person into
    whom one was merged, or an empty text; `unnamed`, of the ids of reports, those that may not even be named.
    """
    found = []
    for file, lines in now.items():
        old, ours = (before or {}).get(file, {}), own.get(file, {})
        gone = {*old, *ours} - {*lines}
        if file == "reports" and gone:
            gone -= unnamed(gone)
        for one in sorted({*lines, *gone} if before is not None else gone):
            if one in gone:
                into = leads_to(one) if file == PEOPLE else ""
                is_merged = into in lines
                found.append(Change(file, one, Kind.MERGED, into) if is_merged else Change(file, one, Kind.WITHDRAWN))
            elif not old.get(one):
                found.append(Change(file, one, Kind.ADDED))
            elif old[one] != lines[one]:
                found.append(Change(file, one, Kind.CHANGED))
    return found


def counted(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """How many of each file and kind."""
    found = {}
    for change in changes:
        of_file = found.setdefault(change.file, {})
        of_file[str(change.change)] = of_file.get(str(change.change), 0) + 1
    return found
