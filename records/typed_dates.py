"""What people type as a date: `05.01.2022`, `5 января 2022`, `2022 ж. 5 қаңтар`, `about Jan 2022`. Pure: no Django."""

import re
from typing import NamedTuple
from unicodedata import decimal

from records.date_words import (
    ABOUT,
    MONTHS,
    NOT_EARLIER,
    NOT_LATER,
    NOTES,
    PERIOD_BEGINS,
    PERIOD_GOES_ON,
    SEASONS,
    WITHOUT_MEANING,
)
from records.dates import AmbiguousDate, PartialDate, UnreadableDate, parse
from records.text import UnreadableText, clean_text

MAX_TYPED_LENGTH = 100  # characters

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))
_LIKE_EDTF = re.compile(r"[0-9x./?~%-]+")
_CYRILLIC_X = re.compile(r"(?<=[0-9х])х|х(?=х)")  # typed for an unknown digit
_NUMBERS = re.compile(  # digits only: the year first; the year last or left out; no day
    r"(?P<y1>[0-9]{4})(?P<between1>[-./])(?P<m1>[0-9]{1,2})(?:(?P=between1)(?P<d1>[0-9]{1,2}))?"
    r"|(?P<a>[0-9]{1,2})(?P<between2>[-./])(?P<b>[0-9]{1,2})(?:(?P=between2)(?P<y2>[0-9]{2}|[0-9]{4}))?"
    r"|(?P<m3>[0-9]{1,2})[./](?P<y3>[0-9]{4})"
)
_CENTURY = re.compile(r"\b([0-9]{2})00'?s\b")
_DECADE = re.compile(r"\b([0-9]{3})0(?:'?s\b|-?(?:е|х|ые|ых)\b|[- ]?(?=жылдар))")
_LETTERS_BEHIND_A_NUMBER = re.compile(r"(?<=[0-9])-?(?=(?:г|ж|го|е)\b)|(?<=[0-9])-(?=[^\W\d_])")  # 2022г., 5-қаңтар
_DASHED_DATE = re.compile(r"(?<![0-9./-])(?:[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}|[0-9]{4}-[0-9]{2})(?![0-9./-])")
_PART = re.compile(r"[0-9]+x*|[^\W\d_]+|\S")
_NOTE = re.compile(r" ?\(([^()]*)\)")

_PERIOD = re.compile(
    rf"(?:(?:{'|'.join(PERIOD_BEGINS)}) )?((?:[^()]|\([^()]*\))+?) (?:{'|'.join(PERIOD_GOES_ON)}|-) (.+)"
)
_LIMIT = re.compile(
    rf"(?:(?P<to>{'|'.join(NOT_LATER)}) |(?P<since>{'|'.join(NOT_EARLIER)}) )?(?P<date>.+?)"
    rf"(?: (?P<to_behind>{'|'.join(NOT_LATER)})| (?P<since_behind>{'|'.join(NOT_EARLIER)}))?"
)


class _Written(NamedTuple):
    """A date in parts, as EDTF writes them; empty where nothing was typed."""

    year: str
    month: str  # 21 to 23 for a season
    day: str
    mark: str


def read(typed: str) -> PartialDate:
    """Read a date as people type it: EDTF, `05.01.2022`, `5 января 2022`, `2022 ж. 5 қаңтар`, `about Jan 2022` …

    Dotted dates have the day first. Raises `AmbiguousDate` where day and month could be either (`05/01/2022`)
    or an English decade could be a century (`1900s`), `UnreadableDate` for what is no date.
    """
    text = _tidy(typed)
    if re.search(r"[0-9]:[0-9]{2}", text):
        raise UnreadableDate("time")
    if _LIKE_EDTF.fullmatch(text) and not _NUMBERS.fullmatch(text):
        try:
            return parse(text.upper())
        except UnreadableDate as error:
            if error.code not in ("unreadable", "mark"):  # 2019-2022? is no EDTF, but people write it
                raise
    return _the_only_one(text)


def _tidy(typed: str) -> str:
    """In small letters, with plain digits and dashes, and single spaces."""
    try:
        text = clean_text(typed, max_length=MAX_TYPED_LENGTH)
    except UnreadableText as error:
        if error.code == "too_long":
            raise UnreadableDate("too_long") from None
        raise UnreadableDate("character", **error.params) from None
    if not text:
        raise UnreadableDate("blank")
    text = re.sub(r"\d", lambda digit: str(decimal(digit[0])), text)  # digits of other scripts
    text = " ".join(text.translate(_DASHES).lower().split())
    text = re.sub(r" ?([/?~%]) ?", r"\1", _CYRILLIC_X.sub("x", text))
    return text.replace("?~", "%").replace("~?", "%")


