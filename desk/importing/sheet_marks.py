"""What a sheet says of its cells beside their text: which are merged, where they lead, what has no result."""

import re
import zipfile
from html import unescape

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

# Of the XML of a sheet; its elements may have a prefix.
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\b([^<>]*)>")
_FORMULA = rb"<(?:\w+:)?c\b([^<>]*)><(?:\w+:)?f\b"
_NO_RESULT = re.compile(
    _FORMULA + rb"(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)(<(?:\w+:)?v(?:\s*/>|></(?:\w+:)?v>))?</(?:\w+:)?c>"
)
_LINK_FORMULA = re.compile(_FORMULA + rb'[^<>]*>_?(?:xlfn\.)?HYPERLINK\((?:"|&quot;)([^<]*?)(?:"|&quot;)')
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_OVERLAP = 40_000  # bytes; a formula has at most 8,192 characters


class Marks:
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
    found = (dict(_ATTRIBUTE.findall(line)) for line in re.findall(rb"<(?:\w+:)?Relationship\b([^<>]*)>", content))
    return {link[b"Id"]: link[b"Target"] for link in found if b"Id" in link and b"Target" in link}


class Merged:
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
