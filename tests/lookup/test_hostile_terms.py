"""What nobody types in good faith, and some do by mistake: an answer, never an error page, never everybody."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.builders import a_casualty, a_named_person, an_incident, published
from tests.conftest import member

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "hostile"
WORST = {
    "50,000 letters": "ә" * 50_000,
    "50,000 words": "әа " * 16_000,
    "50,000 signs": "%" * 50_000,
    "200 letters": "ә" * 200,
    "100 words": "а " * 100,
    "NUL": "\x00Ақжан",
    "NUL alone": "\x00",
    "percent": "%",
    "percents around a letter": "%а%",
    "underscore": "_",
    "underscores": "____",
    "spaces": " " * 300,
    "no-break spaces": "\u00a0\u3000\u2003",
    "one letter": "а",
    "one Latin letter": "a",
    "one Arabic letter": "م",
    "bidi override": "\u202eнажқА",
    "bidi isolate": "\u2066Ақжан\u2069",
    "right to left": "أكجان تولجين",
    "marks without a letter": "\u0301" * 200,
    "marks on a letter": "а" + "\u0301" * 190,
    "surrogate pairs": "😀" * 999,
    "lone quote": "'",
    "SQL": "' OR 1=1 --",
    "HTML": "<script>alert(1)</script>",
    "template": "{{ request }}{% debug %}",
    "backslash": "a\\",
    "pattern": "(a+)+$",
    "brackets": "(((",
    "line breaks": "Ақ\r\nжан",
    "no character": "\ufffe\uffff\ufffd",
    "glued": "Ақжан" * 40,
    "capitals that grow": "ﬃ" * 66 + "İ" * 100,
}


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def crowd(django_db_setup, django_db_blocker):
    """Twenty-five people, so that everybody is more than a search may show. Made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        reviewer, incident = member("reviewer"), an_incident()
        for number in range(5):
            for name in ("Ақжан Төлеген", "Айша Қамыс", "Болат Жүніс", "Кәрім Сейіт", "Омар Данияр"):
                person = a_named_person(f"{name} {number}")
                for record in (person, a_casualty(person=person, incident=incident)):
                    published(record, by=reviewer)
        yield
        transaction.set_rollback(True)


def answer(visitor, typed, **chosen) -> str:
    response = visitor.post("/en/search/", {"name": typed, **chosen})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    page = response.content.decode()
    assert "<script" not in page
    assert page.count('class="name"') <= 20
    assert "Not everyone who is known is public" in page
    return page


@pytest.mark.parametrize("typed", WORST.values(), ids=WORST)
def test_a_hostile_term_is_answered(crowd, visitor, typed):
    answer(visitor, typed)


@pytest.mark.parametrize("typed", ["%", "_", "%%%", "а", "a", "   ", "\x00", "*", "."])
def test_a_sign_or_a_letter_does_not_list_everybody(crowd, visitor, typed):
    assert 'class="name"' not in answer(visitor, typed)


@pytest.mark.parametrize("name", ["happened", "place", "when", "custody", "charged", "age", "born", "unheard_of"])
@pytest.mark.parametrize("value", ["\x00", "%", "' OR 1=1 --", "ә" * 50_000, "\u202e", "-1", "99999999999"])
def test_a_hostile_choice_is_answered(crowd, visitor, name, value):
    answer(visitor, "Ақжан Төлеген", **{name: value})
    for address in ("/en/people/", "/en/people/names/"):
        if len(value) < 1000:  # as much as an address may hold
            assert visitor.get(address, {name: value, "page": value, "letter": value}).status_code == 200


def test_fields_sent_twice_or_as_a_file_are_answered(crowd, visitor):
    assert visitor.post("/en/search/", {"name": ["Ақжан", "Төлеген"]}).status_code == 200
    assert visitor.post("/en/search/", {"name": SimpleUploadedFile("a.txt", b"a")}).status_code == 200
    assert visitor.post("/en/search/", data=b"\xff\xfe=%ff", content_type="application/octet-stream").status_code == 200
    wrong = visitor.post("/en/search/", data=b"name=%ff%fe", content_type="application/x-www-form-urlencoded")
    assert wrong.status_code == 200


def shared(name) -> list[str]:
    path = SHARED / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def needs(name):
    return pytest.mark.skipif(not (SHARED / name).exists(), reason=f"../shared/data/hostile/{name} is not there")


@needs("blns.json")
def test_naughty_strings_are_answered(crowd, visitor):
    for typed in shared("blns.json"):
        answer(visitor, typed)


@needs("mojibake.json")
def test_garbled_texts_are_answered(crowd, visitor):
    for case in shared("mojibake.json"):
        answer(visitor, case["original"])
