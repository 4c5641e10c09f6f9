"""Rows of XLSX workbooks, one after another: what a spreadsheet program shows, as text.

Formulas count by the result that was saved with them; a cell that spans several rows counts in each of them.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from html import unescape
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zlib import error as ZlibError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from lxml.etree import XMLSyntaxError
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from desk.importing.refusals import MEGABYTE, UnreadableFile
from desk.importing.tables import MOST_ROWS, Row, is_blank
from records.cells import plain

# What a workbook may unpack to. The parts that are read whole have a bound of their own.
MOST_PARTS = 5_000
LARGEST_WHOLE = 500 * MEGABYTE
LARGEST_PART = {"sharedstrings": 60 * MEGABYTE, "_rels/": 60 * MEGABYTE, "worksheets/": 400 * MEGABYTE}
LARGEST_OTHER_PART = 20 * MEGABYTE
MOST_TIMES = 200  # as large as packed, for what is larger than
SMALL = 20 * MEGABYTE

_STRING, _RUN, _TEXT = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("si", "r", "t"))
_BROKEN = (
    zipfile.BadZipFile, ZlibError, ParseError, XMLSyntaxError, DefusedXmlException, KeyError, ValueError, TypeError,
    IndexError, AttributeError, OSError, EOFError, NotImplementedError,
)  # fmt: skip
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ZEROS = re.compile("0{2,20}")

# Of the XML of a sheet; its elements may have a prefix.
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\b([^>]*)>")
_FORMULA = rb"<(?:\w+:)?c\b([^<>]*)><(?:\w+:)?f\b"
_NO_RESULT = re.compile(
    _FORMULA + rb"(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)(<(?:\w+:)?v(?:\s*/>|></(?:\w+:)?v>))?</(?:\w+:)?c>"
)
_LINK_FORMULA = re.compile(_FORMULA + rb'[^<>]*>_?(?:xlfn\.)?HYPERLINK\((?:"|&quot;)([^<]*?)(?:"|&quot;)')
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_OVERLAP = 40_000  # bytes; a formula has at most 8,192 characters


def open_workbook(path: Path, *, name: str, sheet: str | None = None) -> "Workbook":
    """The workbook with one sheet chosen, the first that can be seen unless `sheet` names another."""
    workbook = Workbook(path, name)
    workbook.check_size()
    with workbook.opened() as opened:
        workbook.sheets = [it.title for it in opened.worksheets if it.sheet_state == "visible"]
    if not workbook.sheets:
        raise UnreadableFile("no_sheets", name=name)
    if sheet is not None and sheet not in workbook.sheets:
        raise UnreadableFile("no_sheet", name=name, wanted=sheet)
    workbook.sheet = workbook.sheets[0] if sheet is None else sheet
    return workbook


class Workbook:
    def __init__(self, path: Path, name: str):
        self.path, self.name = path, name
        self.sheets: list[str] = []
        self.sheet = ""
        self._strings: list[str] | None = None  # the texts that cells refer to by their number

    def refused(self, code: str, **params) -> UnreadableFile:
        return UnreadableFile(code, name=self.name, **params)

    def check_size(self):
        """Before anything is unpacked: by the sizes that the archive promises, and more is never unpacked."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                parts = archive.infolist()
        except _BROKEN:
            raise self.refused("damaged") from None
        whole = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        too_large = whole > LARGEST_WHOLE or whole > SMALL and whole > MOST_TIMES * packed
        if too_large or len(parts) > MOST_PARTS or any(part.file_size > _largest(part.filename) for part in parts):
            raise self.refused("bomb")
        if any(part.flag_bits & 1 for part in parts):
            raise self.refused("locked")

    @contextmanager
    def opened(self):
        with self.path.open("rb") as file, self._telling():
            reader = _Reader(file, self._strings)
            reader.read()
            self._strings = reader.shared_strings
            yield reader.wb

    @contextmanager
    def _telling(self):
        """What a library makes of a broken workbook, as what we tell about it."""
        try:
            yield
        except UnreadableFile:
            raise
        except _BROKEN as error:
            raise self.refused("damaged", sheet=self.sheet) from error

    @cached_property
    def marks(self) -> "_Marks":
        with self.opened() as opened, zipfile.ZipFile(self.path) as archive:
            return _Marks(archive, opened[self.sheet]._worksheet_path)

    def rows(self) -> Iterator[Row]:
        """Every row with something in it."""
        merged, addresses = _Merged(self.marks.merged), self.marks.addresses
        if self.marks.without_result:
            cell = self.marks.without_result
            raise self.refused("no_value", sheet=self.sheet, line=coordinate_to_tuple(cell)[0], cell=cell)
        filled = 0
        with self.opened() as opened:
            sheet = opened[self.sheet]
            sheet.reset_dimensions()  # what a file says about its own size is often wrong
            rows = iter(sheet.iter_rows())
            number = 0
            while chunk := _quietly(rows):
                for found in chunk:
                    number += 1
                    cells = merged.filled(number, [_shown(cell) for cell in found])
                    if is_blank(cells):
                        continue
                    filled += 1
                    if filled > MOST_ROWS:
                        raise self.refused("many_rows", most=MOST_ROWS)
                    yield Row(number, cells, addresses.get(number, {}))


