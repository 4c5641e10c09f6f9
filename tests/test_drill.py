"""The drill in its short form, and that it can fail. `bin/drill` runs it long."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from config.environment import BASE_DIR
from drill import disks
from drill.checking import Report, Stored
from drill.servers import Page
from drill.writers import PEOPLE, REPORTS, Save, Story, Told, Writer
from tests.builders import a_name, a_named_person, a_report, changed, published

DATABASE = "postgres" if os.environ.get("EXPECT_VENDOR") == "postgresql" else "sqlite"
ONE, TWO = "Three days in Zhuparly", "Four days in Zhuparly"


def drill(*options):
    command = [sys.executable, "-m", "drill", DATABASE, *options, "--quick"]
    done = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_nothing_is_lost_by_a_few_kills():
    status, told = drill("2")
    assert status == 0, told
    assert "Nothing was lost, nothing is half written." in told


def test_settings_that_lose_saves_are_noticed():
    status, told = drill("20", "--weak")
    assert status == 1, told
    assert "FAILED" in told


def test_while_the_disk_is_full_reading_goes_on_and_nothing_is_told_saved_that_is_not():
    with tempfile.TemporaryDirectory() as folder:
        if not disks.can_mount(Path(folder) / "disk"):
            pytest.skip("a small disk can be mounted only by root, and not in every container")
    status, told = drill("--full")
    assert status == 0, told


# What the writers find


class Refused(Writer):
    """Whatever it sends, the server answers that it failed."""

    def _step(self):
        self._send(Story(REPORTS), Save("change", [ONE]), lambda: Page(500, {}, b""))


@pytest.mark.parametrize(("is_dying", "is_a_fault"), [(False, True), (True, False)])
def test_a_server_that_fails_before_it_is_killed_is_a_fault(is_dying, is_a_fault):
    writer = Refused(0, 0)
    writer.work(None, None, lambda: False, lambda: is_dying)
    assert bool(writer.stopped_by) == is_a_fault


def test_a_run_in_which_nothing_was_saved_fails():
    report = Report()
    assert report.nothing_was_tried()
    report.count([Story(REPORTS, saves=[Save("add", [ONE], Told.SAVED)])])
    assert report.nothing_was_tried() == []


# What the comparison finds


def told(story, *, thoroughly=False):
    report = Report()
    report.check([story], thoroughly=thoroughly)
    return report


def a_story(record, *saves):
    return Story(REPORTS, str(record.pk), [Save(act, [text], Told.SAVED) for act, text in saves])


def test_a_register_as_it_was_told_has_no_fault(researcher, reviewer):
    report = published(changed(a_report(ONE, by=researcher), title=TWO, by=researcher), by=reviewer)
    story = a_story(report, ("add", ONE), ("change", TWO), ("publish", TWO))
    assert told(story, thoroughly=True).faults == []


@pytest.mark.parametrize("act", ["add", "change"])
def test_a_save_that_was_acknowledged_and_is_not_there_is_lost(researcher, act):
    report = a_report(ONE, by=researcher)
    (fault,) = told(a_story(report, ("add", ONE), (act, TWO))).faults
    assert fault.startswith("LOST")


def test_a_publication_that_is_not_there_is_lost(researcher):
    (fault,) = told(a_story(a_report(ONE, by=researcher), ("add", ONE), ("publish", ONE))).faults
    assert fault.startswith("LOST")


def test_a_publication_that_is_not_public_is_found(researcher, reviewer):
    from lookup.models import PublishedReport

    story = a_story(published(a_report(ONE, by=researcher), by=reviewer), ("add", ONE), ("publish", ONE))
    PublishedReport.objects.all().delete()
    (fault,) = told(story).faults
    assert fault.startswith("NOT PUBLIC AS IT WAS PUBLISHED")


def test_a_record_that_went_back_is_found(researcher):
    report = changed(a_report(ONE, by=researcher), title=TWO, by=researcher)
    changed(report, title="Five days in Zhuparly", by=researcher)
    (fault,) = told(a_story(report, ("add", ONE), ("change", TWO))).faults
    assert fault.startswith("NOT AS IT WAS SAVED LAST")


def test_one_of_two_names_is_half_written(researcher):
    person = a_named_person("Ақжан Төлеген", by=researcher)
    story = Story(PEOPLE, saves=[Save("add", ["Ақжан Төлеген", "Akzhan Tolegen"])])
    (fault,) = told(story).faults
    assert fault.startswith("HALF WRITTEN")
    a_name(person, "Akzhan Tolegen", by=researcher)
    assert told(story).faults == []


def test_the_same_form_in_two_records_is_found(researcher):
    for _twice in range(2):
        report = a_report(ONE, by=researcher)
    (fault,) = told(a_story(report, ("add", ONE))).faults
    assert fault.startswith("WRITTEN TWICE")


@pytest.mark.parametrize("is_there", [True, False])
def test_a_save_without_an_answer_may_be_there_or_not(researcher, is_there):
    other = a_report(ONE if is_there else TWO, by=researcher)
    report = told(Story(REPORTS, saves=[Save("add", [ONE])]))
    assert (report.faults, report.whole, report.absent) == ([], int(is_there), int(not is_there))
    assert str(other.pk) in Stored().titles
