"""Dates as lists write them: two digits for a year, day or month first, a time behind it, no year. No database."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from desk.importing.tables import Table
from records.date_words import MONTHS
from records.dates import AmbiguousDate, PartialDate, UnreadableDate, parse
from records.typed_dates import read

ORDERS = ("dmy", "mdy", "ymd")

_NUMBERS = re.compile(r"(\d{1,4})([-./\\])(\d{1,2})\2(\d{1,4})")
_WITH_MONTH = re.compile(r"(\d{1,2})[-./ ] ?([^\W\d_]+)\.?[-./ ] ?(\d{2}|\d{4})")  # 5-Jan-22, 05.янв.2022
_MONTH_AND_TWO = re.compile(r"[^\W\d_]+[-.]\d{2}")  # янв.22: a day, or a year
_TIME = re.compile(
    r"(?P<day>.*\d)(?: ?[гж]\.?)?(?:[ T,]+|,? (?:в|at|сағат) )"
    r"(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?)"
    r"(?:Z| ?(?:\+(?:0\d|1[0-4])|-(?:0\d|1[01]))(?::?(?:00|30|45))?)?"
)
_NO_DAY = re.compile(r"(?:[?_*–—-]{1,2}|[xхXХ]{2}|00)[./]")
_NO_YEAR = re.compile(r"\d{1,2}[./]\d{1,2}[./]?")
_LAST_YEAR_ZEROS = re.compile(r"(\d{4})-(\d{2})-00|(\d{4})-00(?:-00)?")


class ReadDate(NamedTuple):
    date: PartialDate
    is_inferred: bool  # the year is not in the cell
    left_out: str  # the time of day, if the cell has one


class Ambiguous(NamedTuple):
    """A cell of a column that must be asked about, and the two days that it could be, as EDTF: the second has the month
    first, or the year where a word is the month."""

    cell: str
    day_first: str
    otherwise: str


def read_date(cell: str, *, order: str = "", year: int | None = None, today: date) -> ReadDate:
    """Read a cell. Raises `AmbiguousDate` if it needs an `order`, `UnreadableDate` for what is no date.

    `year` holds where the cell has none. Of two digits is made the last such year that has come.
    """
    text, left_out = _day_and_time(cell)
    if re.fullmatch(r"\d{4}\.0", text):
        text = text[:4]
    while found := _NO_DAY.match(text):
        text = text[found.end() :]
    if found := _WITH_MONTH.fullmatch(text):
        text = _with_month(found, order, today)
    if found := _NUMBERS.fullmatch(text):
        return ReadDate(parse(_from_numbers(found, order, today)), False, left_out)
    if found := _LAST_YEAR_ZEROS.fullmatch(text):
        return ReadDate(parse(f"{found[1]}-{found[2]}" if found[1] else found[3]), False, left_out)
    try:
        return ReadDate(read(text), False, left_out)
    except UnreadableDate as error:
        if year is None or error.code != "no_year" and not _NO_YEAR.fullmatch(text) or _MONTH_AND_TWO.fullmatch(text):
            raise
    separator = "." if _NO_YEAR.fullmatch(text) else " "
    whole = f"{text.rstrip('./')}{separator}{year}".replace("/", ".")
    return ReadDate(read_date(whole, order=order, today=today).date, True, left_out)


def _day_and_time(cell: str) -> tuple[str, str]:
    """The time is empty at midnight."""
    text = cell.strip().removesuffix("г.").removesuffix("ж.").strip()
    found = _TIME.fullmatch(text)
    if not found:
        return text, ""
    return found["day"].strip(), found["time"] if re.search("[1-9]", found["time"]) else ""


def _with_month(found: re.Match, order: str, today: date) -> str:
    """The date with its whole year and between spaces, if the word in it is a month. Raises `AmbiguousDate`."""
    first, month, last = found.groups()
    if month.lower() not in MONTHS:
        return found[0]
    readings = {} if order else _readings(found, today)
    if len(readings) == 2:
        raise AmbiguousDate(*readings.values())
    is_year_first = len(first) == len(last) == 2 and "ymd" in (order, *readings)
    day, year = (last, first) if is_year_first else (first, last)
    return f"{day} {month} {_full_year(year, today)}"


def _readings(found: re.Match, today: date) -> dict[str, str]:
    """By order, the EDTF of what a day, a month in words and two digits of a year can be; empty where the place of the
    year is plain. `22-янв-05` can have either number for its year, the first only for one of this century."""
    first, month, last = found.groups()
    if month.lower() not in MONTHS or not len(first) == len(last) == 2:
        return {}
    readings = {}
    for order, day, year in (("dmy", first, last), ("ymd", last, first)):
        try:
            readings[order] = read(f"{day} {month} {_full_year(year, today)}").text
        except UnreadableDate:
            continue
    if int(first) <= 31 and ("dmy" not in readings or int(first) > today.year % 100 or first == last):
        readings.pop("ymd", None)  # `31-Feb-22` is no day of 1931
    return readings


def _from_numbers(found: re.Match, order: str, today: date) -> str:
    """EDTF of three numbers."""
    first, separator, second, third = found.groups()
    if len(first) > 2 or order == "ymd" and len(third) <= 2:
        return _edtf(_full_year(first, today), second, third)
    if len(third) == 3 or len(third) == 1:
        raise UnreadableDate("year")
    year = _full_year(third, today)
    if order == "mdy":
        return _edtf(year, first, second)
    day_first = _edtf(year, second, first)
    if order == "dmy" or separator == ".":
        return day_first
    return _either(day_first, _edtf(year, first, second))


def _either(day_first: str, month_first: str) -> str:
    """The one that is a date; raises `AmbiguousDate` if both are."""
    if not _is_date(month_first):
        return day_first
    if not _is_date(day_first):
        return month_first
    if day_first != month_first:
        raise AmbiguousDate(day_first, month_first)
    return day_first


def _edtf(year: str, month: str, day: str) -> str:
    """Zeros stand for what is not known."""
    if not int(day):
        return f"{year}-{month.zfill(2)}" if int(month) else year
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _full_year(digits: str, today: date) -> str:
    if len(digits) == 4:
        return digits
    if len(digits) != 2:
        raise UnreadableDate("year")
    century = today.year // 100 * 100
    year = century + int(digits)
    return str(year if year <= today.year else year - 100)


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except UnreadableDate:
        return False
    return True


def orders_of(table: Table, headers: Sequence[str], *, today: date) -> tuple[dict[str, str], dict[str, Ambiguous]]:
    """Of the columns of dates: those whose order their cells settle, and those that must be asked.

    Dots alone are read day first, as everywhere; but where a column has a date that has the month first, they are
    asked too.
    """
    columns = {header: _Column(today) for header in headers}
    places = [(table.headers.index(header), column) for header, column in columns.items()]
    if places:
        for row in table.rows():
            for index, column in places:
                column.take(row.cells[index])
    settled = {header: column.settled for header, column in columns.items() if column.settled}
    return settled, {header: column.example for header, column in columns.items() if column.is_asked}


class _Column:
    """What the dates of one column tell of their order."""

    def __init__(self, today: date):
        self.today = today
        self.day_first = self.month_first = False  # some date can be nothing else
        self.ambiguous = self.dotted = None
        self.written = None  # ambiguous, with the month in words
        self.written_orders = set()  # some date with the month in words can have no other

    def take(self, cell: str):
        text, _time = _day_and_time(cell)
        if found := _WITH_MONTH.fullmatch(text):
            self._take_written(found)
        found = _NUMBERS.fullmatch(text)
        if not found or len(found[1]) > 2 or len(found[4]) not in (2, 4):
            return
        a, b, year = int(found[1]), int(found[3]), found[4] if len(found[4]) == 4 else f"20{found[4]}"
        day_first, month_first = (_edtf(year, *pair) for pair in ((found[3], found[1]), (found[1], found[3])))
        if 12 < a <= 31 and b <= 12:
            self.day_first = True
        elif 12 < b <= 31 and a <= 12:
            self.month_first = True
        elif 1 <= a <= 12 and 1 <= b <= 12 and a != b:
            example = Ambiguous(cell.strip(), day_first, month_first)
            if found[2] == ".":
                self.dotted = self.dotted or example
            else:
                self.ambiguous = self.ambiguous or example

    def _take_written(self, found: re.Match):
        readings = _readings(found, self.today)
        if len(readings) == 2:
            self.written = self.written or Ambiguous(found[0], *readings.values())
        elif readings and (int(found[3]) > 31 or int(found[1]) > self.today.year % 100):
            self.written_orders |= readings.keys()

    @property
    def _of_numbers(self) -> str | None:
        """Their order; empty if they must be asked, None if they need no order."""
        if not (self.ambiguous or self.dotted):
            return None
        if self.day_first != self.month_first:
            return "dmy" if self.day_first else "" if self.dotted else "mdy"
        return "" if self.ambiguous or self.month_first else None

    @property
    def _of_written(self) -> str | None:
        """The same of those with the month in words."""
        if not self.written:
            return None
        return next(iter(self.written_orders)) if len(self.written_orders) == 1 else ""

    @property
    def settled(self) -> str:
        numbers, written = self._of_numbers, self._of_written
        if numbers is None or written is None:
            return numbers or written or ""
        return "" if written == "ymd" else numbers  # the year stands last in both orders of numbers

    @property
    def is_asked(self) -> bool:
        return not self.settled and (self._of_numbers, self._of_written) != (None, None)

    @property
    def example(self) -> Ambiguous | None:
        return self.written if self._of_numbers is None else self.ambiguous or self.dotted
