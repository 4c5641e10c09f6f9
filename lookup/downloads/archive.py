"""All public files as one ZIP: a Frictionless Data Package, written as it is sent."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import translation

from lookup.downloads import description
from lookup.downloads.writing import csv_parts

LEVEL = 6
OLDEST = (1980, 1, 1, 0, 0, 0)  # that a ZIP can say: the same data gives the same bytes


class Chosen(NamedTuple):
    """Of whom a package tells, and what the filter was."""

    people: frozenset[str] | None = None
    filters: tuple[tuple[str, str], ...] = ()  # label and choice, in words
    typed: tuple[tuple[str, str], ...] = ()  # the same as an address says it


EVERYONE = Chosen()


class _Sink(io.RawIOBase):
    """What `zipfile` writes to; it cannot go back in what was sent."""

    def __init__(self):
        self._parts = []

    def writable(self):
        return True

    def write(self, part):
        self._parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def zipped(members: Iterable[tuple[str, Iterable[str]]]) -> Iterator[bytes]:
    """A ZIP of these files, given by name and parts of their text."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, parts in members:
            entry = ZipInfo(name, OLDEST)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            with archive.open(entry, "w") as member:
                for part in parts:
                    member.write(part.encode())
                    if taken := sink.taken():
                        yield taken
    yield sink.taken()


def package(chosen: Chosen = EVERYONE, code: str = "en", release: "description.Release | None" = None):
    """The bytes of the whole package, with labels in one language."""
    return zipped(members(chosen, code, release))


def members(chosen: Chosen = EVERYONE, code: str = "en", release=None) -> Iterator[tuple[str, Iterable[str]]]:
    from lookup.downloads import FILES

    with translation.override(code):
        readme = description.readme(FILES.values(), chosen.filters, release)
        described = description.datapackage(FILES.values(), chosen.filters, code, release)
    yield "README.md", [readme]
    yield "datapackage.json", [json.dumps(described, ensure_ascii=False, indent=1)]
    yield "dictionary.csv", [_as_csv(description.dictionary(FILES.values()))]
    yield "codes.csv", [_as_csv(description.codes(FILES.values()))]
    for file in FILES.values():
        yield f"data/{file.name}.csv", csv_parts(file, people=chosen.people, code=code)


def _as_csv(rows: Iterable[tuple]) -> str:
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue()
