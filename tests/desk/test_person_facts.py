"""What may agree of two persons besides their names."""

import pytest

from desk.person_facts import agreement, facts_of, typed_facts
from people.models import Person
from places.choices import PlaceKind
from tests.builders import a_casualty, a_detention, a_person, a_place, an_incident


def agrees(one, other) -> set[str]:
    facts = facts_of([one.pk, other.pk])
    return {name for name, value in agreement(facts[one.pk], facts[other.pk])._asdict().items() if value}


@pytest.fixture
def region(db):
    country = a_place("Қамыс елі", name_en="Reedland", kind=PlaceKind.COUNTRY)
    return a_place("Қамыс облысы", name_en="Reed region", kind=PlaceKind.REGION, parent=country)


def test_unknown_facts_agree_with_nothing(db):
    assert agrees(a_person(), a_person()) == set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1990-04", "1990", {"birth_agrees"}),
        ("1989/1991", "1990-12-31", {"birth_agrees"}),
        ("1990", "1991", set()),
        ("../1990", "1990", set()),
    ],
)
def test_years_of_birth(db, one, other, expected):
    assert agrees(a_person(born_on=one), a_person(born_on=other)) == expected


@pytest.mark.parametrize(("born", "expected"), [("2009", True), ("2010", True), ("2008", False), ("2011", False)])
def test_an_age_then_gives_the_year_of_birth(db, born, expected):
    harmed = a_casualty(harmed_on="2022-01-05", age_low=12, age_high=12).person
    assert ("birth_agrees" in agrees(harmed, a_person(born_on=born))) == expected


def test_a_place_agrees_with_the_region_that_it_lies_in(region):
    town = a_place("Қамысты", kind=PlaceKind.CITY, parent=region)
    harmed = a_casualty(harmed_place=town).person
    assert agrees(harmed, a_person(home_place=region)) == {"place_agrees"}
    assert agrees(harmed, a_detention(arrested_place=town).person) == {"place_agrees"}


def test_two_towns_of_one_region_do_not_agree(region):
    towns = [a_place(name, kind=PlaceKind.CITY, parent=region) for name in ("Қамысты", "Шілікті")]
    assert agrees(*(a_person(home_place=town) for town in towns)) == set()


def test_a_country_tells_nothing(region):
    assert agrees(a_person(home_place=region.parent), a_person(home_place=region.parent)) == set()
    assert agrees(a_person(home_place=region.parent), a_person(home_place=region)) == set()


@pytest.mark.parametrize(
    ("harmed", "arrested", "expected"),
    [
        ("2022-01-05", "2022-01-05", {"day_agrees"}),
        ("2022-01", "2022-01-05", {"day_agrees"}),
        ("2022-01-05", "2022-01-06", set()),
        ("2022", "2022-01-05", set()),
    ],
)
def test_days_of_events(db, harmed, arrested, expected):
    one = a_casualty(harmed_on=harmed).person
    assert agrees(one, a_detention(arrested_on=arrested).person) == expected


def test_a_withdrawn_record_tells_nothing(db):
    one = a_casualty(harmed_on="2022-01-05", state="withdrawn").person
    assert agrees(one, a_detention(arrested_on="2022-01-05").person) == set()


def test_what_is_typed_is_read_before_it_is_saved(region):
    typed = typed_facts(Person(born_on="1990", home_place=region))
    stored = a_person(born_on="1990-04", home_place=region)
    assert agreement(typed, facts_of([stored.pk])[stored.pk]) == (True, True, False)


def test_the_number_of_queries_does_not_grow_with_the_persons(region, django_assert_num_queries):
    incident = an_incident()
    persons = [
        a_casualty(person=a_person(home_place=region), incident=incident, harmed_place=region).person.pk
        for _number in range(12)
    ]
    with django_assert_num_queries(5):  # persons, harms, arrests, places, the places that these lie in
        facts_of(persons)
