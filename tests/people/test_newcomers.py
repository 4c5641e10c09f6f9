"""Many people at once are found like those who came one by one, whatever others did to their words meanwhile."""

import pytest

from people.indexing import index, read_names, remove
from people.name_tables import NAMES
from people.newcomers import Newcomers
from people.search import search
from records.spooling import Spool
from tests.builders import a_person

pytestmark = pytest.mark.django_db


def come(names: dict, meanwhile=lambda: None):
    with Spool() as spool:
        newcomers = Newcomers(NAMES, spool)
        newcomers.add(read_names((person.pk, texts) for person, texts in names.items()))
        newcomers.prepare()
        meanwhile()
        newcomers.write()


def found(typed) -> set[int]:
    return {one.owner for one in search(typed, tables=NAMES)}


def test_newcomers_are_found_by_their_words_and_those_before_them_too():
    before, one, other = a_person(), a_person(), a_person()
    index(NAMES, {before.pk: ["Ержан Болатұлы"]})
    come({one: ["Erzhan Rihin", "Ержан Рихин"], other: ["Talant Fuchik"]})
    assert (found("Erzhan"), found("Fuchik")) == ({before.pk, one.pk}, {other.pk})
    counts = NAMES.word.objects.values_list("people", flat=True)
    assert sum(counts) == NAMES.posting.objects.count()


def test_a_word_that_its_last_bearer_lost_meanwhile_is_there_again():
    before, one = a_person(), a_person()
    index(NAMES, {before.pk: ["Talant Fuchik"]})
    come({one: ["Talant Rihin"]}, meanwhile=lambda: remove(NAMES, [before.pk]))
    assert (found("Talant"), found("Talantt"), found("Fuchik")) == ({one.pk}, {one.pk}, set())


def test_a_word_that_another_got_meanwhile_is_shared():
    other, one = a_person(), a_person()
    come({one: ["Talant Rihin"]}, meanwhile=lambda: index(NAMES, {other.pk: ["Talant Fuchik"]}))
    assert found("Talant") == {one.pk, other.pk}
    assert NAMES.word.objects.count() == 3


def test_a_name_of_initials_alone_is_stored_as_when_it_is_saved():
    one, other = a_person(), a_person()
    index(NAMES, {one.pk: ["А. Б."]})
    come({other: ["А. Б."]})
    assert list(NAMES.spelling.objects.order_by("pk").values_list("owner", "text")) == [
        (one.pk, "А. Б."), (other.pk, "А. Б."),
    ]  # fmt: skip
