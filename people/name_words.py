"""Reading a name: its words, their skeletons, and the keys that an index looks them up by.

Pure: nothing here knows of Django or of a database. Every function takes any text and never raises.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from anyascii import anyascii

from people import name_rules as rules

MAX_LENGTH = 200  # characters of a name that are read
MAX_WORDS = 8  # of a name
MAX_READINGS = 6  # of a word
MAX_SKELETON = 32  # letters

INITIAL, PATRONYMIC, SURNAME, PLAIN = "initial", "patronymic", "surname", "plain"


class Token(NamedTuple):
    """One word of a name: its skeletons, best first, and what is known of it."""

    readings: tuple[str, ...]
    is_initial: bool = False
    lacks_vowels: bool = False  # as written in Arabic

    @property
    def role(self) -> str:
        """What the word looks like: an initial, a patronymic, a surname with a known ending, or plain."""
        return INITIAL if self.is_initial else _role(self.readings[0])


# --- Letters ----------------------------------------------------------------------------------------------------------

_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bb\u02bc\u02b9\u2032`\u00b4\u02bd\u02be\u02bf\u02ba\u2033"), "'")
_INVISIBLE = dict.fromkeys(map(ord, "\x00\u00ad\u200b\u200e\u200f\u2060\u0640\ufeff"))
_SPLIT = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)*\.?")
_FROM_LATIN, _FROM_CYRILLIC = (str.maketrans(*pair) for pair in (rules.LOOK_ALIKES, rules.LOOK_ALIKES[::-1]))
_SMOOTHING = [(re.compile(pattern), replacement) for pattern, replacement in rules.SMOOTHING]
_ANY_LETTERS = {letter: letter for letter in "abcdefghijklmnopqrstuvwxyz"}
for _script in rules.SCRIPTS:
    _ANY_LETTERS |= _script.letters
_SCRIPTS = {
    script.name: (script, re.compile("|".join(f"({pattern})" for pattern, _ in script.clusters)))
    for script in rules.SCRIPTS
}


def _plain(name: str) -> str:
    """Small letters, one kind of apostrophe, nothing invisible, no loose accents; at most MAX_LENGTH characters."""
    text = unicodedata.normalize("NFKC", name[:MAX_LENGTH].translate(_INVISIBLE)).casefold()
    text = unicodedata.normalize("NFC", text[:MAX_LENGTH].translate(_APOSTROPHES))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def fold(name: str) -> str:
    """The name in plain small Latin letters, for people to read and for sorting: "Қасымов" is "qasymov"."""
    folded = anyascii(_plain(name)).lower().translate(_APOSTROPHES)
    return " ".join(folded[:MAX_LENGTH].split())


def plain_words(name: str) -> tuple[str, ...]:
    """The words as typed, in small letters, sorted: equal for two names that differ in case, dots and order only."""
    return tuple(sorted(word.strip(".'").replace("ё", "е") for word in _SPLIT.findall(_plain(name))))


def _script_of(word: str) -> str:
    """The script of most letters: a single letter from the wrong keyboard does not count."""
    counts = {
        script.name: sum(script.first <= letter <= script.last for letter in word if letter != "'")
        for script in rules.SCRIPTS
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""


def _smooth(skeleton: str) -> str:
    for pattern, replacement in _SMOOTHING:
        skeleton = pattern.sub(replacement, skeleton)
    return skeleton[:MAX_SKELETON]


@lru_cache(maxsize=100_000)
def read_word(word: str) -> tuple[tuple[str, ...], bool]:
    """The skeletons of one word in small letters, best first, if any; and whether its script leaves vowels out."""
    name = _script_of(word)
    if name == "Cyrillic":
        word = word.translate(_FROM_LATIN)
    elif name == "Latin":
        word = word.translate(_FROM_CYRILLIC)
    else:
        word = word if name else anyascii(word).lower()
    script, clusters = _SCRIPTS[name or "Latin"]
    parts: list[tuple[str, ...]] = []
    end = 0
    for match in clusters.finditer(word):
        parts.append((_single_letters(word[end : match.start()], script.letters),))
        parts.append(tuple(script.clusters[match.lastindex - 1][1].split()) or ("",))
        end = match.end()
    parts.append((_single_letters(word[end:], script.letters),))
    skeletons = (_smooth("".join(choice)) for choice in islice(product(*parts), 2 * MAX_READINGS))
    return tuple(dict.fromkeys(filter(None, skeletons)))[:MAX_READINGS], script.lacks_vowels


def _single_letters(text: str, letters: dict[str, str]) -> str:
    skeleton = []
    for letter in text:
        base = letter if letter in letters else unicodedata.normalize("NFD", letter)[0]
        skeleton.append(letters.get(base) or _ANY_LETTERS.get(base, ""))
    return "".join(skeleton)


# --- Words ------------------------------------------------------------------------------------------------------------


def tokens(name: str) -> tuple[Token, ...]:
    """The words of a name as ordered, at most MAX_WORDS; particles are joined, titles and articles dropped."""
    return _tokens(name[:MAX_LENGTH])


@lru_cache(maxsize=20_000)
def _tokens(name: str) -> tuple[Token, ...]:
    words = _SPLIT.findall(_plain(name))[: 2 * MAX_WORDS]
    joined: list[str] = []
    is_joined_to_next = False
    for number, raw in enumerate(words):
        word = raw.strip(".'")
        readings, _ = read_word(word)
        skeleton = readings[0] if readings else ""
        is_last = number == len(words) - 1
        if not skeleton or word in rules.TITLES or (skeleton in rules.ARTICLES and not is_last):
            continue
        if joined and (is_joined_to_next or (skeleton in rules.JOIN_TO_PREVIOUS and len(joined[-1].strip(".")) > 1)):
            joined[-1] = joined[-1].strip(".") + word
        else:
            joined.append(word + "." if raw.endswith(".") else word)
        is_joined_to_next = skeleton in rules.JOIN_TO_NEXT and not is_last
    return tuple(map(_token, joined[:MAX_WORDS]))


def _token(raw: str) -> Token:
    word = raw.strip(".")
    readings, lacks_vowels = read_word(word)
    is_initial = len(word) == 1 or (raw.endswith(".") and len(word) == 2)
    return Token(readings, is_initial, lacks_vowels)


@lru_cache(maxsize=20_000)
def joined(first: Token, second: Token) -> Token:
    """Two words as one: "Нұр Сұлтан" for Нұрсұлтан."""
    pairs = islice(product(first.readings, second.readings), MAX_READINGS)
    return Token(tuple(dict.fromkeys(_smooth(a + b) for a, b in pairs)), lacks_vowels=first.lacks_vowels)


# --- Endings ----------------------------------------------------------------------------------------------------------

_ENDINGS = sorted(rules.ENDINGS, key=lambda row: -len(row.ending))
MIN_ROOT = 3  # letters left before an ending


@lru_cache(maxsize=100_000)
def split_ending(skeleton: str) -> tuple[str, rules.Ending | None]:
    """The root and the known ending: "bolatoviC" is "bolat" and the ending of a son's patronymic."""
    for known in _ENDINGS:
        if skeleton.endswith(known.ending) and len(skeleton) >= len(known.ending) + MIN_ROOT:
            return skeleton[: -len(known.ending)], known
    return skeleton, None


