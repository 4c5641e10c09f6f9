import pytest

from desk.importing import columns
from desk.importing.columns import FIELDS, guess
from desk.importing.header_words import WORDS


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["№", "ФИО", "Возраст", "Пол", "Дата гибели", "Место гибели"], "number name age sex died_on died_place"),
        (["Аты-жөні", "Жасы", "Жынысы", "Қаза болған күні", "Дереккөз"], "name age sex died_on links"),
        (["Name", "Age", "Date of death", "Source 1", "Source 2"], "name age died_on links links"),
        (["ФИО (кириллица)", "ФИО латиницей", "Дата", "Город"], "name name_en harmed_on harmed_place"),
        (["Фамилия", "Имя", "Отчество"], "surname name patronymic"),
        (["ФИО", "Дата задержания", "Статья УК", "Статус"], "name arrested_on article custody_status"),
        (["Тегі", "Аты", "Ұсталған күні", "Босатылған күні"], "surname given_name arrested_on released_on"),
        (["ФИО", "ИИН", "Телефон", "Адрес"], "name identity_number telephone address"),
        (["ФИО", "Примечания", "Обстоятельства гибели"], "name internal_notes circumstances"),
        (["name_ar", "name_en", "age"], "name_ar name_en age"),
    ],
)
def test_columns_are_guessed_from_headers_in_three_languages(headers, fields):
    assert list(guess(headers, []).values()) == fields.split()


def test_what_nobody_knows_is_not_guessed():
    assert guess(["ФИО", "Любимый цвет", ""], []) == {0: "name"}


def test_two_columns_for_one_value_are_not_guessed():
    assert guess(["ФИО", "Возраст", "Возраст (уточнённый)"], []) == {0: "name", 1: "age"}


def test_identity_numbers_and_telephones_are_known_by_their_cells():
    rows = [
        ["Нұрлан", "850312300123", "+7 701 000 00 00", "https://a.example/1"],
        ["Айгүл", "900101400456", "87010000001", ""],
    ]
    assert guess(["ФИО", "Примечание", "x", "y"], rows) == {0: "name", 1: "identity_number", 2: "telephone", 3: "links"}


def test_names_are_known_by_their_cells_where_no_header_tells():
    rows = [["1", "Нұрлан Ақжан"], ["2", "Айгүл Сейітова"]]
    assert guess(["[A]", "[B]"], rows) == {1: "name"}


@pytest.mark.parametrize(
    ("headers", "kind"), [(["ФИО", "Дата ареста", "Суд"], "detained"), (["ФИО", "Дата"], "killed")]
)
def test_the_kind_of_a_list_is_guessed(headers, kind):
    assert columns.guess_kind(headers) == kind


def test_every_field_is_known_by_some_header():
    assert {name.partition("@")[0] for name in WORDS} == set(FIELDS)


def test_the_words_of_headers_are_written_as_they_are_compared():
    phrases = {phrase for phrases in WORDS.values() for phrase in phrases}
    assert {phrase for phrase in phrases if columns.tidy(phrase) != phrase} == set()


def test_a_header_has_one_meaning_in_a_list_of_one_kind():
    for kind in columns.BOTH:
        meant = [
            (phrase, name)
            for name, phrases in WORDS.items()
            for phrase in phrases
            if name.partition("@")[2] in ("", kind) and kind in FIELDS[name.partition("@")[0]].lists
        ]
        phrases = [phrase for phrase, _name in meant]
        assert sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}) == []
