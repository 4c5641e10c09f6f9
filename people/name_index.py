"""Finding the people a typed name may mean, in any store of words, keys and postings. Pure.

`search.py` reads the store from database tables, `measuring.py` in memory; both give the same answers.
"""

import math
from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple, Protocol

from people.name_likeness import similarity
from people.name_words import Token, joined, plain_words, sound_keys, tokens, word_keys
from people.word_likeness import is_written_as_one, plausible, readings_alike

MIN_WORD = 0.70  # words of the index less like a typed word than this are not followed
MIN_PAIR = 0.9  # the same, for two typed words taken as one
MAX_POSTINGS = 25_000  # read for one search; beyond it a word only helps to order the people already found
MAX_SIMILAR_WORDS = 120  # followed for one typed word, and three times as many in the best band
BEST_BAND = 0.04  # words this near the best one are never cut
WIDE = 1_500  # people kept while frequent words only refine
INITIAL_POINTS = 0.3  # of a typed initial that one of the words begins with
AT_ONCE = 500  # people asked about in one question
CANDIDATES = 200  # people whose names are compared with care
MANY_PEOPLE = math.log(1_000_000)  # a word that so many people have tells nothing


class Store(Protocol):
    """What a search reads. An owner is whatever identifies a person in the store."""

    def words(self, keys: Iterable[str]) -> Iterable[tuple[int, str]]:
        """Id and readings joined by "|" of the words that have one of these keys. A word may come twice."""

    def people(self, words: Sequence[int]) -> Mapping[int, int]:
        """How many people have each of these words, nearly."""

    def postings(self, words: Sequence[int]) -> Iterable[tuple[int, Hashable]]:
        """Word and owner, wherever one of these words occurs."""

    def may_be_found(self, owners: Sequence[Hashable]) -> Container[Hashable]:
        """Those of the owners that the searcher may see."""

    def spellings(self, owners: Sequence[Hashable]) -> Iterable[tuple[Hashable, str, str]]:
        """Owner, text and packed words of each stored spelling of these owners."""


class Found(NamedTuple):
    """A person found, and the stored spelling most like the name typed."""

    owner: Hashable
    text: str
    score: float


class Similar(NamedTuple):
    """A word of the index that is like a typed word."""

    alike: float
    word: int
    readings: tuple[str, ...]
    people: int = 0


# --- What is stored ---------------------------------------------------------------------------------------------------


def indexed_words(name: Sequence[Token]) -> set[tuple[str, ...]]:
    """The readings that a name is found by: its words, and short neighbours as one word ("Нұр Сұлтан")."""
    whole = [token for token in name if not token.is_initial]
    found = {token.readings for token in whole}
    for first, second in zip(whole, whole[1:], strict=False):
        if min(len(first.readings[0]), len(second.readings[0])) <= 3:
            found.add(joined(first, second).readings)
    return found


def pack(name: Sequence[Token]) -> str:
    """The words in one line of text, so that they need not be read anew at each search."""
    return " ".join(
        ("." if t.is_initial else "") + ("~" if t.lacks_vowels else "") + "|".join(t.readings) for t in name
    )


@lru_cache(maxsize=20_000)
def unpack(packed: str) -> tuple[Token, ...]:
    return tuple(
        Token(tuple(word.lstrip(".~").split("|")), is_initial=word[0] == ".", lacks_vowels="~" in word[:2])
        for word in packed.split()
    )


# --- The search -------------------------------------------------------------------------------------------------------


# The words like a word, by its readings and how alike they are at least: kept by those who search many names in a row.
Known = dict[tuple[tuple[str, ...], float], list[Similar]]
MOST_KNOWN = 50_000  # words


def find(asked: str, store: Store, *, limit: int, threshold: float, known: Known | None = None) -> list[Found]:
    """The people whose names are like the one typed, best first, at most `limit`, each scoring `threshold` or more."""
    name = tokens(asked)
    if not name:
        return []
    similar = _similar_words(name, store, {} if known is None else known)
    weights = _weights(similar)
    candidates = _candidates(name, similar, weights, store)
    best: dict[Hashable, Found] = {}
    for owner, text, packed in candidates:
        score = similarity(name, unpack(packed), weights)
        if score >= threshold and (owner not in best or _is_better(asked, text, score, best[owner])):
            best[owner] = Found(owner, text, score)
    return sorted(best.values(), key=lambda found: (-found.score, len(found.text), found.text, str(found.owner)))[
        :limit
    ]


def _is_better(asked: str, text: str, score: float, other: Found) -> bool:
    """Whether this spelling is more like the name typed; of two that read the same, the one in the letters typed."""
    if score == other.score:
        return plain_words(text) == plain_words(asked) != plain_words(other.text)
    return score > other.score


def _similar_words(name: Sequence[Token], store: Store, known: Known) -> list[list[Similar]]:
    """For each typed word, the words of the index that are like it, best first."""
    similar = [
        []
        if token.is_initial
        else _like(token.readings, word_keys(token.readings, is_asked=True), store, MIN_WORD, known)
        for token in name
    ]
    pairs: dict[int, list[Similar]] = {}  # words like two neighbours together: "Нұр Сұлтан" typed for Нұрсұлтан
    for i, (first, second) in enumerate(zip(name, name[1:], strict=False)):
        if not (first.is_initial or second.is_initial):
            pair = joined(first, second).readings
            whole = _like(pair, sound_keys(pair), store, MIN_PAIR, known)
            pairs[i] = [word for word in whole if is_written_as_one(pair, word.readings)]
    people = store.people(sorted({word.word for words in (*similar, *pairs.values()) for word in words}))
    similar = [list(_worth_following(words, people)) for words in similar]
    for i, words in pairs.items():
        whole = list(_worth_following(words, people))
        similar[i], similar[i + 1] = similar[i] + whole, similar[i + 1] + whole
    return similar


