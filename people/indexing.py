"""Keeping an index of names in step, a few people at a time; `rebuilding.py` makes all of it anew.

    index(NAMES, {person.pk: ["Ержан Болатұлы", "Erzhan Bolatuly"]})   # in the transaction that saves the names
    remove(NAMES, [person.pk])
    made_by_older_rules(NAMES)                                         # time for `manage.py rebuild_names`

How many people have a word decides in what order a search follows the words typed, and which are too frequent to
follow. The figure is kept *nearly* right, so that two who save do not wait for each other at a frequent word: it is
corrected when it is wrong by half or more. Up to MAX_COUNTED people that is looked at with each save, beyond at each
COUNTED_EVERY-th new row, so that it cannot go stale however people came in. `rebuilding.recount` makes it exact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from django.db import connections, models, router
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from people.index_tables import Tables, in_one_transaction
from people.name_index import indexed_words, pack
from people.name_words import MAX_LENGTH, tokens, word_keys
from people.names import RULES

MAX_COUNTED = 2_000  # people with one word that are counted at each save
COUNTED_EVERY = 256  # new rows, for words that more people have
AT_ONCE = 500  # values in one condition

OLDER_RULES = _(
    "The index of names was made by older rules: not every spelling finds its person. Run: manage.py rebuild_names"
)


@in_one_transaction
def index(tables: Tables, names: Mapping[Any, Iterable[str]]) -> None:
    """Store the spellings of these people's names, in place of those stored before.

    Call it in the transaction that saves the names. Of a name that did not change nothing is written.
    """
    if not tables.state.objects.exists():
        tables.state.objects.create(rules=RULES)
    for owners in portions(names, AT_ONCE):
        read = read_names((owner, names[owner]) for owner in owners)
        old = tables.spelling.objects.filter(owner__in=owners).values_list("pk", "owner", "text", "packed")
        kept = {tuple(spelling): pk for pk, *spelling in old}
        gone = [pk for spelling, pk in kept.items() if spelling not in read.spellings]
        tables.spelling.objects.filter(pk__in=gone).delete()
        _add_spellings(tables, read.spellings - kept.keys())

        old = tables.posting.objects.filter(owner__in=owners).values_list("owner", "word__readings", "pk")
        postings = {(owner, readings): pk for owner, readings, pk in old}
        new = read.postings - postings.keys()
        _count_nearly(tables, _add_postings(tables, new, _word_ids(tables, {readings for _, readings in new})))
        gone = postings.keys() - read.postings
        tables.posting.objects.filter(pk__in=[postings[pair] for pair in gone]).delete()
        _forget_unused(tables, {readings for _, readings in gone})


def remove(tables: Tables, owners: Iterable[Any]) -> None:
    """Forget the names of these people, and the words that nobody else has."""
    index(tables, dict.fromkeys(owners, ()))


def made_by_older_rules(tables: Tables) -> bool:
    """Whether names are read otherwise now than when the index was made: some would not be found."""
    return tables.state.objects.exclude(rules=RULES).exists()


# --- Reading ----------------------------------------------------------------------------------------------------------


class Read(NamedTuple):
    """Names as they are stored: (owner, text, packed) and (owner, readings)."""

    spellings: set[tuple[Any, str, str]]
    postings: set[tuple[Any, str]]


def read_names(names: Iterable[tuple[Any, Iterable[str]]]) -> Read:
    read = Read(set(), set())
    for owner, texts in names:
        for text in texts:
            if name := tokens(text):
                read.spellings.add((owner, text[:MAX_LENGTH], pack(name)))
                read.postings.update((owner, "|".join(readings)) for readings in indexed_words(name))
    return read


def portions(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The values in lists of `size`; the last may be shorter."""
    remaining = iter(values)
    while portion := list(islice(remaining, size)):
        yield portion


# --- Writing ----------------------------------------------------------------------------------------------------------


def owner_column(table: type[models.Model]) -> str:
    return table._meta.get_field("owner").attname


