"""The data package and the workbook, read by the libraries that other people read them with."""

import csv
import io
import json
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from lookup.downloads import FILES, archive, description, workbook
from lookup.downloads.archive import Chosen, zipped
from lookup.downloads.workbook import cell
from records.cells import plain, safe
from tests.builders import changed, published

NAUGHTY = Path(__file__).resolve().parents[4] / "shared/data/hostile/blns.json"


@pytest.fixture
def package(register, figures, tmp_path):
    """`package(chosen)`: the folder of a package, unpacked."""

    def package(*chosen):
        with zipfile.ZipFile(io.BytesIO(b"".join(archive.package(*chosen)))) as packed:
            assert packed.testzip() is None
            packed.extractall(tmp_path)
        return tmp_path

    return package


def sheets(content: bytes) -> dict:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: sheet for sheet in book}


def errors_of(folder) -> list:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own dependencies
        from frictionless import Package

        report = Package(str(folder / "datapackage.json")).validate()
    return report.flatten(["name", "type", "note"]) + [error.note for error in report.errors]


@pytest.mark.parametrize("chosen", [(), (Chosen(frozenset(), (("What happened", "Killed"),)), "ru")])
def test_the_package_is_valid(package, chosen):
    assert errors_of(package(*chosen)) == []


def test_a_package_whose_keys_lead_nowhere_is_found(package):
    folder = package()
    people = folder / "data/people.csv"
    people.write_text(people.read_text().splitlines()[0] + "\n")
    assert errors_of(folder) != []


def test_the_package_tells_every_column_and_code_in_three_languages(package):
    with (package() / "dictionary.csv").open() as file:
        told = list(csv.DictReader(file))
    assert {(row["file"], row["column"]) for row in told} == {
        (name, column.name) for name, file in FILES.items() for column in file.columns
    }
    with (package() / "codes.csv").open() as file:
        found = {(row["file"], row["code"]): row["label_ru"] for row in csv.DictReader(file) if row["column"] == "sex"}
    assert found["people", "male"] == "мужской"


def test_the_package_names_its_licence_and_a_filtered_one_says_so(package):
    chosen = Chosen(frozenset(), (("What happened", "Killed"),))
    readme = (package(chosen) / "README.md").read_text()
    assert "What happened: Killed" in readme
    assert "creativecommons.org" in readme
    assert json.loads((package() / "datapackage.json").read_text())["licenses"][0]["name"] == "CC-BY-4.0"
    assert "Filtered" not in (package() / "README.md").read_text()


def test_the_first_bytes_come_before_the_last_file_is_read():
    read = []

    def parts():
        read.append("begun")
        yield "x" * 100_000
        read.append("ended")

    pieces = zipped([("first.csv", ["a,b\r\n"]), ("second.csv", parts())])
    assert next(pieces).startswith(b"PK\x03\x04")
    assert "ended" not in read


# The workbook


def test_the_workbook_holds_a_sheet_for_each_file_with_the_same_cells(register, figures):
    found = sheets(b"".join(workbook.parts()))
    assert list(found)[3:] == list(FILES)
    for name, file in FILES.items():
        table = [row for some in file.tables(None) for row in some]
        shown = [["" if one is None else one for one in row] for row in found[name].iter_rows(values_only=True)]
        assert shown[0] == [column.name for column in file.columns]
        assert [[str(one) for one in row] for row in shown[1:]] == [
            ["" if one is None else str(one) for one in row] for row in table
        ], name


def test_no_cell_of_the_workbook_is_a_formula(register, reviewer):
    register.demand.refresh_from_db()
    changed(register.demand, summary="=1+1", label_as_printed="-33.5", quotation="one;=2")
    published(register.demand, by=reviewer)
    found = sheets(b"".join(workbook.parts()))
    cells = [one for sheet in found.values() for row in sheet for one in row if one.value is not None]
    assert {one.data_type for one in cells} == {"s", "n"}
    assert {"'=1+1", "'-33.5"} <= {one.value for one in cells}
    assert [one.value for one in cells if str(one.value).startswith(("=", "+", "-", "@"))] == []


def test_a_sheet_that_is_full_goes_on_in_another_one(register, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    found = sheets(b"".join(workbook.parts()))
    whole = [row for some in FILES["evidence"].tables(None) for row in some]
    held = sum(sheet.max_row for name, sheet in found.items() if name.split(" (")[0] == "evidence")
    assert held == len(whole) + 1
    assert "evidence (2)" in found


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    assert workbook.CUT in cell("a" * 40_000)
    assert len(cell("a" * 40_000)) < workbook.MOST_CHARACTERS + 100


def read_back(texts: list[str]) -> list:
    """Through the XML of a sheet, as openpyxl reads it."""
    rows = iter(f"<row>{cell(safe(text))}</row>" for text in texts)
    parts = workbook._sheet("", rows)
    content = b"".join(zipped([("xl/worksheets/sheet1.xml", parts), *workbook._frame(["one"])]))
    cells = [row[0] for row in sheets(content)["one"].iter_rows()]
    assert {one.data_type for one in cells} == {"s"}
    return [plain(unescape(one.value)) for one in cells]  # openpyxl leaves `_x0001_` to the reader


def test_texts_come_back_from_a_workbook():
    texts = ["+7 701 000 00 00", "-33.5", "=1+1", "one;=2", "<b>&amp;", " spaces ", "_x0041_", "one\n\ntwo", "Ә"]
    assert read_back(texts) == texts


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the list of naughty strings is not there")
def test_naughty_strings_come_back_from_every_format():
    texts = [text for text in json.loads(NAUGHTY.read_text()) if text]
    assert len(texts) > 400
    lines = io.StringIO()
    csv.writer(lines).writerows([safe(text)] for text in texts)
    lines.seek(0)
    assert [plain(row[0]) for row in csv.reader(io.StringIO(lines.getvalue(), newline=""))] == texts
    assert read_back(texts) == texts


def test_the_data_dictionary_has_no_column_twice():
    rows = [row[:2] for row in description.dictionary(FILES.values())]
    assert len(rows) == len(set(rows))
