from types import SimpleNamespace

import pytest
from django.utils.translation import override

from lookup import words

TOWN = {"code": "t", "en": "Town", "ru": "Город", "kk": ""}


@pytest.mark.parametrize(("language", "expected"), [("en", "Town"), ("ru", "Город"), ("kk", "Town"), ("de", "Town")])
def test_a_label_follows_the_language_and_falls_back_on_english(language, expected):
    with override(language):
        assert words.label(TOWN) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(None, ""), ({}, ""), ({"code": "x", "en": ""}, "x"), ({"en": "", "kk": "Қала"}, "Қала")]
)
def test_a_label_without_english_is_still_shown(value, expected):
    assert words.label(value) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(28, 28, "28"), (20, 30, "between 20 and 30"), (18, None, "at least 18"), (None, 9, "at most 9"), (0, 0, "0")],
)
def test_ages_in_words(low, high, expected):
    assert words.age(low, high) == expected


@pytest.mark.parametrize(
    ("low", "high", "bound", "expected"),
    [
        (225, None, "exactly", "225"),
        (225, None, "at_least", "at least 225"),
        (2700, None, "more_than", "more than 2,700"),
        (12000, None, "about", "about 12,000"),
        (None, 5, "at_most", "at most 5"),
        (10, 20, "exactly", "10–20"),
        (0, None, "exactly", "0"),
        (None, None, "vague", "“dozens”"),
        (None, None, "not_disclosed", "not disclosed"),
        (None, None, "more_than_another", "more than another figure"),
        (None, None, "at_least", "“dozens”"),
    ],
)
def test_figures_in_words(low, high, bound, expected):
    assert words.figure(SimpleNamespace(low=low, high=high, bound=bound, wording="dozens")) == expected


def test_a_vague_figure_without_words_names_its_bound():
    assert words.figure(SimpleNamespace(low=None, high=None, bound="vague", wording="")) == "a vague word"


def test_a_date_that_cannot_be_read_is_shown_as_it_is():
    assert words.date("soon") == "soon"
    assert words.date("2022-01-05", inferred=True) == "5 January 2022 (inferred)"
