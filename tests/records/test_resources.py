import pytest

from people.models import Person
from records.resources import RecordResource
from tests import builders


def test_a_resource_that_names_no_fields_is_refused():
    with pytest.raises(TypeError, match="names no fields"):

        class Everything(RecordResource):
            class Meta:
                model = Person


def test_columns_are_those_named_in_their_order(db):
    class Few(RecordResource):
        class Meta:
            model = Person
            fields = ["occupation", "public_id", "name_is_public"]

    person = builders.a_person(occupation="-teacher")
    rows = Few().export()
    assert rows.headers == ["occupation", "public_id", "name_is_public"]
    assert list(rows) == [("'-teacher", person.shown_id, "no")]
