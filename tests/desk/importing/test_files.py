import io
import zipfile

import pytest

from desk.importing.files import UnreadableFile, open_table
from tests.desk.importing.conftest import cells, xlsx

WORKBOOK = xlsx(["name", "age"], ["Нұрлан", 30])


def test_the_header_row_is_found_below_a_title(opened):
    table = opened("Список погибших,,\n№,ФИО,Возраст\n1,Нұрлан Ақжан,30\n")
    assert (table.header_row, table.headers) == (2, ["№", "ФИО", "Возраст"])
    assert [(row.number, row.cells) for row in table.rows()] == [(3, ["1", "Нұрлан Ақжан", "30"])]


def test_headers_that_nobody_knows_are_the_first_row_as_wide_as_the_table(opened):
    assert opened("a title\n\nalpha,beta,gamma\n1,2,3\n").header_row == 3


def test_a_chosen_header_row_counts_as_a_spreadsheet_program_counts(opened):
    table = opened('"a title\nin two lines"\n\nx,y\n1,2\n', header_row=3)
    assert (table.headers, cells(table)) == (["x", "y"], [["1", "2"]])


def test_a_list_without_headers_has_the_letters_of_its_columns(opened):
    table = opened("Нұрлан,30\nАйгүл,41\n", header_row=0)
    assert (table.headers, len(cells(table))) == (["[A]", "[B]"], 2)


def test_each_header_stands_once(opened):
    assert opened("Имя,Дата,,Дата\nа,б,в,г\n").headers == ["Имя", "Дата", "[C]", "Дата [D]"]


def test_blank_rows_are_left_out_and_rows_keep_their_numbers(opened):
    assert [row.number for row in opened("name,age\n\n , \nНұрлан,30\n").rows()] == [4]


def test_a_short_row_has_a_cell_for_each_header(opened):
    assert cells(opened("name,age,sex\nНұрлан\n")) == [["Нұрлан", "", ""]]


def test_a_table_can_be_read_again(opened):
    table = opened("name,age\nНұрлан,30\n")
    assert cells(table) == cells(table)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "list.csv", "empty"),
        (b"\xef\xbb\xbf\n \n", "list.csv", "empty"),
        (b",,\n,,\n", "list.csv", "no_cells"),
        (b"name,age\n", "list.pages", "ending"),
        (b"name,age\n", "list", "ending"),
        (WORKBOOK, "list.csv", "not_named_xlsx"),
        (b"name,age\n", "list.xlsx", "not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "list.xls", "old_xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "list.xlsx", "locked"),
        (b"<html><table><tr><td>name</td></tr></table></html>", "list.xls", "web_page"),
        ("\ufeff<!DOCTYPE html><p>".encode("utf-16-le"), "list.csv", "web_page"),
        (b'<?xml version="1.0"?><Workbook>', "list.csv", "web_page"),
        (b"%PDF-1.7\n", "list.csv", "no_table"),
        (b"\x89PNG\r\n\x1a\n", "list.xlsx", "no_table"),
        (b"\x1f\x8b\x08\0", "list.csv", "no_table"),
        (WORKBOOK[:300], "list.xlsx", "damaged"),
        (WORKBOOK[: len(WORKBOOK) // 2] + WORKBOOK[len(WORKBOOK) // 2 + 9 :], "list.xlsx", "damaged"),
        (b"PK\x03\x04 and nothing more", "list.xlsx", "damaged"),
    ],
)
def test_what_is_no_list_is_refused(opened, content, name, code):
    with pytest.raises(UnreadableFile) as refused:
        cells(opened(content, name))
    assert refused.value.code == code
    assert str(refused.value).startswith(f"{name}")


def test_an_opendocument_file_is_refused(opened):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(UnreadableFile, match="save it as XLSX"):
        opened(content.getvalue(), "list.xlsx")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "upload"
    with path.open("wb") as file:
        file.write(b"name,age\n")
        file.truncate(201 * 1024 * 1024)
    with pytest.raises(UnreadableFile, match="larger than 200 MB"):
        open_table(path, name="list.csv")


def test_a_row_that_is_not_there_cannot_hold_the_headers(opened):
    with pytest.raises(UnreadableFile, match="no header row 9"):
        opened("name,age\nНұрлан,30\n", header_row=9)


def test_a_list_with_too_many_columns_is_refused(opened):
    with pytest.raises(UnreadableFile, match="more than 200 columns"):
        opened(",".join(map(str, range(201))) + "\n")


def test_a_list_with_too_many_rows_is_refused(opened, monkeypatch):
    monkeypatch.setattr("desk.importing.delimited.MOST_ROWS", 3)
    with pytest.raises(UnreadableFile, match="more than 3 rows"):
        cells(opened("name,age\n" + "Нұрлан,30\n" * 3))
