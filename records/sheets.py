"""Write XLSX workbooks row by row, of cells that `records.cells.safe` has been at."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

LONGEST_CELL = 32_767  # characters
MOST_ROWS = 1_048_576

# What XML cannot hold is written as _x0001_, and so a text that looks like that is escaped too (ECMA-376, ST_Xstring).
_ESCAPED = re.compile("[\0-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class TooLongForXlsx(ValueError):
    """A table or a cell is longer than a sheet can hold; `str()` names it."""


def write_workbook(path: Path, tables: Iterable[tuple[str, Iterable[Iterable]]]):
    """A workbook with a sheet for each table (title, rows); the first row is the header. Raises `TooLongForXlsx`."""
    book = Workbook(write_only=True)
    try:
        for title, rows in tables:
            sheet = book.create_sheet(title)
            sheet.freeze_panes = "A2"
            for number, row in enumerate(rows, start=1):
                if number > MOST_ROWS:
                    raise TooLongForXlsx(title)
                sheet.append([_cell(sheet, title, value) for value in row])
    except BaseException:
        _forget(book)
        raise
    book.save(path)


def _forget(book):
    """Without the temporary files in which openpyxl gathers the sheets: private data may stand in them."""
    for sheet in book.worksheets:
        sheet.close()
        sheet._writer.cleanup()


def _cell(sheet, title, value):
    """Numbers stay numbers; everything else is text, and never a formula."""
    if value is None or value == "" or isinstance(value, bool | int | float | Decimal):
        return None if value == "" else value
    text = value.isoformat() if isinstance(value, date) else str(value)
    text = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(text) > LONGEST_CELL:
        raise TooLongForXlsx(title)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
