"""The vocabulary of dates."""

import pytest

from records.date_words import MONTHS, SEASONS, WORDING


def test_each_beginning_of_a_month_means_one_month_in_all_languages():
    for wording in WORDING.values():
        for form in (wording.plain, wording.about_form, wording.bound_form):
            for number, names in enumerate(zip(form.months, form.day_months, strict=True), start=1):
                assert {MONTHS[name[:3].lower()] for name in names} == {f"{number:02d}"}


@pytest.mark.parametrize("language", WORDING)
def test_a_season_is_read_in_each_form_in_which_it_is_written(language):
    wording = WORDING[language]
    for form in (wording.plain, wording.about_form, wording.bound_form):
        assert [SEASONS[name] for name in form.seasons] == ["21", "22", "23", "24"]


def test_no_word_is_both_a_month_and_a_season():
    assert not MONTHS.keys() & SEASONS.keys()


@pytest.mark.parametrize("language", WORDING)
def test_every_language_has_every_note(language):
    assert WORDING[language].notes.keys() == WORDING["en"].notes.keys()
