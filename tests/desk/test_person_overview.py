"""What stands at the head of a person's page."""

import pytest
from django.urls import reverse

from desk.person_overview import MOST_STATEMENTS, overview
from records.choices import State
from sources.choices import Certainty
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_charge,
    a_charge_update,
    a_custody_step,
    a_detention,
    a_kinship,
    a_named_person,
    a_person,
    a_person_claim,
    a_place,
    a_statement,
    changed,
    published,
    withdrawn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return a_named_person("Ақжан Төлеген")


def test_each_record_stands_in_a_line_with_what_is_public_of_it(person, reviewer):
    casualty = a_casualty(person=person, harmed_on="2022-01-05", harmed_place=a_place())
    a_casualty_claim(casualty, harm="killed")
    withdrawn(a_casualty_claim(casualty, harm="injured"), casualty)
    (shown,) = overview(person).casualties
    assert (shown.line, shown.standing, shown.claims) == (
        f"5 January 2022, {casualty.harmed_place}, unconfirmed",
        "draft, not public",
        1,
    )
    published(casualty, by=reviewer)
    assert overview(person).casualties[0].standing == "approved, public"
    changed(casualty, site="by the bridge", state=State.DRAFT)
    assert overview(person).casualties[0].standing == "draft, public as it was; a change waits"
    changed(casualty, state=State.WITHDRAWN)
    assert overview(person).casualties[0].standing.startswith("withdrawn")


def test_custody_is_a_line_of_stages_and_hearsay_is_marked(person):
    detention = a_detention(person=person, status="held", status_as_of="2022-02")
    a_custody_step(detention, order=2, facility_as_printed="the large jail", certainty=Certainty.HEARSAY)
    a_custody_step(detention, order=1, facility_as_printed="the station", began_on="2022-01-06", ended_on="2022-01-08")
    withdrawn(a_custody_step(detention, order=3, facility_as_printed="nowhere"), detention)
    (shown,) = overview(person).detentions
    assert shown.line == "held as of February 2022, unconfirmed"
    assert [(stage.when, stage.what, stage.is_doubtful) for stage in shown.stages] == [
        ("6 January 2022, until 8 January 2022", "the station", False),
        ("", "the large jail", True),
    ]


def test_a_charge_has_its_states_with_who_said_so(person):
    charge = a_charge(person=person)
    a_charge_update(charge, status="charged", happened_on="2022-03", authority_as_printed="they")
    (stage,) = overview(person).charges[0].stages
    assert (stage.when, stage.what, stage.how) == ("March 2022", "charged", "they")
    assert "the report itself" in stage.said


def test_kin_are_shown_from_both_sides(person):
    father, daughter = a_named_person("Төлеген Ақжанов"), a_person()
    a_kinship(person, father)
    a_kinship(daughter, person)
    assert [(kin.relation, kin.person) for kin in overview(person).kin] == [
        ("father", father),
        ("this person is the father of", daughter),
    ]


def test_statements_by_and_about_the_person_stand_once_and_the_rest_is_counted(person):
    both = a_statement(persons=[person], by_person=person)
    assert overview(person).statements == [both]
    for _number in range(MOST_STATEMENTS):
        a_statement(persons=[person])
    found = overview(person)
    assert (len(found.statements), found.more_statements) == (MOST_STATEMENTS, 1)


def test_the_number_of_queries_does_not_grow(person, django_assert_max_num_queries):
    for _number in range(5):
        casualty, detention, charge = a_casualty(person=person), a_detention(person=person), a_charge(person=person)
        a_casualty_claim(casualty)
        a_custody_step(detention)
        a_charge_update(charge)
        a_statement(persons=[person])
        a_kinship(person, a_person())
        a_person_claim(person)
    with django_assert_max_num_queries(14):
        found = overview(person)
    assert [len(subjects) for _title, subjects, _stem in found.groups] == [5, 5, 5]


def test_the_page_shows_it_and_leads_to_every_record(person, researcher_client, django_assert_max_num_queries):
    casualty = a_casualty(person=person)
    address = reverse("admin:people_person_change", args=[person.pk])
    with django_assert_max_num_queries(40):
        page = researcher_client.get(address).text
    assert reverse("admin:victims_casualty_change", args=[casualty.pk]) in page
    assert f"{reverse('admin:detentions_detention_add')}?person={person.pk}" in page
