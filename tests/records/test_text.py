"""What text may hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.text import UnreadableText, clean_text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("  Айгүл  ", "Айгүл", id="spaces at the ends"),
        pytest.param("\u00a0\u3000\t\n", "", id="only white space"),
        pytest.param("Алма\u00a0Ата", "Алма\u00a0Ата", id="no-break space inside"),
        pytest.param("и\u0306", "й", id="NFC"),
        pytest.param("Qy\u0301zylorda", "Qýzylorda", id="NFC of Latin"),
        pytest.param("کتاب\u200cها", "کتاب\u200cها", id="non-joiner between Arabic letters"),
        pytest.param("😀 \ufffd", "😀 \ufffd", id="emoji and replacement character"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_is_tidied(typed, stored):
    assert clean_text(typed) == stored


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a\x00b", "control"),
        ("a\x1bb", "control"),
        ("a\x85b", "control"),
        ("a\nb", "line_break"),
        ("a\tb", "line_break"),
        ("a\u2028b", "line_break"),
        ("a\u202eb", "direction"),
        ("a\u202a", "direction"),
        ("a\u2066b", "direction"),
        ("a\u200fb", "direction"),
        ("a\u061cb", "direction"),
        ("a\u200bb", "invisible"),
        ("a\u2060b", "invisible"),
        ("\ufeffa", "invisible"),
        ("a\u200cb", "invisible"),
        ("کتاب\u200c", "invisible"),
        ("a\u00adb", "invisible"),
        ("a\U000e0041b", "invisible"),
        ("a\ud83d", "not_a_character"),
        ("a\ue000b", "not_a_character"),
        ("a\ufdd0b", "not_a_character"),
        ("a\U0010ffffb", "not_a_character"),
    ],
    ids=ascii,
)
def test_what_no_line_may_hold_is_refused_by_name(typed, code):
    with pytest.raises(UnreadableText) as refused:
        clean_text(typed)
    assert refused.value.code == code


def test_a_refused_character_is_named_with_its_place_in_what_was_typed():
    with pytest.raises(UnreadableText, match=r"U\+202E\) at position 4"):
        clean_text("  a\u202eb")


def test_prose_has_lines_and_tabs():
    assert clean_text("one\r\ntwo\rthree\u2028\tfour", multiline=True) == "one\ntwo\nthree\n\tfour"


@pytest.mark.parametrize("typed", ["a\x00b", "a\u202eb", "a\u200bb"], ids=ascii)
def test_prose_is_refused_what_a_line_is(typed):
    with pytest.raises(UnreadableText):
        clean_text(typed, multiline=True)


def test_length_is_counted_in_characters_as_stored():
    assert clean_text(" и\u0306и\u0306 ", max_length=2) == "йй"


@pytest.mark.parametrize("typed", ["abc", "a" * 1_000_000], ids=["by one", "by a million"])
def test_text_that_is_too_long_is_refused(typed):
    with pytest.raises(UnreadableText, match="at most 2 characters"):
        clean_text(typed, max_length=2)


@given(st.text(), st.booleans())
def test_tidied_text_is_left_as_it_is(typed, multiline):
    try:
        stored = clean_text(typed, multiline=multiline)
    except UnreadableText:
        return
    assert stored == clean_text(stored, multiline=multiline) == unicodedata.normalize("NFC", stored)
