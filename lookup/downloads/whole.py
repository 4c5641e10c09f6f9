"""The files of everyone, under the names by which they are kept."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from lookup.downloads import FILES, archive, csv_parts, kept, workbook
from lookup.downloads.archive import EVERYONE
from lookup.downloads.description import LANGUAGES


class Whole(NamedTuple):
    name: str  # with language and ending
    make: Callable[[], Iterator[bytes]]

    def sent(self) -> kept.Sent:
        return kept.sent(self.name, self.make)

    def is_kept(self) -> bool:
        return kept.is_kept(self.name)


def csv_file(name: str, code: str, mark: bool = False) -> Whole:
    def make():
        return (part.encode() for part in csv_parts(FILES[name], code=code, mark=mark))

    return Whole(f"tizim-{name}.{code}{'.mark' * mark}.csv", make)


def workbook_file(code: str) -> Whole:
    return Whole(f"tizim.{code}.xlsx", partial(workbook.parts, EVERYONE, code))


def package_file(code: str) -> Whole:
    return Whole(f"tizim.{code}.zip", partial(archive.package, EVERYONE, code))


def every_file() -> Iterator[Whole]:
    """In each language; first those that hold everything in little room."""
    for code in LANGUAGES:
        yield package_file(code)
        yield workbook_file(code)
    for name in FILES:
        yield from (csv_file(name, code) for code in LANGUAGES)