def _role(skeleton: str) -> str:
    _, ending = split_ending(skeleton)
    return ending.role if ending else PLAIN


# --- Keys -------------------------------------------------------------------------------------------------------------

_VOWELS = re.compile(f"[{rules.VOWELS}]")
_DOUBLES = re.compile(r"(.)\1+")
_COARSE = str.maketrans(*rules.COARSE)
MAX_KEY = 12  # characters of a key: long names are found by their beginnings


@lru_cache(maxsize=100_000)
def coarse(skeleton: str) -> str:
    """The consonants, those that spellings confuse made one; A stands for a vowel at the beginning."""
    consonants = _VOWELS.sub("", skeleton.translate(_COARSE))
    return ("A" if skeleton[:1] in rules.VOWELS else "") + _DOUBLES.sub(r"\1", consonants)


def _with_a_slip(key: str) -> set[str]:
    """The key, and the key less each letter: two names that differ in one consonant share one of these."""
    return {key} | ({key[:i] + key[i + 1 :] for i in range(len(key))} if len(key) >= 4 else set())


@lru_cache(maxsize=100_000)
def sound_keys(readings: tuple[str, ...]) -> frozenset[str]:
    """The keys of one word by its consonants, with and without its ending: Сатыбалды finds Сатыбалдиев."""
    sounds = {coarse(form) for skeleton in readings for form in (skeleton, split_ending(skeleton)[0])}
    return frozenset(("c" + slip)[:MAX_KEY] for sound in sounds for slip in _with_a_slip(sound))


@lru_cache(maxsize=100_000)
def word_keys(readings: tuple[str, ...], is_asked: bool = False) -> frozenset[str]:
    """The keys of one word. A word typed (`is_asked`) has fewer beginnings, so that it finds longer words only."""
    sizes = (4,) if is_asked else (2, 3, 4)
    return sound_keys(readings) | {"p" + skeleton[:size] for skeleton in readings for size in sizes}


def keys(name: str, *, is_asked: bool = False) -> frozenset[str]:
    """The keys of all words of a name: a spelling of it shares at least one key with each other spelling of it."""
    return frozenset().union(*(word_keys(token.readings, is_asked) for token in tokens(name) if not token.is_initial))
