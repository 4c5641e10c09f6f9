import pytest

from lookup.reader_names import Recorded, names_for_readers
from people.choices import NameKind
from tests.builders import a_casualty, a_name, a_person

KAZAKH = Recorded("Нұрлан Әбенов", "kk-Cyrl", NameKind.FULL)
RUSSIAN = Recorded("Нурлан Абенов", "ru-Cyrl", NameKind.VARIANT)
ENGLISH = Recorded("Nurlan Abenov", "en-Latn", NameKind.AS_PRINTED)
LATIN = Recorded("Nurlan Äbenov", "kk-Latn", NameKind.VARIANT)
ARABIC = Recorded("نۇرلان", "ar", NameKind.FULL)
WRONG = Recorded("Нурлан Обенов", "ru-Cyrl", NameKind.MISSPELLING)
UNTOLD = Recorded("Нұрлан Әбен", "", NameKind.AS_PRINTED)


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ([KAZAKH, RUSSIAN, ENGLISH], {"ru": RUSSIAN.text, "en": ENGLISH.text}),
        ([ENGLISH, KAZAKH], {"kk": KAZAKH.text, "ru": KAZAKH.text}),
        ([ENGLISH], {}),
        ([ENGLISH, WRONG], {}),
        ([KAZAKH, LATIN], {"en": LATIN.text}),
        ([ENGLISH, ARABIC], {}),
        ([ARABIC, ENGLISH], {"en": ENGLISH.text}),
        ([ENGLISH, UNTOLD], {"kk": UNTOLD.text, "ru": UNTOLD.text}),
        ([LATIN, ENGLISH], {"en": ENGLISH.text}),
    ],
)
def test_a_reader_sees_the_recorded_name_in_their_script(recorded, expected):
    assert names_for_readers(recorded[0].text, recorded) == expected


def test_the_page_and_its_lists_show_it(publish, visitor):
    person = a_person("Nurlan Abenov", name_is_public=True)
    a_name(person, "Нұрлан Әбенов", kind=NameKind.FULL, language="kk-Cyrl")
    publish(person, a_casualty(person=person))
    for address in (f"p/{person.shown_id}", "people/"):
        assert ">Нұрлан Әбенов</" in visitor.get(f"/kk/{address}").content.decode()
        assert ">Nurlan Abenov</" in visitor.get(f"/en/{address}").content.decode()
