"""The door as staff see it: what is public, what would be, and who may do what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Change
from people.models import Person
from publishing import door
from publishing.models import Publication
from records.choices import State
from sources.models import Report, Toll
from tests.admin_forms import AdminForm
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_name,
    a_named_person,
    a_person,
    a_report,
    a_toll,
    changed,
    in_review,
    published,
    withdrawn,
)
from victims.models import Casualty

REASON = "checked against the report"


def address(record):
    return f"/admin/publishing/publication/record/{record._meta.label_lower}/{record.pk}/"


def act(client, record, name="publish", *, others=(), reason=REASON, version=None, follow=False):
    sent = {
        "act": name,
        "reason": reason,
        "version": record.version if version is None else version,
        "others": [f"{other.public_id}.{other.version}" for other in others],
    }
    return client.post(address(record), sent, follow=follow)


def lines(response):
    return {line.where: (line.now, line.then) for line in response.context["lines"]}


def texts(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def toll(researcher):
    return in_review(a_toll(225, by=researcher))


# Who may do what


def test_a_reviewer_publishes(toll, reviewer_client, reviewer):
    assert act(reviewer_client, toll).status_code == 302
    stored = Toll.objects.get()
    assert (stored.state, stored.reviewed_by) == (State.APPROVED, reviewer)
    assert door.latest(stored).reason == REASON


def test_a_researcher_cannot_publish_at_all(toll, researcher_client):
    page = researcher_client.get(address(toll)).content.decode()
    assert 'value="publish"' not in page
    assert act(researcher_client, toll).status_code == 403
    assert not Publication.objects.exists()


def test_nobody_publishes_what_they_changed(reviewer, reviewer_client):
    own = a_toll(by=reviewer)
    page = reviewer_client.get(address(own)).content.decode()
    assert 'value="publish"' not in page
    assert "somebody else must publish it" in page
    response = act(reviewer_client, own)
    assert "somebody else must publish it" in response.content.decode()
    assert not Publication.objects.exists()


def test_a_visitor_is_led_to_the_sign_in_page(toll, visitor):
    response = visitor.get(address(toll))
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_publishing_needs_a_reason(toll, reviewer_client):
    response = act(reviewer_client, toll, reason="   ")
    assert response.status_code == 200
    assert response.context["form"].errors["reason"]
    assert not Publication.objects.exists()


@pytest.mark.parametrize("reason", ["a\0b", "a\u202eb", "x" * 10_000], ids=["NUL", "bidi override", "too long"])
def test_an_unreadable_reason_is_refused_and_stays(toll, reviewer_client, reason):
    response = act(reviewer_client, toll, reason=reason)
    assert response.context["form"].errors["reason"]
    assert response.context["form"]["reason"].value() == reason
    assert not Publication.objects.exists()


def test_an_act_that_is_none_is_refused(toll, reviewer_client):
    assert act(reviewer_client, toll, "erase").status_code == 403


@pytest.mark.parametrize("name", ["hide_names", "hide_description"])
def test_only_persons_have_names_to_hide(toll, reviewer_client, name):
    assert act(reviewer_client, toll, name).status_code == 403
    assert Toll.objects.get().version == toll.version


# What is seen is what is published


def test_a_record_that_was_saved_meanwhile_is_not_published_unseen(toll, reviewer_client, researcher):
    shown = toll.version
    changed(toll, low=230, by=researcher)
    response = act(reviewer_client, toll, version=shown)
    assert "The record was saved since you opened this page" in response.content.decode()
    assert response.context["form"]["reason"].value() == REASON
    assert response.context["form"]["version"].value() == toll.version
    assert not Publication.objects.exists()


def test_the_page_shows_both_values(toll, reviewer_client, reviewer, researcher):
    published(toll, by=reviewer)
    changed(toll, low=230, wording="230", as_of="2022-02-01", by=researcher)
    shown = lines(reviewer_client.get(address(toll)))
    assert shown["Low"] == ("225", "230")
    assert shown["Wording"] == ("", "230")
    assert shown["As of"] == ("", "1 February 2022")
    assert shown["Bound"] == ("at least", "at least")


def test_the_page_says_that_nothing_would_change(toll, reviewer_client, reviewer):
    published(toll, by=reviewer)
    assert "Publishing would change nothing." in reviewer_client.get(address(toll)).content.decode()


def test_a_withdrawn_claim_goes_and_the_others_stay_as_they_are(reviewer_client, reviewer, researcher):
    casualty = a_casualty(by=researcher)
    first = a_casualty_claim(casualty, summary="fell by the bridge", by=researcher)
    a_casualty_claim(casualty, summary="fell by the market", by=researcher)
    published(casualty, by=reviewer)
    withdrawn(first, casualty, by=researcher)  # past the door, to see the page before the reduction
    response = reviewer_client.get(address(casualty))
    differing = [line for line in response.context["lines"] if line.differs]
    assert {line.then for line in differing} == {""}
    assert "fell by the bridge" in [line.now for line in differing]


def test_the_page_names_records_as_staff_know_them(reviewer_client, researcher):
    person = a_person("Ақжан Төлеген", by=researcher)
    casualty = a_casualty(person=person, by=researcher)
    assert lines(reviewer_client.get(address(casualty)))["Person"][1] == f"Ақжан Төлеген · {person.shown_id}"


# With it


def test_related_records_are_published_with_it(reviewer_client, researcher):
    report = a_report(by=researcher)
    casualty = a_casualty(by=researcher)
    a_casualty_claim(casualty, report=report, by=researcher)
    person = casualty.person
    changed(person, description="young man", description_is_public=True, by=researcher)
    for one in (report, casualty, casualty.incident, person):
        in_review(one)
    response = reviewer_client.get(address(person))
    waiting = list(response.context["form"].waiting.values())
    assert response.context["not_offered"] == []
    assert set(waiting) == {casualty, casualty.incident, report}
    response = act(reviewer_client, person, others=waiting, follow=True)
    assert texts(response) == ["4 records are public now."]
    assert all(door.is_public(one) for one in [person, *waiting])


def test_an_unticked_record_stays_private(reviewer_client, researcher):
    casualty = in_review(a_casualty(by=researcher))
    act(reviewer_client, casualty, others=[in_review(casualty.incident)])
    assert door.is_public(casualty)
    assert not door.is_public(casualty.person)


def test_a_related_record_that_was_saved_meanwhile_is_not_published_unseen(reviewer_client, researcher):
    casualty = in_review(a_casualty(by=researcher))
    incident = in_review(casualty.incident)
    sent = {"act": "publish", "reason": REASON, "version": 2, "others": [f"{incident.public_id}.{incident.version}"]}
    changed(incident, title="Another title", by=researcher)
    response = reviewer_client.post(address(casualty), sent)
    assert "look at the list anew" in response.content.decode()
    assert not Publication.objects.exists()


def test_what_the_reviewer_wrote_is_not_offered(reviewer_client, reviewer, researcher):
    report = in_review(a_report(by=reviewer))
    toll = in_review(a_toll(report=report, by=researcher))
    in_review(toll.incident)
    assert list(reviewer_client.get(address(toll)).context["form"].waiting.values()) == [toll.incident]


# Taking away


def test_withdrawing_needs_one_person_and_shows_at_once(toll, researcher_client, reviewer):
    published(toll, by=reviewer)
    act(researcher_client, toll, "withdraw", reason="not this event")
    toll.refresh_from_db()
    assert not door.is_public(toll)
    assert toll.state == State.WITHDRAWN


def test_a_withdrawn_record_is_taken_back_into_work(toll, researcher_client):
    act(researcher_client, toll, "withdraw")
    toll.refresh_from_db()
    act(researcher_client, toll, "restore")
    toll.refresh_from_db()
    assert toll.state == State.DRAFT


@pytest.mark.parametrize(
    ("name", "field"), [("hide_names", "name_is_public"), ("hide_description", "description_is_public")]
)
def test_what_is_hidden_is_off_at_once(researcher_client, reviewer, name, field):
    person = a_named_person(description="boy of 12", description_is_public=True)
    published(person, by=reviewer)
    act(researcher_client, person, name)
    person.refresh_from_db()
    assert not getattr(person, field)
    values = door.latest(person).values
    assert (name == "hide_names") == (not values.get("name"))
    assert (name == "hide_description") == ("description" not in values)


# Editing what is public


def page_of(client, record):
    return AdminForm(client, f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/")


def test_editing_leaves_the_public_version_and_says_so(toll, researcher_client, reviewer):
    published(toll, by=reviewer)
    response = page_of(researcher_client, toll).send({"low": 230}, follow=True)
    assert "The public version stays as it is until somebody else publishes this one." in texts(response)
    assert door.latest(toll).values["low"] == 225
    assert Toll.objects.get().state == State.DRAFT


def test_editing_what_is_not_public_says_nothing_of_it(toll, researcher_client):
    response = page_of(researcher_client, toll).send({"low": 230}, follow=True)
    assert len(texts(response)) == 1


def test_switching_a_name_off_in_the_form_takes_it_off_the_site(researcher_client, reviewer):
    person = a_named_person("Ақжан")
    published(person, by=reviewer)
    response = page_of(researcher_client, person).send({"name_is_public": []}, follow=True)
    assert "What you switched off or withdrew is off the public site now." in texts(response)
    assert not door.latest(person).values.get("name")


def test_striking_a_name_out_in_the_form_takes_it_off_the_site(researcher_client, reviewer):
    person = a_named_person("Ақжан")
    a_name(person, "Akzhan")
    published(person, by=reviewer)
    page_of(researcher_client, person).send({"names-0-withdrawn": "on"})
    assert [name["text"] for name in door.latest(person).values["name"]] == ["Akzhan"]


def test_a_stale_form_does_not_switch_a_name_on_again_unasked(researcher_client, reviewer):
    person = a_named_person("Ақжан")
    published(person, by=reviewer)
    form = page_of(researcher_client, person)
    act(researcher_client, Person.objects.get(), "hide_names")
    assert form.send({"occupation": "driver"}).status_code == 200
    assert not Person.objects.get().name_is_public


# From page to page


@pytest.mark.parametrize("table", ["people/person", "victims/victim"])
def test_a_record_leads_to_the_door(reviewer_client, table):
    casualty = a_casualty()
    page = reviewer_client.get(f"/admin/{table}/{casualty.person.pk}/change/").content.decode()
    assert address(casualty.person) in page


def test_a_confidential_report_says_why_it_is_never_public(reviewer_client, researcher):
    report = a_report(is_confidential=True, by=researcher)
    assert "This report is confidential" in reviewer_client.get(address(report)).content.decode()
    act(reviewer_client, report)
    assert not Publication.objects.exists()
    assert Report.objects.get().state == State.DRAFT


def test_an_act_is_in_the_history_with_its_reason(toll, reviewer_client):
    act(reviewer_client, toll)
    change = Change.objects.first()
    assert (change.act, change.reason, change.by_name) == ("published", REASON, "reviewer")


def test_publications_can_be_listed_and_not_edited(toll, reviewer_client, reviewer):
    published(toll, by=reviewer)
    publication = Publication.objects.get()
    assert reviewer_client.get("/admin/publishing/publication/?q=" + toll.shown_id).context["cl"].result_count == 1
    page = f"/admin/publishing/publication/{publication.pk}/"
    assert reviewer_client.get(f"{page}change/").status_code == 200
    assert reviewer_client.post(f"{page}change/", {"reason": "x"}).status_code == 403
    assert reviewer_client.get(f"{page}delete/").status_code == 403
    assert reviewer_client.get("/admin/publishing/publication/add/").status_code == 403


def test_the_list_of_publications_asks_as_often_for_many(reviewer_client, reviewer, researcher):
    published(a_toll(by=researcher), by=reviewer)
    first = Publication.objects.get()
    counts = []
    for count in (19, 180):
        Publication.objects.bulk_create(
            Publication(public_id=f"{count:03}{number:07}", table=first.table, version=1, act=first.act,
                        by=first.by, reason=REASON)
            for number in range(count)
        )  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            assert reviewer_client.get("/admin/publishing/publication/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_withdrawn_part_is_struck_out_for_staff(researcher_client):
    casualty = a_casualty()
    claim = a_casualty_claim(casualty)
    withdrawn(claim, casualty)
    page = researcher_client.get(f"/admin/victims/casualty/{Casualty.objects.get().pk}/change/").content.decode()
    assert 'class="inline-related has_original withdrawn"' in page
