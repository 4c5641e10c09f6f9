"""Dates as sources give them: a day, a month, a year, a period, uncertain or about. Pure: no Django.

A date is kept as text of the Extended Date/Time Format, levels 0 and 1 (ISO 8601-2:2019, annex A;
https://www.loc.gov/standards/datetime/), as far as two columns of days can hold it. `parse` reads that
format and nothing else, `in_words` writes it for people. What people type is read by `records.typed_dates`.
"""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from records.date_words import WORDING, Form, Wording
from records.text import Unreadable, gettext_noop

MAX_LENGTH = 40  # characters of the stored text


class UnreadableDate(Unreadable):
    messages = {
        "blank": gettext_noop("Write a date: 2022-01-08, 2022-01 or 2022."),
        "too_long": gettext_noop("A date is shorter than this. Write 2022-01-08, 2022-01 or 2022."),
        "character": gettext_noop(
            "There is a character that no date holds (%(code_point)s) at position %(position)d. "
            "Type the date anew, for example 2022-01-08."
        ),
        "unreadable": gettext_noop(
            "This cannot be read as a date. Write 2022-01-08, 2022-01, 2022, 8 January 2022 or 08.01.2022; "
            "2022-01~ for about, 2022-01? for uncertain; 2022-01-04/2022-01-06 for a period."
        ),
        "year": gettext_noop("Write the year with four digits, from 0001 to 9999, for example 2022."),
        "no_year": gettext_noop("The year is missing. Write 2022-01-08 or 8 January 2022."),
        "month": gettext_noop("There is no month %(month)s. Write a month from 01 to 12, for example 2022-01."),
        "day": gettext_noop("There is no day %(day)s in %(month)s. Write a day from 01 to %(last)d."),
        "time": gettext_noop("Write the day without the time of day, for example 2022-01-08."),
        "backwards": gettext_noop("This period ends before it begins. Write the earlier date first: %(turned)s."),
        "nothing_known": gettext_noop("This says nothing about the date. Leave the field empty."),
        "several": gettext_noop(
            "Write one date or one period, without brackets or commas: 2022-01-05 or 2022-01-04/2022-01-06."
        ),
        "mark": gettext_noop("Write ?, ~ or %% at the end of the date only, for example 2022-01-05?"),
        "unspecified": gettext_noop("Write X only in place of the last digits: 202X, 2022-XX or 2022-01-XX."),
        "winter": gettext_noop(
            "Winter lies in two years. Write 2022-01/2022-02 for the beginning of a year "
            "or 2022-12/2023-02 for the end of one."
        ),
        "ambiguous": gettext_noop("This can be read in two ways. Write %(first)s or %(second)s."),
    }


class AmbiguousDate(UnreadableDate):
    """What was typed is one of two dates. `candidates` holds both as EDTF."""

    def __init__(self, first: str, second: str):
        super().__init__("ambiguous", first=first, second=second)
        self.candidates = (first, second)


class PartialDate(NamedTuple):
    """`text` is EDTF. `earliest` and `latest` are the first and the last day that it can mean; None: no limit is known.

    They are the strict bounds: `?`, `~` and `%` say how sure the source is, and ISO 8601-2 gives them no width.
    """

    text: str
    earliest: date | None
    latest: date | None
    uncertain: bool
    approximate: bool


class _End(NamedTuple):
    """A date, or one end of a period; the digits as written, empty where there are none."""

    year: str  # ".." for an open end, empty for an unknown one
    month: str = ""  # 21 to 24 for a season
    day: str = ""
    mark: str = ""
    earliest: date | None = None
    latest: date | None = None


# Reading EDTF

_DATE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")
_NO_DATE = {"..": _End(".."), "": _End("")}
# The first and last month of a season: the standard leaves them open. These are the ones of the reference examples
# (edtf 5.0.2 on PyPI), which count a winter to the year it begins in and cut it off at that year's end.
_SEASON_MONTHS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 12)}
_WHY_NOT = [  # why a text is no date that we keep, most telling first
    (re.compile(r"\s*"), "blank"),
    (re.compile(r"(?:\.\.)?/(?:\.\.)?|XXXX.*"), "nothing_known"),
    (re.compile(r".*[0-9][Tt ]+[0-9]{1,2}:?[0-9]{2}.*|.*[0-9]:[0-9]{2}.*"), "time"),
    (re.compile(r"-[0-9X]{4}.*|.*/-[0-9X]{4}.*|Y-?[0-9].*|[0-9]{5,}.*|[0-9]+[ES][0-9]+.*"), "year"),
    (re.compile(r"[\[{].*"), "several"),
    (re.compile(r"[0-9X?~%()-]*[?~%][0-9X?~%()/-]*"), "mark"),
    (re.compile(r"[0-9X-]*X[0-9X?~%-]*"), "unspecified"),
]


def parse(text: str) -> PartialDate:
    """Read EDTF, for example `2022-01-08`, `2022-01~` or `../2022-01-08`; raises `UnreadableDate`."""
    ends = _ends(text)
    return PartialDate(
        text,
        ends[0].earliest,
        ends[-1].latest,
        "?" in text or "%" in text,
        "~" in text or "%" in text,
    )


