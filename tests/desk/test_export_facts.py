"""The files of all facts, for staff."""

import csv

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from audit.models import Change
from desk.facts import LEFT_OUT, LEFT_OUT_OF, TABLES, columns
from desk.facts_files import export_facts
from tests import builders
from tests.conftest import member

pytestmark = pytest.mark.django_db


def read(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", TABLES)
def test_every_field_is_a_column_or_is_left_out_on_purpose(table):
    model = TABLES[table][0]
    fields = {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}
    left_out = {*LEFT_OUT.split(), *LEFT_OUT_OF.get(model, "").split()}
    assert fields - set(columns(table)) <= left_out
    assert not {name for name in columns(table) if name in left_out}


def test_a_claim_stands_with_its_report(tmp_path):
    report = builders.a_report("Three days in Zhuparly")
    builders.a_toll(report=report, low=225, as_of="2022-01")
    (row,) = read_after_export(tmp_path, "tolls")
    assert (row["report"], row["report__title"]) == (report.shown_id, "Three days in Zhuparly")
    assert (row["low"], row["as_of"], row["as_of_latest"], row["as_of_inferred"]) == (
        "225",
        "2022-01",
        "2022-01-31",
        "no",
    )


def test_several_values_are_joined(tmp_path):
    first, second = (builders.a_place(name_en=name, code=name.lower()) for name in ("Zhuparly", "Qamysty"))
    builders.a_toll(places=[first, second])
    (row,) = read_after_export(tmp_path, "tolls")
    assert set(row["places"].split("|")) == {"Zhuparly [zhuparly]", "Qamysty [qamysty]"}


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(tmp_path):
    builders.a_person(name="=HYPERLINK(1)")
    (row,) = read_after_export(tmp_path, "names")
    assert row["text"] == "'=HYPERLINK(1)"


def test_only_places_in_use_are_written_with_what_they_lie_in(tmp_path):
    country = builders.a_place(name_en="Qamysty")
    builders.a_place(name_en="Elsewhere")
    builders.a_toll(places=[builders.a_place(name_en="Zhuparly", parent=country)])
    assert {row["name_en"] for row in read_after_export(tmp_path, "places")} == {"Zhuparly", "Qamysty"}


def test_files_open_as_utf_8_in_a_spreadsheet_program(tmp_path):
    read_after_export(tmp_path, "persons")
    assert (tmp_path / "facts" / "persons.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "For staff" in (tmp_path / "facts" / "README.txt").read_text(encoding="utf-8")


def test_an_export_takes_as_many_queries_for_many_rows(tmp_path, django_assert_max_num_queries):
    for number in range(5):
        builders.a_toll(low=number, places=[builders.a_place()])
    with django_assert_max_num_queries(150):
        export_facts(tmp_path / "facts")


def test_a_folder_with_files_is_written_over_only_by_force(tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")
    with pytest.raises(CommandError, match="--force"):
        take_out(tmp_path)
    take_out(tmp_path, "--force")
    assert (tmp_path / "mine.txt").read_text() == "keep me"
    assert read(tmp_path, "persons") == []


def read_after_export(tmp_path, table):
    export_facts(tmp_path / "facts")
    return read(tmp_path / "facts", table)


def take_out(folder, *options, by=None):
    name = by or (User.objects.filter(username="exporter").first() or member("exporter")).username
    call_command("export_facts", folder, "--by", name, "--reason", "for the court", *options)


def test_the_command_is_in_history(tmp_path):
    take_out(tmp_path / "facts", "--open")
    change = Change.objects.get(table="register")
    assert (change.by_name, change.row, change.reason) == ("exporter", "open", "for the court")


@pytest.mark.parametrize("name", ["reviewer", "nobody"])
def test_the_command_asks_for_the_permission_of_the_account_it_names(tmp_path, name):
    member("reviewer")
    with pytest.raises(CommandError, match="may take this out"):
        take_out(tmp_path / "facts", by=name)
    assert not (tmp_path / "facts").exists()


def test_a_workbook_has_a_sheet_for_each_table_and_no_formula(tmp_path):
    builders.a_person(name="=HYPERLINK(1)")
    builders.a_place(name_en="Zhuparly", latitude="-33.50000")
    builders.a_toll(places=[builders.a_place(name_en="Qamysty", latitude="-33.5")])
    export_facts(tmp_path / "facts", files="xlsx")
    book = openpyxl.load_workbook(tmp_path / "facts/facts.xlsx")
    assert book.sheetnames == list(TABLES)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert book["names"]["D2"].value == "'=HYPERLINK(1)"
    assert -33.5 in [cell.value for row in book["places"].iter_rows() for cell in row]


def test_a_coordinate_stays_a_number(tmp_path):
    builders.a_toll(places=[builders.a_place(name_en="Zhuparly", latitude="-33.5")])
    (row,) = read_after_export(tmp_path, "places")
    assert float(row["latitude"]) == -33.5
