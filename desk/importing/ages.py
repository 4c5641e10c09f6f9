"""Ages as lists write them: `2 months`, `около 30`, `25-30`, `25.0`, `18+`. No database."""

import re
from math import ceil
from typing import NamedTuple

from desk.log.typed_numbers import UnreadableNumber, read_age

OLDEST = 130

_YEARS = r"(?:years?(?:[ -]olds?)?|yrs?\.?|y\.?o\.?|y/o|y|лет|года?|годов|л\.|г\.|жас(?:та|тағы|ар|ында)?|سنة|سنوات)"
_PLAIN = re.compile(rf"(\d{{1,3}})(?:[.,](\d+))?\s*{_YEARS}?", re.IGNORECASE)
_RANGE = re.compile(rf"(\d{{1,3}})\s*(?:-|–|—|\.\.|до|to)\s*(\d{{1,3}})\s*{_YEARS}?", re.IGNORECASE)
_ABOUT = (
    r"(?:about|around|approx(?:imately|\.)?|nearly|almost|some|roughly|circa|ca?\.|около|примерно|приблизительно|прим\.|"
    r"ок\.|почти|порядка|где-то|шамамен|шамасында|жуық|~|≈)"
)
_PARTS_OF_YEARS = {  # how many make a year: their words
    12: r"мес(?:яц\w*|ячн\w*)?|months?|mos?|ай(?:лық)?",
    52: r"weeks?|wks?|нед(?:ел\w*)?|апта(?:лық)?",
    365: r"days?|дн(?:я|ей|евн\w*)?|день|сут(?:ки|ок)|күн(?:дік)?",
    8760: r"hours?|hrs?|час(?:а|ов|овой)?|сағат(?:тық)?",
}
_PART = "|".join(f"(?P<of_{count}>{words})" for count, words in _PARTS_OF_YEARS.items())
_HAS_PART = re.compile(rf"(?<![^\W\d_])(?:{_PART})(?![^\W\d_])", re.IGNORECASE)
_YEARS_BESIDE = re.compile(rf"([^\W_]+)[-–—\s]*(?:{_YEARS}|лет\w*)(?![^\W\d_])", re.IGNORECASE)
_DAY_OF_DEATH = re.compile(
    r"(?:(?:в|на|к|по)\s+)?(?:день|дату|момент|час)\s+(?:гибели|смерти|убийства|ранения)|"
    r"(?:on|at|by)\s+(?:the|his|her)\s+(?:day|date|time|hour)\s+of\s+(?:(?:his|her|the)\s+)?death|"
    r"(?:қаза болған|қайтыс болған|өлген)\s+(?:күні|сәтте)",
    re.IGNORECASE,
)
_FEW = r"an?|a few|few|several|(?:a )?couple(?: of)?|несколько|пар[ау]|бірнеше"
_CHILD = "boy|girl|baby|child|infant|мальчик|девочка|реб[её]нок|младенец|бала|ұл|қыз|сәби|нәресте"
_LESS_THAN_YEARS = re.compile(
    rf"(?:{_ABOUT}\s*)?(?:(?:(?P<at_most>up to|at most|не более|не больше|не старше)|"
    r"(?P<under>under|below|less than|younger than|<|до|младше|моложе|менее|меньше))\s*)?"
    r"(?:(?P<low>\d+(?:[.,]\d+)?)(?:\s*(?:-|–|—|\.\.|до|to|или|or)\s*(?P<high>\d+(?:[.,]\d+)?))?|"
    rf"(?:{_FEW})|(?P<word>[^\W\d_]+))?"
    rf"\s*-?(?:{_PART})\.?(?:[ -]olds?)?(?:\s+(?:назад|{_ABOUT}|{_CHILD}))?\s*(?:\?|\([^()\d]*\))?",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    rf"(\d{{1,3}})\s*\+|(?:от|с|from|at least|не (?:моложе|младше|менее|меньше)|кемінде)\s+(\d{{1,3}})\s*{_YEARS}?",
    re.IGNORECASE,
)
_OVER = re.compile(
    rf"(?:старше|больше|более|свыше|за|over|more than|above|older than|>)\s*(\d{{1,3}})\s*{_YEARS}?", re.IGNORECASE
)
_UNDER = re.compile(
    rf"(?:младше|моложе|меньше|до|under|below|less than|younger than|<)\s*(\d{{1,3}})(?:-?(?:ти|и))?\s*{_YEARS}?",
    re.IGNORECASE,
)
_BESIDE_A_NUMBER = re.compile(  # words and signs that leave it a number of years
    rf"{_YEARS}|{_ABOUT}|{_CHILD}|man|woman|male|female|teen\w*|мужчина|женщина|подросток|ер|әйел|жасөспірім|f|ж|лет\w*|old|"
    r"aged?|of|полных|возраст\w*|в|на|вид|жасы|[-–—.,?()~≈\s]+",
    re.IGNORECASE,
)
_MEN_OR_MONTHS = re.compile(r"[mм]\.?", re.IGNORECASE)  # months are counted up to two years
_BETWEEN = re.compile("from|to|between|and|or|от|до|и|или|мен", re.IGNORECASE)


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
    if is_less_than_years(text):
        return read_less_than_years(text)
    if found := _OR_MORE.fullmatch(text):
        return _checked(int(found[1] or found[2]), None, text, text)
    if found := _OVER.fullmatch(text):
        return _checked(int(found[1]), None, text, text)
    if found := _UNDER.fullmatch(text):
        return _checked(None, max(int(found[1]) - 1, 0), text, text)
    if re.match(r"[-–—−]\s*\d", text):
        return ReadAge(None, None, text, "unclear")
    try:
        age = read_age(text)
    except UnreadableNumber as error:
        return ReadAge(None, None, text, "large" if error.code == "large" else "unclear")
    if age.low is None:
        return ReadAge(*age, "unclear" if re.search(r"\d", text) else "")
    return ReadAge(*age) if _are_years(age, text) else ReadAge(None, None, text, "unclear")