def _add_spellings(tables: Tables, spellings: Iterable[tuple[Any, str, str]]) -> None:
    owner_is = owner_column(tables.spelling)
    tables.spelling.objects.bulk_create(
        tables.spelling(**{owner_is: owner}, text=text, packed=packed) for owner, text, packed in sorted(spellings)
    )


def _add_postings(tables: Tables, postings: Iterable[tuple[Any, str]], ids: Mapping[str, int]) -> list[models.Model]:
    owner_is = owner_column(tables.posting)
    rows = sorted((ids[readings], owner) for owner, readings in postings)
    return tables.posting.objects.bulk_create(tables.posting(word_id=word, **{owner_is: owner}) for word, owner in rows)


def _word_ids(tables: Tables, words: set[str]) -> dict[str, int]:
    """Nobody else can forget them before this transaction ends."""
    ids = _known_ids(tables, words)
    ids |= _new_word_ids(tables, words - ids.keys())
    while forgotten := _forgotten_meanwhile(tables, ids):
        ids |= _new_word_ids(tables, forgotten)
    return ids


def _forgotten_meanwhile(tables: Tables, ids: Mapping[str, int]) -> set[str]:
    """The others are kept from now on. On SQLite this transaction has had the database to itself."""
    connection = connections[router.db_for_write(tables.word)]
    if connection.vendor != "postgresql":
        return set()
    word = connection.ops.quote_name(tables.word._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {word} WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE",  # noqa: S608 (name of our table)
            [list(ids.values())],
        )
        there = {pk for (pk,) in cursor.fetchall()}
    return {readings for readings, pk in ids.items() if pk not in there}


def _known_ids(tables: Tables, words: Iterable[str]) -> dict[str, int]:
    return {
        readings: pk
        for some in portions(words, AT_ONCE)
        for readings, pk in tables.word.objects.filter(readings__in=some).values_list("readings", "pk")
    }


def _new_word_ids(tables: Tables, words: Iterable[str]) -> dict[str, int]:
    """Add words, in one order, so that two who save at once do not lock each other. Another may just have added one."""
    new = sorted(words)
    tables.word.objects.bulk_create([tables.word(readings=readings) for readings in new], ignore_conflicts=True)
    ids = _known_ids(tables, new)
    tables.key.objects.bulk_create(
        [tables.key(key=key, readings=readings, word_id=ids[readings]) for key, readings in keys_of(new)],
        ignore_conflicts=True,
    )
    return ids


def keys_of(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The keys that lead to words, each with the readings of its word."""
    return ((key, readings) for readings in words for key in sorted(word_keys(tuple(readings.split("|")))))


def _count_nearly(tables: Tables, added: Sequence[models.Model]) -> None:
    """Correct the counts that are half the truth or less."""
    due = {posting.word_id for posting in added if posting.pk % COUNTED_EVERY == 0}
    for some in portions(sorted({posting.word_id for posting in added}), AT_ONCE):
        for pk, people in tables.word.objects.filter(pk__in=some).order_by("pk").values_list("pk", "people"):
            if people < MAX_COUNTED or pk in due:
                counted = tables.posting.objects.filter(word=pk).count()
                if counted >= 2 * people:
                    tables.word.objects.filter(pk=pk).update(people=counted)


def _forget_unused(tables: Tables, words: Iterable[str]) -> None:
    """Delete the words that nobody has any more: a rare name must not outlive its person."""
    for some in portions(words, AT_ONCE):
        # Locked first: whoever is giving one of these words to a person at this moment is waited for.
        locked = tables.word.objects.select_for_update().filter(readings__in=some).order_by("pk")
        ids = list(locked.values_list("pk", flat=True))
        in_use = Exists(tables.posting.objects.filter(word=OuterRef("pk")))
        unused = list(tables.word.objects.filter(~in_use, pk__in=ids).values_list("pk", flat=True))
        tables.key.objects.filter(word__in=unused).delete()
        tables.word.objects.filter(pk__in=unused).delete()
