import csv
import io
import json
from pathlib import Path

import pytest

from desk.importing.columns import FIELDS
from desk.importing.files import open_table
from desk.importing.mappings import Mapping, from_toml, to_toml
from desk.importing.values import RowReader, read_rows
from detentions.models import DetentionClaim
from records.cells import safe
from records.text import clean_text
from tests.desk.importing.test_privacy import an_iin
from victims.models import CasualtyClaim

SHARED = Path(__file__).parents[4] / "shared/data"


@pytest.fixture
def read(opened):
    """Reads one row, `header=cell` for each column."""

    def read_it(kind="killed", columns=None, **rows_and_settings):
        cells = rows_and_settings.pop("cells")
        quoted = ['"' + text.replace('"', '""') + '"' for text in (*cells, *cells.values())]
        text = ",".join(quoted[: len(cells)]) + "\n" + ",".join(quoted[len(cells) :]) + "\n"
        mapping = Mapping("a", kind, columns or {name: name for name in cells}, **rows_and_settings)
        (row,) = read_rows(mapping, opened(text, header_row=1, delimiter=","))
        return row

    return read_it


def test_a_row_of_the_killed_is_what_a_claim_takes(read):
    row = read(
        cells={
            "name": "Нұрлан  Ақжан", "name_en": "Nurlan Akzhan", "age": "около 30", "sex": "м", "died_on": "05.01.2022",
            "harmed_place": "Алматы", "methods": "gunshot, beating", "in_custody": "нет", "harm": "убит",
        }
    )  # fmt: skip
    assert [name.text for name in row.values.pop("names")] == ["Нұрлан Ақжан", "Nurlan Akzhan"]
    assert row.values == {
        "name_as_printed": "Нұрлан Ақжан", "age_low": 30, "age_high": 30, "age_as_printed": "около 30", "sex": "male",
        "died_on": "2022-01-05", "harmed_place": "Алматы", "methods": ["gunshot", "beating"], "in_custody": "no",
        "harm": "killed",
    }  # fmt: skip
    assert (row.number, row.faults, row.notes) == (2, [], [])


def test_a_row_of_the_detained_is_what_a_claim_takes(read):
    cells = {"name": "Айгүл", "arrested_on": "6 января 2022", "custody_status": "отпущена", "sentence": "15 суток"}
    row = read("detained", cells=cells)
    assert (row.values["arrested_on"], row.values["custody_status"]) == ("2022-01-06", "released")
    assert (row.values["sentence"], row.faults) == ("15 суток", [])


@pytest.mark.parametrize("cell", ["-1", "n/a", "неизв.", "белгісіз", "-", "нет данных", "?"])
@pytest.mark.parametrize("field", ["age", "died_on", "harmed_place", "occupation", "name"])
def test_what_is_unknown_never_becomes_a_value(read, field, cell):
    row = read(cells={"number": "7", field: cell})
    assert (row.values, row.unknown, row.faults) == ({"number": "7"}, [field], [])


