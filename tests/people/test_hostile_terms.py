"""What nobody types as a name is answered soon, without an error, and never with everybody."""

import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.models import Person
from people.name_tables import NAMES
from people.rebuilding import rebuild
from people.search import search
from records.recording import unrecorded

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "hostile"
SECONDS = 2  # of this process: what else the machine does is not in it
SHOWN = 20
PEOPLE = 300
LONG = 50_000  # characters

HOSTILE = {
    "nothing": "",
    "spaces": " \t\n\u00a0\u2003" * 20,
    "NUL": "\x00",
    "NUL in a name": "Болат\x00Ержанов",
    "%": "%",
    "_": "_",
    "a pattern": "%_%' OR 1=1 --",
    "a letter": "б",
    "an initial": "Б.",
    "one letter, many times": "а" * LONG,
    "letters without vowels": "бгджкптс" * (LONG // 8),
    "one name, many times": "Болат Ержанов " * (LONG // 14),
    "one name without spaces": "Болатержанов" * (LONG // 12),
    "initials": "Б. Е. " * (LONG // 6),
    "words of one letter": "а б в " * (LONG // 6),
    "apostrophes": "'" * LONG,
    "points": "." * LONG,
    "letters of many readings": "xwcjñç" * (LONG // 6),
    "words of many readings": "cxwj jwxc " * (LONG // 10),
    "accents upon one letter": "а" + "\u0301" * LONG,
    "letters that unfold": "\ufdfa" * LONG,
    "emoji": "😀" * LONG,
    "half a sign": "\ud800",
    "right to left": "\u202eволатЕ\u202c",
    "digits": "1234567890 " * 100,
}


@pytest.fixture
def register(db):
    """People with names that hostile terms begin with, and one who bears a name of one letter."""
    with unrecorded():
        people = Person.objects.bulk_create(
            Person(shown_name="Болат", public_id=f"PERSON{n:04}") for n in range(PEOPLE)
        )
    names = ["Болат Ержанов", "Айболат Ержан", "Б. Ержанов", "Ахмет Боранов", "Xwcj Cxwj"]
    rebuild(NAMES, [(person.pk, [names[n % len(names)]]) for n, person in enumerate(people)])


def is_answered(term):
    start = process_time()
    found = search(term, tables=NAMES, limit=SHOWN)
    assert process_time() - start < SECONDS
    assert len(found) <= SHOWN
    return found


@pytest.mark.parametrize("term", HOSTILE.values(), ids=HOSTILE)
def test_hostile_terms_are_answered(register, term):
    is_answered(term)


@pytest.mark.parametrize(
    "name", ["nothing", "spaces", "NUL", "%", "_", "a pattern", "a letter", "an initial", "digits"]
)
def test_what_is_no_name_finds_nobody(register, name):
    assert search(HOSTILE[name], tables=NAMES) == []


def test_a_name_with_nul_in_it_is_still_found(register):
    assert search("Бол\x00ат Ержанов", tables=NAMES)[0].text == "Болат Ержанов"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=300))
def test_any_text_is_answered(register, term):
    is_answered(term)


def shared(name):
    path = FOLDER / name
    if not path.exists():
        pytest.skip("The lists of hostile texts are not here: ../shared/data/hostile/.")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_list_of_naughty_strings_is_answered(register):
    for term in shared("blns.json"):
        is_answered(term)


def test_wrongly_decoded_texts_are_answered(register):
    for row in shared("mojibake.json"):
        is_answered(row["original"])
