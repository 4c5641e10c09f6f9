"""Writing to a record without its history is refused; what gets past that is noticed."""

import re

import pytest
from django.db import connection

from desk.verifying import records_not_as_recorded
from people.models import Name, Person
from records.models import Part, VersionedModel
from records.recording import NotRecorded, unrecorded
from records.saving import changing
from tests.builders import a_name, a_person, a_report, changed, one
from tests.models import ROOT, our_models

RECORDED = [model for model in our_models() if issubclass(model, VersionedModel | Part)]
# The verbs that write past `save()`, each inside a change, and the field of the lock itself.
PAST_SAVE = {"desk/merging.py", "people/models.py", "records/models.py"}


@pytest.mark.parametrize("model", RECORDED, ids=lambda model: model.__name__)
@pytest.mark.parametrize(
    "act",
    [
        lambda row: (
            type(row).objects.update(public_id="x") if hasattr(row, "public_id") else type(row).objects.update()
        ),
        lambda row: type(row).objects.bulk_update([row], [type(row)._meta.concrete_fields[1].name]),
        lambda row: type(row).objects.bulk_create([row]),
        lambda row: type(row).objects.all().delete(),
        lambda row: row.delete(),
        lambda row: row.save(),
        lambda row: type(row).objects.create(),
    ],
    ids=["update", "bulk_update", "bulk_create", "delete", "delete one", "save", "create"],
)
def test_a_write_without_history_is_refused(db, model, act):
    row = one(model)
    before = list(model.objects.values())
    with pytest.raises(NotRecorded):
        act(row)
    assert list(model.objects.values()) == before


def test_through_a_relation_it_is_refused_too(db):
    person = a_person("Ақжан Төлеген")
    with pytest.raises(NotRecorded):
        person.names.update(withdrawn=True)
    with pytest.raises(NotRecorded):
        person.names.all().delete()


def test_inside_a_change_rows_are_written_at_once_and_recorded(db):
    person = a_person("Ақжан Төлеген")
    with changing(person, by=None):
        person.names.update(is_public=False)
    assert list(records_not_as_recorded()) == []


def test_even_inside_a_change_nothing_is_deleted(db):
    person = a_person("Ақжан Төлеген")
    with pytest.raises(NotRecorded), changing(person, by=None):
        person.names.all().delete()


def test_after_a_change_nothing_is_written_any_more(db):
    person = changed(a_person(), occupation="baker")
    with pytest.raises(NotRecorded):
        person.save()


def test_only_these_verbs_write_past_the_refusal():
    source = {path: path.read_text() for path in ROOT.glob("*/**/*.py") if "migrations" not in path.parts}
    writing = re.compile(r"_base_manager\b[^\n]*\.(update|delete|create|bulk_\w+)\(|rows\.update\(version")
    found = {str(path.relative_to(ROOT)) for path, text in source.items() if writing.search(text)}
    assert {name for name in found if not name.startswith(("tests/", ".venv/"))} == PAST_SAVE


# What gets past is noticed


def raw(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_register_that_was_written_through_its_doors_is_as_recorded(db):
    for model in RECORDED:
        one(model)
    assert list(records_not_as_recorded()) == []


def test_raw_sql_on_a_record_is_noticed(db):
    person = a_person(occupation="baker")
    raw("UPDATE people_person SET occupation = 'welder'")
    assert list(records_not_as_recorded()) == [
        f"people.person {person.pk} differs from its last recorded change: occupation (people.person {person.pk})."
    ]


def test_raw_sql_on_a_part_is_noticed_at_its_record(db):
    person = a_person()
    name = a_name(person, "Ақжан Төлеген")
    raw("UPDATE people_name SET withdrawn = %s", True)
    assert list(records_not_as_recorded()) == [
        f"people.person {person.pk} differs from its last recorded change: withdrawn (people.name {name.pk})."
    ]


def test_a_list_that_was_changed_is_noticed(db):
    report = a_report(mentions=[a_report()])
    report.mentions.clear()
    assert [fault.split(": ")[1] for fault in records_not_as_recorded()] == [f"mentions (sources.report {report.pk})."]


def test_a_record_that_was_put_in_is_noticed(db):
    with unrecorded():
        person = Person.objects.create()
    assert list(records_not_as_recorded()) == [
        f"people.person {person.pk} has no history: it was not entered through the register."
    ]


def test_a_record_that_was_deleted_is_noticed(db):
    person = a_person()
    raw("DELETE FROM people_person")
    assert list(records_not_as_recorded()) == [
        f"people.person {person.pk} is gone, and history does not say so: nothing is ever deleted."
    ]


def test_a_part_that_was_deleted_is_noticed(db):
    person = a_person("Ақжан Төлеген")
    Name.objects.all()._raw_delete("default")
    assert list(records_not_as_recorded())[0].startswith(f"people.person {person.pk} differs")