def test_unknown_withheld_and_blank_are_three_things(read):
    row = read(cells={"name": "a", "sex": "неизвестно", "age": "не разглашается", "died_on": " "})
    assert (row.values["sex"], row.values["not_disclosed"], row.unknown) == ("unknown", "age", ["sex"])
    assert "died_on" not in row.values


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"died_on": "31.02.2022"}, "no day 31 in 2022-02"),
        ({"died_on": "05/01/2022"}, "Write 2022-01-05 or 2022-05-01"),
        ({"died_on": "44566"}, "as a spreadsheet program keeps it"),
        ({"sex": "кошка"}, "Say in the mapping, under “words”, what it means: female, male, unknown"),
        ({"name": "a\u202eb"}, "turns the direction of writing"),
        ({"occupation": "a\x00b"}, "control character"),
        ({"occupation": "#REF!"}, "A formula failed here"),
        ({"circumstances": f"ИИН {an_iin()}"}, "An identity number stands here"),
        ({"internal_notes": "мать: +7 701 000 00 00"}, "A telephone number stands here"),
        ({"occupation": "a" * 501}, "at most 500 characters"),
        ({"name": "a" * 201}, "at most 200 characters"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_fault_with_its_reason(read, cells, says):
    row = read(cells={"number": "7", **cells})
    (fault,) = row.faults
    (header,) = cells
    assert (fault.header, says in fault.reason, header in row.values) == (header, True, False)


def test_an_age_that_is_a_year_is_kept_as_printed_and_noted(read):
    row = read(cells={"name": "a", "age": "1985"})
    assert (row.values["age_as_printed"], "age_low" in row.values) == ("1985", False)
    assert "looks like a year of birth" in row.notes[0].reason


def test_a_remark_beside_a_name_is_noted(read):
    row = read(cells={"name": "Иванов И.И. (1985 г.р.)"})
    assert [name.text for name in row.values["names"]] == ["Иванов И.И."]
    assert (row.notes[0].cell, "is no name" in row.notes[0].reason) == ("Иванов И.И. (1985 г.р.)", True)


def test_private_columns_are_never_read(read):
    cells = {"name": "a", "ИИН": an_iin(), "Телефон": "+7 701 000 00 00"}
    row = read(cells=cells, columns={"name": "name", "ИИН": "identity_number", "Телефон": "telephone"})
    assert an_iin() not in str(row)
    assert "701" not in str(row)


def test_columns_that_nobody_mapped_are_listed(opened):
    mapping = Mapping("a", "killed", {"name": "name", "ИИН": "identity_number", "gone": "age"}, key="№")
    reader = RowReader(mapping, opened("№,name,ИИН,colour\n1,a,2,red\n"))
    assert (reader.ignored, reader.left_out, reader.missing) == (["colour"], ["ИИН"], ["gone"])


def test_links_are_found_in_any_text(read):
    text = "https://a.example/1?x=1,2; www.b.example/2\nсм. t.me/c/3, https://a.example/1?x=1,2 (архив)"
    row = read(cells={"name": "a", "links": text})
    assert row.links == ["https://a.example/1?x=1,2", "https://www.b.example/2", "https://t.me/c/3"]
    assert "the rest is left" in row.notes[0].reason


def test_a_link_to_the_telephone_of_somebody_is_not_kept(read):
    row = read(cells={"name": "a", "links": "https://a.example/1 https://wa.me/77010000000"})
    assert (row.links, row.faults[0].cell) == (["https://a.example/1"], "")
    assert "A telephone number stands here" in row.faults[0].reason


def test_where_a_cell_leads_is_a_link(workbook):
    def link(book):
        book.active["B2"].hyperlink = "https://news.example/1"

    table = workbook(["name", "source"], ["a", "news"], change=link)
    (row,) = read_rows(Mapping("a", "killed", {"name": "name", "source": "links"}), table)
    assert (row.links, row.notes) == (["https://news.example/1"], [])


def test_a_word_of_a_mapping_may_have_a_line_break(read):
    mapping = Mapping("m", "killed", {"harm": "harm"}, words={"harm": {"shot\nand lost": "killed"}})
    row = read(cells={"name": "a", "harm": "shot\nand  lost "}, words=from_toml(to_toml(mapping)).words)
    assert row.values["harm"] == "killed"


def test_words_of_a_mapping_say_what_a_cell_means(read):
    row = read(cells={"name": "a", "harm": "200"}, words={"harm": {"200": "killed"}})
    assert row.values["harm"] == "killed"


def test_what_holds_in_every_row_is_added_where_a_row_says_nothing_else(read):
    holds = {"harm": "killed", "sex": "male"}
    row = read(cells={"name": "a", "sex": "ж"}, in_every_row=holds)
    assert (row.values["harm"], row.values["sex"]) == ("killed", "female")


def test_a_year_that_the_list_leaves_out_is_marked_as_inferred(read):
    row = read(cells={"name": "a", "died_on": "5 января", "born_on": "1985"}, year=2022)
    assert (row.values["died_on"], row.values["died_on_inferred"]) == ("2022-01-05", True)
    assert "born_on_inferred" not in row.values


def test_a_name_in_three_columns_and_another_script_are_one_person(read):
    row = read(cells={"name_en": "Ivanov Sergei", "given_name": "Сергей", "surname": "Иванов"})
    assert [name.text for name in row.values["names"]] == ["Иванов Сергей", "Ivanov Sergei"]


def test_several_columns_make_one_place(read):
    row = read(cells={"x": "Алматы облысы", "y": "Талғар"}, columns={"x": "harmed_place", "y": "harmed_place"})
    assert row.values["harmed_place"] == "Алматы облысы, Талғар"


def test_the_key_tells_a_row(read):
    assert read(cells={"№": " A  1 ", "name": "a"}, columns={"name": "name"}, key="№").key == "A 1"


def test_a_row_with_a_cell_too_many_is_a_fault(opened):
    _first, row, _last = read_rows(Mapping("a", "killed", {"name": "name"}), opened("name,age\na,3\na,30,31\na,4\n"))
    assert (row.faults[0].header, "more cells than the list has columns" in row.faults[0].reason) == ("C", True)


def test_a_row_about_nobody_is_a_fault(read):
    row = read(cells={"number": "г. Алматы", "name": ""}, in_every_row={"harm": "killed"})
    assert "perhaps it is a heading" in row.faults[0].reason


def test_every_date_choice_and_number_is_one_that_the_tables_take():
    known = {field.name for model in (CasualtyClaim, DetentionClaim) for field in model._meta.get_fields()}
    ours = {"born_on", "held_since", "held_until", "custody_status", "charge_status"}  # of other tables
    assert {field.name for field in FIELDS.values() if field.kind in ("date", "choice")} - ours <= known


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not here")
def test_every_naughty_string_is_kept_or_refused(opened):
    texts = json.loads((SHARED / "hostile/blns.json").read_text("utf-8"))
    csv.writer(file := io.StringIO()).writerows([["name", "circumstances"], *(["a", safe(text)] for text in texts)])
    mapping = Mapping("a", "killed", {"name": "name", "circumstances": "circumstances"})
    kept = 0
    for text, row in zip(texts, read_rows(mapping, opened(file.getvalue())), strict=True):
        if "circumstances" in row.values:
            kept += 1
            assert row.values["circumstances"] == clean_text(text, multiline=True)
        else:
            assert row.faults or "circumstances" in row.unknown or not text.strip()
    assert kept > 450


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not here")
def test_the_list_of_the_killed_is_read_with_the_right_counts():
    path = SHARED / "lists/killed_2024-04-13.csv"
    table = open_table(path, name=path.name)
    rows = list(read_rows(Mapping("a", "killed", {name: name for name in ("name_ar", "name_en", "age", "sex")}), table))
    young = sum(row.values.get("age_high", 99) < 18 for row in rows)
    assert (len(rows), sum("age" in row.unknown for row in rows), young) == (14_140, 997, 4_792)
    assert not any(row.faults for row in rows)


KINDS = sorted({field.kind for field in FIELDS.values()} - {"left_out"})


@pytest.mark.parametrize("number", ["ИИН {iin}", "тел. 7 701 123 45 67"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_number_of_somebody_is_kept_nowhere(read, kind, number):
    column = next(field.name for field in FIELDS.values() if field.kind == kind)
    row = read(cells={"number": "7", column: number.format(iin=an_iin())})
    assert set(row.values) <= {"number"} - {column}
    assert {told.cell for told in [*row.faults, *row.notes]} == {""}


def test_a_number_of_somebody_in_a_cell_too_many_is_kept_nowhere(opened):
    table = opened(f"name,ИИН\nа,1\nиз города, а,{an_iin()}\nа,2\n")
    _first, row, _last = read_rows(Mapping("a", "killed", {"name": "name", "ИИН": "identity_number"}), table)
    assert (row.faults[0].header, row.faults[0].cell) == ("C", "")
