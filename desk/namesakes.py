"""Persons whose names are so like some names that they may be the same person.

The thresholds are those of `people.names`, measured there, and used as issue 5 asks: likeness
DUPLICATE or more by name alone; DUPLICATE_IF_ELSE_AGREES or more when year of birth, place or date agree too. A name of
one word, or with initials for the rest, is no name to know somebody by: there something else must agree in any case.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from django.db.models import QuerySet

from desk.person_facts import Agreement, Facts, agreement, facts_of
from people.name_tables import NAMES
from people.names import DUPLICATE, DUPLICATE_IF_ELSE_AGREES, MatchKind, tokens
from people.search import ManySearches, search

MOST_COMPARED = 50  # persons whose facts are compared, for one name; the most alike


class Alike(NamedTuple):
    """A person who may be the one asked about."""

    person: int  # key
    typed: str  # of the names asked about, the one most alike
    spelling: str  # of the names recorded
    likeness: float  # 0 to 1
    matched: MatchKind
    agrees: Agreement


def namesakes(texts: Iterable[str], *, facts: Facts, people: QuerySet | None = None) -> list[Alike]:
    """Who of the people may bear one of these names, most alike first. `facts` are those of the person asked about."""
    best = most_alike(texts, people=people)
    known = facts_of(best)
    return alike(best.values(), facts=facts, known=known)


class Likeness(NamedTuple):
    """A person with a name like one of those asked about; whether that suffices is not decided yet."""

    person: int
    typed: str
    spelling: str
    score: float
    matched: MatchKind


def most_alike(
    texts: Iterable[str], *, people: QuerySet | None = None, searches: ManySearches | None = None
) -> dict[int, Likeness]:
    """For each person found by one of the names, the two spellings most alike. `searches`: of whoever asks for many."""
    search_one = searches.search if searches else partial(search, tables=NAMES, people=people)
    best: dict[int, Likeness] = {}
    for text in dict.fromkeys(texts):
        for match in search_one(text, limit=MOST_COMPARED, threshold=DUPLICATE_IF_ELSE_AGREES):
            if match.owner not in best or match.score > best[match.owner].score:
                best[match.owner] = Likeness(match.owner, text, match.text, match.score, match.kind)
    return best


def alike(likenesses: Iterable[Likeness], *, facts: Facts, known: Mapping[int, Facts]) -> list[Alike]:
    """Those who may be the person of whom `facts` are known, most alike first."""
    found = [
        Alike(one.person, one.typed, one.spelling, min(one.score, 1.0), one.matched, agrees)
        for one in likenesses
        if is_enough(one, agrees := agreement(facts, known[one.person]))
    ]
    return sorted(found, key=rank)


def is_enough(one: Likeness, agrees: Agreement) -> bool:
    """Whether the two may be one person: the rule at the head of this file."""
    if any(agrees):
        return one.score >= DUPLICATE_IF_ELSE_AGREES
    return one.score >= DUPLICATE and _is_whole(one.typed) and _is_whole(one.spelling)


def rank(one: Alike) -> tuple:
    """Sorts the most alike first; of those, the ones of whom most agrees."""
    return (-one.likeness, -sum(one.agrees), one.person)


def _is_whole(text: str) -> bool:
    words: Sequence = [token for token in tokens(text) if not token.is_initial]
    return len(words) >= 2
