"""Whether the process that works on an import lives."""

import pytest

from desk.importing import batches, signs_of_life, worker
from desk.models import BatchState, ImportBatch, Task
from tests.desk.importing.lists import handed_in, killed


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_a_process_lives_until_its_file_is_closed_and_one_of_another_machine_is_not_known():
    sign = signs_of_life.show("a")
    assert (signs_of_life.lives("a"), signs_of_life.lives("b")) == (True, None)
    sign.close()
    assert signs_of_life.lives("a") is False
    signs_of_life.forget("a")
    assert signs_of_life.lives("a") is None


def test_whoever_is_patient_takes_up_the_work_of_another_machine_when_it_was_silent(researcher, monkeypatch):
    batch = handed_in(killed(2), by=researcher)
    batches.let_wait(batch, Task.PREVIEW)
    batches.Work.take_up(batch.pk).let_go()  # without its file it is as one of another machine
    assert (worker.work_off(), batches.may_be_dead()) == (0, True)
    silent = ImportBatch.objects.filter(pk=batch.pk)
    monkeypatch.setattr(worker.time, "sleep", lambda _seconds: silent.update(heartbeat=None))
    assert worker.work_off(patience=batches.STALE) == 1
    assert ImportBatch.objects.get().state == BatchState.PREVIEWED


def test_what_is_done_or_cancelled_leaves_no_file(researcher, tmp_path):
    batch = handed_in(killed(2), by=researcher)
    batches.let_wait(batch, Task.PREVIEW)
    batches.Work.take_up(batch.pk).sign.close()
    batches.cancel(batch)
    batches.let_wait(batch, Task.PREVIEW)
    worker.work_off()
    assert list((tmp_path / "imports.work").iterdir()) == []
