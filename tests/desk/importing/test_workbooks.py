import io
import zipfile
from datetime import date, datetime, time

import pytest

from desk.importing import workbooks
from desk.importing.files import UnreadableFile
from tests.desk.importing.conftest import cells, rezipped, xlsx


def test_cells_are_what_a_spreadsheet_program_shows(workbook):
    row = ["Нұрлан", 25.0, 33.5, date(2022, 1, 5), datetime.fromisoformat("2022-01-05 14:30"), True, time(14, 30), None]
    assert cells(workbook([*"abcdefgh"], row)) == [
        ["Нұрлан", "25", "33.5", "2022-01-05", "2022-01-05 14:30", "TRUE", "14:30:00", ""]
    ]


def test_a_long_number_keeps_its_digits_and_the_zeros_of_its_format(workbook):
    def pad(book):
        book.active["B2"].number_format = "000000"

    assert cells(workbook(["a", "b"], [870112345678, 42], change=pad)) == [["870112345678", "000042"]]


def test_texts_may_stand_in_a_part_of_their_own_and_have_several_colours(workbook):
    def coloured(name, content):
        return content.replace(
            b"<t>Akzhan</t>", b"<r><t>Ak</t></r><r><rPr><b/></rPr><t>zhan</t></r><rPh><t>x</t></rPh>"
        )

    table = workbook(["name", "age"], ["Akzhan", " 30 "], ["Айгүл", None], parts=coloured, is_shared=True)
    assert cells(table) == [["Akzhan", " 30 "], ["Айгүл", ""]]


def test_dates_count_from_1904_where_the_workbook_says_so(workbook):
    def on_a_macintosh(book):
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904

    assert cells(workbook(["name", "date"], ["a", date(2022, 1, 5)], change=on_a_macintosh)) == [["a", "2022-01-05"]]


def test_a_date_out_of_range_is_an_error_of_its_cell(workbook):
    def far(book):
        book.active["B2"].number_format = "yyyy-mm-dd"

    assert cells(workbook(["name", "date"], ["a", 99_999_999], change=far)) == [["a", "#VALUE!"]]


def with_cell(xml: bytes):
    """Puts XML in the place of the second cell of the second row."""

    def change(name, content):
        if name != "xl/worksheets/sheet1.xml":
            return content
        start = content.index(b'<c r="B2"')
        return content[:start] + xml + content[content.index(b"</c>", start) + 4 :]

    return change


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (b'<c r="B2"><f>20+10</f><v>30</v></c>', "30"),
        (b'<c r="B2" t="str"><f>A2&amp;"x"</f><v>ax</v></c>', "ax"),
        (b'<c r="B2" t="str"><f>""</f><v></v></c>', ""),
        (b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        (b'<c r="B2" t="inlineStr"><is><r><t>in </t></r><r><t>two colours</t></r></is></c>', "in two colours"),
        (b'<c r="B2" t="d"><v>2022-01-05</v></c>', "2022-01-05"),
    ],
    ids=["number", "text", "empty text", "error", "inline", "ISO date"],
)
def test_a_formula_counts_by_its_saved_result(workbook, xml, shown):
    assert cells(workbook(["name", "age"], ["a", 1], parts=with_cell(xml))) == [["a", shown]]


@pytest.mark.parametrize(
    "xml",
    [
        b'<c r="B2"><f>20+10</f></c>',
        b'<c r="B2"><f>20+10</f><v></v></c>',
        b'<x:c s="1" r="B2"><x:f t="shared" si="0"/></x:c>',
    ],
)
def test_a_formula_without_a_result_is_refused_with_its_cell(workbook, xml):
    with pytest.raises(UnreadableFile, match="row 2: Cell B2 holds a formula") as refused:
        workbook(["name", "age"], ["a", 1], parts=with_cell(xml))
    assert refused.value.line == 2


def test_a_cell_over_several_rows_counts_in_each_of_them(workbook):
    rows = [["name", "city"], ["a", "Алматы"], ["b", None], ["c", None], ["d", "Тараз"]]
    table = workbook(*rows, change=lambda book: book.active.merge_cells("B2:B4"))
    assert cells(table) == [["a", "Алматы"], ["b", "Алматы"], ["c", "Алматы"], ["d", "Тараз"]]


def test_a_title_over_several_columns_is_no_header(workbook):
    rows = [["Список", None, None], ["ФИО", "Возраст", "Город"], ["Нұрлан", 30, "Алматы"]]
    table = workbook(*rows, change=lambda book: book.active.merge_cells("A1:C1"))
    assert (table.header_row, table.headers) == (2, ["ФИО", "Возраст", "Город"])


