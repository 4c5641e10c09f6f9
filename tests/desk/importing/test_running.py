"""The import itself: what it makes, what the same list and a newer one change, and that it is all or nothing."""

import os
import time

import pytest
from django.db import OperationalError, connection

from audit import chain
from audit.models import Change, Unsealed
from desk.importing import batches, running, worker
from desk.importing.batches import Stopped
from desk.importing.erasing import delete_list
from desk.importing.working_out import WorkedOut
from desk.models import BatchState, ImportBatch, ImportRow, Outcome, Task
from desk.verifying import records_not_as_recorded
from detentions.models import CustodyStep, Detention, DetentionClaim
from people.models import Name, Person, PossibleDuplicate
from people.name_tables import NAMES
from people.search import search
from publishing.models import Review
from records.choices import State
from records.models import StaleVersion
from sources.models import Report
from tests.builders import a_named_person, a_report, changed, in_review
from tests.desk.importing.lists import detained, done, handed_in, imported, killed, latin, previewed
from tests.desk.importing.test_privacy import an_iin
from victims.models import Casualty, CasualtyClaim


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


def counted() -> dict:
    tables = (Person, Name, Casualty, CasualtyClaim, Detention, DetentionClaim, CustodyStep, Report)
    return {table.__name__: table.objects.count() for table in tables}


def test_each_row_becomes_a_draft_of_a_person_with_a_casualty(researcher):
    batch = imported(killed(12), by=researcher)
    assert (batch.state, batch.counts["new"]) == (BatchState.DONE, 12)
    assert counted() | {"Report": 0} == counted() | {
        "Person": 12,
        "Name": 24,
        "Casualty": 12,
        "CasualtyClaim": 12,
        "Report": 0,
    }
    assert {*Person.objects.values_list("state", "version", "edited_by")} == {(State.DRAFT, 1, researcher.pk)}
    assert Casualty.objects.filter(age_high__lt=18).count() == 2
    assert Casualty.objects.filter(age_low=None).count() == 3


def test_history_is_as_of_records_saved_one_by_one(researcher, django_capture_on_commit_callbacks):
    imported(killed(3), by=researcher)
    assert list(records_not_as_recorded()) == []
    change = Change.objects.get(table="people.person", row=str(Person.objects.first().pk))
    assert (change.act, change.by, Unsealed.objects.count()) == ("added", researcher.pk, 0)


def test_names_are_found_in_both_scripts(researcher):
    imported(killed(5), by=researcher)
    person = Name.objects.get(text=latin(3).replace("  ", " ")).person
    assert search(latin(3), tables=NAMES)[0].owner == person.pk
    assert person.shown_name == person.names.get(shown_first=True).text


def test_a_list_of_the_detained_cites_reports(researcher):
    shared = a_report(url="http://www.reed.example/all/")
    imported(detained(4), by=researcher, kind="detained", key="no")
    assert Report.objects.exclude(url="").count() == 5  # one a row, and the one that was there
    own = DetentionClaim.objects.get(report__kind="list", detention__person__shown_name="Аян Тасболатов2")
    assert {claim.report.url for claim in own.repeats.all()} == {"https://reed.example/2", shared.url}
    assert {claim.certainty for claim in own.repeats.all()} == {"implied"}
    assert (own.arrested_on, own.detention.arrested_on) == ("2022-01-02", "2022-01-02")
    assert own.detention.steps.get().facility_as_printed == "СИЗО 2"
    assert list(records_not_as_recorded()) == []


# Again


def test_the_same_file_again_changes_nothing(researcher):
    first = imported(killed(6), by=researcher)
    before, changes = counted(), Change.objects.count()
    again = imported(killed(6), by=researcher, report=first.report)
    assert (again.counts["same"], counted(), Change.objects.count()) == (6, before, changes)


def test_a_newer_version_shows_new_changed_and_gone(researcher):
    first = imported(killed(6), by=researcher)
    newer = killed(7).replace("\n1,", "\n11,").replace(",23,f", ",24,f")
    batch = previewed(newer, by=researcher, report=first.report)
    assert {name: batch.counts[name] for name in ("new", "changed", "same", "gone")} == {
        "new": 2, "changed": 1, "same": 4, "gone": 1,
    }  # fmt: skip
    done(batch, Task.RUN)
    claim = CasualtyClaim.objects.get(name_as_printed__endswith="3", report=first.report)
    assert (claim.age_low, claim.casualty.age_low, Person.objects.count()) == (24, 24, 8)
    assert list(records_not_as_recorded()) == []


