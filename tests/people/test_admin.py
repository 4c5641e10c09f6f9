"""Names in the admin: lists and choices find persons in any spelling, and say when the index is out of step."""

import pytest

from people.models import Name, Person
from people.name_tables import NAMES, NameIndexState
from people.rebuilding import rebuild
from records.recording import unrecorded
from tests.builders import a_casualty, a_person

NAMESAKES = 130  # more than one search of a list shows
OTHER = "Булат Ержанов"


@pytest.fixture
def many(db):
    """Namesakes, all more like the name typed than OTHER, whom the filter asks for."""
    with unrecorded():
        people = Person.objects.bulk_create(
            Person(shown_name="Болат Ержанов", sex="male", public_id=f"NAMESAKE{number:02x}")
            for number in range(NAMESAKES)
        )
        Name.objects.bulk_create(
            Name(person=person, text="Болат Ержанов", public_id=person.public_id) for person in people
        )
    return people


def indexed(people, *others):
    names = dict.fromkeys((person.pk for person in people), ["Болат Ержанов"])
    rebuild(NAMES, (names | dict.fromkeys((person.pk for person in others), [OTHER])).items())


def listed(client, address):
    return [row.pk for row in client.get(address).context["cl"].queryset]


def test_a_filtered_list_finds_whom_a_hundred_namesakes_would_crowd_out(researcher_client, many):
    woman = a_person(OTHER, sex="female")
    indexed(many, woman)
    assert listed(researcher_client, "/admin/people/person/?q=Bolat+Yerzhanov&sex=female") == [woman.pk]


def test_a_list_of_persons_with_a_record_finds_whom_a_hundred_namesakes_would_crowd_out(researcher_client, many):
    casualty = a_casualty(person=a_person(OTHER))
    indexed(many, casualty.person)
    assert listed(researcher_client, "/admin/victims/victim/?q=Bolat+Yerzhanov") == [casualty.person.pk]


def test_a_filtered_list_of_records_finds_whom_a_hundred_namesakes_would_crowd_out(researcher_client, many):
    missing = a_casualty(person=a_person(OTHER), harm="missing")
    for person in many[:-10]:
        a_casualty(person=person, harm="injured")
    indexed(many, missing.person)
    assert listed(researcher_client, "/admin/victims/casualty/?q=Bolat+Yerzhanov&harm__exact=missing") == [missing.pk]


def test_the_most_alike_stands_first_unless_a_column_orders(researcher_client):
    near, exact = a_person("Айболат Ержанов"), a_person("Болат Ержанов")
    assert listed(researcher_client, "/admin/people/person/?q=Bolat+Yerzhanov") == [exact.pk, near.pk]
    assert listed(researcher_client, "/admin/people/person/?q=Bolat+Yerzhanov&o=1") == [near.pk, exact.pk]


def test_the_most_alike_is_offered_first(researcher_client):
    near, exact = a_person("Айболат Ержанов"), a_person("Болат Ержанов")
    address = "/admin/autocomplete/?app_label=victims&model_name=casualty&field_name=person&term=Bolat+Yerzhanov"
    assert [row["id"] for row in researcher_client.get(address).json()["results"]] == [str(exact.pk), str(near.pk)]


def test_a_name_that_nobody_has_lists_nobody(researcher_client, many):
    indexed(many)
    assert listed(researcher_client, "/admin/people/person/?q=Aigul+Tuleeva") == []


@pytest.mark.parametrize("address", ["/admin/", "/admin/people/person/", "/admin/victims/casualty/?q=bolat"])
def test_an_index_made_by_older_rules_is_told_where_people_search(researcher_client, address):
    a_person("Болат Ержанов")
    assert "rebuild_names" not in researcher_client.get(address).content.decode()
    NameIndexState.objects.update(rules="1-0123456789ab")
    assert "rebuild_names" in researcher_client.get(address).content.decode()