def _the_only_one(text: str) -> PartialDate:
    """The usual reading, unless there is another one."""
    try:
        usual = _read_words(text, usual=True)
    except UnreadableDate as error:
        try:
            return _read_words(text, usual=False)
        except UnreadableDate:
            raise error from None
    try:
        other = _read_words(text, usual=False)
    except UnreadableDate:
        return usual
    if usual != other:
        raise AmbiguousDate(usual.text, other.text)
    return usual


def _read_words(text: str, *, usual: bool) -> PartialDate:
    """Read a date or a period in words or digits; `usual`: the day stands before the month, and `1900s` is a decade."""
    if not usual:
        text = _CENTURY.sub(r"\1xx", text)
    text = _LETTERS_BEHIND_A_NUMBER.sub(" ", _DECADE.sub(r"\1x ", text))
    period = _PERIOD.fullmatch(text)
    if period:
        return _read_period(*period.groups(), usual)
    if "-" in text and not _DASHED_DATE.search(text):
        first, _, last = text.partition("-")
        return _read_period(first, last, usual)
    limit = _LIMIT.fullmatch(_NOTE.sub("", text))
    if not limit:
        raise UnreadableDate("unreadable")
    written = _edtf(_read_one(limit["date"], _NOTE.findall(text), usual))
    to, since = limit["to"] or limit["to_behind"], limit["since"] or limit["since_behind"]
    if to and since:
        raise UnreadableDate("unreadable")
    return parse(f"../{written}" if to else f"{written}/.." if since else written)


def _read_period(first: str, last: str, usual: bool) -> PartialDate:
    """A period; what one end leaves out (`4-6 January 2022`, `2022 ж. 4-6 қаңтар`) is taken from the other."""
    start, end = (_read_one(_NOTE.sub("", side).strip(), _NOTE.findall(side), usual) for side in (first, last))
    if bool(start.day) != bool(end.day) and not (start.month and end.month and start.year and end.year):
        raise UnreadableDate("unreadable")
    if not start.year and not end.month:
        raise UnreadableDate("unreadable")
    start = start._replace(year=start.year or end.year, month=start.month or (end.month if start.day else ""))
    end = end._replace(year=end.year or start.year, month=end.month or (start.month if end.day else ""))
    return parse(f"{_edtf(start)}/{_edtf(end)}")


def _read_one(text: str, notes: list[str], usual: bool) -> _Written:
    """One date, perhaps without its year or month."""
    signs = set(re.findall(r"[?~%]", text))
    words = re.sub(r"^~|[?~%]+$", "", text).split()
    about = [word for word in words if word in ABOUT or word.strip(".") in ABOUT]
    if about:
        signs.add("~")
    notes = [NOTES.get(note, "") for line in notes for note in line.split(", ")]
    if "uncertain" in notes:
        signs.add("?")
    left = " ".join(word for word in words if word not in about and word.strip(".") not in WITHOUT_MEANING)
    numbers = _NUMBERS.fullmatch(left)
    year, month, day = _from_numbers(numbers, usual) if numbers else _from_words(left)
    for note in notes:
        if note == "day" and month and not day:
            day = "XX"
        elif note in ("month", "month and day") and not month:
            month, day = "XX", "XX" if note == "month and day" else ""
        elif note != "uncertain":
            raise UnreadableDate("unreadable")
    return _Written(year, month, day, "%" if "%" in signs or len(signs) == 2 else "".join(signs))


def _from_numbers(found: re.Match, usual: bool) -> tuple[str, str, str]:
    if found["a"]:
        if len(found["y2"] or "2022") == 2:
            raise UnreadableDate("year")
        day_first = usual or found["between2"] == "."
        day, month = (found["a"], found["b"]) if day_first else (found["b"], found["a"])
    else:
        day, month = found["d1"] or "", found["m1"] or found["m3"]
    return found["y1"] or found["y2"] or found["y3"] or "", month.zfill(2), day and day.zfill(2)


def _from_words(text: str) -> tuple[str, str, str]:
    """Year, month or season, and day, in any order."""
    years, months, days = [], [], []
    for part in _PART.findall(text):
        if part[0].isdigit() and len(part) == 4:
            years.append(part.upper())
        elif part[0].isdigit():
            days.append(part.zfill(2))
        elif part in MONTHS or part in SEASONS:
            months.append(MONTHS.get(part) or SEASONS[part])
        elif part not in WITHOUT_MEANING:
            raise UnreadableDate("unreadable")
    if len(days) == 2 and months and not years or any(len(day) > 2 for day in days):
        raise UnreadableDate("year")
    if max(len(years), len(months), len(days)) > 1:
        raise UnreadableDate("unreadable")
    if "24" in months:
        raise UnreadableDate("winter")
    return "".join(years), "".join(months), "".join(days)


def _edtf(written: _Written) -> str:
    year, month, day, mark = written
    if not year and (month or day):
        raise UnreadableDate("no_year")
    if not year or day and not month:
        raise UnreadableDate("unreadable")
    return "-".join(filter(None, (year, month, day))) + mark
