"""Rows of text files: comma, semicolon or tab between cells, in the encodings that real lists have."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from desk.importing.refusals import UnreadableFile
from desk.importing.tables import MOST_ROWS, Row
from records.cells import plain

ENCODINGS = {  # what can be chosen: how Python calls it
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1251": "cp1251",
    "kz-1048": "kz1048",  # windows-1251 with the Kazakh letters
    "pt154": "ptcp154",  # the older one
    "cp866": "cp866",  # DOS
    "koi8-r": "koi8_r",
    "windows-1252": "cp1252",
    "windows-1254": "cp1254",  # Turkish
    "windows-1256": "cp1256",  # Arabic
}
DELIMITERS = "\t;,|"
LONGEST_CELL = 131_072  # characters
LONGEST_ROW = 1_000_000
SAMPLE = 400_000  # bytes by which letters are judged
SAMPLE_ROWS = 50

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CYRILLIC_RUN = re.compile("[А-Яа-яЁёІіЎўЄєЇїҐґӘәҒғҚқҢңӨөҰұҮүҺһ]{3,}")
_CYRILLIC = re.compile("[А-Яа-яЁёІіЎўЄєЇїҐґӘәҒғҚқҢңӨөҰұҮүҺһ]")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


# Encoding


def encoding_of(path: Path, *, name: str, chosen: str | None = None) -> str:
    """The encoding, a key of `ENCODINGS`; the whole file is readable in it. Raises `UnreadableFile`."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    marked = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), "")
    if chosen and marked and chosen.split("-")[:2] != marked.split("-")[:2]:
        raise UnreadableFile("other_encoding", name=name, encoding=marked)
    certain = marked or chosen or _wide(sample)
    encoding = certain or "utf-8"
    line = _first_fault(path, encoding)
    if line is None:
        return encoding
    if certain or _is_damaged_utf8(sample):
        raise UnreadableFile("damaged_letters", name=name, line=line, encoding=encoding)
    encoding = _eight_bits(sample)
    if not encoding or _first_fault(path, encoding) is not None:
        raise UnreadableFile("encoding", name=name, line=line)
    return encoding


def _wide(sample: bytes) -> str:
    """UTF-16 without its mark: every second byte is the upper half of a Latin or Cyrillic letter."""
    for encoding, halves in (("utf-16-le", sample[1:4000:2]), ("utf-16-be", sample[:4000:2])):
        if sum(byte in (0x00, 0x04, 0x20) for byte in halves) > 0.9 * len(halves):
            return encoding
    return ""


def _is_damaged_utf8(sample: bytes) -> bool:
    """Nearly all that is not ASCII makes letters of UTF-8: no other encoding does that by chance."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) - broken > 10 * broken


def _eight_bits(sample: bytes) -> str:
    """windows-1251, or the encoding of Kazakh that is built on it; empty where the letters make no words."""
    text = sample.decode("cp1251", "replace")
    letters = _CYRILLIC.findall(text)
    if not letters or sum(map(len, _CYRILLIC_RUN.findall(text))) < len(letters) / 2:
        return ""
    if re.search("[ЄєЇїҐґЌќЊњЏџЎўЅѕЈј]", text) and re.search("[ыэъЫЭЪ]", text):
        kazakh = sample.decode("kz1048", "replace")  # no language has both sorts of letters, but Kazakh has
        return "kz-1048" if re.search("[қғңөұүһәҚҒҢӨҰҮҺӘ]", kazakh) else "windows-1251"
    return "windows-1251"


def _first_fault(path: Path, encoding: str) -> int | None:
    """The first line with bytes that the encoding does not have; None if all can be read."""
    decoder = codecs.getincrementaldecoder(ENCODINGS[encoding])()
    line, chunk = 1, b"-"
    with path.open("rb") as file:
        while chunk:
            chunk = file.read(1_000_000)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(ENCODINGS[encoding], "ignore")
                return line + good.count("\n")
            line += text.count("\n")
    return None


# Cells


def delimiter_of(path: Path, encoding: str, *, name: str) -> str:
    """What stands between the cells: as the first line says (`sep=;`), else what cuts the first rows alike."""
    with path.open(encoding=ENCODINGS[encoding], newline="") as file:
        said = _SEPARATOR_LINE.fullmatch(file.readline(100))
    if said:
        return said[1]
    return max(DELIMITERS, key=lambda delimiter: _likeness(path, encoding, delimiter, name))


def _likeness(path, encoding, delimiter, name) -> tuple[float, int]:
    """How many of the first rows have the same number of cells, and how many cells that is."""
    widths = Counter()
    try:
        for row in islice(_records(path, encoding, delimiter, name), SAMPLE_ROWS):
            if row.cells:
                widths[len(row.cells)] += 1
    except UnreadableFile:  # a quotation mark behind a cell: it is not this one
        return 0, 0
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count / widths.total(), width) if width > 1 else (0, 1)


def reader(path: Path, *, name: str, encoding: str, delimiter: str) -> Callable[[], Iterator[Row]]:
    """A function that reads all rows of the file from its beginning."""
    return lambda: _records(path, encoding, delimiter, name)


def _records(path: Path, encoding: str, delimiter: str, name: str) -> Iterator[Row]:
    with path.open(encoding=ENCODINGS[encoding], newline="") as file:
        lines = _Lines(file, name)
        cells = csv.reader(lines, delimiter=delimiter, strict=True)
        number, first = 0, 1
        while True:
            try:
                record = next(cells, None)
            except csv.Error as error:
                code = "long_cell" if "field larger" in str(error) else "quotes"
                raise UnreadableFile(code, name=name, line=first) from None
            if record is None:
                return
            if lines.taken > LONGEST_CELL < max(map(len, record), default=0):  # whatever bound `csv` was given
                raise UnreadableFile("long_cell", name=name, line=first)
            is_said = first == 1 and _SEPARATOR_LINE.fullmatch(lines.first)
            first, lines.taken = cells.line_num + 1, 0
            if is_said:
                continue  # no program shows this line
            number += 1
            if number > MOST_ROWS:
                raise UnreadableFile("many_rows", name=name, most=MOST_ROWS)
            yield Row(number, [plain(cell) for cell in record], {})


class _Lines:
    """The lines of a file; a row that never ends is refused before it fills the memory."""

    def __init__(self, file, name):
        self.file, self.name = file, name
        self.taken = self.number = 0  # characters since the last whole row; lines
        self.first = ""

    def __iter__(self):
        return self

    def __next__(self):
        line = self.file.readline(LONGEST_ROW + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.taken += len(line)
        if self.taken > LONGEST_ROW:
            raise UnreadableFile("long_cell", name=self.name, line=self.number)
        if self.number == 1:
            self.first = line
        return line
