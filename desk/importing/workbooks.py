"""Rows of XLSX workbooks, one after another: what a spreadsheet program shows, as text.

openpyxl reads the parts that are small: sheets, formats of numbers. The rows are read here: openpyxl 3.1.5 changes some
texts, reads a sheet once more where it does not say its size, and keeps a row that never ends in memory.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import cached_property
from lzma import LZMAError
from pathlib import Path
from zlib import error as ZlibError

from lxml.etree import XMLSyntaxError, iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from desk.importing.refusals import MEGABYTE, UnreadableFile
from desk.importing.sheet_marks import Marks, Merged
from desk.importing.tables import MOST_COLUMNS, MOST_ROWS, Row, is_blank
from records.cells import plain

# What a workbook may unpack to. The parts that are read whole have a bound of their own.
MOST_PARTS = 5_000
LARGEST_WHOLE = 500 * MEGABYTE
LARGEST_PART = {"sharedstrings": 60 * MEGABYTE, "_rels/": 60 * MEGABYTE, "worksheets/": 400 * MEGABYTE}
LARGEST_OTHER_PART = 20 * MEGABYTE
MOST_TIMES = 200  # as large as packed, for what is larger than
SMALL = 20 * MEGABYTE
MOST_BETWEEN = 8 * MEGABYTE  # of XML between two rows, cells or texts: merged cells and links at most

_ROW, _CELL, _VALUE, _INLINE, _STRING, _RUN, _TEXT = (
    f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("row", "c", "v", "is", "si", "r", "t")
)
_BROKEN = (
    zipfile.BadZipFile, ZlibError, XMLSyntaxError, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError,
    OverflowError, EOFError, NotImplementedError, LZMAError,
)  # fmt: skip
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ZEROS = re.compile("0{2,20}")


def open_workbook(path: Path, *, name: str, sheet: str | None = None) -> "Workbook":
    """The workbook with one sheet chosen, the first that can be seen unless `sheet` names another."""
    workbook = Workbook(path, name)
    workbook.check_size()
    workbook.open()
    if not workbook.sheets:
        raise UnreadableFile("no_sheets", name=name)
    if sheet is not None and sheet not in workbook.sheets:
        raise UnreadableFile("no_sheet", name=name, wanted=sheet)
    workbook.sheet = workbook.sheets[0] if sheet is None else sheet
    return workbook


class Workbook:
    def __init__(self, path: Path, name: str):
        self.path, self.name, self.sheet = path, name, ""

    def check_size(self):
        """Before anything is unpacked: by the sizes that the archive promises, and more is never unpacked."""
        with self._telling(), zipfile.ZipFile(self.path) as archive:
            parts = archive.infolist()
        whole = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        too_large = whole > LARGEST_WHOLE or whole > SMALL and whole > MOST_TIMES * packed
        if too_large or len(parts) > MOST_PARTS or any(part.file_size > _largest(part.filename) for part in parts):
            raise UnreadableFile("bomb", name=self.name)
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile("locked", name=self.name)

    def open(self):
        with self._telling(), self.path.open("rb") as file:
            self._book = _Reader(file)
            self._book.read()

    @property
    def sheets(self) -> list[str]:
        return list(self._book.sheets)

    @contextmanager
    def _telling(self):
        """What a library makes of a broken workbook, as what we tell about it."""
        try:
            yield
        except UnreadableFile:
            raise
        except _BROKEN as error:
            raise UnreadableFile("damaged", name=self.name, sheet=self.sheet) from error

    @cached_property
    def marks(self) -> Marks:
        with self._telling(), zipfile.ZipFile(self.path) as archive:
            return Marks(archive, self._book.sheets[self.sheet])

    def rows(self) -> Iterator[Row]:
        """Every row with something in it."""
        merged, addresses = Merged(self.marks.merged), self.marks.addresses
        if cell := self.marks.without_result:
            with self._telling():
                line = coordinate_to_tuple(cell)[0]
            raise UnreadableFile("no_value", name=self.name, sheet=self.sheet, line=line, cell=cell)
        filled = 0
        part = self._book.sheets[self.sheet]
        with self._telling(), zipfile.ZipFile(self.path) as archive, archive.open(part) as source:
            for number, found in self._cells(source):
                cells = merged.filled(number, found)
                if is_blank(cells):
                    continue
                filled += 1
                if filled > MOST_ROWS:
                    raise UnreadableFile("many_rows", name=self.name, most=MOST_ROWS)
                yield Row(number, cells, addresses.get(number, {}))

    def _cells(self, source) -> Iterator[tuple[int, list[str]]]:
        """The number of each row, and its cells up to the last with something in it."""
        number, column, cells = 0, 0, []
        for event, node in _nodes(source, _ROW, _CELL):
            if event == "start":
                if node.tag == _ROW:
                    before, column, cells = number, 0, []
                    number = int(float(node.get("r") or number + 1))
                    if number <= before:
                        raise ValueError("rows out of order")
                continue
            if node.tag == _ROW:
                yield number, cells
                continue
            column = coordinate_to_tuple(node.get("r"))[1] if node.get("r") else column + 1
            if text := self._shown(node):
                if column > MOST_COLUMNS:
                    raise UnreadableFile(
                        "many_columns", name=self.name, sheet=self.sheet, line=number, most=MOST_COLUMNS
                    )
                cells += [""] * (column - len(cells))
                cells[column - 1] = text

    def _shown(self, cell) -> str:
        """The text of a cell as a spreadsheet program shows it, dates as 2022-01-05."""
        sort = cell.get("t", "n")
        if sort == "inlineStr":
            inline = cell.find(_INLINE)
            return _plain(_joined(inline)) if inline is not None else ""
        value = cell.findtext(_VALUE)
        if not value:
            return ""
        if sort == "s":
            return _plain(self._book.shared_strings[int(value)])
        if sort in ("str", "e"):
            return _plain(value)
        if sort == "b":
            return "TRUE" if int(value) else "FALSE"
        if sort == "d":
            return _day(from_ISO8601(value))
        return self._number(value, int(cell.get("s", 0)))

    def _number(self, text: str, style: int) -> str:
        value = float(text) if "." in text or "e" in text.lower() else int(text)
        if style in self._book.dates:
            try:
                return _day(from_excel(value, self._book.wb.epoch, timedelta=style in self._book.durations))
            except (OverflowError, ValueError):
                return "#VALUE!"
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            value = int(value)
        zeros = self._book.zeros.get(style, 0) if isinstance(value, int) and value >= 0 else 0
        return str(value).zfill(zeros)


class _Reader(ExcelReader):
    """Reads what rows need of a workbook; the texts as they are: openpyxl 3.1.5 takes `x005F_` out of them."""

    def __init__(self, file):
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.sheets: dict[str, str] = {}  # those that can be seen, and the part of each

    def read(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            super().read()
        self.dates, self.durations = self.wb._date_formats, self.wb._timedelta_formats
        forms = {number: self._form(style.numFmtId) for number, style in enumerate(self.wb._cell_styles)}
        self.zeros = {number: len(form) for number, form in forms.items() if _ZEROS.fullmatch(form)}

    def _form(self, number: int) -> str:
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return BUILTIN_FORMATS.get(number, "")
        return self.wb._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]

    def read_strings(self):
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName.lstrip("/")) as source:
                self.shared_strings = [_joined(node) for event, node in _nodes(source, _STRING) if event == "end"]

    def read_worksheets(self):
        for sheet, relation in self.parser.find_sheets():
            if sheet.state == "visible" and "chartsheet" not in relation.Type and relation.target in self.valid_files:
                self.sheets[sheet.name] = relation.target

    def read_theme(self):
        pass


def _largest(part: str) -> int:
    return next((size for name, size in LARGEST_PART.items() if name in part.lower()), LARGEST_OTHER_PART)


class _Bounded:
    """A part of which only so much is read before something that is looked for: all else stays in memory."""

    def __init__(self, source):
        self.source, self.taken = source, 0

    def read(self, size=-1):
        some = self.source.read(size)
        self.taken += len(some)
        if self.taken > MOST_BETWEEN:
            raise ValueError("too much that is neither a row nor a text")
        return some


def _nodes(source, *tags) -> Iterator[tuple[str, object]]:
    """The elements of a part, as they start and end; those before are forgotten. No entity is ever followed."""
    source = _Bounded(source)
    nodes = iterparse(source, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True)
    is_first = True
    for event, node in nodes:
        source.taken = 0
        if is_first and node.getroottree().docinfo.internalDTD is not None:
            raise ValueError("a document type: no spreadsheet program writes one")
        is_first = False
        yield event, node
        if event == "end":
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]


def _joined(node) -> str:
    """The text of a cell or shared string; one in bold or in several colours has several parts."""
    texts = (part.find(_TEXT) if part.tag == _RUN else part for part in node if part.tag in (_TEXT, _RUN))
    return "".join(text.text or "" for text in texts if text is not None)


def _plain(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves of a letter are none
    return plain(text)


def _day(value) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date | time) else str(value)