class _Reader(ExcelReader):
    """Reads what rows need. Texts are read by ourselves, and once: openpyxl 3.1.5 takes `x005F_` out of them."""

    def __init__(self, file, strings: list[str] | None):
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.known_strings = strings

    def read_strings(self):
        self.shared_strings = self.known_strings or []
        part = self.package.find(SHARED_STRINGS)
        if self.known_strings is None and part is not None:
            with self.archive.open(part.PartName.lstrip("/")) as source:
                self.shared_strings = list(_strings(source))

    def read_theme(self):
        pass

    def read(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            super().read()


def _largest(part: str) -> int:
    return next((size for name, size in LARGEST_PART.items() if name in part.lower()), LARGEST_OTHER_PART)


def _strings(source) -> Iterator[str]:
    """The texts of a workbook. Cells with parts in bold or colour have several."""
    root = None
    for event, node in iterparse(source, events=("start", "end")):
        root = node if root is None else root
        if event == "end" and node.tag == _STRING:
            texts = (part.find(_TEXT) if part.tag == _RUN else part for part in node if part.tag in (_TEXT, _RUN))
            yield "".join(text.text or "" for text in texts if text is not None)
            root.clear()


def _quietly(rows, at_once=500) -> list:
    """The next rows, without what openpyxl warns of: unknown extensions, days out of range (they arrive as #VALUE!)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(islice(rows, at_once))


def _shown(cell) -> str:
    """The text of a cell as a spreadsheet program shows it, dates as 2022-01-05."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return plain(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < 1e15 else value
        return str(value) if isinstance(value, float) else _padded(cell, value)
    if isinstance(value, int):
        return _padded(cell, value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _padded(cell, value: int) -> str:
    """A number with the zeros before it that its format asks for, as in the number of a document."""
    form = cell.number_format
    return str(value).zfill(len(form)) if value >= 0 and _ZEROS.fullmatch(form) else str(value)


class _Marks:
    """What stands in the XML of a sheet behind its rows, or is not told of a cell: one run through it."""

    def __init__(self, archive: zipfile.ZipFile, part: str):
        self.merged: set[bytes] = set()
        self.addresses: dict[int, dict[int, str]] = {}
        self.without_result = ""  # the first cell whose formula has none
        self._targets = _targets(archive, part)
        rest = b""
        with archive.open(part) as source:
            if b"\0" in source.peek(200)[:200]:
                raise zipfile.BadZipFile("not in UTF-8")
            while chunk := source.read(1_000_000):
                self._take(rest + chunk)
                rest = chunk[-_OVERLAP:]

    def _take(self, xml: bytes):
        if b"mergeCell" in xml:
            self.merged.update(_MERGED.findall(xml))
        if b"hyperlink" in xml:
            for found in _LINK.findall(xml):
                self._add_link(dict(_ATTRIBUTE.findall(found)))
        if b"<f" in xml or b":f" in xml:
            self.without_result = self.without_result or _without_result(xml)
            for attributes, address in _LINK_FORMULA.findall(xml):
                self._add(dict(_ATTRIBUTE.findall(attributes)).get(b"r"), address)

    def _add_link(self, attributes):
        target = next((value for key, value in attributes.items() if key.endswith(b":id")), None)
        if target in self._targets:
            self._add(attributes.get(b"ref", b"").partition(b":")[0], self._targets[target])

    def _add(self, cell: bytes | None, address: bytes):
        text = unescape(unescape(address.decode("utf-8", "replace")))
        if cell and text.startswith(("http://", "https://")):
            row, column = coordinate_to_tuple(cell.decode())
            self.addresses.setdefault(row, {})[column - 1] = text


def _without_result(xml: bytes) -> str:
    """The first cell with a formula and no result; a result may be the empty text."""
    for attributes, value in _NO_RESULT.findall(xml):
        known = dict(_ATTRIBUTE.findall(attributes))
        if not value or known.get(b"t") != b"str":
            return known.get(b"r", b"A1").decode()
    return ""


def _targets(archive, part) -> dict[bytes, bytes]:
    """Where the links of a sheet lead, by their key."""
    folder, _, file = part.lstrip("/").rpartition("/")
    try:
        content = archive.read(f"{folder}/_rels/{file}.rels")
    except KeyError:
        return {}
    found = (dict(_ATTRIBUTE.findall(line)) for line in re.findall(rb"<(?:\w+:)?Relationship\b([^>]*)>", content))
    return {link[b"Id"]: link[b"Target"] for link in found if b"Id" in link and b"Target" in link}


class _Merged:
    """Cells that span several rows: the value of the uppermost holds in all of them. What spans columns stays left."""

    def __init__(self, ranges: set[bytes]):
        self.by_row: dict[int, list] = {}
        self.going_on: list = []  # (last row, column, value)
        for text in ranges:
            left, top, _right, bottom = range_boundaries(text.decode())
            if bottom > top:
                self.by_row.setdefault(top, []).append((bottom, left - 1))

    def filled(self, number: int, cells: list[str]) -> list[str]:
        if self.going_on:
            self.going_on = [it for it in self.going_on if it[0] >= number]
            for _last, column, value in self.going_on:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or value
        for last, column in self.by_row.get(number, ()):
            if column < len(cells) and cells[column]:
                self.going_on.append((last, column, cells[column]))
        return cells