def test_what_a_person_edited_since_is_not_written_over(researcher):
    first = imported(killed(3), by=researcher)
    casualty = Casualty.objects.get(person__shown_name__endswith="3")
    changed(casualty, age_low=30, age_high=30)
    newer = killed(3).replace(",23,f", ",24,f")
    batch = imported(newer, by=researcher, report=first.report)
    casualty.refresh_from_db()
    assert (batch.counts["held"], casualty.age_low, casualty.claims.get().age_low) == (1, 30, 23)


# Refused


def test_a_row_that_cannot_be_read_stops_the_import_unless_it_is_left_out(researcher):
    text = killed(3).replace("23,f", "23,purple")
    batch = previewed(text, by=researcher)
    row = batch.rows.get(outcome=Outcome.REFUSED)
    assert (row.number, row.told[0][:2]) == (4, ["sex", "purple"])
    stopped = done(batch, Task.RUN)
    assert (stopped.state, Person.objects.count()) == (BatchState.PREVIEWED, 0)
    assert "refused" in stopped.error
    done(batch, Task.RUN, leaves_out_refused=True)
    assert Person.objects.count() == 2


def test_two_rows_with_one_key_are_refused(researcher):
    batch = previewed(killed(3).replace("\n2,", "\n1,"), by=researcher)
    assert "Row 2 has the same key" in batch.rows.get(outcome=Outcome.REFUSED).told[0][2]


# Perhaps there already


def test_a_likely_duplicate_is_named_and_noted(researcher):
    person = a_named_person("Beren Hobrek")
    batch = previewed(killed(2), by=researcher)
    row = batch.rows.exclude(alike=[]).get()
    assert (row.number, row.alike[0][0]) == (3, person.pk)
    done(batch, Task.RUN)
    assert PossibleDuplicate.objects.get().first == person


def test_a_row_joins_the_person_that_was_chosen(researcher):
    person = a_named_person("Beren Hobrek")
    batch = previewed(killed(2), by=researcher)
    batch.rows.exclude(alike=[]).update(same_as=person.pk)
    done(batch, Task.RUN)
    assert (Person.objects.count(), person.casualties.count(), person.names.count()) == (2, 1, 2)
    assert list(records_not_as_recorded()) == []


def test_who_is_joined_while_in_review_is_a_draft_and_waits_for_nobody(researcher):
    person = in_review(a_named_person("Beren Hobrek"))
    batch = previewed(killed(2), by=researcher)
    batch.rows.exclude(alike=[]).update(same_as=person.pk)
    done(batch, Task.RUN)
    person.refresh_from_db()
    assert (person.state, Review.objects.waiting().exists()) == (State.DRAFT, False)


# All or nothing


def test_nobody_sees_anything_before_the_last_step(researcher, monkeypatch):
    batch = previewed(killed(3), by=researcher)
    monkeypatch.setattr(running, "write", lambda worked_out: 1 / 0)
    assert (done(batch, Task.RUN).state, Person.objects.count()) == (BatchState.PREVIEWED, 0)


def test_what_fails_in_the_last_step_leaves_nothing(researcher, monkeypatch):
    batch = previewed(killed(3), by=researcher)
    monkeypatch.setattr(running, "_note_pairs", lambda pairs: 1 / 0)
    before, changes = counted(), Change.objects.count()
    failed = done(batch, Task.RUN)
    assert (failed.state, counted(), Change.objects.count()) == (BatchState.PREVIEWED, before, changes)
    monkeypatch.undo()
    assert done(batch, Task.RUN).state == BatchState.DONE


def test_a_cancelled_import_writes_nothing(researcher, monkeypatch):
    batch = previewed(killed(3), by=researcher)
    work_out = WorkedOut.work_out
    monkeypatch.setattr(WorkedOut, "work_out", lambda worked_out: (work_out(worked_out), batches.cancel(batch)))
    assert (done(batch, Task.RUN).state, Person.objects.count()) == (BatchState.PREVIEWED, 0)


def test_work_that_was_cut_short_is_taken_up_again(researcher):
    batch = previewed(killed(3), by=researcher)
    dead = {"state": BatchState.RUNNING, "task": Task.RUN, "worker": "dead", "heartbeat": None}
    ImportBatch.objects.filter(pk=batch.pk).update(**dead)
    assert worker.work_off() == 1
    assert Person.objects.count() == 3


def test_work_that_ends_its_process_again_and_again_is_stopped_and_the_next_list_is_done(researcher):
    batch, next_one = previewed(killed(3), by=researcher), handed_in(killed(2), by=researcher)
    batches.let_wait(batch, Task.RUN)
    batches.let_wait(next_one, Task.PREVIEW)
    for _again in range(batches.OFTEN):
        work = batches.Work.take_up(batch.pk)
        assert not work.is_cut_short_often
        work.sign.close()  # as the system does when it is killed
    worker.work_off()
    batch.refresh_from_db()
    next_one.refresh_from_db()
    assert (batch.state, "was ended 3 times" in batch.error) == (BatchState.PREVIEWED, True)
    assert (next_one.state, Person.objects.count()) == (BatchState.PREVIEWED, 0)
    assert done(batch, Task.RUN).state == BatchState.DONE  # asked for once more it is counted anew


