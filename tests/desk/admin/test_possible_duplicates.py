"""The list of possible duplicates, the page of a pair, and the warning while a name is typed."""

import logging

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.merging import merge
from desk.possible_duplicates import not_sure
from people.choices import PairAnswer
from people.models import DuplicateSearch, NotTheSame, PossibleDuplicate
from tests.builders import (
    a_casualty,
    a_detention,
    a_person,
    a_person_claim,
    a_place,
    a_possible_duplicate,
    a_report,
    changed,
)
from tests.conftest import signed_in

LIST = reverse("admin:people_possibleduplicate_changelist")
ALIKE = reverse("admin:people_possibleduplicate_alike")


@pytest.fixture
def pair(db):
    return a_possible_duplicate(a_person("Ақжан Төлеген"), a_person("Акжан Толеген", occupation="baker"))


def page_of(pair):
    return reverse("admin:people_possibleduplicate_change", args=[pair.pk])


def shown(client, **values):
    return list(client.get(LIST, values).context["cl"].result_list)


# The list


def test_the_list_shows_what_waits_the_most_alike_first(pair, researcher, researcher_client):
    best = a_possible_duplicate(likeness=0.99)
    a_possible_duplicate(answer=PairAnswer.NOT_THE_SAME, answered_by=researcher)
    a_possible_duplicate(changed(a_person(), state="withdrawn"))
    assert shown(researcher_client) == [best, pair]


def test_the_list_is_filtered_by_answer_and_by_what_agrees(pair, researcher, researcher_client):
    judged = a_possible_duplicate(answer=PairAnswer.NOT_THE_SAME, answered_by=researcher, place_agrees=True)
    unsure = a_possible_duplicate(matched="same name")
    not_sure(pair=unsure, by=researcher, note="")
    assert shown(researcher_client, answer="unsure") == [unsure]
    assert shown(researcher_client, answer="not_the_same") == [judged]
    assert shown(researcher_client, answer="same") == []
    assert len(shown(researcher_client, answer="all")) == 3
    assert shown(researcher_client, answer="all", agrees="place_agrees") == [judged]
    assert shown(researcher_client, matched="same name") == [unsure]


@pytest.mark.parametrize("asked", ["note__startswith=a", "first__internal_notes__startswith=a"])
def test_the_address_bar_asks_for_nothing_else(asked, pair, researcher_client):
    assert researcher_client.get(f"{LIST}?{asked}").status_code in (302, 400)


def test_a_long_list_has_pages(pair, researcher_client):
    for _number in range(51):
        a_possible_duplicate()
    assert len(shown(researcher_client)) == 50
    assert len(shown(researcher_client, p=2)) == 2


def test_the_list_says_when_the_register_was_searched_and_what_was_left_out(pair, researcher_client):
    assert "was not searched yet" in researcher_client.get(LIST).text
    DuplicateSearch.objects.create(rules=1, finished_at="2022-02-03T00:00Z", left_out=7)
    page = researcher_client.get(LIST).text
    assert "last searched on 3 February 2022" in page
    assert "7 persons have so many likes" in page


def test_the_queries_of_the_list_do_not_grow_with_it(pair, researcher_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            shown(researcher_client)
        return len(captured)

    one = queries()
    for _number in range(8):
        a_possible_duplicate(noted_by=pair.answered_by)
    assert queries() == one


def test_the_start_page_counts_what_waits(pair, researcher_client):
    page = researcher_client.get("/admin/").text
    assert "1 possible duplicate" in page
    assert LIST in page


def test_who_may_not_see_the_list_does_not_see_the_count(pair, django_user_model):
    client = signed_in(django_user_model.objects.create_user("staff", is_staff=True))
    assert "possible duplicate" not in client.get("/admin/").text


# One pair


def test_both_persons_stand_side_by_side(pair, reviewer_client):
    report = a_report("Three days in Zhuparly")
    a_person_claim(pair.first, report=report)
    place = a_place()
    a_casualty(person=pair.first, harmed_on="2022-01-05", harmed_place=place)
    a_detention(person=pair.second, arrested_on="2022-01-06", arrested_place=place)
    changed(pair.first, born_on="1990-04-02", sex="male", home_place=place)
    page = reviewer_client.get(page_of(pair)).text
    for text in ("Ақжан Төлеген", "Акжан Толеген", "baker", "2 April 1990", "male", "Three days in Zhuparly"):
        assert text in page
    assert "killed · 5 January 2022 · Zhuparly · Shooting on Reed Street" in page
    assert "detained · 6 January 2022 · Zhuparly · Shooting on Reed Street" in page


def test_the_same_person_leads_to_what_merging_would_move(pair, reviewer_client, researcher_client):
    merging = reverse("admin:people_merge_pair", args=[pair.first_id, pair.second_id])
    assert merging in reviewer_client.get(page_of(pair)).text
    assert "A reviewer merges" in researcher_client.get(page_of(pair)).text


def test_not_the_same_is_remembered_with_its_reason(pair, researcher, researcher_client):
    response = researcher_client.post(page_of(pair), {"act": "not_the_same", "reason": "two graves"})
    assert response["Location"] == LIST
    judgement = NotTheSame.objects.get()
    assert (judgement.first, judgement.second, judgement.reason, judgement.by) == (
        pair.first,
        pair.second,
        "two graves",
        researcher,
    )
    assert shown(researcher_client) == []
    assert "not the same person (researcher)" in researcher_client.get(page_of(pair)).text


def test_not_sure_keeps_the_pair_with_its_note(pair, researcher, researcher_client):
    researcher_client.post(page_of(pair), {"act": "not_sure", "reason": "ask the mother"})
    assert shown(researcher_client) == [pair]
    assert "not sure: ask the mother (researcher)" in researcher_client.get(LIST).text
    assert "ask the mother</textarea>" in researcher_client.get(page_of(pair)).text


def test_a_merged_pair_leads_to_its_merge(pair, reviewer, reviewer_client):
    made = merge(keep=pair.first, duplicate=pair.second, by=reviewer, reason="one house")
    page = reviewer_client.get(page_of(pair)).text
    assert reverse("admin:people_merge_change", args=[made.pk]) in page
    assert "the same person (reviewer)" in page


@pytest.mark.parametrize("act", ["not_the_same", "not_sure"])
def test_a_reason_is_needed(act, pair, researcher_client):
    response = researcher_client.post(page_of(pair), {"act": act, "reason": " "})
    assert "Nothing was done" in response.text
    assert not NotTheSame.objects.exists()


def test_a_pair_that_was_answered_meanwhile_is_not_judged_twice(pair, researcher_client):
    sent = {"act": "not_the_same", "reason": "two graves"}
    researcher_client.post(page_of(pair), sent)
    assert "judged different before" in researcher_client.post(page_of(pair), sent).text
    assert NotTheSame.objects.count() == 1


@pytest.mark.parametrize("act", ["not_the_same", "not_sure", "merge", ""])
def test_who_may_only_look_may_not_answer(act, pair, django_user_model):
    user = django_user_model.objects.create_user("onlooker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_possibleduplicate"))
    client = signed_in(user)
    assert client.get(page_of(pair)).status_code == 200
    assert client.post(page_of(pair), {"act": act, "reason": "two graves"}).status_code == 403
    assert not NotTheSame.objects.exists()


