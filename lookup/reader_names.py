"""Which of the recorded names a reader of each language is shown first.

No name is ever made here: where none is recorded in the reader's script, the one that editors put first stands.
"""

import unicodedata
from typing import NamedTuple

from people.choices import NameKind

WRONG_OR_PART = (NameKind.MISSPELLING, NameKind.NICKNAME, NameKind.GIVEN_ONLY)
WANTED = {  # script, and languages in it, the nearest first
    "kk": ("CYRILLIC", ("kk-Cyrl",)),
    "ru": ("CYRILLIC", ("ru-Cyrl",)),
    "en": ("LATIN", ("en-Latn", "kk-Latn")),
}


class Recorded(NamedTuple):
    text: str
    language: str
    kind: str


def names_for_readers(first: str, recorded: list[Recorded]) -> dict[str, str]:
    """By language, where it is not the first: `{"ru": "Нурболат Алпамыс"}`."""
    found = {language: name_for(language, first, recorded) for language in WANTED}
    return {language: name for language, name in found.items() if name != first}


def name_for(language: str, first: str, recorded: list[Recorded]) -> str:
    script, languages = WANTED[language]
    whole = [name for name in recorded if name.kind not in WRONG_OR_PART and is_in(script, name.text)]
    whole.sort(key=lambda name: name.text != first)
    for wanted in languages:
        if found := next((name.text for name in whole if name.language == wanted), ""):
            return found
    if is_in(script, first) or not whole:
        return first
    return whole[0].text


def is_in(script: str, text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(unicodedata.name(letter, "").startswith(script) for letter in letters)
