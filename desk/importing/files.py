"""Open a list that somebody handed in: what it is, which row holds the headers. Nothing of it is kept in memory.

A file is judged by its bytes; what its name promises must agree with them.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path, PurePath

from desk.importing import delimited, workbooks
from desk.importing.columns import guess
from desk.importing.refusals import MEGABYTE, UnreadableFile
from desk.importing.tables import MOST_COLUMNS, Row, Table, headers_of, is_blank

__all__ = ["LARGEST", "Row", "Table", "UnreadableFile", "open_table"]

LARGEST = {"text": 200 * MEGABYTE, "xlsx": 60 * MEGABYTE}  # bytes of a file
LOOKED_AT = 30  # rows at the top in which the headers are looked for
DEEPEST_HEADERS = 1_000  # row in which headers are looked for at most

_ENDINGS = {".csv": "text", ".tsv": "text", ".tab": "text", ".txt": "text", ".xlsx": "xlsx", ".xlsm": "xlsx"}
_NO_TABLE = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")
_WEB_PAGE = (b"<!doctype", b"<html", b"<head", b"<body", b"<table", b"<?xml", b"mime-version:")


def open_table(
    path: Path,
    *,
    name: str,
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Table:
    """The table in a file; `name` is the file's name as it was uploaded. Raises `UnreadableFile`.

    `header_row` is a row number as a spreadsheet program shows it, 0 for a list without headers, None to guess it.
    `encoding` is a key of `delimited.ENCODINGS`.
    """
    path = Path(path)
    if kind_of(path, name) == "xlsx":
        workbook = workbooks.open_workbook(path, name=name, sheet=sheet)
        records, kind = workbook.rows, "xlsx"
        encoding, delimiter, sheets, sheet = "", "", workbook.sheets, workbook.sheet
    else:
        encoding = delimited.encoding_of(path, name=name, chosen=encoding)
        delimiter = delimiter or delimited.delimiter_of(path, encoding, name=name)
        records = delimited.reader(path, name=name, encoding=encoding, delimiter=delimiter)
        kind, sheets, sheet = "tsv" if delimiter == "\t" else "csv", [], ""
    header_row, headers = _headers(records, header_row, name=name, sheet=sheet)
    return Table(name, path, kind, sheets, sheet, encoding, delimiter, header_row, headers, records)


def kind_of(path: Path, name: str) -> str:
    """`text` or `xlsx`, by bytes and name."""
    size = path.stat().st_size
    promised = _ENDINGS.get(PurePath(name.lower()).suffix)
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("empty", name=name)
    is_workbook = start.startswith(b"PK\x03\x04")
    if refused := _no_table(path, start, is_workbook):
        raise UnreadableFile(refused, name=name)
    if promised is None:
        raise UnreadableFile("ending", name=name)
    if is_workbook != (promised == "xlsx"):
        raise UnreadableFile("not_named_xlsx" if is_workbook else "not_xlsx", name=name)
    if size > LARGEST[promised]:
        raise UnreadableFile("large", name=name, megabytes=LARGEST[promised] // MEGABYTE)
    return promised


def _no_table(path: Path, start: bytes, is_workbook: bool) -> str:
    """Why the bytes are no table; empty if they may be one."""
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        with path.open("rb") as file:
            is_locked = "EncryptedPackage".encode("utf-16-le") in file.read(MEGABYTE)
        return "locked" if is_locked else "old_xls"
    if is_workbook and b"mimetypeapplication/vnd.oasis.opendocument" in start[:200]:
        return "ods"
    if start.startswith(_NO_TABLE):
        return "no_table"
    plain = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return "web_page" if plain.startswith(_WEB_PAGE) else ""


def _headers(records: Callable[[], Iterator[Row]], row: int | None, *, name: str, sheet: str) -> tuple[int, list[str]]:
    """The number of the header row, and the name of each column."""
    if row and row > DEEPEST_HEADERS:
        raise UnreadableFile("no_header", name=name, sheet=sheet, row=row)
    rows = list(islice(records(), max(LOOKED_AT, 2 * (row or 0))))
    if all(is_blank(found.cells) for found in rows):
        raise UnreadableFile("no_cells", name=name, sheet=sheet)
    if row is None:
        row = guess_header_row(rows)
    found = next((found for found in rows if found.number == row and not is_blank(found.cells)), None)
    if row and not found:
        raise UnreadableFile("no_header", name=name, sheet=sheet, row=row)
    width = _columns(rows, found, is_sheet=bool(sheet))
    if width > MOST_COLUMNS:
        raise UnreadableFile("many_columns", name=name, sheet=sheet, most=MOST_COLUMNS)
    return row, headers_of(found.cells if found else [], width)


def _columns(rows: list[Row], headers: Row | None, *, is_sheet: bool) -> int:
    """How many columns there are. A row of a text file that is wider than most has a comma too many, and tells so."""
    below = [_width(found.cells) for found in rows if not headers or found.number > headers.number]
    widest = sorted(below)[-1 if is_sheet else len(below) // 2] if below else 0
    return max(_width(headers.cells) if headers else 0, widest)


def guess_header_row(rows: list[Row]) -> int:
    """The row in which most columns are known by their name; else the first that is about as wide as the table."""
    known = [(len(guess(row.cells, [])), -row.number) for row in rows[:LOOKED_AT]]
    best, number = max(known)
    if best >= 2:
        return -number
    filled = [len({cell.strip() for cell in row.cells} - {""}) for row in rows]
    return next(row.number for row, width in zip(rows, filled, strict=True) if width >= 0.6 * max(filled))


def _width(cells: list[str]) -> int:
    return max((index + 1 for index, cell in enumerate(cells) if cell.strip()), default=0)