def _are_years(age, text: str) -> bool:
    """Whether nothing beside the numbers makes them something else: `5 класс`, `тридцать пять`."""
    beside = re.findall(r"[^\W\d_]+(?:[./][^\W\d_]\b)?\.?|[^\w]+", _DAY_OF_DEATH.sub("", text))
    return all(
        _BESIDE_A_NUMBER.fullmatch(part)
        or _BESIDE_A_NUMBER.fullmatch(part.removesuffix("."))
        or age.low > 24
        and _MEN_OR_MONTHS.fullmatch(part)
        or age.low != age.high
        and _BETWEEN.fullmatch(part)
        or read_age(part).low is not None
        for part in beside
    )


def is_less_than_years(text: str) -> bool:
    """It has a word for months, weeks, days or hours, other than of the day of death, and no number of years."""
    has_years = any(read_age(found[1]).low is not None for found in _YEARS_BESIDE.finditer(text))
    return not has_years and bool(_HAS_PART.search(_DAY_OF_DEATH.sub("", text)))


def read_less_than_years(text: str) -> ReadAge:
    """Of a number of months, weeks, days or hours; it may come to years."""
    found = _LESS_THAN_YEARS.fullmatch(text)
    unclear = ReadAge(None, None, text, "unclear")
    if not found:
        return unclear
    low = found["low"]
    if found["word"]:
        low = read_age(found["word"]).low
        if low is None:
            return unclear
    a_year = next(count for count in _PARTS_OF_YEARS if found[f"of_{count}"])
    low, high = (float(str(number or 0).replace(",", ".")) for number in (low, found["high"] or low))
    if low > high or high >= 3 * a_year:
        return unclear
    if found["under"]:
        return ReadAge(None, max(ceil(high) - 1, 0) // a_year, text)
    return ReadAge(None if found["at_most"] else int(low // a_year), int(high // a_year), text)


def _checked(low, high, printed, text) -> ReadAge:
    if max(low or 0, high or 0) > OLDEST:
        return ReadAge(None, None, text, "large")
    return ReadAge(low, high, printed)
