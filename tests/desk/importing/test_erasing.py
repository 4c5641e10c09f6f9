"""What imports keep of a person is erased too: cells of rows, values of records that were taken out, lists."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit import chain
from audit.models import Change, ChangeValue
from audit.verifying import faults
from desk.importing import batches
from desk.importing.erasing import STRUCK_OUT, erase_row, row_of
from desk.models import ImportBatch, ImportRow, Task
from desk.redaction_traces import found_elsewhere
from people.models import Person
from tests.builders import a_named_person, changed
from tests.desk.importing.lists import done, handed_in, imported, killed, previewed, undone
from victims.models import Casualty

NAME = "Talant Fuchik"  # of row 1, which stands in line 2 of the list


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


def told(command, *given, **options) -> str:
    out = StringIO()
    call_command(command, *given, by="researcher", reason="asked by the family", stdout=out, **options)
    return out.getvalue()


def still_told(text) -> dict:
    return {place: count for place, count in found_elsewhere([text]).items() if not place.startswith("people.name")}


@pytest.fixture
def taken_out(researcher):
    """An import of two rows that was undone; the public id of the person of the first."""
    batch = imported(killed(2), by=researcher)
    public_id = Person.objects.get(shown_name__contains="ريح1").public_id
    undone(batch, by=researcher)
    assert {"audit.changevalue.after"} <= still_told(NAME).keys()
    return ImportBatch.objects.get(pk=batch.pk), public_id


def test_a_row_of_an_undone_import_is_erased(taken_out):
    batch, _public_id = taken_out
    said = told("redact", f"import:{batch.pk}:2", "all")
    assert (still_told(NAME), NAME in said) == ({}, False)
    assert still_told("ريح1") == {}
    assert still_told("Beren Hobrek").keys() == {"audit.changevalue.after"}  # the other row is as it was
    chain.seal()
    assert list(faults(chain.lines())) == []


def test_a_person_who_was_taken_out_is_named_by_the_public_id(taken_out):
    _batch, public_id = taken_out
    assert "1 rows of imports struck out" in told("redact", public_id, "all")
    assert (still_told(NAME), still_told("ريح1")) == ({}, {})


def test_one_field_of_what_was_taken_out_is_erased(taken_out):
    batch, _public_id = taken_out
    told("redact", f"import:{batch.pk}:2", "age_low")
    assert "audit.changevalue.after" in still_told(NAME)
    erased = ChangeValue.objects.filter(field="age_low").exclude(erased_at=None)
    assert {value.table for value in erased} == {"victims.casualty", "victims.casualtyclaim"}


def test_of_a_row_whose_records_stand_the_cells_are_struck_out_and_the_records_named(researcher):
    batch = imported(killed(1).replace("20", "about a hundred and fifty"), by=researcher)
    said = told("redact", f"import:{batch.pk}:2", "all")
    assert f"Still in the register: people.person:{Person.objects.get().pk}." in said
    assert f"manage.py delete_list {batch.pk}" in said
    assert ImportRow.objects.get().shown == "[erased]"


@pytest.mark.parametrize("is_undone", [False, True], ids=["stands", "undone"])
def test_what_a_newer_version_told_of_the_row_is_erased_with_it(researcher, is_undone):
    first = imported(killed(2), by=researcher)
    newer = imported(killed(2).replace("Talant  Fuchik", "Somebody  Else"), by=researcher, report=first.report)
    assert f"{NAME} → Somebody Else" in str(newer.rows.get(outcome="changed").told)
    for batch in [newer, first] if is_undone else []:
        undone(batch, by=researcher)
    told("redact", f"import:{first.pk}:2", "all")
    assert not [place for text in (NAME, "Somebody Else") for place in still_told(text) if "importrow" in place]
    assert "desk.importrow.shown" in still_told("ريح2")


@pytest.mark.parametrize("key", ["name_en", None], ids=["a key", "none"])
def test_a_row_that_was_struck_out_is_known_again_without_being_told(researcher, key):
    first = imported(killed(3), by=researcher, key=key)
    before = first.rows.get(number=2)
    told("redact", f"import:{first.pk}:2", "all")
    after = first.rows.get(number=2)
    assert {before.key, before.fingerprint}.isdisjoint({after.key, after.fingerprint})
    for _time in range(2):  # the second is compared with the first, which is compared with the one that was struck out
        again = imported(killed(3), by=researcher, key=key, report=first.report)
        assert list(again.rows.values_list("outcome", flat=True)) == ["same"] * 3
        assert not [place for text in (NAME, "ريح1") for place in still_told(text) if place.startswith("desk.")]
    told("redact", f"import:{again.pk}:2", "all")  # once more is no harm
    fewer = previewed(
        "".join(killed(3).splitlines(True)[:1] + killed(3).splitlines(True)[2:]),
        by=researcher,
        key=key,
        report=first.report,
    )
    assert sorted(fewer.rows.values_list("outcome", flat=True)) == ["gone", "same", "same"]


def test_what_a_row_that_was_struck_out_says_anew_is_taken_in(researcher):
    first = imported(killed(2), by=researcher)
    told("redact", f"import:{first.pk}:2", "all")
    newer = killed(2).replace(",9,f", ",10,f")
    batch = imported(newer, by=researcher, report=first.report)
    assert batch.rows.get(number=2).outcome == "changed"
    assert (Person.objects.count(), batch.rows.filter(outcome="gone").count()) == (2, 0)
    again = previewed(newer, by=researcher, report=first.report)
    assert again.counts == {"same": 2, "alike": 0}


def test_redacting_a_person_reaches_the_rows_of_imports(researcher):
    person = a_named_person("Beren Hobrek", by=researcher)
    batch = previewed(killed(2), by=researcher)
    assert "desk.importrow.alike" in still_told("Beren Hobrek")
    told("redact", person.public_id, "text", clear=True)
    assert "Hobrek" not in str(batch.rows.exclude(alike=[]).get().alike)


def test_what_an_import_set_back_is_not_told_by_it_any_more(researcher):
    first = imported(killed(3), by=researcher)
    newer = killed(3).replace(",23,f", ",24,f")
    batch = done(previewed(newer, by=researcher, report=first.report), Task.RUN)
    casualty = Casualty.objects.get(age_low=24)
    assert "age_low" in str(batch.rows.exclude(made={}).get(outcome="changed").made["before"])
    told("redact", casualty.public_id, "age_low")
    assert "age_low" not in str(batch.rows.get(outcome="changed").made["before"])


@pytest.mark.parametrize("named", ["import:9999:2", "import:1", "import:x:2", "ZZZZZ-ZZZZZ"])
def test_what_is_not_there_is_said(taken_out, named):
    with pytest.raises(CommandError):
        told("redact", named, "all")


# Lists


def test_the_list_of_an_import_that_stands_is_deleted_and_undoing_still_works(
    researcher, django_capture_on_commit_callbacks
):
    batch = imported(killed(2), by=researcher)
    storage, name = batch.file.storage, batch.file.name
    with django_capture_on_commit_callbacks(execute=True):
        told("delete_list", str(batch.pk))
    assert (storage.exists(name), ImportBatch.objects.get().file.name) == (False, "")
    assert Change.objects.filter(table="desk.importbatch", reason="asked by the family").exists()
    undone(batch, by=researcher)
    assert not Person.objects.exists()


def test_an_import_that_never_ran_goes_whole(researcher):
    batch = previewed(killed(2), by=researcher)
    told("delete_list", str(batch.pk))
    assert (ImportBatch.objects.count(), ImportRow.objects.count()) == (0, 0)


def test_the_list_of_an_import_at_work_stays(researcher):
    batch = handed_in(killed(2), by=researcher)
    batches.let_wait(batch, Task.PREVIEW)
    with pytest.raises(CommandError, match="at work"):
        told("delete_list", str(batch.pk))
    assert ImportBatch.objects.get().file


def test_what_the_import_wrote_of_a_row_meanwhile_stays(researcher):
    batch = previewed(killed(1), by=researcher)
    row = row_of(batch.pk, 2)
    done(batch, Task.RUN)
    erase_row(row, field="all", by=researcher, reason="asked by the family")
    row.refresh_from_db()
    assert (row.person, row.shown) == (Person.objects.get().pk, STRUCK_OUT)
    assert [label for label, *_rest in row.made["records"]] == ["people.person", "victims.casualty"]


@pytest.mark.parametrize("named", ["the person", "the row"])
def test_what_stood_in_the_way_of_undoing_is_not_told_any_more(researcher, named):
    batch = imported(killed(1), by=researcher)
    person = Person.objects.get()
    changed(person.casualties.get(), site="near the bridge")
    assert person.shown_name in undone(batch, by=researcher).error
    if named == "the person":
        told("redact", person.public_id, "text", clear=True)
    else:
        told("redact", f"import:{batch.pk}:2", "all")
    assert ImportBatch.objects.get().error == ""
