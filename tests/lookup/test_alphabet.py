import pytest

from lookup.alphabet import CYRILLIC, LATIN, headings, order

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"


def letters(name):
    return [heading.letter for heading in headings(name)]


def in_order(*names):
    """The names by their first word."""
    return sorted(names, key=lambda name: headings(name)[0].place)


def test_kazakh_letters_stand_in_their_order():
    assert "".join(letter for letter in CYRILLIC if letter in KAZAKH) == KAZAKH


def test_no_letter_stands_twice():
    assert len(set(CYRILLIC + LATIN)) == len(CYRILLIC + LATIN)


def test_scripts_follow_each_other():
    assert sorted("ZӘحAЯҚКÄБ", key=order) == list("ӘБКҚЯAÄZح")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ақжан Төлеген", ["А", "Т"]),
        ("әсел қуат", ["Ә", "Қ"]),
        ("Nurbolat Alpamys", ["N", "A"]),
        ("Нұр-Сұлтан Қ.", ["Н"]),
        ("А. Қ.", ["А", "Қ"]),
        ("«Ақжан» (Төлеген)", ["А", "Т"]),
        ("Āzhan Éric", ["A", "E"]),
        ("Ïa Ñúñez", ["I", "Ñ"]),
        ("İlham", ["I"]),
        ("Ёлкин Йолдас", ["Ё", "Й"]),
        ("И\u0306олдас", ["Й"]),
        ("محمد", ["م"]),
        ("1990 — …", []),
        ("", []),
    ],
)
def test_a_name_stands_under_the_letter_of_each_of_its_words(name, expected):
    assert letters(name) == expected


def test_names_stand_by_word_and_then_by_what_follows():
    expected = ["Ай", "Айша", "Айша Қамыс", "Айша Яр", "Ақжан", "Әсел", "Балқы"]
    assert in_order(*reversed(expected)) == expected


def test_case_and_signs_do_not_change_the_place():
    assert len({headings(name)[0].place for name in ("Ақжан", "АҚЖАН", "ақжан,", "«Ақжан»")}) == 1


def test_the_longest_name_has_a_place():
    (heading,) = headings("ә" * 5000)
    assert len(heading.place) == 400
