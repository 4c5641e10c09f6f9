"""Newer versions of a list whose rows share a person, and which import the next one is compared with."""

import pytest

from desk.importing import batches
from desk.importing.preview import previous_of
from desk.importing.running import is_current
from desk.models import BatchState, ImportBatch, Task
from desk.verifying import records_not_as_recorded
from people.models import Person
from tests.builders import a_named_person, a_report, an_incident, changed
from tests.desk.importing.lists import done, imported, killed, previewed, undone
from tests.desk.importing.test_running import counted
from victims.models import CasualtyClaim

COLUMNS = {"row": "number", "name_en": "name_en", "age": "age"}
HEAD = "row,name_en,age\n"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


@pytest.fixture
def shared(researcher):
    """The import of two rows that tell of one person, who was there before."""
    person = a_named_person("Beren Hobrek")
    batch = previewed(HEAD + "1,Beren Hobrek,23\n2,Beren Hobrek,24\n", by=researcher, columns=COLUMNS)
    batch.rows.update(same_as=person.pk)
    return done(batch, Task.RUN)


def next_version(batch, rows: str, *, joined="") -> ImportBatch:
    """Of the list of `shared`, imported; the row with the key `joined` joins her."""
    person = Person.objects.get()
    batch = previewed(HEAD + rows, by=batch.by, report=batch.report, columns=COLUMNS)
    batch.rows.filter(key=joined).update(same_as=person.pk)
    return done(batch, Task.RUN)


def outcomes(batch) -> dict[str, str]:
    return dict(batch.rows.values_list("key", "outcome"))


def ages() -> list[int]:
    return sorted(CasualtyClaim.objects.filter(withdrawn=False).values_list("age_low", flat=True))


@pytest.mark.parametrize(
    ("rows", "joined", "told"),
    [
        ("1,Beren Hobrek,33\n2,Beren Hobrek,34\n", "", [33, 34]),
        ("0,Beren Hobrek,22\n1,Beren Hobrek,23\n2,Beren Hobrek,34\n", "0", [22, 23, 34]),
    ],
    ids=["both changed", "a new one joins before one that changed"],
)
def test_rows_that_share_a_person_are_taken_in_and_back_together(shared, rows, joined, told):
    before = counted()
    second = next_version(shared, rows, joined=joined)
    assert (second.state, second.error, ages()) == (BatchState.DONE, "", told)
    undone(second, by=shared.by)
    assert (counted(), ages()) == (before, [23, 24])
    assert undone(shared, by=shared.by).state == BatchState.UNDONE
    assert (CasualtyClaim.objects.count(), list(records_not_as_recorded())) == (0, [])


def test_a_row_is_not_edited_when_another_of_the_same_person_changed(shared):
    second = next_version(shared, "1,Beren Hobrek,33\n2,Beren Hobrek,24\n")
    assert outcomes(second) == {"1": "changed", "2": "same"}
    third = next_version(shared, "1,Beren Hobrek,33\n2,Beren Hobrek,34\n")
    assert (outcomes(third), ages()) == ({"1": "same", "2": "changed"}, [33, 34])
    for batch in (third, second, shared):
        assert undone(batch, by=shared.by).error == ""
    assert CasualtyClaim.objects.count() == 0


@pytest.mark.parametrize("is_undone", [False, True], ids=["imported", "undone"])
def test_what_somebody_edited_stays_so_when_a_row_joins_the_person(shared, is_undone):
    changed(Person.objects.get(), occupation="teacher")
    second = next_version(shared, "1,Beren Hobrek,23\n2,Beren Hobrek,24\n3,Beren Hobrek,25\n", joined="3")
    assert second.state == BatchState.DONE
    if is_undone:
        undone(second, by=shared.by)
    third = next_version(shared, "1,Beren Hobrek,23\n2,Beren Hobrek,34\n")
    assert outcomes(third)["2"] == "held"


def test_what_somebody_edits_between_preview_and_run_stops_a_row_whose_person_another_joins(shared):
    rows = "0,Beren Hobrek,22\n1,Beren Hobrek,23\n2,Beren Hobrek,34\n"
    batch = previewed(HEAD + rows, by=shared.by, report=shared.report, columns=COLUMNS)
    batch.rows.filter(key="0").update(same_as=Person.objects.get().pk)
    changed(Person.objects.get(), occupation="teacher")
    assert "edited it meanwhile" in done(batch, Task.RUN).error
    assert ages() == [23, 24]


def test_the_import_that_ran_last_is_the_one_before_whichever_was_handed_in_first(researcher):
    report = a_report()
    report.incidents.add(an_incident())
    first, second = (previewed(killed(rows), by=researcher, report=report) for rows in (4, 3))
    done(second, Task.RUN)
    first = done(done(first, Task.PREVIEW), Task.RUN)
    assert (first.previous, is_current(first), is_current(second)) == (second, True, False)
    again = imported(killed(4), by=researcher, report=report)
    assert (again.previous, again.counts["same"], Person.objects.count()) == (first, 4, 4)
    assert "Undo that import first" in undone(first, by=researcher).error
    for batch in (again, first):
        undone(batch, by=researcher)
    assert previous_of(again) == second
