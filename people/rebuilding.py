"""Making an index of names anew, for all people at once: after the rules changed, or to measure with many people."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from people.index_tables import Tables, in_one_transaction
from people.indexing import owner_column, read_names
from people.name_words import word_keys
from people.names import RULES
from records.bulk import continue_keys, delete_rows, gather_statistics, insert_rows

_OWNER_BITS = 32  # of a posting while it is sorted: the number of its word stands before that of its owner


@in_one_transaction
def rebuild(tables: Tables, names: Iterable[tuple[Any, Iterable[str]]]) -> int:
    """Make the whole index anew from (owner, texts), all texts of an owner together. Returns the number of people.

    Whoever searches meanwhile reads the old index. Rows are written in the order of their indexes, which is quick:
    people first, as they come, then their postings, then words and keys. In memory it keeps the words, the owners and
    8 bytes for each posting: some 300 MB for a million people.
    """
    delete_rows([tables.spelling, tables.posting, tables.key, tables.word])
    words: dict[str, int] = {}
    owners: list[Any] = []
    postings = array("Q")
    insert_rows(
        tables.spelling,
        [owner_column(tables.spelling), "text", "packed"],
        _spellings(names, words, owners, postings),
    )
    ordered = sorted(postings)
    insert_rows(
        tables.posting,
        ["word_id", owner_column(tables.posting)],
        ((posting >> _OWNER_BITS, owners[posting % (1 << _OWNER_BITS)]) for posting in ordered),
    )
    people = Counter(posting >> _OWNER_BITS for posting in ordered)
    insert_rows(
        tables.word, ["id", "readings", "people"], ((word, readings, people[word]) for readings, word in words.items())
    )
    continue_keys(tables.word)
    keys = ((key, readings, word) for readings, word in words.items() for key in word_keys(tuple(readings.split("|"))))
    insert_rows(tables.key, ["key", "readings", "word_id"], sorted(keys))
    gather_statistics([tables.spelling, tables.posting, tables.key, tables.word])
    tables.state.objects.all().delete()
    tables.state.objects.create(rules=RULES)
    return len(owners)


def _spellings(
    names: Iterable[tuple[Any, Iterable[str]]], words: dict[str, int], owners: list[Any], postings: array
) -> Iterator[tuple[Any, str, str]]:
    """The rows of spellings; what they teach of words, owners and postings is added to those on the way."""
    for owner, texts in names:
        read = read_names([(owner, texts)])
        for _, readings in sorted(read.postings):
            postings.append(words.setdefault(readings, len(words) + 1) << _OWNER_BITS | len(owners))
        owners.append(owner)
        yield from sorted(read.spellings)


def recount(tables: Tables) -> None:
    """Count exactly how many people have each word; `indexing.index` keeps the figure nearly right."""
    counted = tables.posting.objects.filter(word=OuterRef("pk")).values("word").annotate(n=Count("pk")).values("n")
    tables.word.objects.update(people=Coalesce(Subquery(counted), 0))
