"""How alike two words of names are, 0 to 1. Pure."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, product

from rapidfuzz import process
from rapidfuzz.distance import OSA, Postfix, Prefix

from people import name_rules as rules
from people.name_words import Token, split_ending

# --- Two skeletons ----------------------------------------------------------------------------------------------------

NEARLY_EQUAL = 0.97
ESTIMATE = 0.4  # of its letters changed, roughly counted: words that differ so much are not compared with care
SIEVED = 200  # words at most that a quick comparison leaves to the careful one
SIEVE_IS_WIDER = 0.2  # than what is looked for: two letters in seven, each confused with another at 0.45
ROUGHLY = 0.5  # alike by a quick comparison; words less alike are not compared with care
TOO_FAR = 0.4  # of its letters changed, and a word is another word
# Letters that may be each other at little cost are made one for the quick comparison.
_MERGED = str.maketrans("iugbfdzcSCj", "eokpvtsssss")
_LEAST_INSERT = min(rules.INSERT_COSTS.values())
_VOWELS = re.compile(f"[{rules.VOWELS}]")
_BARE = re.compile("(?<=..)h$")


def distance(a: str, b: str, limit: float = math.inf) -> float:
    """Edit distance in which the letters that spellings confuse are near each other; infinite above the limit."""
    start = Prefix.similarity(a, b)
    a, b = a[start:], b[start:]
    end = Postfix.similarity(a, b)
    a, b = a[: len(a) - end], b[: len(b) - end]
    if abs(len(a) - len(b)) * _LEAST_INSERT > limit:
        return math.inf
    far = _far(a, b)
    return far if far <= limit else math.inf


@lru_cache(maxsize=30_000)  # most words differ in few letters, and many in the same
def _far(a: str, b: str) -> float:
    inserts = [rules.INSERT_COSTS.get(letter, 1.0) for letter in b]
    above: list[float] = []
    row = [0.0, *accumulate(inserts)]
    before = ""  # the letter of `a` before x
    for x in a:
        drop, swaps = rules.INSERT_COSTS.get(x, 1.0), rules.SWAP_COSTS.get(x, {})
        diagonal = row[0]
        left = diagonal + drop
        new = [left]
        for j, y in enumerate(b):
            cost = diagonal if x == y else diagonal + swaps.get(y, 1.0)
            diagonal = row[j + 1]
            if diagonal + drop < cost:
                cost = diagonal + drop
            if left + inserts[j] < cost:
                cost = left + inserts[j]
            if y == before and j and x == b[j - 1] and above[j - 1] + rules.TURN_COST < cost:
                cost = above[j - 1] + rules.TURN_COST
            left = cost
            new.append(cost)
        above, row, before = row, new, x
    return row[-1]


@lru_cache(maxsize=50_000)
def _merged(skeleton: str) -> str:
    return skeleton.translate(_MERGED)


def _letters_alike(a: str, b: str) -> float:
    """Likeness of two skeletons letter by letter."""
    if a == b:
        return 1.0
    length = max(len(a), len(b))
    merged = OSA.distance(_merged(a), _merged(b))
    rough = 1 - merged / length
    if rough < ROUGHLY or 0.35 * merged + 0.3 * OSA.distance(a, b) > ESTIMATE * length:
        return min(rough * 0.8, 1 - TOO_FAR)  # the careful comparison below costs a hundred times as much
    far = distance(a, b, TOO_FAR * length)
    if far > TOO_FAR * length:
        return min(rough * 0.8, 1 - TOO_FAR)
    alike = 1.0 - far / length
    if a[0] != b[0] and not (a[0] in rules.VOWELS and b[0] in rules.VOWELS):
        alike -= 0.04  # names rarely differ in the first sound
    if length >= 7 and far <= 1.0:
        alike = max(alike, 1.0 - 0.11 * far)
    return alike


@lru_cache(maxsize=50_000)
def skeletons_alike(a: str, b: str) -> float:
    """Likeness of two skeletons; known endings are compared apart, so that shared ones prove nothing."""
    if a == b:
        return 1.0
    (root_a, end_a), (root_b, end_b) = split_ending(a), split_ending(b)
    if end_a and end_b and (end_a.role, end_a.kin) == (end_b.role, end_b.kin):
        alike = _letters_alike(root_a, root_b)
        if end_a != end_b:
            alike *= 0.96 if end_a.sex == end_b.sex else 0.93  # Болатович, Болатұлы; Иванов, Иванова
    elif end_a and end_b:
        alike = min(_letters_alike(a, b), _letters_alike(root_a, root_b) * 0.85)  # Иванов, Иванович
        if end_a.role != end_b.role:
            return alike
    else:
        alike = _letters_alike(a, b)
        if end_a or end_b:
            roots = _letters_alike(root_a, root_b)
            alike = max(alike, roots * 0.9 if roots > 0.8 else 0.0)  # Сатыбалды, Сатыбалдиев
    alike = min(alike, 0.975)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= 2 and long.startswith(short):  # the beginning of a word is typed, or it is a short form
        start = 0.8 if len(short) >= 4 else 0.6 + 0.05 * len(short)
        alike = max(alike, start + 0.12 * len(short) / len(long))
    return alike


# --- Two words --------------------------------------------------------------------------------------------------------

SAME_INITIAL, ALIKE_INITIAL = 0.85, 0.75
SAME_CONSONANTS = 0.94  # all that a word in a script without vowels can agree in


def readings_alike(asked: Sequence[str], stored: Sequence[str]) -> float:
    """Likeness of two words by their best pair of readings."""
    best = 0.0
    for a in asked:
        for b in stored:
            alike = skeletons_alike(a, b) if a <= b else skeletons_alike(b, a)
            if alike > best:
                best = alike
    return best


def plausible(asked: Sequence[str], stored: Sequence[Sequence[str]], least: float) -> set[int]:
    """The numbers of the stored words that may be alike `least` or more: a quick sieve for many words."""
    roughly = max(ROUGHLY, least - SIEVE_IS_WIDER)
    flat = [(reading, number) for number, readings in enumerate(stored) for reading in readings]
    merged = [_merged(reading) for reading, _ in flat]
    found = {number for reading, number in flat if reading.startswith(tuple(asked))}
    for reading in asked:
        near = process.extract(
            _merged(reading), merged, scorer=OSA.normalized_similarity, score_cutoff=roughly, limit=SIEVED
        )
        found.update(flat[position][1] for _, _, position in near)
    return found


def _without_vowels(token: Token) -> tuple[str, ...]:
    """For Arabic, where short vowels are not written and the article is: Alkhatib and Khatib are one."""
    bare = [
        _BARE.sub("", ("a" if reading[0] in rules.VOWELS else "") + _VOWELS.sub("", reading))
        for reading in token.readings
    ]
    return tuple(bare) + tuple(reading[2:] for reading in bare if reading.startswith("al") and len(reading) >= 5)


def _initials_alike(asked: Token, stored: Token) -> float:
    if asked == stored:
        return 1.0
    pairs = {(a[0], b[0]) for a, b in product(asked.readings, stored.readings)}
    if any(a == b for a, b in pairs):
        return SAME_INITIAL
    return ALIKE_INITIAL if not pairs.isdisjoint(rules.ALIKE_INITIALS) else 0.0


@lru_cache(maxsize=50_000)
def words_alike(asked: Token, stored: Token) -> float:
    if asked.is_initial or stored.is_initial:
        return _initials_alike(asked, stored)
    alike = readings_alike(asked.readings, stored.readings)
    if alike < NEARLY_EQUAL and asked.lacks_vowels != stored.lacks_vowels:
        alike = max(alike, SAME_CONSONANTS * readings_alike(_without_vowels(asked), _without_vowels(stored)))
    return alike


def is_written_as_one(pair: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether two words, joined, are the whole: of its length, to a letter, and of its sound."""
    return any(abs(len(a) - len(b)) <= 1 and _letters_alike(a, b) >= 0.9 for a in pair for b in whole)
