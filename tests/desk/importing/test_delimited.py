import csv
import json
from pathlib import Path

import pytest

from desk.importing.files import UnreadableFile
from tests.desk.importing.conftest import cells

TEXT = "ФИО;Возраст;Ескерту\nНұрлан Ақжан;30;ы, э\nАйгүл Сейітова;41;Шымкент қаласы\n"
RUSSIAN = "ФИО,Город\nИванов Сергей,Алматы\nПетрова Анна,Кызылорда\n"
HOSTILE = Path(__file__).parents[4] / "shared/data/hostile"
SPECTRUM = sorted((HOSTILE / "csv-spectrum/csvs").glob("*.csv"))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        ("\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("kz1048"), "kz-1048"),
    ],
    ids=["UTF-8", "UTF-8 marked", "UTF-16", "UTF-16 big-endian", "unmarked", "unmarked big-endian", "Kazakh 1251"],
)
def test_the_letters_are_read_in_the_encoding_that_the_file_has(opened, content, encoding):
    table = opened(content)
    assert (table.encoding, table.headers) == (encoding, ["ФИО", "Возраст", "Ескерту"])
    assert cells(table)[0] == ["Нұрлан Ақжан", "30", "ы, э"]


def test_windows_1251_is_told_from_utf_8(opened):
    table = opened(RUSSIAN.encode("cp1251"))
    assert (table.encoding, cells(table)[1]) == ("windows-1251", ["Петрова Анна", "Кызылорда"])


def test_ukrainian_letters_are_not_taken_for_kazakh_ones(opened):
    assert opened("ім'я,місто\nЄвген,Київ\nЇжак,Ґданськ\n".encode("cp1251")).encoding == "windows-1251"


def test_an_encoding_can_be_chosen(opened):
    assert opened(RUSSIAN.encode("koi8-r"), encoding="koi8-r").headers == ["ФИО", "Город"]


@pytest.mark.parametrize(
    ("content", "chosen", "line", "says"),
    [
        ("имя,возраст\nНұрлан,30\n".encode() + b"\xd0,5\n", None, 3, "no utf-8"),
        ("имя,возраст\nНұрлан,30\nАйг".encode() + b"\xd2", None, 3, "no utf-8"),
        (b"name\nJos\xe9\n", None, 2, "Choose its encoding"),
        (RUSSIAN.encode("cp1251"), "utf-8", 1, "choose another encoding"),
        (b"\xff\xfen\0a\0m\0e\0\n\0x", None, 2, "no utf-16"),
    ],
    ids=["a byte", "cut off", "unknown", "chosen wrongly", "half a letter"],
)
def test_letters_that_cannot_be_read_are_refused_with_their_line(opened, content, chosen, line, says):
    with pytest.raises(UnreadableFile, match=says) as refused:
        opened(content, encoding=chosen)
    assert refused.value.line == line
    assert f"list.csv, line {line}: " in str(refused.value)


def test_an_encoding_that_the_mark_of_the_file_denies_is_refused(opened):
    with pytest.raises(UnreadableFile, match="begins with the mark of utf-16"):
        opened(TEXT.encode("utf-16"), encoding="windows-1251")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_what_cuts_the_rows_alike(opened, delimiter):
    rows = [["name", "what happened", "age"], ["Нұрлан", "shot; in the street, at night", "30"], ["Айгүл", "a, b", ""]]
    lines = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    table = opened(f"a title, with a comma\r\n{lines}")
    assert (table.delimiter, table.headers, cells(table)) == (delimiter, rows[0], rows[1:])


def test_the_line_that_says_the_delimiter_is_no_row(opened):
    table = opened("sep=;\nname;age\nНұрлан;30\n")
    assert (table.delimiter, [row.number for row in table.rows()]) == (";", [2])


def test_a_list_of_one_column_is_a_list(opened):
    assert cells(opened("name\nНұрлан\nАйгүл\n")) == [["Нұрлан"], ["Айгүл"]]


def test_a_cell_holds_quotes_and_line_breaks(opened):
    assert cells(opened('name,note\nНұрлан,"one\r\ntwo ""three"""\n')) == [["Нұрлан", 'one\r\ntwo "three"']]


def test_lines_may_end_as_on_an_old_macintosh(opened):
    assert cells(opened("name,age\rНұрлан,30\rАйгүл,41")) == [["Нұрлан", "30"], ["Айгүл", "41"]]


def test_what_an_export_made_safe_is_read_as_it_was(opened):
    table = opened("name,note\nНұрлан,'+7 701 000 00 00\nАйгүл,'=1+1\n")
    assert [row[1] for row in cells(table)] == ["+7 701 000 00 00", "=1+1"]


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ('name,age\nНұрлан,30\n"Айгүл" Сейітова,41\n', 3, "write each of them twice"),
        ('name,age\nНұрлан,30\n"Айгүл,41\n' + "a,b\n" * 9, 3, "never closed"),
        ('name,age\nНұрлан,"' + "a" * 131_073 + '"\n', 2, "more than 131,072 characters"),
        ("name,age\nНұрлан," + "a," * 500_001 + "\n", 2, "a line has no end"),
        ('name,age\nНұрлан,"' + '\n","' * 300_000 + '"\n', 0, "a line has no end"),
    ],
    ids=["behind a quote", "unclosed", "long cell", "long line", "long row"],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_line(opened, content, line, says):
    with pytest.raises(UnreadableFile, match=says) as refused:
        cells(opened(content, delimiter=","))
    assert refused.value.line == line or not line


def test_a_long_cell_is_refused_whatever_another_package_tells_csv(opened):
    before = csv.field_size_limit(10_000_000)
    try:
        with pytest.raises(UnreadableFile, match="more than 131,072 characters") as refused:
            cells(opened('name,age\nНұрлан,"' + "a" * 131_073 + '"\n', delimiter=","))
    finally:
        csv.field_size_limit(before)
    assert refused.value.line == 2


@pytest.mark.skipif(not SPECTRUM, reason="../shared/data/hostile/csv-spectrum is not here")
@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.stem)
def test_every_file_of_csv_spectrum_is_read_as_its_json_says(opened, path):
    table = opened(path.read_bytes(), header_row=1)
    expected = json.loads((path.parents[1] / "json" / f"{path.stem}.json").read_text("utf-8"))
    assert [dict(zip(table.headers, row, strict=True)) for row in cells(table)] == expected
