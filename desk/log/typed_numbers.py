"""Ages and figures as reports print them: `fifteen-year-old`, `more than 2,700`, `dozens`. Pure: no Django."""

import re
from typing import NamedTuple

_WORDS = re.findall(
    r"\w+",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty",
)
_NUMBER_WORDS = {word: number for number, word in enumerate(_WORDS, start=1)}
_NUMBER_WORDS |= {"один": 1, "одна": 1, "двое": 2, "два": 2, "две": 2, "трое": 3, "три": 3, "четверо": 4, "четыре": 4}
_NUMBER_WORDS |= {"пять": 5, "пятеро": 5, "шесть": 6, "шестеро": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10}
_NUMBER_WORDS |= {"бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9}
_NUMBER_WORDS |= {"он": 10, "жиырма": 20}
_TIMES = {"thousand": 1_000, "million": 1_000_000, "тыс": 1_000, "млн": 1_000_000, "мың": 1_000, "миллион": 1_000_000}
_TIMES |= dict.fromkeys(("тысяча", "тысячи", "тысяч"), 1_000)

_DIGITS = re.compile(r"(?<!\d[.,])(?<!\d)(?:\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+|\d+)(?![.,]?\d)")
_RANGE_BETWEEN = re.compile(r"\s*(?:-|–|—|to|до|and|и|мен|or|или)\s*")  # "15–17", "from 15 to 17", "between 15 and 17"
_WORD = re.compile(r"[^\W\d_]+")

# What stands beside a number and says how it is meant; the longer ones are looked for first.
_BOUNDS = {
    "more_than": "more than,over,above,upwards of,higher than,более,больше,свыше,выше,астам,артық,көп",
    "at_least": "at least,no fewer than,no less than,не менее,не меньше,как минимум,кемінде",
    "at_most": "at most,no more than,up to,не более,не больше,дейін",
    "about": "about,around,approximately,nearly,almost,some,roughly,около,примерно,почти,порядка,шамамен,жуық",
}
_VAGUE = set(
    re.findall(
        r"\w+",
        "dozens hundreds thousands many several scores some most few massive numerous десятки сотни тысячи многие "
        "несколько множество большинство часть ондаған жүздеген мыңдаған көптеген бірнеше",
    )
)

MOST = 2_000_000_000  # what a column of the database holds


class Age(NamedTuple):
    """In completed years, both bounds; `printed` holds the words where they are more than the number."""

    low: int | None
    high: int | None
    printed: str


class Figure(NamedTuple):
    """`bound` is a value of `sources.choices.Bound`; the numbers are empty for a vague word."""

    low: int | None
    high: int | None
    bound: str


class UnreadableNumber(ValueError):
    """`code` is "none", "several" or "large"."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


def read_age(typed: str) -> Age:
    """An age or a range; words without a number (`young`) are kept as printed. Raises `UnreadableNumber`."""
    text = typed.strip()
    numbers = _numbers(text)
    printed = "" if re.fullmatch(r"\d+(?:\s*[-–—]\s*\d+)?", text) else text
    if not numbers:
        return Age(None, None, printed)
    low, high = _range(text, numbers)
    if high > 130:
        raise UnreadableNumber("large")
    return Age(low, high, printed)


def read_figure(typed: str) -> Figure:
    """A figure with its bound. Raises `UnreadableNumber` where it is neither a number nor a vague word."""
    text = " ".join(typed.lower().split())
    numbers = _numbers(text)
    words = set(_WORD.findall(text))
    if not numbers:
        if words & _VAGUE:
            return Figure(None, None, "vague")
        raise UnreadableNumber("none")
    low, high = _range(text, numbers)
    if high > MOST:
        raise UnreadableNumber("large")
    bound = _bound(text)
    if bound == "at_most":
        return Figure(None, high, bound)
    return Figure(low, high if high != low else None, bound)


def _bound(text: str) -> str:
    known = sorted(((word, bound) for bound, line in _BOUNDS.items() for word in line.split(",")), key=_longest_first)
    return next((bound for word, bound in known if re.search(rf"\b{word}\b", text)), "exactly")


def _longest_first(pair):
    return -len(pair[0])


def _numbers(text: str) -> list[tuple[int, int, int]]:
    """The numbers in a text, in digits or in words: (where it begins, where it ends, the number)."""
    text = text.lower()
    found = [(hit.start(), hit.end(), int(re.sub(r"\D", "", hit[0]))) for hit in _DIGITS.finditer(text)]
    if not found:
        hits = (hit for hit in _WORD.finditer(text) if hit[0] in _NUMBER_WORDS)
        found = [(hit.start(), hit.end(), _NUMBER_WORDS[hit[0]]) for hit in hits]
    return [_multiplied(text, *number) for number in found]


def _multiplied(text, start, end, number):
    """`12 thousand` is one number."""
    follows = _WORD.match(text[end:].lstrip(" \u00a0"))
    if follows and follows[0] in _TIMES:
        return start, end + text[end:].index(follows[0]) + len(follows[0]), number * _TIMES[follows[0]]
    return start, end, number


def _range(text, numbers) -> tuple[int, int]:
    if len(numbers) == 1:
        return numbers[0][2], numbers[0][2]
    (_, end, low), (start, _, high) = numbers[:2]
    if len(numbers) > 2 or low > high or not _RANGE_BETWEEN.fullmatch(text[end:start].lower()):
        raise UnreadableNumber("several")
    return low, high
