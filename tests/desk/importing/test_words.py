import pytest

from desk.importing import words
from desk.importing.columns import FIELDS


@pytest.mark.parametrize(
    "cell",
    [
        "-1",
        "-1.0",
        "n/a",
        "N/A",
        "#N/A",
        "неизв.",
        "Неизвестно",
        "белгісіз",
        "нет  данных",
        "-",
        "—",
        "?",
        "? ? ?",
        "…",
    ],
)
def test_what_says_that_nobody_knows_is_unknown(cell):
    assert words.is_unknown(cell)


@pytest.mark.parametrize("cell", ["1", "-5", "0", "нет", "no", "Нет Сергей", "Xu Xin", "a-b", "Незнамов"])
def test_what_says_something_is_not_unknown(cell):
    assert not words.is_unknown(cell)


@pytest.mark.parametrize("cell", ["withheld", "Не разглашается", "(құпия)"])
def test_what_is_withheld_is_not_merely_unknown(cell):
    assert words.is_not_disclosed(cell)
    assert not words.is_unknown(cell)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("sex", "м", "male"),
        ("sex", "Ж.", "female"),
        ("sex", "әйел", "female"),
        ("sex", "ер", "male"),
        ("sex", "m", "male"),
        ("harm", "Ранен", "injured"),
        ("harm", "қаза тапты", "killed"),
        ("harm", "пропал без вести", "missing"),
        ("custody_status", "освобождён", "released"),
        ("custody_status", "died_in_custody", "died_in_custody"),
        ("measure", "домашний арест", "house_arrest"),
        ("charge_status", "осуждена", "convicted"),
        ("in_custody", "да", "yes"),
        ("family_access", "отказано", "denied"),
        ("sex", "убит", ""),
    ],
)
def test_a_word_of_any_of_the_three_languages_has_its_meaning(field, cell, value):
    assert words.meaning(field, cell) == value


def test_every_closed_list_knows_its_own_values():
    for field in (field.name for field in FIELDS.values() if field.kind == "choice"):
        assert [words.meaning(field, value) for value in words.known_words(field)] == words.known_words(field)


def test_several_words_are_told_apart():
    assert words.several("gunshot; избиение,\nбелгісіз | gunshot") == ["gunshot", "избиение"]
