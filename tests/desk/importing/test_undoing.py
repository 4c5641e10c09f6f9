"""Undoing an import: as before, with history; and what stands in its way."""

import pytest

from audit.models import Change
from desk.importing import batches, undoing
from desk.importing.undoing import _Undoing
from desk.models import BatchState
from desk.verifying import records_not_as_recorded
from people.models import Name, Person, PossibleDuplicate
from people.name_tables import NAMES, NameKey, NamePosting, NameSpelling, NameWord
from people.search import search
from sources.models import Report
from tests.builders import a_kinship, a_named_person, changed, published
from tests.desk.importing.lists import detained, done, imported, killed, latin, previewed, undone
from tests.desk.importing.test_running import counted
from victims.models import Casualty

INDEX = (NameWord, NameKey, NamePosting, NameSpelling)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


def indexed() -> list[int]:
    return [table.objects.count() for table in INDEX]


@pytest.mark.parametrize("text", [killed(6), detained(4)], ids=["killed", "detained"])
def test_the_register_is_as_before(text, researcher):
    a_named_person("Beren Hobrek")
    before, index = counted(), indexed()
    given = {} if text.startswith("row") else {"kind": "detained", "key": "no"}
    batch = undone(imported(text, by=researcher, **given), by=researcher)
    assert (batch.state, batch.error) == (BatchState.UNDONE, "")
    assert (counted(), indexed(), PossibleDuplicate.objects.count()) == (before, index, 0)
    assert list(records_not_as_recorded()) == []


def test_history_says_what_was_there_and_who_took_it_out(researcher):
    batch = imported(killed(1), by=researcher)
    key = Person.objects.get().pk
    undone(batch, by=researcher)
    added, gone = Change.objects.filter(table="people.person", row=str(key)).order_by("pk")
    assert added.values.filter(field="text").count() == 2
    assert (gone.act, gone.by_name, gone.reason) == ("unimported", "researcher", f"import {batch.pk}: the wrong list")


def test_what_was_edited_since_stands_in_the_way(researcher):
    batch = imported(killed(3), by=researcher)
    changed(Casualty.objects.get(person__shown_name__endswith="2"), site="near the bridge")
    refused = undone(batch, by=researcher)
    assert (refused.state, Person.objects.count()) == (BatchState.DONE, 3)
    assert "1 records were edited" in refused.error
    left = undone(batch, by=researcher, keeps_edited=True)
    assert (left.state, Person.objects.count(), Report.objects.filter(kind="list").count()) == (BatchState.UNDONE, 1, 1)


def test_what_others_name_or_published_stands_in_the_way(researcher, reviewer):
    batch = imported(killed(3), by=researcher)
    one, two, _three = Person.objects.order_by("pk")
    a_kinship(a_named_person("Ақжан Төлеген"), one)
    published(batch.report, by=reviewer)
    refused = undone(batch, by=researcher)
    assert one.shown_name in refused.error
    assert two.shown_name not in refused.error


def test_a_newer_version_is_undone_first_and_sets_back_what_it_changed(researcher):
    first = imported(killed(3), by=researcher)
    before = counted()
    newer = killed(4).replace(f"{latin(3)},23", "Somebody Else,24")
    second = imported(newer, by=researcher, report=first.report)
    assert "Undo that import first" in undone(first, by=researcher).error
    undone(second, by=researcher)
    casualty = Casualty.objects.get(person__names__text=latin(3).replace("  ", " "))
    assert (counted(), casualty.age_low, casualty.claims.get().age_low) == (before, 23, 23)
    assert list(records_not_as_recorded()) == []
    assert undone(first, by=researcher).state == BatchState.UNDONE
    assert Person.objects.count() == 0


def test_of_somebody_who_was_there_only_what_was_added_goes(researcher):
    person = a_named_person("Beren Hobrek")
    before, batch = counted(), previewed(killed(2), by=researcher)
    batch.rows.exclude(alike=[]).update(same_as=person.pk)
    undone(done(batch, "run"), by=researcher)
    assert (counted(), list(person.names.values_list("text", flat=True))) == (before, ["Beren Hobrek"])
    assert Name.objects.filter(person=person).count() == 1
    assert list(records_not_as_recorded()) == []


BOTH_OF_HER = "row,name_en,age\n1,Beren Hobrek,23\n2,Beren Hobrek,24\n"


@pytest.fixture(params=[1, 500], ids=["in two portions", "in one portion"])
def joined_by_two(request, monkeypatch, researcher):
    """Two rows of an import, the second of which adds to what the first made of one person."""
    monkeypatch.setattr(undoing, "AT_ONCE", request.param)
    person = a_named_person("Beren Hobrek")
    before = counted()
    batch = previewed(BOTH_OF_HER, by=researcher, columns={"row": "number", "name_en": "name_en", "age": "age"})
    batch.rows.update(same_as=person.pk)
    batch = done(batch, "run")
    assert (batch.state, Casualty.objects.get().claims.count()) == (BatchState.DONE, 2)
    return batch, person, before


def test_rows_that_share_a_record_are_taken_back_together(joined_by_two, researcher):
    batch, _person, before = joined_by_two
    batch = undone(batch, by=researcher)
    assert (batch.state, batch.error, counted()) == (BatchState.UNDONE, "", before)
    assert list(records_not_as_recorded()) == []


def test_all_rows_of_somebody_who_was_edited_are_left(joined_by_two, researcher):
    batch, person, _before = joined_by_two
    changed(Person.objects.get(pk=person.pk), occupation="teacher")
    there = counted()
    assert "1 records were edited" in undone(batch, by=researcher).error
    left = undone(batch, by=researcher, keeps_edited=True)
    assert (left.state, left.error, counted()) == (BatchState.UNDONE, "", there)


def test_the_file_goes_when_its_import_is_undone(researcher):
    batch = imported(killed(1), by=researcher)
    storage, name = batch.file.storage, batch.file.name
    assert storage.exists(name)
    undone(batch, by=researcher)
    assert not storage.exists(name)


def test_undoing_the_newest_of_three_versions_leaves_the_first_to_be_undone(researcher):
    first = imported(killed(2), by=researcher)
    same = imported(killed(2), by=researcher, report=first.report)
    newest = imported(killed(2).replace(",22,", ",23,"), by=researcher, report=first.report)
    for batch in (newest, same, first):
        batch = undone(batch, by=researcher)
        assert (batch.state, batch.error) == (BatchState.UNDONE, "")
    assert Person.objects.count() == 0


def test_what_somebody_edits_at_the_last_moment_stops_it(researcher, monkeypatch):
    batch, write = imported(killed(3), by=researcher), _Undoing.write
    monkeypatch.setattr(
        _Undoing, "write", lambda undoing: (changed(Casualty.objects.first(), armed="no"), write(undoing))
    )
    before = counted(), indexed()
    stopped = undone(batch, by=researcher)
    assert (stopped.state, "at this moment" in stopped.error) == (BatchState.DONE, True)
    assert ((counted(), indexed()), Casualty.objects.filter(armed="no").count()) == (before, 0)


def test_a_word_that_somebody_else_has_too_stays(researcher):
    batch = imported(killed(2), by=researcher)
    person = a_named_person("Beren Tasbolatov")
    undone(batch, by=researcher)
    assert [found.owner for found in search("Beren", tables=NAMES)] == [person.pk]
    assert NameWord.objects.get(readings__startswith="beren").people == 1
