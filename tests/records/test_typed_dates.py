"""Dates as people type them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from records.dates import AmbiguousDate, UnreadableDate, in_words, parse
from records.typed_dates import read


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("2022-01-05", "2022-01-05"),
        (" 2022-01~ ", "2022-01~"),
        ("2022-01-05 ?", "2022-01-05?"),
        ("2022-01-05?~", "2022-01-05%"),
        ("202х", "202X"),
        ("05.01.2022", "2022-01-05"),
        ("5.1.2022", "2022-01-05"),
        ("05.01.2022г.", "2022-01-05"),
        ("01.2022", "2022-01"),
        ("2022/01/05", "2022-01-05"),
        ("2022-1-5", "2022-01-05"),
        ("5 января 2022", "2022-01-05"),
        ("5 января 2022 г.", "2022-01-05"),
        ("5-го янв. 2022 года", "2022-01-05"),
        ("январь 2022", "2022-01"),
        ("в январе 2022 г.", "2022-01"),
        ("5 қаңтар 2022", "2022-01-05"),
        ("2022 ж. 5 қаңтар", "2022-01-05"),
        ("2022 ж. қаңтар", "2022-01"),
        ("2022 жылғы 5 қаңтар", "2022-01-05"),
        ("2022 жылдың 5-қаңтары", "2022-01-05"),
        ("2022 ж. қаңтардың 5-і", "2022-01-05"),
        ("5 January 2022", "2022-01-05"),
        ("January 5, 2022", "2022-01-05"),
        ("5th Jan 2022", "2022-01-05"),
        ("Jan 2022", "2022-01"),
        ("2022 г.", "2022"),
        ("about January 2022", "2022-01~"),
        ("около 5 января 2022", "2022-01-05~"),
        ("шамамен 2022 ж. қаңтар", "2022-01~"),
        ("circa 2022?", "2022%"),
        ("2019-2022?", "2019/2022?"),
        ("весной 2022", "2022-21"),
        ("2020-е годы", "202X"),
        ("2020-жылдар", "202X"),
        ("4–6 января 2022", "2022-01-04/2022-01-06"),
        ("2022 ж. 4-6 қаңтар", "2022-01-04/2022-01-06"),
        ("4-6.01.2022", "2022-01-04/2022-01-06"),
        ("04.01.2022-06.01.2022", "2022-01-04/2022-01-06"),
        ("с 4 по 6 января 2022 года", "2022-01-04/2022-01-06"),
        ("from 4 January to 6 February 2022", "2022-01-04/2022-02-06"),
        ("2019–2022 гг.", "2019/2022"),
        ("до 8 января 2022", "../2022-01-08"),
        ("2022 ж. 8 қаңтарға дейін", "../2022-01-08"),
        ("since 6 January 2022", "2022-01-06/.."),
        ("٢٠٢٢-٠١-٠٥", "2022-01-05"),
        ("２０２２－０１－０５", "2022-01-05"),
    ],
)
def test_a_date_is_read_as_people_type_it(typed, text):
    assert read(typed) == parse(text)


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("05/01/2022", ("2022-01-05", "2022-05-01")),
        ("5-1-2022", ("2022-01-05", "2022-05-01")),
        ("04/01/2022 - 06/01/2022", ("2022-01-04/2022-01-06", "2022-04-01/2022-06-01")),
        ("1900s", ("190X", "19XX")),
    ],
)
def test_what_can_be_either_is_asked(typed, candidates):
    with pytest.raises(AmbiguousDate) as refused:
        read(typed)
    assert refused.value.candidates == candidates


@pytest.mark.parametrize(
    ("typed", "text"),
    [("13/01/2022", "2022-01-13"), ("01/13/2022", "2022-01-13"), ("05/05/2022", "2022-05-05")],
)
def test_where_only_one_order_is_possible_it_is_taken(typed, text):
    assert read(typed).text == text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("2022-13", "month", id="month 13"),
        pytest.param("05.13.2022", "month", id="a dotted date is never turned"),
        pytest.param("31.02.2022", "day", id="31 February"),
        pytest.param("31/02/2022", "day", id="31 February in any order"),
        pytest.param("05.01.22", "year", id="two digits of a year"),
        pytest.param("5 января 22", "year", id="two digits of a year in words"),
        pytest.param("5 января", "no_year", id="no year"),
        pytest.param("yesterday", "unreadable", id="yesterday"),
        pytest.param("2022 01 05", "unreadable", id="spaces"),
        pytest.param("2022-01/03", "unreadable", id="half a period"),
        pytest.param("5 - January 2022", "unreadable", id="half a date"),
        pytest.param("зима 2022", "winter", id="which winter"),
        pytest.param("2022-01-05 14:00", "time", id="time of day"),
        pytest.param("9" * 10_000, "too_long", id="10,000 digits"),
        pytest.param(" " * 10_000, "too_long", id="10,000 spaces"),
        pytest.param("2022-01-\x00", "character", id="NUL"),
        pytest.param("2022-01\x1b", "character", id="control"),
        pytest.param("\u202e2022-01-05", "character", id="bidi override"),
        pytest.param("2022-01\u200b-05", "character", id="zero width"),
        pytest.param(" \t\u00a0\n", "blank", id="white space"),
        pytest.param("¹ января 2022", "unreadable", id="superscript"),
    ],
)
def test_what_is_no_date_is_refused_by_name(typed, code):
    with pytest.raises(UnreadableDate) as refused:
        read(typed)
    assert refused.value.code == code


def test_a_hidden_character_is_named_with_its_place():
    with pytest.raises(UnreadableDate, match=r"U\+202E\) at position 5"):
        read("2022\u202e-01")


parts = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:7] + "-XX"),
    st.sampled_from(["2022-21", "2022-22", "2022-23", "2022-XX", "2022-XX-XX", "202X"]),
)
shown = st.one_of(
    st.builds("{}{}".format, parts, st.sampled_from(["", "?", "~", "%"])),
    st.builds(str.format, st.sampled_from(["../{}", "{}/..", "../{}~", "{}?/.."]), parts),
    st.builds(sorted, st.lists(st.dates(), min_size=2, max_size=2)).map("{0[0]}/{0[1]}".format),
)


@given(shown, st.sampled_from(["en", "ru", "kk"]))
def test_what_is_shown_can_be_typed_again(text, language):
    assume(not text.startswith("0") and "/0" not in text)  # a year is shown without leading zeros
    assert read(in_words(text, language)).text == text


@given(st.one_of(st.text(), st.text("0123456789-/x.?~%() января қаңтар jan с по to", max_size=40)))
def test_junk_is_read_or_refused_and_nothing_else_happens(typed):
    try:
        known = read(typed)
    except UnreadableDate:
        return
    assert parse(known.text) == known
