"""What a text says about itself."""

import pytest

from desk.paste.guesses import date_of, language_of, title_of
from tests.desk.paste.files import KAZAKH, PARAGRAPHS, RUSSIAN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (KAZAKH, "kk"),
        (RUSSIAN, "ru"),
        (PARAGRAPHS[0], "en"),
        ("Троє мешканців міста були поранені біля ринку в п'ятницю, і про це повідомили в раді.", ""),
        ("Шаардын үч тургуну жума күнү базардын жанында жарадар болду, деп билдирди шаардык кеңеш.", ""),
        ("Drei Menschen wurden am Freitag in der Nähe des Marktes angeschossen, sagte der Rat der Stadt.", ""),
        ("Le conseil de la ville a dit que trois habitants avaient été blessés près du marché.", ""),
        ("2022", ""),
        ("", ""),
    ],
    ids=["kk", "ru", "en", "uk", "ky", "de", "fr", "number", "nothing"],
)
def test_a_language_is_guessed_or_left_open(text, language):
    assert language_of(text) == language


def test_a_russian_text_with_a_kazakh_name_is_russian():
    assert language_of(f"{RUSSIAN} Об этом написал Қасым. {RUSSIAN}") == "ru"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Three days in Zhuparly\n\nIt began on Friday.", "Three days in Zhuparly"),
        ("It began on Friday.\nIt ended on Sunday.", ""),
        ("One line only", ""),
        ("x" * 201 + "\nmore", ""),
    ],
)
def test_a_title_is_a_line_that_stands_apart(text, title):
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Three days\n2 min read\n13 February, 2022\nIt began", "2022-02-13"),
        ("Три дня\n8 января 2022\n", "2022-01-08"),
        ("Three days\nIt began on 8 January 2022 in the town.", ""),
        ("Three days\n05/01/2022", ""),
        ("\n".join("line" for _ in range(20)) + "\n8 January 2022", ""),
    ],
    ids=["en", "ru", "in a sentence", "could be two", "far below"],
)
def test_a_date_is_a_line_of_its_own_near_the_head(text, date):
    assert date_of(text) == date
