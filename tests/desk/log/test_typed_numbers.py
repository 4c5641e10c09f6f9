"""Ages and figures as reports print them."""

import pytest

from desk.log.typed_numbers import Age, Figure, UnreadableNumber, read_age, read_figure


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("12", Age(12, 12, "")),
        (" 15–17 ", Age(15, 17, "")),
        ("12-year-old", Age(12, 12, "12-year-old")),
        ("fifteen – year – old", Age(15, 15, "fifteen – year – old")),
        ("between 60 and 65", Age(60, 65, "between 60 and 65")),
        ("28 лет", Age(28, 28, "28 лет")),
        ("он екі", None),
        ("young", Age(None, None, "young")),
        ("", Age(None, None, "")),
    ],
)
def test_an_age(typed, age):
    if age is None:
        pytest.raises(UnreadableNumber, read_age, typed)
    else:
        assert read_age(typed) == age


@pytest.mark.parametrize("typed", ["1990", "12 and 15 and 17", "17-15"])
def test_what_is_no_age_is_refused(typed):
    with pytest.raises(UnreadableNumber):
        read_age(typed)


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("149 people", (149, None, "exactly")),
        ("About 20 people", (20, None, "about")),
        ("at least 225", (225, None, "at_least")),
        ("More than 200", (200, None, "more_than")),
        ("more than 2,700 people", (2700, None, "more_than")),
        ("no more than 40", (None, 40, "at_most")),
        ("up to 1 500", (None, 1500, "at_most")),
        ("не менее 4 578", (4578, None, "at_least")),
        ("шамамен 300", (300, None, "about")),
        ("300-ден астам", (300, None, "more_than")),
        ("12 thousand", (12_000, None, "exactly")),
        ("20.000", (20_000, None, "exactly")),
        ("six people", (6, None, "exactly")),
        ("1,000 to 2,000", (1000, 2000, "exactly")),
        ("2,500-strong", (2500, None, "exactly")),
        ("has risen to 17", (17, None, "exactly")),
        ("Dozens of people", (None, None, "vague")),
        ("сотни", (None, None, "vague")),
    ],
)
def test_a_figure(typed, figure):
    assert read_figure(typed) == Figure(*figure)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("people", "none"), ("225, including 19", "several"), ("1 of 2 or 3", "several"), ("9999999999", "large")],
)
def test_what_is_no_figure_is_refused_rather_than_guessed(typed, code):
    with pytest.raises(UnreadableNumber) as refused:
        read_figure(typed)
    assert refused.value.code == code


def test_a_decimal_is_not_taken_for_a_number():
    with pytest.raises(UnreadableNumber):
        read_figure("1.5")