def _ends(text: str) -> tuple[_End, ...]:
    """One date, or the two ends of a period."""
    if len(text) > MAX_LENGTH:
        raise UnreadableDate("too_long")
    if "/" not in text:
        return (_end(text),)
    first, _, last = text.partition("/")
    start, end = _NO_DATE.get(first) or _end(first), _NO_DATE.get(last) or _end(last)
    if start.earliest is None and end.latest is None:
        raise UnreadableDate("nothing_known")
    if start.earliest and end.latest and start.earliest > end.latest:
        raise UnreadableDate("backwards", turned=f"{last}/{first}")
    return start, end


def _end(text: str) -> _End:
    match = _DATE.fullmatch(text)
    if not match:
        raise UnreadableDate(next((code for pattern, code in _WHY_NOT if pattern.fullmatch(text)), "unreadable"))
    year, month, day, mark = match.groups(default="")
    return _End(year, month, day, mark, *_bounds(year, month, day))


def _bounds(year: str, month: str, day: str) -> tuple[date, date]:
    """The first and the last day of a date as written."""
    if "X" in year and month or month == "XX" and day not in ("", "XX"):
        raise UnreadableDate("unspecified")
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not first_year:
        raise UnreadableDate("year")
    if month in ("", "XX"):
        return date(first_year, 1, 1), date(last_year, 12, 31)
    if month in _SEASON_MONTHS and not day:
        first_month, last_month = _SEASON_MONTHS[month]
        return date(first_year, first_month, 1), _last_day(first_year, last_month)
    if not "01" <= month <= "12":
        raise UnreadableDate("month", month=month)
    if day in ("", "XX"):
        return date(first_year, int(month), 1), _last_day(first_year, int(month))
    try:
        known = date(first_year, int(month), int(day))
    except ValueError:
        last = _last_day(first_year, int(month)).day
        raise UnreadableDate("day", day=day, month=f"{year}-{month}", last=last) from None
    return known, known


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


# Writing for people


def in_words(text: str, language: str) -> str:
    """The date of an EDTF text as people write it in `en`, `ru` or `kk` (other languages: as in English)."""
    wording = WORDING.get(language.partition("-")[0].lower(), WORDING["en"])
    ends = _ends(text)
    if len(ends) == 1:
        return _one(ends[0], wording)
    start, end = ends
    if start.year == "..":
        return _limit(end, wording.not_later, wording)
    if end.year == "..":
        return _limit(start, wording.not_earlier, wording)
    if not start.year:
        return f"… – {_one(end, wording, wording.notes['start'])}"
    if not end.year:
        return f"{_one(start, wording)} – … ({wording.notes['end']})"
    return _joined(start, end, wording.plain) or f"{_one(start, wording)} – {_one(end, wording)}"


def _one(end: _End, wording: Wording, *more_notes: str) -> str:
    if end.mark in ("~", "%"):
        words = wording.about.format(date=_bare(end, wording.about_form))
    else:
        words = _bare(end, wording.plain)
    return _with_notes(words, end, wording, *more_notes)


def _limit(end: _End, template: str, wording: Wording) -> str:
    words = _bare(end, wording.bound_form)
    if end.mark in ("~", "%"):
        words = wording.about_bound.format(date=words)
    return _with_notes(template.format(date=words), end, wording)


def _bare(end: _End, form: Form) -> str:
    """Without what is unknown or uncertain about it."""
    year = end.year.lstrip("0")
    if end.year.endswith("XX"):
        return form.years.format(first=end.earliest.year, last=end.latest.year)
    if end.year.endswith("X"):
        return form.decade.format(year=end.earliest.year)
    if end.month in ("", "XX"):
        return form.year.format(year=year)
    if end.month in _SEASON_MONTHS:
        return form.month.format(month=form.seasons[int(end.month) - 21], year=year)
    if end.day in ("", "XX"):
        return form.month.format(month=form.months[int(end.month) - 1], year=year)
    return form.day.format(day=int(end.day), month=form.day_months[int(end.month) - 1], year=year)


def _with_notes(words: str, end: _End, wording: Wording, *more_notes: str) -> str:
    names = []
    if end.year.endswith("XX"):
        names.append("year")
    if end.month == "24":
        names.append("winter")
    if "XX" in (end.month, end.day):
        names.append("day" if end.month != "XX" else "month and day" if end.day else "month")
    if end.mark in ("?", "%"):
        names.append("uncertain")
    notes = [*(wording.notes[name] for name in names), *more_notes]
    return f"{words} ({', '.join(notes)})" if notes else words


def _joined(start: _End, end: _End, form: Form) -> str:
    """A period whose ends share a month or year, written once: `4–6 January 2022`; empty if they do not."""
    digits = start[:3] + end[:3]
    if start.mark or end.mark or any("X" in part for part in digits) or max(start.month, end.month) > "12":
        return ""
    if not start.month and not end.month:
        return form.years.format(first=start.earliest.year, last=end.earliest.year)
    if start.year != end.year or bool(start.day) != bool(end.day) or not (start.month and end.month):
        return ""
    year, months = end.year.lstrip("0"), form.day_months if end.day else form.months
    first_month, last_month = (months[int(month) - 1] for month in (start.month, end.month))
    if not end.day:
        return form.month.format(month=f"{first_month}–{last_month}", year=year)
    if start.month == end.month:
        return form.day.format(day=f"{int(start.day)}–{int(end.day)}", month=last_month, year=year)
    return form.day.format(day=f"{int(start.day)} {first_month} – {int(end.day)}", month=last_month, year=year)
