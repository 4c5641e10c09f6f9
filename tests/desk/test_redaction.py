import pytest
from django.core.files.base import ContentFile

from audit.models import Act, Change, ChangeValue
from desk import merging
from desk.redaction import CannotRedact, redact
from desk.redaction_traces import found_elsewhere
from desk.verifying import records_not_as_recorded
from lookup.models import PublishedClaim, PublishedName, PublishedPerson
from people.models import Merge, Person
from publishing.models import Publication
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_name,
    a_named_person,
    a_person,
    a_report,
    changed,
    published,
)


@pytest.fixture
def person(researcher):
    """Was a baker, is a welder."""
    return changed(a_person(by=researcher, occupation="baker"), by=researcher, occupation="welder")


def erased(record, field, by, **values):
    record.refresh_from_db()
    return redact(record=record, field=field, by=by, reason="asked by the family", **values)


def told(field) -> set[str]:
    """All that history tells of a field."""
    rows = ChangeValue.objects.filter(field=field)
    return {text for row in rows for text in (row.before, row.after)} - {""}


def test_former_values_are_erased_and_the_present_one_stays(person, reviewer):
    erased(person, "occupation", reviewer)
    assert told("occupation") == {'"welder"'}
    assert Person.objects.get().occupation == "welder"


def test_an_erasure_is_itself_a_change(person, reviewer):
    written = erased(person, "occupation", reviewer).change
    assert (written.act, written.by_name, written.reason) == (Act.REDACTED, "reviewer", "asked by the family")
    assert (written.table, written.row) == ("people.person", str(person.pk))


def test_commitments_stay(person, reviewer):
    before = set(ChangeValue.objects.values_list("pk", "commitment"))
    erased(person, "occupation", reviewer)
    assert before <= set(ChangeValue.objects.values_list("pk", "commitment"))


def test_a_value_that_the_record_holds_is_not_erased(researcher, reviewer):
    person = a_person(by=researcher, occupation="baker")
    with pytest.raises(CannotRedact, match="--clear"):
        erased(person, "occupation", reviewer)
    assert told("occupation") == {'"baker"'}


def test_the_value_that_the_record_holds_is_not_erased_by_its_change(person, reviewer):
    with pytest.raises(CannotRedact, match="--clear"):
        erased(person, "occupation", reviewer, change=Change.objects.get(act="changed").pk)


def test_the_field_is_cleared_on_demand(person, reviewer):
    erased(person, "occupation", reviewer, clear=True)
    assert told("occupation") == set()
    assert Person.objects.get().occupation == ""


def test_one_value_is_erased_and_the_others_stay(person, researcher, reviewer):
    changed(person, by=researcher, occupation="miller")
    changed(person, by=researcher, occupation="cook")
    erased(person, "occupation", reviewer, change=Change.objects.get(act="added").pk)
    assert told("occupation") == {'"welder"', '"miller"', '"cook"'}


def test_after_an_erasure_the_record_is_as_recorded(person, reviewer):
    erased(person, "occupation", reviewer)
    assert list(records_not_as_recorded()) == []


@pytest.mark.parametrize("reason", ["", " "])
def test_an_erasure_needs_a_reason(person, reviewer, reason):
    with pytest.raises(CannotRedact, match="--reason"):
        redact(record=person, field="occupation", by=reviewer, reason=reason)


@pytest.mark.parametrize("values", [{"field": "home_place"}, {"field": "occupation", "change": 0}])
def test_what_history_does_not_hold_is_said(person, reviewer, values):
    with pytest.raises(CannotRedact):
        redact(record=person, by=reviewer, reason="asked", **values)


# Parts, and what may not be empty


def test_a_name_leaves_history_the_record_the_index_and_the_public(researcher, reviewer):
    person = a_named_person("Ақжан Төлеген", by=researcher)
    a_name(person, "Aqzhan", by=researcher)
    published(a_casualty(person=person, by=researcher), by=reviewer)
    published(person, by=reviewer)
    change = ChangeValue.objects.get(field="text", after='"Ақжан Төлеген"').change_id
    erased(person, "text", reviewer, change=change, clear=True)
    assert told("text") == {'"Aqzhan"', '"[erased]"'}
    assert found_elsewhere(["Ақжан Төлеген", "Төлеген"]) == {}
    assert [name.text for name in PublishedName.objects.all()] == ["Aqzhan"]
    assert PublishedPerson.objects.get().name == "Aqzhan"
    assert Person.objects.get().shown_name == "Aqzhan"
    assert list(records_not_as_recorded()) == []


def test_a_claim_loses_its_value_in_public_and_stays(researcher, reviewer):
    casualty = a_casualty(by=researcher)
    claim = a_casualty_claim(casualty, summary="fell by the bridge", circumstances="with Akzhan", by=researcher)
    published(casualty, by=reviewer)
    erased(casualty, "circumstances", reviewer, clear=True)
    row = PublishedClaim.objects.get()
    assert (row.public_id, row.summary, row.values.get("circumstances")) == (
        claim.public_id,
        "fell by the bridge",
        None,
    )
    assert found_elsewhere(["with Akzhan"]) == {}


def test_of_a_date_of_birth_the_public_year_goes_too(researcher, reviewer):
    person = published(a_person(born_on="1990-05-01", by=researcher), by=reviewer)
    erased(person, "born_on", reviewer, clear=True)
    assert "born_on" not in Publication.objects.get().values
    assert PublishedPerson.objects.get().born == ""


def test_what_waits_for_publication_is_not_let_through(researcher, reviewer):
    person = published(a_person(occupation="baker", by=researcher), by=reviewer)
    changed(person, by=researcher, occupation="welder")
    erased(person, "occupation", reviewer)
    assert "occupation" not in Publication.objects.get().values
    assert PublishedPerson.objects.get().occupation == ""


def test_a_merge_forgets_the_value_and_can_be_undone(researcher, reviewer):
    keep, duplicate = a_person("Ақжан Төлеген", by=researcher), a_person("Aqzhan", by=researcher)
    changed(keep, by=researcher, occupation="welder")
    changed(duplicate, by=researcher, occupation="baker")
    made = merging.merge(keep=keep, duplicate=duplicate, by=reviewer, reason="one house", take_over=["occupation"])
    erased(keep, "occupation", reviewer, clear=True)
    assert "welder" not in str(Merge.objects.get().changed)
    merging.undo(merge=made, by=reviewer, reason="two houses")
    assert list(records_not_as_recorded()) == []


def test_where_else_a_text_stands_is_told(researcher):
    a_person(by=researcher, internal_notes="the Baker of Reed Street")
    found = found_elsewhere(["Reed Street"])
    assert found == {"people.person.internal_notes": 1, "audit.changevalue.after": 1}


def test_files_go_with_their_names_when_it_is_certain(researcher, reviewer, django_capture_on_commit_callbacks):
    report = a_report(by=researcher, snapshot=ContentFile(b"first", "first.txt"))
    first = report.snapshot.name
    changed(report, by=researcher, snapshot=ContentFile(b"second", "second.txt"))
    second, storage = report.snapshot.name, report.snapshot.storage
    with django_capture_on_commit_callbacks(execute=True):
        erased(report, "snapshot", reviewer)
        assert storage.exists(first)
    assert (storage.exists(first), storage.exists(second)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        erased(report, "snapshot", reviewer, clear=True)
    assert not storage.exists(second)
