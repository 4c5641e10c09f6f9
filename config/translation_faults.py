"""What hinders a stored translation from being shown: it is missing, or its placeholders, lines or ends differ."""

import re
from collections.abc import Iterator

from config import translations
from config.translations import Text, forms, text_of

PLACEHOLDER = re.compile(r"%\((\w+)\)[sdf]|%[sdf]|%%|\{\w*\}")
END = re.compile(r"(?:(?<!\.\w)\.|[:?!…])?\Z")  # "p.m." ends no sentence


def faults(language: str, domain: str) -> list[str]:
    """What hinders each message of the stored catalogue from being shown: `msgid: fault`."""
    catalog = translations.read(language, domain)
    return [
        f"{text_of(message).singular!r}: {fault}"
        for message in catalog
        if message.id
        for fault in _faults(message, catalog.num_plurals)
    ]


def _faults(message, number_of_forms: int) -> Iterator[str]:
    text = text_of(message)
    translated = forms(message)
    if message.fuzzy:
        yield "is marked fuzzy"
    if not all(translated):
        yield "has no translation"
        return
    if text.plural and len(translated) != number_of_forms:
        yield f"has {len(translated)} forms instead of {number_of_forms}"
    wanted = _placeholders(text.plural or text.singular)
    for string in translated:
        if _placeholders(string) != wanted and not (text.plural and string == translated[0] and _one(text, string)):
            yield f"has other placeholders: {string!r}"
        if _edges(string) != _edges(text.singular):
            yield f"begins or ends otherwise: {string!r}"
        if ("\n" in string) != ("\n" in text.singular):
            yield f"has other lines: {string!r}"


def _one(text: Text, string: str) -> bool:
    """The form for one thing may leave the number out, as the English does."""
    return _placeholders(string) == _placeholders(text.singular)


def _placeholders(text: str) -> list[str]:
    return sorted(match[0] for match in PLACEHOLDER.finditer(text))


def _edges(text: str) -> tuple[str, str, str]:
    """White space at both ends, and the kind of its last sign."""
    bare = text.strip()
    end = END.search(bare.rstrip('”»")’'))[0] if bare else ""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], end
