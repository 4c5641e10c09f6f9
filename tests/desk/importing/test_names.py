import pytest

from desk.importing.names import joined, names_in, remarks_in


@pytest.mark.parametrize(
    ("cell", "field", "names"),
    [
        ("  Нұрлан   Ақжан ", "name", [("Нұрлан Ақжан", "kk-Cyrl")]),
        ("Иванов Сергей", "name", [("Иванов Сергей", "")]),
        ("Иванов Сергей", "name_ru", [("Иванов Сергей", "ru-Cyrl")]),
        ("Сейитов Марат", "name_kk", [("Сейитов Марат", "kk-Cyrl")]),
        ("Ivanov Sergei", "name", [("Ivanov Sergei", "en-Latn")]),
        ("Nūrlan Aqjan", "name", [("Nūrlan Aqjan", "")]),
        ("Nurlan Akzhan", "name_kk", [("Nurlan Akzhan", "kk-Latn")]),
        ("أحمد", "name", [("أحمد", "ar")]),
        ("Тўхтаев Анвар", "name", [("Тўхтаев Анвар", "")]),
        ("Нұрлан Ақжан / Nurlan Akzhan", "name", [("Нұрлан Ақжан", "kk-Cyrl"), ("Nurlan Akzhan", "en-Latn")]),
        ("Иванов Сергей (он же Сергеев)", "name", [("Иванов Сергей", ""), ("Сергеев", "")]),
        ("Иванов (он же сергеев)", "name", [("Иванов", ""), ("сергеев", "")]),
        ("Иванов Сергей (Sergei Ivanov)", "name", [("Иванов Сергей", ""), ("Sergei Ivanov", "en-Latn")]),
        ("иванов сергей (ivanov)", "name", [("иванов сергей", ""), ("ivanov", "en-Latn")]),
        ("Иванов И.И. (1985 г.р.)", "name", [("Иванов И.И.", "")]),
        ("Иванов (солдат) [Ivanov]", "name", [("Иванов", ""), ("Ivanov", "en-Latn")]),
        ("Ivanov a.k.a. Sergeev", "name", [("Ivanov", "en-Latn"), ("Sergeev", "en-Latn")]),
        ("Иванов;\nПетров", "name", [("Иванов", ""), ("Петров", "")]),
        ("Иванов Сергей, водитель", "name", [("Иванов Сергей, водитель", "")]),
        ("? ? ? ?", "name_en", []),
        ("неизвестный", "name", []),
        ("(имя неизвестно)", "name", []),
        ("مجهول مجهول", "name_ar", []),
        ("123", "name", []),
    ],
)
def test_the_names_in_a_cell_are_told_apart(cell, field, names):
    assert [(name.text, name.language) for name in names_in(cell, field)] == names


@pytest.mark.parametrize(
    ("cell", "remarks"),
    [
        ("Иванов И.И. (1985 г.р.)", ["1985 г.р."]),
        ("Иванов (солдат) [Ivanov]", ["солдат"]),
        ("Иванов (он же сергеев)", []),
        ("أحمد (محمد)", []),
        ("(имя неизвестно)", []),
    ],
)
def test_what_in_brackets_is_no_name_is_known(cell, remarks):
    assert remarks_in(cell) == remarks


def test_the_first_name_is_as_printed_and_others_are_variants():
    assert [name.kind for name in names_in("Иванов; Сергеев", "name")] == ["as_printed", "variant"]
    assert [name.kind for name in names_in("Сергеев", "other_names")] == ["variant"]


def test_a_name_in_three_columns_is_one_name():
    parts = {"given_name": "Сергей", "surname": " Иванов ", "patronymic": "неизв."}
    assert joined(parts) == "Иванов Сергей"
