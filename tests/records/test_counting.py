"""Lists of large tables are counted up to a bound, and say so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person
from records import counting
from tests.builders import a_person

MOST = 3
TRADES = ("baker", "miller", "tailor", "potter", "weaver")


@pytest.fixture
def persons(db, monkeypatch):
    monkeypatch.setattr(counting, "MOST_COUNTED", MOST)
    return [a_person(description=f"{trade} in the yard") for trade in TRADES]


@pytest.fixture
def address():
    return reverse("admin:people_person_changelist")


def test_a_long_list_says_that_there_are_more(persons, researcher_client, address):
    page = researcher_client.get(address).content.decode()
    assert "More than 3 people" in page


def test_a_short_list_says_how_many_there_are(persons, researcher_client, address):
    page = researcher_client.get(address, {"q": "miller"}).content.decode()
    assert "More than" not in page
    assert "1 result" in page


def test_no_count_of_a_list_goes_through_the_whole_table(persons, researcher_client, address):
    with CaptureQueriesContext(connection) as queries:
        researcher_client.get(address)
    counts = [query["sql"] for query in queries if "COUNT(" in query["sql"] and "people_person" in query["sql"]]
    assert counts
    assert all(f"LIMIT {MOST + 1}" in count for count in counts)


@pytest.mark.parametrize("across", ["1", "true", "on"])
def test_all_of_a_list_without_an_end_is_not_acted_on(persons, researcher_client, address, across):
    chosen = {"action": "send_chosen", "select_across": across, "_selected_action": [persons[0].pk], "index": "0"}
    page = researcher_client.post(address, chosen, follow=True).content.decode()
    assert "nothing was done" in page
    assert not Person.objects.filter(state="in_review").exists()


def test_all_of_a_short_list_is(persons, researcher_client, address):
    chosen = {"action": "send_chosen", "select_across": "1", "_selected_action": [persons[0].pk], "index": "0"}
    researcher_client.post(f"{address}?q=miller", chosen)
    assert [person.description for person in Person.objects.filter(state="in_review")] == ["miller in the yard"]


@pytest.mark.parametrize("most", [0, 1, 500])
def test_a_text_finds_the_same_persons_however_many_keys_are_read(
    persons, researcher_client, address, monkeypatch, most
):
    monkeypatch.setattr("people.admin.MOST_READ", most)
    page = researcher_client.get(address, {"q": "yard"}).content.decode()
    assert all(trade in page for trade in TRADES)
