"""How good the search for names is: figures over pairs of spellings of the same person. Pure.

The pairs are not part of the project. They are CSV files: people who are indexed (person_id, name), queries
(person_id, stored_name, query_name, kind, natural, country) and different people with nearly the same name
(name_a, name_b). `natural` is 1 for a spelling that somebody printed, 0 for one made by rule.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import NamedTuple

from people.name_index import Found, find, indexed_words, pack
from people.name_words import tokens, word_keys
from people.names import DUPLICATE, LISTED, similarity

SHOWN = 20  # hits of one search that are looked at
SAME_SHARE = 0.97  # of pairs of one person, at which different people are told apart
# Spellings by the ear of another language, and a script without vowels, are counted apart.
FAR_KINDS = {"cross-script-arabic", "cross-script-foreign", "natural-tokens-recombined"}


class Query(NamedTuple):
    owner: str
    stored: str
    asked: str
    kind: str
    is_natural: bool
    country: str

    @property
    def groups(self) -> list[str]:
        groups = ["all", self.kind]
        if self.is_natural:
            groups += ["natural"]
            groups += ["natural, Kazakhstan"] if self.country == "KZ" else []
            groups += ["natural, near"] if self.kind not in FAR_KINDS else []
        return groups


class Figures(NamedTuple):
    """Of one group of queries. Shares are 0 to 1."""

    group: str
    queries: int
    first: float  # the right person came first
    in_ten: float  # … among the first ten
    mrr: float  # mean of 1 / rank
    listed: float  # … with a score above the threshold
    unrelated: float  # other people above the threshold, for each query
    disturbed: float  # queries with any other person above the threshold

    def __str__(self) -> str:
        return f"{self.group:28}{self.queries:6}" + "".join(f"{value:10.3f}" for value in self[2:])


class Report(NamedTuple):
    figures: list[Figures]
    milliseconds: list[float]  # of each search
    own_milliseconds: list[float]  # of them in this process: neither what else ran nor the database's server
    threshold: float  # from which a search shows people
    duplicate: float  # from which two names are warned of
    different: float  # share of different people above the threshold of duplicates
    same: float  # share of near natural pairs above it
    strict: float  # the threshold that SAME_SHARE of those pairs reach
    different_strict: float  # share of different people above that one

    def as_dict(self) -> dict:
        half, most = _cuts(self.milliseconds)
        own_half, own_most = _cuts(self.own_milliseconds)
        return {
            "groups": {figures.group: figures._asdict() for figures in self.figures},
            "p50_ms": half,
            "p95_ms": most,
            "p50_own_ms": own_half,
            "p95_own_ms": own_most,
            "listing_threshold": self.threshold,
            "duplicate_threshold": self.duplicate,
            "same_above_duplicate_threshold": self.same,
            "different_above_duplicate_threshold": self.different,
            f"threshold_of_{SAME_SHARE}_of_the_same": self.strict,
            f"different_above_threshold_of_{SAME_SHARE}_of_the_same": self.different_strict,
        }

    def lines(self) -> list[str]:
        """The report as text."""
        heading = f"{'group':28}{'n':>6}" + "".join(f"{name:>10}" for name in Figures._fields[2:])
        half, most = _cuts(self.milliseconds)
        own_half, own_most = _cuts(self.own_milliseconds)
        return [
            heading,
            *map(str, self.figures),
            f"listed, unrelated and disturbed: with a score of {self.threshold} or more",
            f"one search: median {half:.1f} ms, 95 % in {most:.1f} ms, all in {max(self.milliseconds):.1f} ms",
            f"of these, in this process: median {own_half:.1f} ms, 95 % in {own_most:.1f} ms",
            f"duplicates: from {self.duplicate} on, {self.same:.3f} of the same and {self.different:.3f} of different "
            f"people are warned of; from {self.strict:.3f} on, {SAME_SHARE} and {self.different_strict:.3f}",
        ]


def _cuts(milliseconds: Sequence[float]) -> tuple[float, float]:
    """Half of the searches took less than the first, 95 of 100 less than the second."""
    cuts = quantiles(milliseconds * 2, n=100)  # twice the same: one search is enough
    return cuts[49], cuts[94]


def read_queries(path: Path) -> list[Query]:
    return [
        Query(
            row["person_id"], row["stored_name"], row["query_name"], row["kind"], row["natural"] == "1", row["country"]
        )
        for row in _rows(path)
    ]


def read_people(path: Path) -> list[tuple[str, str]]:
    return [(row["person_id"], row["name"]) for row in _rows(path)]


def read_different(path: Path) -> list[tuple[str, str]]:
    return [(row["name_a"], row["name_b"]) for row in _rows(path)]


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def measure(
    queries: Sequence[Query],
    different: Sequence[tuple[str, str]],
    search: Callable[[str], Sequence[Found]],
    *,
    threshold: float = LISTED,
    duplicate: float = DUPLICATE,
) -> Report:
    """Figures of any search that returns hits best first, SHOWN at most, of any score."""
    outcomes: defaultdict[str, list[tuple[int, bool, int]]] = defaultdict(list)
    milliseconds, own = [], []
    for query in queries:
        start, own_start = perf_counter(), process_time()
        hits = search(query.asked)
        milliseconds.append((perf_counter() - start) * 1000)
        own.append((process_time() - own_start) * 1000)
        outcome = _outcome(query.owner, hits, threshold)
        for group in query.groups:
            outcomes[group].append(outcome)
    same = [similarity(query.asked, query.stored) for query in queries if "natural, near" in query.groups]
    unlike = [similarity(*pair) for pair in different]
    strict = sorted(same)[int(len(same) * (1 - SAME_SHARE))] if same else 0.0
    return Report(
        [_figures(group, rows) for group, rows in sorted(outcomes.items())],
        milliseconds,
        own,
        threshold,
        duplicate,
        different=_share(score >= duplicate for score in unlike),
        same=_share(score >= duplicate for score in same),
        strict=strict,
        different_strict=_share(score >= strict for score in unlike),
    )


def _outcome(owner: str, hits: Sequence[Found], threshold: float) -> tuple[int, bool, int]:
    """Rank of the owner (0: not found), whether listed, and how many others are."""
    rank = next((number for number, hit in enumerate(hits, 1) if hit.owner == owner), 0)
    listed = [hit.owner for hit in hits if hit.score >= threshold]
    return rank, owner in listed, sum(other != owner for other in listed)


def _figures(group: str, rows: Sequence[tuple[int, bool, int]]) -> Figures:
    return Figures(
        group,
        len(rows),
        first=_share(rank == 1 for rank, _, _ in rows),
        in_ten=_share(0 < rank <= 10 for rank, _, _ in rows),
        mrr=_share(1 / rank if 0 < rank <= 10 else 0 for rank, _, _ in rows),
        listed=_share(is_listed for _, is_listed, _ in rows),
        unrelated=_share(others for _, _, others in rows),
        disturbed=_share(others > 0 for _, _, others in rows),
    )


def _share(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0


class MemoryStore:
    """An index in memory, for measuring and for tests."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._owners: defaultdict[int, set[str]] = defaultdict(set)
        self._spellings: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for owner, text in names:
            name = tokens(text)
            self._spellings[owner].append((owner, text, pack(name)))
            for readings in indexed_words(name):
                if readings not in self._numbers:
                    self._numbers[readings] = len(self._numbers)
                    for key in word_keys(readings):
                        self._by_key[key].append(self._numbers[readings])
                self._owners[self._numbers[readings]].add(owner)
        self._words = ["|".join(readings) for readings in self._numbers]

    def words(self, keys):
        numbers = {number for key in keys for number in self._by_key.get(key, ())}
        return [(number, self._words[number]) for number in numbers]

    def people(self, words):
        return {word: len(self._owners[word]) for word in words}

    def postings(self, words):
        return [(word, owner) for word in words for owner in self._owners[word]]

    def may_be_found(self, owners):
        return owners

    def spellings(self, owners):
        return [spelling for owner in owners for spelling in self._spellings[owner]]


def measure_in_memory(people: Path, queries: Path, different: Path, **thresholds: float) -> Report:
    """Figures of the rules alone, without a database."""
    store = MemoryStore(read_people(people))
    return measure(
        read_queries(queries),
        read_different(different),
        lambda asked: find(asked, store, limit=SHOWN, threshold=0.0),
        **thresholds,
    )
