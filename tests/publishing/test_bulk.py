"""Many records reviewed on one page: each is published or refused by itself, and the reviewer is told which."""

import pytest

from audit.models import Change
from publishing import door
from publishing.models import Ground, Publication
from records.choices import State
from sources.models import Toll
from tests.builders import a_casualty, a_named_person, a_report, a_toll, changed, in_review

PAGE = "/admin/publishing/publication/review/"
REASON = "checked against the reports"


def address(*records):
    table = records[0]._meta.label_lower
    return f"{PAGE}?table={table}&" + "&".join(f"pk={record.pk}" for record in records)


def as_seen(records):
    return [f"{record.public_id}.{record.version}" for record in records]


def publish(client, *records, chosen=None, seen=None, **more):
    ticked = as_seen(records if chosen is None else chosen) if seen is None else seen
    return client.post(address(*records), {"chosen": ticked, "reason": REASON, **more}, follow=True)


def texts(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def tolls(researcher):
    return [in_review(a_toll(low, by=researcher)) for low in (225, 227, 230)]


def test_the_list_leads_to_the_page_that_shows_what_would_be_public(tolls, reviewer_client):
    sent = {"action": "review_chosen", "_selected_action": [toll.pk for toll in tolls[:2]], "index": 0}
    response = reviewer_client.post("/admin/sources/toll/", sent, follow=True)
    shown = [{line.where: line.then for line in item.lines}["Low"] for item in response.context["items"]]
    assert shown == ["225", "227"]
    assert not Publication.objects.exists()


def test_ticked_records_are_published_and_the_others_wait(tolls, reviewer_client):
    response = publish(reviewer_client, *tolls, chosen=tolls[:2])
    assert texts(response) == ["2 records are public now."]
    assert [door.is_public(toll) for toll in tolls] == [True, True, False]
    assert Change.objects.filter(act="published", reason=REASON).count() == 2


def test_what_is_refused_is_said_one_by_one_and_stops_nothing(tolls, reviewer_client, reviewer, researcher):
    own = in_review(a_toll(164, by=reviewer))
    draft, saved_since = a_toll(232, by=researcher), tolls[1]
    records = [tolls[0], own, draft, saved_since, tolls[2]]
    seen = as_seen(records)
    in_review(changed(saved_since, low=228, state=State.DRAFT, by=researcher))
    response = publish(reviewer_client, *records, seen=seen)
    done, *refused = texts(response)
    assert done == "2 records are public now."
    assert [("somebody else must" in told, "is a draft" in told, "saved since" in told) for told in refused] == [
        (False, False, True),
        (True, False, False),
        (False, True, False),
    ]
    assert Publication.objects.count() == 2
    assert response.context["form"]["reason"].value() == REASON


def test_each_is_published_in_its_own_transaction(tolls, reviewer_client, monkeypatch):
    real = door.public_values

    def fails_once(record):
        if record.low == 227:
            raise door.NotPublishable("not this one")
        return real(record)

    monkeypatch.setattr(door, "public_values", fails_once)
    publish(reviewer_client, *tolls)
    assert [door.is_public(toll) for toll in tolls] == [True, False, True]
    assert Toll.objects.get(low=227).state == State.IN_REVIEW
    assert not Change.objects.filter(act="published", public_id=tolls[1].public_id).exists()


@pytest.mark.parametrize(("reason", "ticks"), [("", 3), (REASON, 0)], ids=["no reason", "nothing ticked"])
def test_half_a_form_publishes_nothing(tolls, reviewer_client, reason, ticks):
    response = publish(reviewer_client, *tolls, chosen=tolls[:ticks], reason=reason)
    assert response.context["form"].errors
    assert [item.is_chosen for item in response.context["items"]] == [bool(ticks)] * 3
    assert not Publication.objects.exists()


def test_a_death_that_would_be_named_is_asked_about(researcher, reviewer_client):
    deaths = [in_review(a_casualty(person=a_named_person(by=researcher), by=researcher)) for _number in range(2)]
    typed = {f"ground-{deaths[0].person.public_id}-family-answer": "not_reached"}
    response = publish(reviewer_client, *deaths, **typed)
    assert not Publication.objects.exists()
    assert [next(iter(item.grounds[0].errors)) for item in response.context["items"]] == ["why", "answer"]
    typed[f"ground-{deaths[0].person.public_id}-family-why"] = "no relative is known"
    response = publish(reviewer_client, *deaths, **typed)
    assert [door.is_public(death) for death in deaths] == [True, False]
    assert Ground.objects.get().public_id == deaths[0].person.public_id


def test_two_records_of_one_person_ask_once(researcher, reviewer_client):
    person = a_named_person(by=researcher)
    deaths = [in_review(a_casualty(person=person, by=researcher)) for _number in range(2)]
    items = reviewer_client.get(address(*deaths)).context["items"]
    assert [len(item.grounds) for item in items] == [1, 0]
    typed = {
        f"ground-{person.public_id}-family-answer": "not_reached",
        f"ground-{person.public_id}-family-why": "none is known",
    }
    publish(reviewer_client, *deaths, **typed)
    assert [door.is_public(death) for death in deaths] == [True, True]


def test_the_queue_ticks_nothing_by_itself(tolls, reviewer_client):
    items = reviewer_client.get(f"{PAGE}?table=sources.toll").context["items"]
    assert [(item.record, item.is_chosen) for item in items] == [(toll, False) for toll in tolls]


def test_an_empty_queue_says_so(reviewer_client):
    assert "Nothing waits here." in reviewer_client.get(f"{PAGE}?table=sources.toll").content.decode()


@pytest.mark.parametrize("query", ["", "?table=auth.user", "?table=audit.change", "?table=people.name"])
def test_only_records_have_a_queue(reviewer_client, query):
    assert reviewer_client.get(PAGE + query).status_code == 404


def test_keys_that_are_none_find_nothing(reviewer_client):
    assert reviewer_client.get(f"{PAGE}?table=sources.toll&pk=x&pk={'9' * 40}&pk=-1").context["items"] == []


def test_drafts_are_sent_together_and_others_are_refused(tolls, researcher, researcher_client):
    drafts = [a_report(by=researcher), a_report(by=researcher)]
    sent = in_review(a_report(by=researcher))
    ticked = {"action": "send_chosen", "_selected_action": [one.pk for one in [*drafts, sent]], "index": 0}
    told = texts(researcher_client.post("/admin/sources/report/", ticked, follow=True))
    assert told[-1] == "2 records are in review now."
    assert "Only a draft is sent to review" in told[0]


def test_an_answer_is_not_kept_where_the_record_was_not_published(researcher, reviewer_client, monkeypatch):
    death = in_review(a_casualty(person=a_named_person(by=researcher), by=researcher))

    def fails(record):
        raise door.NotPublishable("not this one")

    monkeypatch.setattr(door, "public_values", fails)
    stem = f"ground-{death.person.public_id}-family"
    publish(reviewer_client, death, **{f"{stem}-answer": "not_reached", f"{stem}-why": "none is known"})
    assert not Ground.objects.exists()
