"""Of somebody known as a child nothing is shown before someone decides it and writes why."""

import pytest
from django.core.exceptions import ValidationError

from people.models import Person
from publishing import door
from publishing.children import known_as_child
from publishing.door import NotPublishable
from tests.admin_forms import AdminForm, errors
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_detention,
    a_detention_claim,
    a_named_person,
    a_person,
    a_person_claim,
    a_toll,
    changed,
    in_review,
    published,
    withdrawn,
)

WHY = "His mother asks for it in public; the editors agreed."


@pytest.mark.parametrize(
    ("born", "harmed", "is_child"),
    [
        ("2004-01-05", "2022-01-05", False),
        ("2004-01-06", "2022-01-05", True),
        ("2003/2004", "2022-01-05", True),
        ("2003", "2022-01-05", False),
        ("2010", "", True),
        ("", "2022-01-05", False),
    ],
    ids=["18 that day", "a day short", "perhaps", "surely grown", "by today", "unknown"],
)
def test_by_birth_at_the_time_of_the_events(db, born, harmed, is_child):
    person = a_person(born_on=born)
    a_casualty(person=person, harmed_on=harmed)
    assert bool(known_as_child(person)) == is_child


@pytest.mark.parametrize(
    ("ages", "is_child"),
    [((12, 12), True), ((17, 19), True), ((None, 17), True), ((18, 18), False), ((None, None), False)],
)
def test_by_the_age_that_a_report_gives(db, ages, is_child):
    low, high = ages
    for build in (
        lambda one: a_casualty(person=one, age_low=low, age_high=high),
        lambda one: a_casualty_claim(a_casualty(person=one), age_low=low, age_high=high),
        lambda one: a_detention_claim(a_detention(person=one), age_low=low, age_high=high),
        lambda one: a_person_claim(one, age_low=low, age_high=high),
    ):
        person = a_person()
        build(person)
        assert bool(known_as_child(person)) == is_child


def test_a_claim_that_was_struck_out_makes_nobody_a_child(db):
    person = a_person()
    withdrawn(a_person_claim(person, age_low=12, age_high=12), person)
    assert known_as_child(person) == ""


# The door


@pytest.fixture
def boy(db):
    person = a_named_person("Ақжан Төлеген")
    a_casualty(person=person, age_low=12, age_high=12)
    return person


def publish_undecided(record, *, by):
    """Without the decision that `published` writes down."""
    door.publish(record=in_review(record), by=by, reason="checked against the report")


@pytest.mark.parametrize("switch", ["name_is_public", "description_is_public"])
def test_a_child_is_not_shown_without_a_decision(boy, reviewer, switch):
    changed(boy, **{"name_is_public": False, "description_is_public": False, switch: True})
    with pytest.raises(NotPublishable, match="was a child"):
        publish_undecided(boy, by=reviewer)
    assert door.is_public(published(changed(boy, child_decision=WHY), by=reviewer))


def test_a_child_of_whom_nothing_is_shown_needs_no_decision(boy, reviewer):
    changed(boy, name_is_public=False)
    assert "name" not in door.latest(published(boy, by=reviewer)).values


def test_the_death_that_would_show_the_name_is_not_published_either(boy, reviewer):
    with pytest.raises(NotPublishable, match="was a child"):
        publish_undecided(boy.casualties.get(), by=reviewer)


def test_a_child_who_says_something_is_not_shown_as_saying_it(boy, reviewer):
    toll = a_toll(claimant_person=boy, attribution="named", claimant_is_public=True)
    with pytest.raises(NotPublishable, match="was a child"):
        publish_undecided(toll, by=reviewer)
    assert door.is_public(published(changed(toll, claimant_is_public=False), by=reviewer))


def test_the_decision_is_not_public(boy, reviewer):
    published(changed(boy, child_decision=WHY), by=reviewer)
    assert WHY not in str(door.latest(boy).values)


# The page


def page_of(client, person):
    return AdminForm(client, f"/admin/people/person/{person.pk}/change/")


def test_the_page_says_so_and_asks_for_the_decision(boy, researcher_client):
    changed(boy, name_is_public=False)
    form = page_of(researcher_client, boy)
    assert "known as a child (aged 12" in form.page.content.decode()
    response = form.send({"name_is_public": "on", "occupation": "pupil"})
    assert list(errors(response)) == ["child_decision"]
    again = form.again(response)
    assert again.values["occupation"] == ["pupil"]
    assert again.send({"child_decision": WHY}).status_code == 302
    assert Person.objects.get(pk=boy.pk).name_is_public


def test_a_birth_that_is_typed_with_the_switch_counts(researcher_client):
    typed = {"born_on": "2012", "description": "pupil", "description_is_public": "on"}
    response = AdminForm(researcher_client, "/admin/people/person/add/").send(typed)
    assert list(errors(response)) == ["child_decision"]


def test_switching_off_asks_nothing(boy, researcher_client):
    assert page_of(researcher_client, boy).send({"name_is_public": []}).status_code == 302
    assert not Person.objects.get(pk=boy.pk).name_is_public


def test_other_edits_of_a_child_who_is_shown_ask_nothing(boy, researcher_client):
    assert page_of(researcher_client, boy).send({"occupation": "pupil"}).status_code == 302


def test_all_switches_are_off_by_default(db):
    claim = a_person_claim(a_person())
    person = claim.person
    switches = [
        person.name_is_public,
        person.description_is_public,
        claim.quotation_is_public,
        claim.claimant_is_public,
    ]
    assert switches == [False] * 4


def test_no_decision_is_too_long(boy):
    with pytest.raises(ValidationError):
        changed(boy, child_decision="x" * 1001)