# While a name is typed


def alike(client, name="Akzhan Tolegen", **values):
    return client.post(ALIKE, {"name": name, "person": "", "born_on": "", "home_place": "", **values})


def test_a_spelling_of_a_name_tells_who_has_it_and_what_tells_them_apart(researcher_client):
    place = a_place()
    person = a_person("Ақжан Төлеген", sex="male", born_on="1990", home_place=place)
    a_casualty(person=person, harmed_on="2022-01-05", harmed_place=place)
    a_person_claim(person)
    harm = "killed · 5 January 2022 · Zhuparly · Shooting on Reed Street"
    (found,) = alike(researcher_client).json()["alike"]
    assert found == {
        "address": reverse("admin:people_person_change", args=[person.pk]),
        "label": f"Ақжан Төлеген · {person.shown_id}",
        "matched": "“Ақжан Төлеген”: other spelling",
        "facts": ["male", "born 1990", "Zhuparly", harm, "1 claim"],
    }


def test_what_was_typed_beside_the_name_counts(researcher_client):
    place = a_place()
    person = a_person("Төлеген", home_place=place, born_on="1990")
    assert alike(researcher_client, "Төлеген").json()["alike"] == []
    for more in ({"home_place": place.pk}, {"born_on": "01.02.1990"}):
        assert alike(researcher_client, "Төлеген", **more).json()["alike"][0]["label"].endswith(person.shown_id)


def test_the_person_whose_page_it_is_is_not_told_of(researcher_client):
    person = a_person("Ақжан Төлеген")
    assert alike(researcher_client, person=person.pk).json()["alike"] == []


def test_five_are_shown_and_the_rest_counted(researcher_client):
    for _number in range(7):
        a_person("Ақжан Төлеген")
    answer = alike(researcher_client).json()
    assert (len(answer["alike"]), answer["more"]) == (5, "and 2 more")


def test_nothing_of_the_answer_is_kept(researcher_client):
    answer = alike(researcher_client)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_a_form_of_another_site_is_refused(researcher):
    client = Client(enforce_csrf_checks=True)
    client.force_login(researcher)
    assert alike(client).status_code == 403


@pytest.mark.parametrize(
    "values",
    [
        {"name": "\0"},
        {"name": "ә" * 50_000},
        {"name": "%_"},
        {"name": ""},
        {"person": "x", "home_place": "9" * 30, "born_on": "yesterday"},
        {"person": "9" * 18, "home_place": "-1", "born_on": "2022\0"},
    ],
    ids=["NUL", "long", "wildcards", "empty", "no keys", "keys of nobody"],
)
def test_what_nobody_types_is_answered_too(values, researcher_client):
    assert alike(researcher_client, **values).status_code == 200


def test_nothing_of_the_name_is_logged(researcher_client, caplog, db):
    a_person("Ақжан Төлеген")
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        alike(researcher_client, "Ақжан Төлеген")
    assert "Ақжан" not in caplog.text


def test_the_queries_do_not_grow_with_who_is_found(researcher_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert alike(researcher_client, "Ақжан Төлеген").json()["alike"]
        return len(captured)

    place = a_place()
    for _number in range(2):
        a_casualty(person=a_person("Ақжан Төлеген", home_place=place), harmed_place=place)
    one = queries()
    for _number in range(6):
        person = a_person("Ақжан Төлеген", home_place=place)
        a_casualty(person=person, harmed_place=place)
        a_person_claim(person)
    assert queries() <= one + 1  # the reports of the claims
    assert one <= 40
    assert PossibleDuplicate.objects.count() == 0