def test_one_process_at_a_time_works_on_a_list(researcher):
    batch = handed_in(killed(3), by=researcher)
    batches.let_wait(batch, Task.PREVIEW)
    first = batches.Work.take_up(batch.pk)
    assert batches.Work.take_up(batch.pk) is None
    ImportBatch.objects.filter(pk=batch.pk).update(worker="another")
    with pytest.raises(Stopped):
        first.beat(1)
    first.let_go()
    assert connection.vendor in ("sqlite", "postgresql")


def test_an_import_that_is_deleted_while_its_process_stops_keeps_no_other_waiting(researcher, monkeypatch):
    first, second = (handed_in(killed(1), by=researcher) for _turn in range(2))

    def deleted(work):
        batches.cancel(first)
        delete_list(first, by=researcher, reason="a test")
        work.beat(1)

    monkeypatch.setitem(worker.TASKS, Task.RUN, deleted)
    ImportBatch.objects.filter(pk=first.pk).update(state=BatchState.WAITING, task=Task.RUN)
    batches.let_wait(second, Task.PREVIEW)
    worker.work_off()
    assert [batch.state for batch in ImportBatch.objects.all()] == [BatchState.PREVIEWED]


def test_a_private_number_is_no_key_and_is_not_kept(researcher):
    number = an_iin()
    text = f"id,name_en\n{number},Talant Fuchik\n2,Beren Hobrek\n"
    batch = previewed(text, by=researcher, key="id", columns={"name_en": "name_en"})
    refused = batch.rows.get(outcome=Outcome.REFUSED)
    assert ("identity number stands here" in refused.told[0][2], refused.number) == (True, 2)
    assert number not in str(ImportRow.objects.values())


class _Deadlock(Exception):
    pgcode = "40P01"


@pytest.mark.parametrize("fault", [OperationalError("two waited"), StaleVersion()], ids=["a deadlock", "an edit"])
def test_an_import_that_lost_against_somebody_who_saved_begins_anew(researcher, monkeypatch, fault):
    fault.__cause__, faults = _Deadlock(), [fault]

    def lost_at_first(pairs):
        if faults:
            raise faults.pop()

    monkeypatch.setattr(running, "_note_pairs", lost_at_first)
    batch = imported(killed(2), by=researcher)
    assert (batch.state, Person.objects.count()) == (BatchState.DONE, 2)


def test_a_report_that_somebody_adds_meanwhile_is_not_made_again(researcher, monkeypatch):
    """The only row joins a person."""
    person, work_out = a_named_person("Аян Тасболатов1"), WorkedOut.work_out
    batch = previewed(detained(1), by=researcher, kind="detained", key="no")
    batch.rows.update(same_as=person.pk)
    added = ["https://reed.example/all"]

    def somebody_adds(worked_out):
        work_out(worked_out)
        if added:
            a_report(url=added.pop())

    monkeypatch.setattr(WorkedOut, "work_out", somebody_adds)
    assert done(batch, Task.RUN).state == BatchState.DONE
    assert (person.detentions.count(), Report.objects.filter(url__endswith="/all").count()) == (1, 1)


@pytest.mark.parametrize(("load", "waits"), [(os.cpu_count() + 3, True), (0.5, False)], ids=["busy", "idle"])
def test_pages_go_first_where_the_processors_are_busy(researcher, monkeypatch, load, waits):
    a_named_person("Аян Тасболатов1")
    slept, outside = [], len(connection.atomic_blocks)
    monkeypatch.setattr(batches, "PAUSE", 0.001)
    monkeypatch.setattr(os, "getloadavg", lambda: (load, load, load))
    monkeypatch.setattr(time, "sleep", lambda seconds: slept.append((seconds, len(connection.atomic_blocks))))
    imported(killed(3), by=researcher)
    assert any(seconds > 0.001 for seconds, _blocks in slept) == waits
    assert all(blocks == outside for _seconds, blocks in slept)  # nobody waits for a transaction that gives way


def test_others_get_their_turn_while_history_is_sealed(researcher, monkeypatch):
    waiting = []
    monkeypatch.setattr(chain, "AT_ONCE", 1)
    monkeypatch.setattr(batches.Work, "pause", lambda work: waiting.append(Unsealed.objects.count()))
    imported(killed(2), by=researcher)
    assert waiting[-5:] == [4, 3, 2, 1, 0]
