import csv
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from desk.importing.files import open_table
from records.cells import safe
from records.sheets import TooLongForXlsx, write_workbook

NAUGHTY = Path(__file__).parents[3] / "shared/data/hostile/blns.json"
TEXTS = [
    "=1+1",
    "+7 701 000 00 00",
    "-33.5",
    "@x",
    "a;=1",
    " a ",
    "\t=1",
    "\r\n",
    "a\r\nb",
    "_x000D_",
    "_x_x000D_",
    "".join(map(chr, range(0x20))),
]


@pytest.fixture(scope="module")
def through_a_workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("sheets") / "texts.xlsx"

    def through(texts):
        rows = ([number, safe(text)] for number, text in enumerate(texts))
        write_workbook(path, [("texts", [["number", "text"], *rows])])
        table = open_table(path, name=path.name)
        return [row.cells[1] for row in table.rows()]

    through.path = path
    return through


@pytest.fixture
def through_csv(tmp_path):
    def through(texts):
        with (tmp_path / "texts.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([["number", "text"], *([1, safe(text)] for text in texts)])
        return [row.cells[1] for row in open_table(tmp_path / "texts.csv", name="texts.csv").rows()]

    return through


def test_every_text_comes_back_from_a_workbook(through_a_workbook):
    assert through_a_workbook(TEXTS) == TEXTS


def test_half_a_letter_comes_back_as_the_sign_for_a_lost_one(through_a_workbook):
    assert through_a_workbook(["a\ud800b"]) == ["a\ufffdb"]  # no database and no CSV could hold the half


def test_every_text_comes_back_from_csv(through_csv):
    assert through_csv(TEXTS) == TEXTS


@pytest.mark.skipif(not NAUGHTY.exists(), reason="../shared/data/hostile is not here")
def test_every_naughty_string_comes_back_from_csv(through_csv):
    texts = json.loads(NAUGHTY.read_text("utf-8"))
    assert through_csv(texts) == texts


@pytest.mark.skipif(not NAUGHTY.exists(), reason="../shared/data/hostile is not here")
def test_every_naughty_string_comes_back_and_none_is_a_formula(through_a_workbook):
    texts = json.loads(NAUGHTY.read_text("utf-8"))
    assert through_a_workbook(texts) == texts
    sheet = openpyxl.load_workbook(through_a_workbook.path).active
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.text(), min_size=5, max_size=20))
def test_any_text_comes_back(through_a_workbook, texts):
    assert through_a_workbook(texts) == texts


def test_numbers_stay_numbers(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [("a", [["n"], [-33.5], [7], [None]])])
    assert [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx").active["A"]][:3] == ["n", -33.5, 7]


@pytest.mark.parametrize("text", ["a" * 32_768, "\0" * 5_000], ids=["long", "long when escaped"])
def test_a_text_that_no_cell_can_hold_is_not_cut_and_nothing_stays_behind(tmp_path, text):
    with pytest.raises(TooLongForXlsx, match="notes"):
        write_workbook(tmp_path / "a.xlsx", [("first", [["n"]]), ("notes", [["n"], [text]])])
    assert ALL_TEMP_FILES == []


def test_a_table_that_no_sheet_can_hold_is_not_cut(tmp_path, monkeypatch):
    monkeypatch.setattr("records.sheets.MOST_ROWS", 2)
    with pytest.raises(TooLongForXlsx, match="notes"):
        write_workbook(tmp_path / "a.xlsx", [("notes", [["n"], [1], [2]])])
