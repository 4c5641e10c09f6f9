"""The order of letters in lists of names, and under which letters a name stands. Pure: no Django.

Cyrillic stands in the order of the Kazakh alphabet, with the letters of its neighbours beside those they come from;
Latin after it; other scripts by code point. A letter that is in no row, such as Ā, stands as the one below its marks.
"""

import unicodedata
from typing import NamedTuple

CYRILLIC = "АӘБВГҒҐДЕЁЄЖҖЗИӢЙЇКҚЛМНҢОӨПРСТУЎҰҮӮФХҲҺЦЧҶШЩЪЫІЬЭЮЯ"
LATIN = "AÄBCÇDEFGĞHIJKLMNÑOÖPQRSŞTUÜVWXYZ"
SCRIPTS = (CYRILLIC, LATIN)
OTHER = len(SCRIPTS)
MAX_PLACE = 400  # characters of `Heading.place`


class Heading(NamedTuple):
    """One word of a name, under which the name is listed."""

    letter: str
    place: str  # in the order of the list: digits and letters that every database orders alike
    number: int  # of the word in the name, from 0


def headings(name: str) -> list[Heading]:
    """One for each word of the name, since nobody can always tell surname from given name; initials only where there
    is nothing else; none where there is no letter."""
    words = [_letters(word) for word in name.split()]
    whole = any(len(word) > 1 for word in words)
    kept = [number for number, word in enumerate(words) if len(word) > (1 if whole else 0)]
    return [
        Heading(words[number][0], _place([words[number], *words[:number], *words[number + 1 :]]), number)
        for number in kept
    ]


def script(letter: str) -> int:
    """The number of the script: its row in `SCRIPTS`, or `OTHER`."""
    return next((number for number, letters in enumerate(SCRIPTS) if letter in letters), OTHER)


def order(letter: str) -> tuple[int, int]:
    row = script(letter)
    return row, ord(letter) if row == OTHER else SCRIPTS[row].index(letter)


def _letters(word: str) -> str:
    """The word in capitals that have a place in the order."""
    composed = unicodedata.normalize("NFKC", word).upper()
    return "".join(_in_a_row(letter) for letter in unicodedata.normalize("NFC", composed) if letter.isalpha())


def _in_a_row(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if script(letter) == OTHER and script(base) != OTHER else letter


def _place(words: list[str]) -> str:
    """Three digits for a letter, 0 between words."""
    return "0".join("".join(map(_digits, word)) for word in words)[:MAX_PLACE]


def _digits(letter: str) -> str:
    row, number = order(letter)
    return f"{row + 1}{number:05x}" if row == OTHER else f"{row + 1}{number:02x}"
