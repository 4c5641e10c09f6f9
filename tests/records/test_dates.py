"""Partial dates as EDTF and in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates import UnreadableDate, in_words, parse

LANGUAGES = ["en", "ru", "kk"]

years = st.integers(1, 9999).map("{:04d}".format)
months = st.integers(1, 12).map("{:02d}".format)
days = st.dates().map(date.isoformat)
undivided = st.one_of(
    days,
    years,
    st.builds("{}-{}".format, years, months),
    st.builds("{}-{}".format, years, st.sampled_from(["21", "22", "23", "24", "XX", "XX-XX"])),
    st.builds("{}-{}-XX".format, years, months),
    st.integers(1, 999).map("{:03d}X".format),
    st.integers(1, 99).map("{:02d}XX".format),
)
marked = st.builds("{}{}".format, undivided, st.sampled_from(["", "?", "~", "%"]))
limits = st.builds(str.format, st.sampled_from(["../{}", "{}/..", "/{}", "{}/"]), marked)
periods = st.builds(sorted, st.lists(days, min_size=2, max_size=2)).map("/".join)
edtf = st.one_of(marked, limits, periods)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2022-01-08", date(2022, 1, 8), date(2022, 1, 8)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("2022-01-XX", date(2022, 1, 1), date(2022, 1, 31)),
        ("2022-XX", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-23", date(2022, 9, 1), date(2022, 11, 30)),
        ("2022-01-04/2022-01-06", date(2022, 1, 4), date(2022, 1, 6)),
        ("2022-01-04/2022", date(2022, 1, 4), date(2022, 12, 31)),
        ("../2022-01-08", None, date(2022, 1, 8)),
        ("/2022-01-08", None, date(2022, 1, 8)),
        ("2022-01-08/..", date(2022, 1, 8), None),
        ("2022-01-08/", date(2022, 1, 8), None),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text, earliest, latest):
    assert parse(text)[1:3] == (earliest, latest)


@pytest.mark.parametrize("mark", ["?", "~", "%"])
def test_a_mark_does_not_widen_a_date(mark):
    assert parse(f"2022-01-05{mark}")[1:3] == parse("2022-01-05")[1:3]


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [("2022", False, False), ("2022?", True, False), ("2022~", False, True), ("2022%", True, True)],
)
def test_a_mark_says_how_sure_the_source_is(text, uncertain, approximate):
    known = parse(text)
    assert (known.uncertain, known.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("2022-13", "month"),
        ("2022-00", "month"),
        ("2022-02-29", "day"),
        ("2022-01-00", "day"),
        ("0000", "year"),
        ("-0044", "year"),
        ("Y17000", "year"),
        ("00XX", "year"),
        ("20220105", "year"),
        ("2022-01-05T10:30:00", "time"),
        ("2022-06/2022-01", "backwards"),
        ("../..", "nothing_known"),
        ("XXXX", "nothing_known"),
        ("2022-XX-05", "unspecified"),
        ("2022?-01", "mark"),
        ("[2021, 2022]", "several"),
        ("2022-1-5", "unreadable"),
        ("2022-01-05\n", "unreadable"),
        ("٢٠٢٢", "unreadable"),
        ("2022/2023/2024", "unreadable"),
        ("2" * 10_000, "too_long"),
    ],
)
def test_what_two_columns_of_days_cannot_hold_is_refused_by_name(text, code):
    with pytest.raises(UnreadableDate) as refused:
        parse(text)
    assert refused.value.code == code


def test_a_refusal_says_what_to_write():
    with pytest.raises(UnreadableDate, match="from 01 to 28"):
        parse("2022-02-31")


def test_a_period_that_ends_before_it_begins_is_offered_the_other_way_round():
    with pytest.raises(UnreadableDate, match="2022-01/2022-06"):
        parse("2022-06/2022-01")


@pytest.mark.parametrize(
    ("text", "english", "russian", "kazakh"),
    [
        ("2022-01-05", "5 January 2022", "5 января 2022 г.", "2022 ж. 5 қаңтар"),
        ("2022-01", "January 2022", "январь 2022 г.", "2022 ж. қаңтар"),
        ("2022", "2022", "2022 г.", "2022 ж."),
        ("2022-01~", "about January 2022", "около января 2022 г.", "шамамен 2022 ж. қаңтар"),
        (
            "2022-01-05?",
            "5 January 2022 (uncertain)",
            "5 января 2022 г. (под вопросом)",
            "2022 ж. 5 қаңтар (күмәнді)",
        ),
        ("202X", "2020s", "2020-е годы", "2020-жылдар"),
        ("202X~", "about 2020s", "около 2020-х годов", "шамамен 2020-жылдар"),
        ("19XX", "1900–1999 (year unknown)", "1900–1999 гг. (год неизвестен)", "1900–1999 жж. (жылы белгісіз)"),
        ("2022-21", "spring 2022", "весна 2022 г.", "2022 ж. көктем"),
        ("2022-24", "winter 2022 (December)", "зима 2022 г. (декабрь)", "2022 ж. қыс (желтоқсан)"),
        (
            "2022-01-XX",
            "January 2022 (day unknown)",
            "январь 2022 г. (день неизвестен)",
            "2022 ж. қаңтар (күні белгісіз)",
        ),
        ("2022-01-04/2022-01-06", "4–6 January 2022", "4–6 января 2022 г.", "2022 ж. 4–6 қаңтар"),
        (
            "2022-01-30/2022-02-02",
            "30 January – 2 February 2022",
            "30 января – 2 февраля 2022 г.",
            "2022 ж. 30 қаңтар – 2 ақпан",
        ),
        ("2022-01/2022-03", "January–March 2022", "январь–март 2022 г.", "2022 ж. қаңтар–наурыз"),
        ("2019/2022", "2019–2022", "2019–2022 гг.", "2019–2022 жж."),
        (
            "2021-12-31/2022-01-02",
            "31 December 2021 – 2 January 2022",
            "31 декабря 2021 г. – 2 января 2022 г.",
            "2021 ж. 31 желтоқсан – 2022 ж. 2 қаңтар",
        ),
        (
            "../2022-01-08",
            "not later than 8 January 2022",
            "не позднее 8 января 2022 г.",
            "2022 ж. 8 қаңтардан кеш емес",
        ),
        ("2022-01/..", "not earlier than January 2022", "не ранее января 2022 г.", "2022 ж. қаңтардан ерте емес"),
        (
            "../2022~",
            "not later than about 2022",
            "не позднее примерно 2022 г.",
            "шамамен 2022 жылдан кеш емес",
        ),
        (
            "/2022-01-08",
            "… – 8 January 2022 (start unknown)",
            "… – 8 января 2022 г. (начало неизвестно)",
            "… – 2022 ж. 8 қаңтар (басы белгісіз)",
        ),
    ],
)
def test_a_date_is_written_in_three_languages(text, english, russian, kazakh):
    assert [in_words(text, language) for language in LANGUAGES] == [english, russian, kazakh]


@pytest.mark.parametrize(("code", "known"), [("ru-KZ", "ru"), ("KK", "kk"), ("fr", "en"), ("", "en")])
def test_a_language_is_found_by_its_first_part_or_is_english(code, known):
    assert in_words("2022-01", code) == in_words("2022-01", known)


@given(edtf)
def test_reading_what_was_read_changes_nothing(text):
    assert parse(parse(text).text) == parse(text)


@given(edtf)
def test_the_first_day_is_never_after_the_last(text):
    known = parse(text)
    assert known.earliest is None or known.latest is None or known.earliest <= known.latest


@given(edtf, st.sampled_from(LANGUAGES))
def test_every_date_can_be_written_in_words(text, language):
    assert in_words(text, language)


@given(st.one_of(st.text(), st.text("0123456789-/X.?~%TY[] ", max_size=30)))
def test_junk_is_read_or_refused_and_nothing_else_happens(text):
    try:
        known = parse(text)
    except UnreadableDate:
        return
    assert known.text == text
