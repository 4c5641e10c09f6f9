"""From published rows to lines of CSV, a chunk at a time, so that a long file needs no more memory than a short one."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from django.db.models import Q, QuerySet
from django.utils import translation

from lookup.downloads.columns import Column
from lookup.reading import References
from records.cells import safe

CHUNK = 500  # rows
BYTE_ORDER_MARK = "\ufeff"  # tells spreadsheet programs that the file is UTF-8


@dataclass(frozen=True)
class File:
    name: str
    title: str
    rows: Callable[[], QuerySet]
    columns: list[Column]
    order: tuple[str, ...] = ("public_id",)  # unique together: the chunks follow each other by it
    references: Callable = References  # of the rows of a chunk


class _Line:
    """What `csv.writer` writes to: it hands each line back."""

    def write(self, line):
        return line


def csv_lines(file: File) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow([column.name for column in file.columns])
    for rows in _chunks(file):
        with translation.override("en"):  # whoever asks, the labels are English
            references = file.references(rows)
            cells = [[_cell(column.value(row, references)) for column in file.columns] for row in rows]
        yield from map(writer.writerow, cells)


def _chunks(file: File) -> Iterator[list]:
    """Each chunk is a query of its own, so that a slow reader holds nothing in the database."""
    rows = file.rows().order_by(*file.order)
    chunk = list(rows[:CHUNK])
    while chunk:
        yield chunk
        chunk = list(rows.filter(_after(chunk[-1], file.order))[:CHUNK])


def _after(row, order: tuple[str, ...]) -> Q:
    """What follows the row: `a` is greater, or `a` is the same and `b` is greater, and so on."""
    found, same = Q(), Q()
    for name in order:
        value = reduce(getattr, name.split("__"), row)
        found |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return found


def _cell(value):
    if value is None or value == "":  # most cells: checked first
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value if isinstance(value, int) else safe(str(value))
