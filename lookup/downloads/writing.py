"""From published rows to the cells of a file, a chunk at a time: a long file needs no more memory than a short one."""

import gc
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, repeat

from django.db.models import QuerySet
from django.utils import translation

from lookup.downloads.columns import Column
from lookup.downloads.people_of_rows import Whole
from lookup.downloads.rows import Cache, Chunk, People, Writing, chunks_of, language
from lookup.reading import PERSONS

BYTE_ORDER_MARK = "\ufeff"  # tells spreadsheet programs that the file is UTF-8
QUOTED = ',"\r\n'  # a cell with one of these stands in quotation marks (RFC 4180)


class Table:
    """Some rows of a file, kept as columns of cells; it gives them row by row."""

    def __init__(self, columns: list[list]):
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[tuple]:
        return zip(*self.columns, strict=True)


@dataclass(frozen=True)
class File:
    """A public file. `hangs_on` finds whom each row is about, and which rows may stand in the file at all."""

    name: str
    title: str
    rows: Callable[[], QuerySet]
    columns: list[Column]
    order: tuple[str, ...] = ("public_id",)  # unique together: the chunks follow each other by it
    hangs_on: Whole = Whole()
    key: tuple[str, ...] = ("id",)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        needed = (*self.order, *self.hangs_on.fields, *(name for column in self.columns for name in column.needs))
        return tuple(dict.fromkeys(needed))

    @cached_property
    def stored(self) -> tuple[str, ...]:
        """Those of the fields that are in the table."""
        return tuple(name for name in self.fields if name not in self.hangs_on.makes)

    @property
    def is_about_people(self) -> bool:
        return bool(self.hangs_on.fields)

    def tables(self, people: frozenset[str] | None) -> Iterator[Table]:
        """The cells, chunk by chunk, in the language in use."""
        writing, found_by, stored = Writing(people), self.hangs_on, self.stored
        for rows in chunks_of(self.rows(), stored, self.order):
            fields = dict(zip(stored, map(list, zip(*rows, strict=True)), strict=True))
            known = People(language())
            fields = found_by.kept(fields, known, people, self.rows())
            if fields[stored[0]]:
                _look_up_others(fields, known, found_by)
                chunk = Chunk(writing, fields, known)
                yield Table([list(column.cells(chunk)) for column in self.columns])


def _look_up_others(fields, known: People, found_by):
    """Whoever the rows name beside those whom they are about."""
    names = [name for name in PERSONS if name in fields and name not in found_by.looked_up and name != "persons"]
    ids = {one for name in names for one in fields[name]}
    if "persons" in fields:
        ids |= {one for text in {*fields["persons"]} - {"[]"} for one in json.loads(text)}
    ids = {one for one in ids - {""} if not known.has_page(one)}
    if ids:
        known.look_up(ids)
        known.find_pages(ids)


def csv_parts(file, *, people=None, code="en", mark=False) -> Iterator[str]:
    """The text of the file, a chunk at a time. `code`: the language of the labels, whoever asks."""
    heading = [[column.name] for column in file.columns]
    yield BYTE_ORDER_MARK * mark + as_csv(Table(heading))
    yield from in_language(file.tables(people), code, as_csv)


def in_language(tables: Iterator[Iterable[tuple]], code: str, made=list) -> Iterator:
    """What is made of each table, in the language, which is switched off again before anything else runs."""
    while True:
        with translation.override(code), no_search_for_cycles():
            table = next(tables, None)
            if table is None:
                return
            table = made(table)
        yield table


@contextmanager
def no_search_for_cycles():
    """A chunk makes thousands of objects, none of which points back at another: the garbage collector would go through
    them again and again for nothing. Other threads may begin and end the same meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def as_csv(table: Table | list[tuple]) -> str:
    """The lines of a table, as `csv.writer` writes them. Column by column: most of a wide table is empty, and columns
    that are empty side by side are so many commas."""
    columns = table.columns if isinstance(table, Table) else zip(*table, strict=True)
    written = []
    for is_empty, group in groupby(map(_texts, columns), key=lambda texts: texts is None):
        some = list(group)
        written += [repeat("," * (len(some) - 1), len(table))] if is_empty else some
    return "\r\n".join([*map(",".join, zip(*written, strict=True)), ""])


def _texts(cells: Iterable) -> Iterable[str] | None:
    """The cells as they stand between commas; None if all are empty."""
    try:
        together = "".join(cells)
    except TypeError:  # numbers, or days that nobody knows
        cells = ["" if cell is None else str(cell) for cell in cells]
        together = "".join(cells)
    if not together:
        return None
    if any(sign in together for sign in QUOTED):
        return map(Cache(_quoted).__getitem__, cells)
    return cells


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in QUOTED):
        return '"' + cell.replace('"', '""') + '"'
    return cell
