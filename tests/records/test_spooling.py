"""Rows that wait in temporary tables are moved as they were given, and seen by nobody before."""

import pytest
from django.db import connection

from people.name_tables import NameSpelling, NameWord
from records.spooling import Spool
from tests.builders import a_person
from tests.records.test_bulk import TEXTS

pytestmark = pytest.mark.django_db


def test_what_is_moved_is_what_was_added():
    person = a_person()
    with Spool() as spool:
        for text in TEXTS:
            spool.add(NameSpelling, ["owner_id", "text", "packed"], [(person.pk, text, text)])
        assert not NameSpelling.objects.filter(owner=person).exists()
        spool.move(NameSpelling)
    stored = NameSpelling.objects.filter(owner=person).order_by("pk").values_list("text", "packed")
    assert list(stored) == [(text, text) for text in TEXTS]


def test_at_the_end_the_temporary_tables_are_gone():
    for _turn in range(2):
        with Spool() as spool:
            spool.add(NameWord, ["id", "readings", "people"], [(7, "bolat", 0)])
    assert not NameWord.objects.exists()
    assert not any(name.startswith("spool_") for name in connection.introspection.table_names())
