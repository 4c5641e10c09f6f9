"""The search for names in ordinary tables, the same on SQLite and PostgreSQL.

    search("ержан", tables=NAMES, people=Person.objects.filter(state="approved"))

`index_tables.py` says what the tables are, `indexing.py` and `rebuilding.py` fill them.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.functional import cached_property

from people.index_tables import Tables
from people.indexing import AT_ONCE, portions
from people.name_index import Known, find
from people.names import LISTED, MatchKind, match_kind


class Match(NamedTuple):
    """A person found: the stored spelling most like what was typed, 0 to 1, and what to call it."""

    owner: Any
    text: str
    score: float
    kind: MatchKind


def search(
    term: str,
    *,
    tables: Tables,
    people: QuerySet | Container[Any] | None = None,
    limit: int = 20,
    threshold: float = LISTED,
    known: Known | None = None,
) -> list[Match]:
    """The people whose names are like the term, best first.

    `people` limits who may be found (before the best are chosen, so that nobody is crowded out): a queryset, or the
    owners themselves; None means everyone. `known` keeps what one search learnt of words for another one of the same
    request.
    """
    found = find(term, _Store(tables, people), limit=limit, threshold=threshold, known=known)
    return [Match(owner, text, score, match_kind(term, text, score)) for owner, text, score in found]


class ManySearches:
    """Searches of many names in a row: what one read of words and of who has them, the next ones do not read anew.

    Names saved in between are found only by chance: begin anew for them. It holds the words and postings of the whole
    index in the end, some 100 bytes for each: who has less memory begins anew when `held` is too many.
    """

    def __init__(self, *, tables: Tables, people: QuerySet) -> None:
        self.store = _Remembering(tables, people)
        self.known: Known = {}

    def search(self, term: str, *, limit: int, threshold: float) -> list[Match]:
        """The same as `search`."""
        found = find(term, self.store, limit=limit, threshold=threshold, known=self.known)
        return [Match(owner, text, score, match_kind(term, text, score)) for owner, text, score in found]

    @property
    def held(self) -> int:
        """How many words and postings it holds."""
        return sum(map(len, self.known.values())) + sum(map(len, self.store.owners.values()))


class _Store:
    """What `name_index.find` reads, from the tables."""

    def __init__(self, tables: Tables, people: QuerySet | Container[Any] | None) -> None:
        self.tables = tables
        self.allowed = people

    def words(self, keys: Iterable[str]) -> Iterable[tuple[int, str]]:
        return self.tables.key.objects.filter(key__in=sorted(keys)).values_list("word", "readings")

    def people(self, words: Sequence[int]) -> dict[int, int]:
        counted: dict[int, int] = {}
        for some in portions(words, AT_ONCE):
            counted |= self.tables.word.objects.filter(pk__in=some).values_list("pk", "people")
        return counted

    def postings(self, words: Sequence[int]) -> Iterator[tuple[int, Any]]:
        for some in portions(words, AT_ONCE):
            yield from self.tables.posting.objects.filter(word__in=some).values_list("word", "owner")

    def may_be_found(self, owners: Sequence[Any]) -> Container[Any]:
        if self.allowed is None:
            return owners
        if not isinstance(self.allowed, QuerySet):
            return self.allowed
        field = self.tables.identified_by
        return set(self.allowed.order_by().filter(**{f"{field}__in": owners}).values_list(field, flat=True))

    def spellings(self, owners: Sequence[Any]) -> Iterator[tuple[Any, str, str]]:
        for some in portions(owners, AT_ONCE):
            spellings = self.tables.spelling.objects.filter(owner__in=some).order_by("pk")
            yield from spellings.values_list("owner", "text", "packed")


class _Remembering(_Store):
    """Keeps what it read of words, of who has them and of who may be found."""

    def __init__(self, tables: Tables, people: QuerySet) -> None:
        super().__init__(tables, people)
        self.counted: dict[int, int] = {}
        self.owners: dict[int, list[Any]] = {}

    @cached_property
    def found(self) -> frozenset[Any]:
        return frozenset(self.allowed.order_by().values_list(self.tables.identified_by, flat=True).iterator(10_000))

    def may_be_found(self, owners: Sequence[Any]) -> Container[Any]:
        return self.found

    def people(self, words: Sequence[int]) -> dict[int, int]:
        self.counted |= super().people([word for word in words if word not in self.counted])
        return self.counted

    def postings(self, words: Sequence[int]) -> Iterator[tuple[int, Any]]:
        unread = {word: [] for word in words if word not in self.owners}
        for word, owner in super().postings(list(unread)):
            unread[word].append(owner)
        self.owners |= unread
        for word in words:
            for owner in self.owners[word]:
                yield word, owner
