"""Rows that wait in temporary tables are moved as they were given, and seen by nobody before."""

import pytest
from django.db import DatabaseError, connection, transaction

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


def test_what_cannot_be_written_down_leaves_no_transaction_behind():
    def rows():
        yield (7, "bolat", 0)
        raise KeyboardInterrupt

    with Spool() as spool:
        with pytest.raises(KeyboardInterrupt):
            spool.add(NameWord, ["id", "readings", "people"], rows())
        spool.add(NameWord, ["id", "readings", "people"], [(8, "aset", 0)])
        spool.move(NameWord)
    assert list(NameWord.objects.values_list("pk", flat=True)) == [8]
    with pytest.raises(DatabaseError, match="spool"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RELEASE spool")
