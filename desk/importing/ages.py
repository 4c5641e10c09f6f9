"""Ages as lists write them: `2 months`, `около 30`, `25-30`, `25.0`, `18+`. No database."""

import re
from typing import NamedTuple

from desk.log.typed_numbers import UnreadableNumber, read_age

OLDEST = 130

_YEARS = r"(?:years?(?:[ -]olds?)?|yrs?\.?|y\.?o\.?|y/o|y|лет|года?|годов|л\.|г\.|жас(?:та|тағы|ар|ында)?|سنة|سنوات)"
_PLAIN = re.compile(rf"(\d{{1,3}})(?:[.,](\d+))?\s*{_YEARS}?", re.IGNORECASE)
_RANGE = re.compile(rf"(\d{{1,3}})\s*(?:-|–|—|\.\.|до|to)\s*(\d{{1,3}})\s*{_YEARS}?", re.IGNORECASE)
_LESS_THAN_YEARS = re.compile(
    r"(?:(\d+)(?:[.,]\d+)?|[^\W\d]+)?\s*-?(?:мес(?:\.|яц\w*)?|месячн\w*|months?(?:[ -]old)?|mos?\.?|ай(?:лық)?|"
    r"weeks?(?:[ -]old)?|нед(?:\.|ел\w*)?|апта(?:лық)?|days?(?:[ -]old)?|дн(?:\.|я|ей)|день|күн(?:дік)?|"
    r"hours?|час\w*|сағат)"
    r"(?:\s+назад)?",
    re.IGNORECASE,
)
_OR_MORE = re.compile(rf"(\d{{1,3}})\s*\+|(?:от|с|from|at least|не моложе)\s+(\d{{1,3}})\s*{_YEARS}?", re.IGNORECASE)
_OVER = re.compile(
    rf"(?:старше|больше|более|свыше|за|over|more than|above|older than|>)\s*(\d{{1,3}})\s*{_YEARS}?", re.IGNORECASE
)
_UNDER = re.compile(
    rf"(?:младше|моложе|меньше|до|under|below|less than|younger than|<)\s*(\d{{1,3}})(?:-?(?:ти|и))?\s*{_YEARS}?",
    re.IGNORECASE,
)


class ReadAge(NamedTuple):
    """In completed years; `printed` holds the words where they say more than the number.

    `doubt` is empty, or says why the cell is kept as printed alone: "year" (of birth), "large" or "unclear".
    """

    low: int | None
    high: int | None
    printed: str = ""
    doubt: str = ""


def read_cell(cell: str) -> ReadAge:
    """Read a cell that says something; it never raises: what is no age is kept as printed."""
    text = " ".join(cell.split())
    if found := _PLAIN.fullmatch(text):
        years, rest = int(found[1]), (found[2] or "").strip("0")
        return _checked(years, years, text if rest else "", text)
    if found := _RANGE.fullmatch(text):
        low, high = int(found[1]), int(found[2])
        return _checked(low, high, "", text) if low <= high else ReadAge(None, None, text, "unclear")
    if re.fullmatch(r"(?:1[89]|20)\d\d(?:\.0)?(?:\s*(?:г\.?(?:\s*р\.?)?|ж\.?))?", text):
        return ReadAge(None, None, text, "year")
    if found := _LESS_THAN_YEARS.fullmatch(text):
        return _of_months(found[1], text)
    if found := _OR_MORE.fullmatch(text):
        return _checked(int(found[1] or found[2]), None, text, text)
    if found := _OVER.fullmatch(text):
        return _checked(int(found[1]), None, text, text)
    if found := _UNDER.fullmatch(text):
        return _checked(None, max(int(found[1]) - 1, 0), text, text)
    if re.match(r"-\d", text):
        return ReadAge(None, None, text, "unclear")
    try:
        age = read_age(text)
        has_digits = age.low is None and re.search(r"\d", text)
        return ReadAge(*age, "unclear" if has_digits else "")
    except UnreadableNumber as error:
        return ReadAge(None, None, text, "large" if error.code == "large" else "unclear")


def _of_months(number, text) -> ReadAge:
    """Months, weeks and days; a number of months may come to years."""
    months = int(number) if number and re.search(r"мес|month|mo|ай", text, re.IGNORECASE) else 0
    return ReadAge(months // 12, months // 12, text) if months < 36 else ReadAge(None, None, text, "unclear")


def _checked(low, high, printed, text) -> ReadAge:
    if max(low or 0, high or 0) > OLDEST:
        return ReadAge(None, None, text, "large")
    return ReadAge(low, high, printed)
