"""Whose import it is, and what is chosen in it."""

import pytest
from django.db import connection

from desk.importing import batches, choosing, worker
from desk.models import BatchState, ImportBatch, Outcome, Task
from people.models import Person
from tests.builders import a_named_person
from tests.desk.importing.lists import handed_in, imported, killed, latin, previewed


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


def page(batch, step="change"):
    return f"/admin/desk/importbatch/{batch.pk}/{step}/"


@pytest.mark.parametrize("act", ["_run", "_cancel", "_go_on", "_choose"])
def test_nobody_acts_in_the_import_of_another(act, researcher, reviewer_client):
    batch = previewed(killed(2), by=researcher)
    assert reviewer_client.post(page(batch), {act: "1", "all": "new"}).status_code == 403
    assert reviewer_client.get(page(batch, "columns")).status_code == 403
    assert (ImportBatch.objects.get().state, Person.objects.count()) == (BatchState.PREVIEWED, 0)


def test_a_reviewer_undoes_the_import_of_another_and_may_stop_that(researcher, reviewer_client):
    batch = imported(killed(2), by=researcher)
    reviewer_client.post(page(batch), {"_undo": "1", "reason": "the wrong list"})
    waiting = ImportBatch.objects.get()
    assert (waiting.state, waiting.task) == (BatchState.WAITING, Task.UNDO)
    reviewer_client.post(page(batch), {"_cancel": "1"})
    assert (ImportBatch.objects.get().state, Person.objects.count()) == (BatchState.DONE, 2)


def test_nothing_is_chosen_in_an_import_that_runs(researcher):
    a_named_person(" ".join(latin(1).split()))
    batch = previewed(killed(1), by=researcher)
    ImportBatch.objects.update(state=BatchState.RUNNING)
    choosing.choose(batch, {"all": "left_out"})
    assert batch.rows.get().outcome == Outcome.NEW


@pytest.mark.parametrize("sent", [{"header_row": "9" * 5000}, {"header_row": "4000"}, {"encoding": "no such"}])
def test_what_no_form_sends_is_answered(sent, researcher, researcher_client):
    batch = handed_in(killed(1), by=researcher)
    answer = researcher_client.post(page(batch, "columns"), {"_read_again": "1", **sent})
    assert answer.status_code in (200, 302)


def test_work_of_a_process_that_may_live_is_not_taken_up_and_that_is_said(researcher, researcher_client):
    batch = handed_in(killed(2), by=researcher)
    batches.let_wait(batch, Task.PREVIEW)
    work = batches.Work.take_up(batch.pk)
    answer = researcher_client.post(page(batch), {"_go_on": "1"}, follow=True)
    assert "A process is at work on it" in answer.content.decode()
    work.sign.close()  # as the system does when it is killed
    assert not batches.may_be_dead()
    answer = researcher_client.post(page(batch), {"_go_on": "1"}, follow=True)
    assert "It is taken up again." in answer.content.decode()


def test_a_page_leaves_word_where_a_unit_does_the_imports(
    researcher, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.IMPORTS_BY_A_UNIT, settings.VAR_DIR = True, tmp_path
    batches.let_wait(handed_in(killed(2), by=researcher), Task.PREVIEW)
    with django_capture_on_commit_callbacks(execute=True):
        worker.start()
    assert (tmp_path / worker.WORD).exists()
    assert ImportBatch.objects.get().state == BatchState.WAITING


def test_the_page_says_when_others_have_to_wait_for_rows_that_change(researcher, researcher_client, monkeypatch):
    first = imported(killed(3), by=researcher)
    batch = previewed(killed(3).replace(",23,f", ",24,f"), by=researcher, report=first.report)
    said = "nobody else can save meanwhile"
    assert said not in researcher_client.get(page(batch)).content.decode()
    monkeypatch.setattr(choosing, "MANY", 1)
    assert (said in researcher_client.get(page(batch)).content.decode()) == (connection.vendor == "sqlite")
