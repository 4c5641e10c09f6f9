"""A table in a file: its headers, and its rows one after another. Pure: no Django."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

MOST_COLUMNS = 200
MOST_ROWS = 500_000


class Row(NamedTuple):
    """A row of a list; never a blank one."""

    number: int  # as a spreadsheet program shows it
    cells: list[str]  # at least one for each header; more where the row goes on to the right of them
    addresses: dict[int, str]  # where a cell leads when it is clicked, by its index


@dataclass
class Table:
    """`rows()` reads the file anew each time it is called and keeps nothing; it raises `UnreadableFile`."""

    name: str
    path: Path
    kind: str  # csv, tsv or xlsx
    sheets: list[str]  # those that can be seen; empty for a text file
    sheet: str
    encoding: str  # empty for a workbook
    delimiter: str
    header_row: int  # 0: the list has none
    headers: list[str]  # each one once
    records: Callable[[], Iterator[Row]] = field(repr=False)  # every row of the file, those above the headers too

    def rows(self) -> Iterator[Row]:
        width = len(self.headers)
        for row in self.records():
            if row.number <= self.header_row or is_blank(row.cells):
                continue
            missing = width - len(row.cells)
            yield row._replace(cells=row.cells + [""] * missing) if missing > 0 else row


def is_blank(cells: list[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)


def column_letters(index: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def headers_of(cells: list[str], width: int) -> list[str]:
    """A name for each column, each one once: `Date`, `Date [F]`; `[G]` where nothing is written."""
    headers = []
    for index in range(width):
        text = " ".join(cells[index].split()) if index < len(cells) else ""
        if not text or text in headers:
            text = f"{text} [{column_letters(index)}]".strip()
        headers.append(text)
    return headers