def hidden(book):
    book.create_sheet("second").append(["other", "list"])
    book.active.sheet_state = "hidden"


def test_hidden_sheets_are_not_offered(workbook):
    table = workbook(["secret"], change=hidden)
    assert (table.sheets, table.sheet, table.headers) == (["second"], "second", ["other", "list"])


@pytest.mark.parametrize("sheet", ["Sheet", "third"], ids=["hidden", "missing"])
def test_a_sheet_that_cannot_be_seen_cannot_be_chosen(workbook, sheet):
    with pytest.raises(UnreadableFile, match=f"no sheet “{sheet}” that can be seen"):
        workbook(["secret"], change=hidden, sheet=sheet)


def test_hidden_rows_are_read(workbook):
    def filtered(book):
        book.active.row_dimensions[2].hidden = True

    assert len(cells(workbook(["name", "age"], ["a", 1], ["b", 2], change=filtered))) == 2


def test_rows_keep_their_numbers_and_a_wrong_size_does_not_cut_them(workbook):
    def far(book):
        book.active["C9"] = "last"

    def wrong_size(name, content):
        return content.replace(b'<dimension ref="A1:C9"/>', b'<dimension ref="A1"/>').replace(
            b'<dimension ref="A1:C9" />', b'<dimension ref="A1"/>'
        )

    table = workbook(["name", "age", "note"], ["a", 1], change=far, parts=wrong_size)
    assert [(row.number, row.cells) for row in table.rows()] == [(2, ["a", "1", ""]), (9, ["", "", "last"])]


def test_where_a_cell_leads_is_kept(workbook):
    def link(book):
        book.active["B2"].hyperlink = "https://news.example/a?b=1&c=2"

    table = workbook(["name", "source"], ["a", "news"], change=link)
    assert [row.addresses for row in table.rows()] == [{1: "https://news.example/a?b=1&c=2"}]


def test_where_a_formula_leads_is_kept(workbook):
    xml = b'<c r="B2" t="str"><f>HYPERLINK("https://news.example/a?b=1&amp;c=2","news")</f><v>news</v></c>'
    table = workbook(["name", "source"], ["a", "x"], parts=with_cell(xml))
    assert [(row.cells[1], row.addresses) for row in table.rows()] == [("news", {1: "https://news.example/a?b=1&c=2"})]


@pytest.mark.parametrize("is_shared", [True, False], ids=["shared", "inline"])
def test_escaped_characters_are_read_and_escaped_escapes_stay(workbook, is_shared):
    def as_written(name, content):
        return content.replace(b"CARRIAGE", b"a_x000D_b").replace(b"LITERAL", b"_x005F_x000D_ x005F_")

    table = workbook(["name", "note"], ["CARRIAGE", "LITERAL"], parts=as_written, is_shared=is_shared)
    assert cells(table) == [["a\rb", "_x000D_ x005F_"]]


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(opened):
    with zipfile.ZipFile(content := io.BytesIO(xlsx(["name"])), "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image.bin", bytes(30 * 1024 * 1024))
    with pytest.raises(UnreadableFile) as refused:
        opened(content.getvalue(), "list.xlsx")
    assert refused.value.code == "bomb"


def test_a_part_that_is_read_whole_has_a_bound_of_its_own(workbook, monkeypatch):
    monkeypatch.setitem(workbooks.LARGEST_PART, "sharedstrings", 100)
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        workbook(["name"], ["a" * 200], is_shared=True)


def test_entities_are_not_followed(workbook):
    def entity(name, content):
        if name != "xl/worksheets/sheet1.xml":
            return content
        return b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content.replace(b"<v>0</v>", b"<v>&a;</v>")

    with pytest.raises(UnreadableFile) as refused:
        cells(workbook(["name"], ["a"], parts=entity))
    assert refused.value.code == "damaged"


def test_a_damaged_sheet_is_refused_with_its_name(opened):
    def cut(name, content):
        return content[: len(content) // 2] if name == "xl/worksheets/sheet1.xml" else content

    with pytest.raises(UnreadableFile, match="list.xlsx, sheet “Sheet”: It is damaged"):
        cells(opened(rezipped(xlsx(["name", "age"], ["a", 1]), cut), "list.xlsx"))


def test_a_workbook_with_too_many_rows_is_refused(workbook, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    with pytest.raises(UnreadableFile, match="more than 3 rows"):
        cells(workbook(["name"], *[["a"]] * 3))
