"""What a text says about itself: its language, its title, its date. Guesses, said to be guesses. Pure: no Django."""

import re
from collections import Counter

from records.dates import UnreadableDate
from records.typed_dates import read

SOME_LETTERS = 20  # fewer say nothing about a language
LONGEST_TITLE = 200  # characters
HEAD = 12  # lines in which a date is looked for

_WORD = re.compile(r"[^\W\d_]+")
_KAZAKH_ONLY = set("әғқңұһі")  # with ө and ү, which Kyrgyz has too
_OTHER_CYRILLIC = set("ўҳҷӯӣїєґўјљњћђ")  # Uzbek, Tajik, Ukrainian, Belarusian, Serbian
_COMMON = {
    "kk": "және мен да де бұл деп бар үшін ол бір болды туралы кейін еді екен осы сол бойынша деді",
    "ru": "и в на не что с по он как из к за от это для был его о а при были",
    "en": "the of and to in a was that for on said were with by is at from he as it",
}
_COMMON = {language: set(words.split()) for language, words in _COMMON.items()}


def language_of(text: str) -> str:
    """`kk`, `ru`, `en`, or an empty text where it is neither or cannot be told."""
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    letters = Counter("".join(words))
    if letters.total() < SOME_LETTERS:
        return ""
    is_cyrillic = sum(count for letter, count in letters.items() if "Ѐ" <= letter <= "ӿ") > letters.total() / 2
    if not is_cyrillic:
        return "en" if _share(words, "en") >= 0.1 else ""
    if letters.keys() & _OTHER_CYRILLIC:
        return ""
    kazakh = sum(letters[letter] for letter in _KAZAKH_ONLY) / letters.total()
    if kazakh > 0.02 and letters.keys() & set("қғұә"):
        return "kk"
    return "ru" if kazakh < 0.015 and _share(words, "ru") >= 0.06 else ""


def _share(words, language) -> float:
    return sum(word in _COMMON[language] for word in words) / len(words)


def title_of(text: str) -> str:
    """The first line, where it stands apart and is short enough; else nothing."""
    lines = text.strip().splitlines()
    if len(lines) < 2 or len(lines[0]) > LONGEST_TITLE or lines[0].rstrip().endswith((".", "!", "…", ",")):
        return ""
    return lines[0].strip()


def date_of(text: str) -> str:
    """The first line of the head that is a date and nothing else, as EDTF; else nothing."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    for line in lines[:HEAD]:
        if len(line) > 40 or not re.search(r"\d{4}", line):
            continue
        try:
            return read(line).text
        except UnreadableDate:
            continue
    return ""
