"""An index that is kept in step with the names."""

import pytest

from people import indexing
from people.indexing import index, made_by_older_rules, remove
from people.names import RULES
from tests.people.indexes import BY_ROW, Key, Posting, Spelling, State, Word, indexes, owners, person  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]


def test_new_names_take_the_place_of_the_old():
    user = person("Болат Ержанов")
    index(BY_ROW, {user.pk: ["Болат Тулеев"]})
    assert owners("Ержанов") == []
    assert owners("Тулеев") == [user.pk]


def test_a_name_that_did_not_change_is_not_written_again():
    user = person("Болат Ержанов")
    before = list(Posting.objects.values_list("pk")), list(Spelling.objects.values_list("pk"))
    index(BY_ROW, {user.pk: ["Болат Ержанов"]})
    assert before == (list(Posting.objects.values_list("pk")), list(Spelling.objects.values_list("pk")))


def test_a_removed_person_leaves_nothing():
    user = person("Болат Ержанов", "Bolat Yerzhanov")
    remove(BY_ROW, [user.pk])
    assert [table.objects.count() for table in BY_ROW[:4]] == [0, 0, 0, 0]


def test_a_removed_person_leaves_the_words_of_others():
    other = person("Болат Тулеев", username="other")
    remove(BY_ROW, [person("Болат Ержанов").pk])
    assert owners("Болат Тулеев") == [other.pk]
    assert set(Word.objects.values_list("readings", flat=True)) == {"bolat", "tulev"}


def test_an_unreadable_name_is_not_stored():
    person("??")
    assert not Spelling.objects.exists()


# How many people have a word


def test_a_word_is_counted_nearly_when_saved():
    for number in range(5):
        person("Болат", username=f"user{number}")
    assert 3 <= Word.objects.get().people <= 5


def test_a_frequent_word_is_counted_again_now_and_then(monkeypatch):
    monkeypatch.setattr(indexing, "MAX_COUNTED", 4)
    monkeypatch.setattr(indexing, "COUNTED_EVERY", 8)
    for number in range(40):
        person("Болат", username=f"user{number}")
    assert 20 <= Word.objects.get().people <= 40


# By which rules it was made


def test_an_index_is_marked_with_the_rules_it_was_made_by():
    assert not made_by_older_rules(BY_ROW)
    person("Болат Ержанов")
    assert list(State.objects.values_list("rules", flat=True)) == [RULES]
    assert not made_by_older_rules(BY_ROW)


@pytest.mark.parametrize("mark", ["", "1-0123456789ab"], ids=["before there were marks", "other rules"])
def test_an_index_made_by_older_rules_says_so_also_after_a_save(mark):
    person("Болат Ержанов")
    State.objects.update(rules=mark)
    person("Болат Тулеев", username="other")
    assert made_by_older_rules(BY_ROW)


def test_a_key_holds_the_readings_of_its_word():
    person("Болат Ержанов", "Cabbarov")
    assert {(key.readings, key.word.readings) for key in Key.objects.all()} == {
        (word, word) for word in Word.objects.values_list("readings", flat=True)
    }
