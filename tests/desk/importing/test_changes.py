"""The preview says what a changed row changes, and taking the row in does just that."""

from io import StringIO

import pytest
from django.core.management import call_command

from desk.importing import batches
from desk.importing.changes import _cut
from desk.models import Outcome, Task
from sources.models import Report
from tests.desk.importing.lists import detained, done, imported, killed, latin, previewed


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


def told(batch) -> list[str]:
    row = batch.rows.get(outcome=Outcome.CHANGED)
    return [f"{column}: {cell}" for column, cell, reason in row.told if reason == "changed"]


NEWER = killed(3).replace(f"{latin(3)},23,f", "Somebody  Else,24,m")


def test_each_field_is_told_with_what_stands_and_what_the_list_says(researcher):
    first = imported(killed(3), by=researcher)
    batch = previewed(NEWER, by=researcher, report=first.report)
    assert sorted(told(batch)) == [
        "age high: 23 → 24",
        "age low: 23 → 24",
        f"name: {latin(3).replace('  ', ' ')} → Somebody Else",
        "sex: female → male",
    ]
    done(batch, Task.RUN)
    assert previewed(NEWER, by=researcher, report=first.report).counts == {"same": 3, "alike": 0}


def test_links_that_come_and_go_are_told(researcher):
    given = {"by": researcher, "kind": "detained", "key": "no"}
    first = imported(detained(2), **given)
    newer = detained(2).replace("https://reed.example/2 ", "https://reed.example/9 ")
    batch = previewed(newer, **given, report=first.report)
    assert told(batch) == ["report: https://reed.example/2 → –", "report: – → https://reed.example/9"]
    done(batch, Task.RUN)
    assert Report.objects.filter(url="https://reed.example/9").count() == 1


def test_the_page_shows_it(researcher, researcher_client):
    first = imported(killed(3), by=researcher)
    batch = previewed(NEWER, by=researcher, report=first.report)
    page = researcher_client.get(f"/admin/desk/importbatch/{batch.pk}/change/?rows=changed").content.decode()
    assert "<b>age low</b> “23 → 24” changed" in page


def test_the_dry_run_says_it(researcher, tmp_path):
    first = imported(killed(3), by=researcher)
    (tmp_path / "list.csv").write_text(NEWER)
    (tmp_path / "m.toml").write_text(first.mapping)
    out, given = StringIO(), {"list": first.report.public_id, "mapping": tmp_path / "m.toml", "by": "researcher"}
    call_command("import_people", tmp_path / "list.csv", **given, dry_run=True, stdout=out)
    assert "row 4, age low '23 → 24': changed" in out.getvalue()


def test_of_long_texts_the_part_is_told_that_differs():
    one, other = "a" * 200 + "b", "a" * 200 + "c"
    assert _cut(one, other) == "…" + "a" * 20 + "b"
    assert _cut("b" + "a" * 200, "c") == "b" + "a" * 89 + "…"


def test_what_was_told_of_a_changed_row_is_struck_out_with_it(researcher):
    first = imported(killed(3), by=researcher)
    batch = done(previewed(NEWER, by=researcher, report=first.report), Task.RUN)
    call_command("redact", f"import:{batch.pk}:4", "all", by="researcher", reason="asked", stdout=StringIO())
    assert {cell for _column, cell, _reason in batch.rows.get(number=4).told} == {"[erased]"}
