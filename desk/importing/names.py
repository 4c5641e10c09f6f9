"""Names in cells: several in one, in several columns and scripts. No database."""

import re
from typing import NamedTuple

from desk.importing.words import is_not_disclosed, is_unknown
from people.choices import Language, NameKind


class ReadName(NamedTuple):
    text: str
    language: str  # a value of people.choices.Language, empty where letters do not tell
    kind: str  # a value of people.choices.NameKind


OF_COLUMN = {
    "name_kk": (Language.KAZAKH_CYRILLIC, Language.KAZAKH_LATIN),
    "name_ru": (Language.RUSSIAN, ""),
    "name_en": ("", Language.ENGLISH),
    "name_ar": ("", ""),
}  # the language of the column's Cyrillic and of its Latin names
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_KAZAKH_ONLY = re.compile("[әғқұ]", re.IGNORECASE)
_OF_OTHERS = re.compile("[ўҳҷӯӣґєї]", re.IGNORECASE)  # Uzbek and Tajik share қ and ғ with Kazakh
_APART = re.compile(
    r"\s*(?:[;|\n\r/]|\b(?:a\.?k\.?a\.?|also known as|он же|она же|известн(?:ый|ая) как|басқаша)\b[:.]?)\s*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")
_LETTER = re.compile(r"[^\W\d_]")


def names_in(cell: str, field: str) -> list[ReadName]:
    """The names in a cell; none where it says that the name is not known."""
    found = []
    name, in_brackets, _remarks = _taken_apart(cell)
    for text in (name, *in_brackets):
        for part in _APART.split(text):
            part = " ".join(part.split()).strip(" ,;")
            if part and _LETTER.search(part) and not is_unknown(part) and not is_not_disclosed(part):
                is_variant = field == "other_names" or found
                kind = NameKind.VARIANT if is_variant else NameKind.AS_PRINTED
                found.append(ReadName(part, language_of(part, field), kind))
    return found


def remarks_in(cell: str) -> list[str]:
    """What stands in brackets beside a name and is none: `1985 г.р.`, `солдат`."""
    return [text for text in _taken_apart(cell)[2] if not is_unknown(text)]


def _taken_apart(cell: str) -> tuple[str, list[str], list[str]]:
    """The text outside brackets; the names in brackets; what is none there.

    That has a number, or is in small letters where the name is not, and does not begin with “he also”.
    """
    name, names, remarks = _IN_BRACKETS.sub("", cell), [], []
    for text in _IN_BRACKETS.findall(cell):
        is_small = text.islower() and not name.islower() and not _APART.match(text.strip())
        (remarks if is_small or re.search(r"\d", text) else names).append(text)
    return name, names, remarks


def language_of(text: str, field: str = "name") -> str:
    """The language and script of a name, by its column and its letters; empty where they do not tell."""
    cyrillic, latin = OF_COLUMN.get(field, ("", ""))
    if _ARABIC.search(text):
        return Language.ARABIC
    if _CYRILLIC.search(text):
        if cyrillic or _OF_OTHERS.search(text):
            return cyrillic
        return Language.KAZAKH_CYRILLIC if _KAZAKH_ONLY.search(text) else ""
    return latin or (Language.ENGLISH if text.isascii() else "")


def joined(parts: dict[str, str]) -> str:
    """A name from its columns, in the order of documents: surname, given name, patronymic."""
    wanted = (parts.get(name, "") for name in ("surname", "given_name", "patronymic"))
    return " ".join(" ".join(part.split()) for part in wanted if part and not is_unknown(part))
