import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.cells import plain, safe


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+7 701 000 00 00", "'+7 701 000 00 00"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\nnext", "'\nnext"),
        ("\0x", "'\0x"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("  =1", "  '=1"),
        ("\u200b=1", "\u200b'=1"),
        ("\ufeff\xa0=1", "\ufeff\xa0'=1"),
        ("\v\x1f-1", "\v\x1f'-1"),
        ("one;\xa0=1", "one;\xa0'=1"),
        ("one;=1", "one;'=1"),
        ('one; "=1"', 'one; "\'=1"'),
        ("one\n- two", "one\n'- two"),
        ("'=1", "''=1"),
    ],
)
def test_what_a_spreadsheet_would_run_is_neutralised_and_comes_back(text, cell):
    assert safe(text) == cell
    assert plain(cell) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\xa0a",
        "Aimaq\xa0-batyr",
        "Aimaq-batyr",
        "a+b",
        "it's",
        "'quoted'",
        "“dozens”",
        "10–12",
        "one\n\ntwo",
        "a; b",
    ],
)
def test_plain_text_stays_as_it_is(text):
    assert safe(text) == plain(text) == text


@pytest.mark.parametrize("number", [-5, 0, 225, 2.5, True])
def test_numbers_stay_numbers(number):
    assert safe(number) is number


def test_nothing_is_an_empty_cell():
    assert safe(None) == ""


@given(st.text(alphabet="=+-@＝';\"\t\r\n\0 \xa0\u200b\ufeffa1", max_size=12) | st.text())
def test_every_text_comes_back(text):
    assert plain(safe(text)) == text


@given(st.text(alphabet="=+-@＝';\"\t\r\n\0 \xa0\u200b\ufeffa1", max_size=12))
def test_no_cell_starts_with_what_runs(text):
    for start in (safe(text), *re.split(r"[;\t\n\r]", safe(text))):
        assert not start.lstrip(' "\xa0\u200b\ufeff').startswith(tuple("=+-@＝"))
    assert not safe(text).startswith(tuple("\t\r\n\0"))
