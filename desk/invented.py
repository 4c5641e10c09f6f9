"""Invented people in any number, to measure the register with. Nobody in it exists."""

import random
from functools import cache
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max

from people.choices import Language, NameKind
from people.models import Name, Person
from places.models import Place
from records.bulk import AT_ONCE, continue_keys, gather_statistics, insert_rows
from records.choices import Confirmation, Sex
from records.public_id import new_public_id
from records.recording import unrecorded
from sources.choices import IncidentKind
from sources.models import Incident
from victims.choices import Harm
from victims.models import Casualty

# Parts from which Kazakh names are put together; the names themselves are chance.
BEGINNINGS = """
Абай Ай Айт Ақ Алдан Алтын Амаңгел Ару Асқар Аян Бай Балқы Бақыт Бек Бекежан Берді Бөкен Дархан
Дәулет Досан Ер Ерке Есен Ескен Жан Жаңа Жақсы Жарас Жеңіс Жолан Жұмаб Зейін Игіл Кеңес Кейкі Көбей
Күн Қабыл Қазы Қайр Қал Қанат Қарақ Қожан Қонысп Құрман Мақсат Мейір Мырза Мұрат Наурыз Нұр Оңдас
Оразб Өмір Пірім Рай Рыскел Сағын Самат Сапар Сәбит Сейіт Сұлтан Тайш Тасболат Темір Тоқ Төле Тілеу
Тұрсын Ұлан Үміт Шалқар Шыңғыс Ыбырай Ізтел
""".split()  # noqa: SIM905 (a list of forty words reads better as text)
MALE_ENDINGS = """
ай бай бек берген болат ғазы ғали дәулет дос жан кен қали мұрат нұр тай ұлан хан шора
""".split()  # noqa: SIM905 (a list of forty words reads better as text)
FEMALE_ENDINGS = """
гүл ай нұр жан шаш сұлу зия кен дана зат қыз ша мира бала
""".split()  # noqa: SIM905 (a list of forty words reads better as text)
SURNAME_ENDINGS = {Sex.MALE: ("ов", "ев", "ин", ""), Sex.FEMALE: ("ова", "ева", "ина", "")}


def invent_people(*, people: int, seed: int, progress=iter) -> int:
    """Write `people` invented persons, each with a name and a casualty, as drafts. Returns how many.

    The same seed makes the same people. Rows are written in bulk and without history, so a register that holds
    anybody real must never be used: the caller checks that it is empty. The index of names is made afterwards.
    """
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    places = list(Place.objects.filter(kind="city")) or [None]
    incident = Incident(title="Invented incident", kind=IncidentKind.OTHER)
    with unrecorded():
        incident.save()
    first = (Person.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    todo = iter(progress(range(first, first + people)))
    with transaction.atomic():
        while chunk := [_rows(chance, key, places, incident) for key in islice(todo, AT_ONCE)]:
            for table, rows in zip((Person, Name, Casualty), zip(*chunk, strict=True), strict=True):
                insert_rows(table, list(rows[0]), (list(row.values()) for row in rows))
        continue_keys(Person)
        gather_statistics([Person, Name, Casualty])
    return people


def _rows(chance, key, places, incident) -> tuple[dict, dict, dict]:
    """A person, the name and the casualty, as columns and values."""
    sex = chance.choice([Sex.MALE, Sex.MALE, Sex.FEMALE])
    text = invented_name(chance, sex)
    person = new_row(Person, sex=sex, born_on=str(chance.randint(1940, 2015)), home_place=chance.choice(places))
    name = new_row(Name, language=Language.KAZAKH_CYRILLIC, kind=NameKind.FULL, shown_first=True)
    casualty = new_row(
        Casualty,
        incident=incident,
        harm=chance.choice([Harm.KILLED, Harm.INJURED, Harm.INJURED]),
        harmed_on=f"2022-01-{chance.randint(2, 12):02}",
        harmed_place=chance.choice(places),
        confirmation=chance.choice(Confirmation.values[:4]),
    )
    return (
        person | {"id": key, "public_id": new_public_id(), "name_is_public": True, "shown_name": text},
        name | {"person_id": key, "public_id": new_public_id(), "text": text},
        casualty | {"person_id": key, "public_id": new_public_id()},
    )


@cache
def new_row(table, **values) -> dict:
    """All columns of a new row but its key, as the database stores them."""
    row = table(**values)
    fields = [field for field in table._meta.concrete_fields if not field.primary_key]
    return {field.column: field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields}


def invented_name(chance, sex) -> str:
    """Surname, given name and patronymic, put together by chance."""
    female = sex == Sex.FEMALE
    given = chance.choice(BEGINNINGS) + chance.choice(FEMALE_ENDINGS if female else MALE_ENDINGS)
    father = chance.choice(BEGINNINGS) + chance.choice(MALE_ENDINGS)
    surname = chance.choice(BEGINNINGS) + chance.choice(MALE_ENDINGS) + chance.choice(SURNAME_ENDINGS[sex])
    patronymic = father + ("қызы" if female else "ұлы")
    return f"{surname} {given} {patronymic}" if chance.random() < 0.7 else f"{surname} {given}"
