"""The start page of the desk: what waits for whom, and how many records stand where."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from desk.start_page import MOST
from desk.waiting import KINDS
from publishing import reviews
from records import counting
from records.choices import State
from tests.builders import (
    a_casualty,
    a_charge,
    a_detention,
    a_person,
    a_possible_duplicate,
    a_report,
    a_statement,
    a_toll,
    an_incident,
    changed,
    in_review,
)
from tests.conftest import signed_in


def start(client):
    response = client.get("/admin/")
    assert response.status_code == 200
    return response


def listed(client) -> dict[str, list[str]]:
    """The lines of each list that is not empty."""
    return {it.kind.key: [line.title for line in it.lines] for it in start(client).context["lists"]}


def links(client, key) -> dict[str, tuple[int, str]]:
    found = next(it.links for it in start(client).context["lists"] if it.kind.key == key)
    return {table: (count, page) for table, count, page in found}


def shown(client, page) -> list:
    response = client.get(page)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


# My drafts


def test_my_drafts_are_listed_the_one_edited_last_first(researcher_client, researcher):
    toll = a_toll(225, by=researcher)
    person = a_person("Ақжан Төлеген", by=researcher)
    a_report("Somebody else's", by=None)
    drafts = listed(researcher_client)["my_drafts"]
    assert drafts[0] == person.staff_label()
    assert toll.staff_label() in drafts
    assert not any("Somebody else's" in line for line in drafts)


def test_a_draft_that_was_sent_or_withdrawn_is_no_draft(researcher_client, researcher):
    in_review(a_report(by=researcher), by=researcher)
    changed(a_report(by=researcher), by=researcher, state=State.WITHDRAWN)
    assert "my_drafts" not in listed(researcher_client)


def test_a_long_list_ends_and_leads_to_the_whole(researcher_client, researcher):
    reports = [a_report(f"Day {number}", by=researcher) for number in range(MOST + 2)]
    assert len(listed(researcher_client)["my_drafts"]) == MOST
    count, page = links(researcher_client, "my_drafts")["Reports"]
    assert count == len(reports)
    a_report("of nobody")
    assert set(shown(researcher_client, page)) == set(reports)


# Reviews


def test_what_was_sent_back_comes_with_the_note_and_its_whole_list(researcher_client, researcher, reviewer):
    toll, other = (in_review(a_toll(low, by=researcher), by=researcher) for low in (225, 227))
    reviews.send_back(record=toll, by=reviewer, note="Which day?")
    assert "Which day?" in start(researcher_client).text
    found = listed(researcher_client)
    assert (found["sent_back"], found["sent"]) == ([toll.staff_label()], [other.staff_label()])
    assert "my_drafts" not in found or toll.staff_label() not in found["my_drafts"]
    assert shown(researcher_client, links(researcher_client, "sent_back")["Tolls"][1]) == [toll]
    assert shown(researcher_client, links(researcher_client, "sent")["Tolls"][1]) == [other]


def test_what_is_to_be_reviewed_is_counted_by_table(reviewer_client, researcher):
    in_review(a_toll(225, by=researcher), by=researcher)
    assert start(reviewer_client).context["to_review"] == [("Tolls", "sources.toll", 1)]


# To check again


def test_a_record_is_listed_from_the_day_on_that_it_is_to_be_checked(researcher_client):
    today = timezone.localdate()
    due = a_report("Trial", check_again_on=today)
    earlier = a_person("Ақжан Төлеген", check_again_on=today - timedelta(days=9))
    a_report("Later", check_again_on=today + timedelta(days=1))
    a_report("Gone", check_again_on=today, state=State.WITHDRAWN)
    assert listed(researcher_client)["check_again"] == [earlier.staff_label(), due.staff_label()]
    assert shown(researcher_client, links(researcher_client, "check_again")["Reports"][1]) == [due]


# Without a conclusion


def test_who_is_not_weighed_yet_is_listed_the_longest_waiting_first(researcher_client):
    casualty, detention = a_casualty(), a_detention()
    a_casualty(confirmation="confirmed")
    a_casualty(state=State.WITHDRAWN)
    lines = listed(researcher_client)["not_weighed"]
    assert [line.split(" · ")[1] for line in lines] == [casualty.shown_id, detention.shown_id]
    assert shown(researcher_client, links(researcher_client, "not_weighed")["Casualties"][1]) == [casualty]


# How many stand where


def test_each_table_counts_its_records_by_state_and_leads_to_them(researcher_client):
    draft, _other = a_report("a draft"), in_review(a_report())
    rows = {row.table: row.states for row in start(researcher_client).context["standing"]}
    states = {label: (count, page) for label, count, page in rows["Reports"]}
    assert {str(label): count for label, (count, _page) in states.items()} == {
        "draft": 1,
        "in review": 1,
        "approved": 0,
        "withdrawn": 0,
    }
    assert shown(researcher_client, states["draft"][1]) == [draft]


# Nothing, and nobody


def test_an_empty_register_says_in_words_that_nothing_waits(reviewer_client):
    page = start(reviewer_client)
    assert page.context["lists"] == []
    for kind in KINDS:
        assert str(kind.empty) in page.text
    assert "Nothing is in review." in page.text
    assert "No two persons are listed as one." in page.text


@pytest.mark.parametrize("model", ["report", "casualty"])
def test_of_a_table_that_one_may_not_see_nothing_is_told(model, researcher):
    user = User.objects.create_user("helper", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=f"view_{model}"))
    today = timezone.localdate()
    for row in (a_casualty(person=a_person("Ақжан Төлеген")), a_report("Three days")):
        changed(row, by=user, check_again_on=today)
    page = start(signed_in(user))
    assert {row.table for row in page.context["standing"]} == {"Reports" if model == "report" else "Casualties"}
    assert ("Three days" in page.text) == (model == "report")
    assert ("Ақжан Төлеген" in page.text) == (model == "casualty")


def test_who_sees_no_table_sees_no_list(db):
    a_casualty(person=a_person("Ақжан Төлеген"))
    page = start(signed_in(User.objects.create_user("staff", is_staff=True)))
    assert "Where the records stand" not in page.text
    assert "Nothing waits" not in page.text


def test_a_filter_that_is_not_offered_shows_everything(researcher_client):
    person = a_person()
    assert shown(researcher_client, "/admin/people/person/?waits=not_weighed") == [person]
    assert shown(researcher_client, "/admin/people/person/?waits=my_drafts") == []


def test_however_much_waits_the_page_asks_little(
    researcher_client, researcher, reviewer, django_assert_max_num_queries
):
    today = timezone.localdate()
    incident, person = an_incident(by=researcher, check_again_on=today), a_person(by=researcher, check_again_on=today)
    for number in range(3):
        about = {"incident": incident, "by": researcher, "check_again_on": today}
        of_a_person = [make(person=person, **about) for make in (a_casualty, a_detention, a_charge)]
        report = a_report(by=researcher, check_again_on=today)
        others = [make(report=report, **about) for make in (a_toll, a_statement)]
        for record in (*of_a_person, *others):
            in_review(record, by=researcher)
        reviews.send_back(record=others[number % 2], by=reviewer, note="Which day?")
        a_possible_duplicate()
    with django_assert_max_num_queries(30):
        start(researcher_client)


def test_of_a_large_register_as_many_are_counted_as_a_list_can_show(researcher_client, researcher, monkeypatch):
    monkeypatch.setattr(counting, "MOST_COUNTED", 1)
    for _twice in range(2):
        a_person(by=researcher)
    assert [count for count, _page in links(researcher_client, "my_drafts").values()] == ["1+"]
    assert ">1+</a>" in start(researcher_client).text
    monkeypatch.undo()
    assert [count for count, _page in links(researcher_client, "my_drafts").values()] == [2]