def _like(readings: tuple[str, ...], keys: Iterable[str], store: Store, least: float, known: Known) -> list[Similar]:
    """The words found by these keys that are like the readings, best first, at most as many as may be followed."""
    if (found := known.get((readings, least))) is not None:
        return found
    rows = sorted(set(store.words(keys)), key=itemgetter(1))
    stored = [tuple(packed.split("|")) for _, packed in rows]
    similar = []
    for number in plausible(readings, stored, least):
        alike = readings_alike(readings, stored[number])
        if alike >= least:
            similar.append(Similar(alike, rows[number][0], stored[number]))
    similar.sort(key=lambda word: (-word.alike, word.readings))
    found = similar[: 3 * MAX_SIMILAR_WORDS]
    if len(known) < MOST_KNOWN:
        known[readings, least] = found
    return found


def _worth_following(similar: Sequence[Similar], people: Mapping[int, int]) -> Iterator[Similar]:
    """The most similar words with the number of people who have each, until their postings are too many."""
    postings = 0
    for number, word in enumerate(similar):
        is_over = postings > MAX_POSTINGS or number >= MAX_SIMILAR_WORDS
        if is_over and word.alike < similar[0].alike - BEST_BAND:
            return
        postings += people.get(word.word, 0)
        yield word._replace(people=people.get(word.word, 0))


def _weights(similar: Sequence[Sequence[Similar]]) -> list[float]:
    """What each typed word tells, 0.55 to 1 for the rarest: a rare surname says more than a common given name."""
    rarity = []
    for words in similar:
        people = sum(word.people for word in words if word.alike >= words[0].alike - 2 * BEST_BAND)
        rarity.append(max(0.35, 1 - math.log(people + 1) / MANY_PEOPLE))
    return [0.55 + 0.45 * value / max(rarity) for value in rarity]


def _candidates(
    name: Sequence[Token], similar: Sequence[Sequence[Similar]], weights: Sequence[float], store: Store
) -> Iterable[tuple[Hashable, str, str]]:
    """The spellings of the people who have words like those typed; the rarest word is followed first."""
    cost = [sum(word.people for word in words) for words in similar]
    points: defaultdict[Hashable, float] = defaultdict(float)
    late, read = [], 0
    for i in sorted((i for i, words in enumerate(similar) if words), key=cost.__getitem__):
        if points and read + cost[i] > MAX_POSTINGS:
            late.append((weights[i], similar[i]))
            continue
        read += cost[i]
        for owner, alike in _owners(similar[i], store).items():
            points[owner] += weights[i] * alike
    initials = [token.readings for token in name if token.is_initial]
    is_wide = bool(late or initials)
    spellings = store.spellings(_best(points, store, WIDE if is_wide else CANDIDATES))
    return _refined(spellings, points, late, initials) if is_wide else spellings


def _best(points: Mapping[Hashable, float], store: Store, size: int) -> list[Hashable]:
    """The people with most points who may be found: those who may not crowd nobody out."""
    best: list[Hashable] = []
    at_once = min(AT_ONCE, size + size // 4)  # nearly everybody may be found
    by_points_and_owner = itemgetter(1, 0)  # the same order on every database
    order = nlargest(at_once, points.items(), key=by_points_and_owner)
    for start in range(0, len(points), at_once):
        if start == at_once:
            order = sorted(points.items(), key=by_points_and_owner, reverse=True)
        some = [owner for owner, _points in order[start : start + at_once]]
        allowed = store.may_be_found(some)
        best += [owner for owner in some if owner in allowed]
        if len(best) >= size:
            break
    return best[:size]


def _owners(words: Sequence[Similar], store: Store) -> dict[Hashable, float]:
    """The people who have one of the words, and how like the typed word their best one is."""
    alike = {word.word: word.alike for word in words}
    best: dict[Hashable, float] = {}
    for word, owner in store.postings(list(alike)):
        if alike[word] > best.get(owner, 0.0):
            best[owner] = alike[word]
    return best


def _refined(
    spellings: Iterable[tuple[Hashable, str, str]],
    points: Mapping[Hashable, float],
    late: Sequence[tuple[float, Sequence[Similar]]],
    initials: Sequence[Sequence[str]],
) -> list[tuple[Hashable, str, str]]:
    """The best of many people, by the words that were too frequent to follow and by initials."""
    tables = [(weight, {"|".join(word.readings): word.alike for word in reversed(words)}) for weight, words in late]
    first_letters = [{reading[0] for reading in readings} for readings in initials]

    def points_of(row: tuple[Hashable, str, str]) -> float:
        owner, _, packed = row
        words = packed.replace("~", "").replace(".", "").split()
        total = points[owner]
        total += sum(weight * max(alike.get(word, 0.0) for word in words) for weight, alike in tables)
        return total + INITIAL_POINTS * sum(any(word[0] in letters for word in words) for letters in first_letters)

    return nlargest(CANDIDATES, spellings, key=points_of)
