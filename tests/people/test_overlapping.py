"""Those who save names and those who take them away, each on a connection of its own. On SQLite a transaction has the
database to itself."""

import pytest
from django.db import connection, transaction

from people import indexing
from people.indexing import index, remove
from people.name_tables import NAMES
from people.search import search
from tests.builders import a_person
from tests.publishing.test_overlapping import elsewhere, over_or_waiting

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only"),
]


@pytest.fixture
def two():
    """Persons, the first of whom has the word Talant, which is not counted again at each save."""
    first, second = a_person().pk, a_person().pk
    index(NAMES, {first: ["Talant"]})
    NAMES.word.objects.update(people=100)
    return first, second


def test_a_word_that_is_given_to_somebody_is_not_forgotten_before_it_is_saved(two):
    first, second = two
    with transaction.atomic():
        index(NAMES, {second: ["Talant"]})
        removing = elsewhere(lambda: remove(NAMES, [first]))
        over_or_waiting(removing)
    removing.join()
    assert (removing.faults, [one.owner for one in search("Talant", tables=NAMES)]) == ([], [second])


def test_a_word_that_was_forgotten_as_it_was_looked_up_is_made_anew(two, monkeypatch):
    first, second = two
    look_up, threads = indexing._new_word_ids, []

    def forgotten_before(tables, words):
        if not threads:
            threads.append(elsewhere(lambda: remove(NAMES, [first])))
            threads[0].join()
        return look_up(tables, words)

    monkeypatch.setattr(indexing, "_new_word_ids", forgotten_before)
    index(NAMES, {second: ["Talant"]})
    assert [one.owner for one in search("Talant", tables=NAMES)] == [second]
