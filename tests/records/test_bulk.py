"""Rows written past the models hold what was given."""

import pytest

from people.name_tables import NameSpelling, NameWord
from records.bulk import continue_keys, delete_rows, insert_rows
from tests.builders import a_person

pytestmark = pytest.mark.django_db

TEXTS = ["plain", "tab\there", "line\nand\rreturn", "back\\slash \\n \\N \\.", "it's %s, 100 %", '"quoted"', "Ғ😀", ""]


def test_every_text_comes_back_as_it_was():
    person = a_person()
    insert_rows(NameSpelling, ["owner_id", "text", "packed"], [(person.pk, text, text) for text in TEXTS])
    stored = NameSpelling.objects.filter(owner=person).order_by("pk").values_list("text", "packed")
    assert list(stored) == [(text, text) for text in TEXTS]


def test_the_next_key_comes_after_those_written():
    insert_rows(NameWord, ["id", "readings", "people"], [(700, "bolat", 3)])
    continue_keys(NameWord)
    assert NameWord.objects.create(readings="erjan").pk > 700


def test_more_rows_than_one_step_takes(monkeypatch):
    monkeypatch.setattr("records.bulk.AT_ONCE", 3)
    insert_rows(NameWord, ["id", "readings", "people"], [(key, f"word{key}", key) for key in range(1, 11)])
    assert list(NameWord.objects.order_by("pk").values_list("people", flat=True)) == list(range(1, 11))


def test_deleted_rows_are_gone():
    insert_rows(NameWord, ["id", "readings", "people"], [(7, "bolat", 0)])
    delete_rows([NameWord])
    assert not NameWord.objects.exists()
