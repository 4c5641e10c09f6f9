import pytest

from desk.importing.ages import ReadAge, read_cell


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("30", (30, 30, "")),
        ("25.0", (25, 25, "")),
        ("25,0", (25, 25, "")),
        ("0", (0, 0, "")),
        (" 7 лет ", (7, 7, "")),
        ("41 год", (41, 41, "")),
        ("19 жаста", (19, 19, "")),
        ("30 years old", (30, 30, "")),
        ("33.5", (33, 33, "33.5")),
        ("25-30", (25, 30, "")),
        ("25 – 30 лет", (25, 30, "")),
        ("2 months", (0, 0, "2 months")),
        ("2 месяца", (0, 0, "2 месяца")),
        ("6-месячный", (0, 0, "6-месячный")),
        ("18 мес.", (1, 1, "18 мес.")),
        ("5 күндік", (0, 0, "5 күндік")),
        ("3 недели", (0, 0, "3 недели")),
        ("около 30", (30, 30, "около 30")),
        ("шамамен 40 жаста", (40, 40, "шамамен 40 жаста")),
        ("18+", (18, None, "18+")),
        ("старше 60 лет", (60, None, "старше 60 лет")),
        ("до 18", (None, 17, "до 18")),
        ("under 5", (None, 4, "under 5")),
        ("young", (None, None, "young")),
        ("несовершеннолетний", (None, None, "несовершеннолетний")),
    ],
)
def test_an_age_is_read_in_completed_years(cell, age):
    assert read_cell(cell) == ReadAge(*age)


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("1985", "year"),
        ("1985 г.р.", "year"),
        ("2004.0", "year"),
        ("131", "large"),
        ("400 лет", "large"),
        ("-5", "unclear"),
        ("-33.5", "unclear"),
        ("30-25", "unclear"),
        ("25, 30 и 41", "unclear"),
        ("12.05.1985", "unclear"),
    ],
)
def test_what_is_no_age_never_becomes_one(cell, doubt):
    assert read_cell(cell) == ReadAge(None, None, cell, doubt)
