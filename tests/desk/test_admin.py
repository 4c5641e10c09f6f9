"""The pages where subjects meet: a person with all records, and the lists of victims and detainees."""

import pytest

from tests.admin_forms import AdminForm
from tests.builders import a_casualty, a_charge, a_detention, a_person, a_report, an_organisation


def listed(client, table):
    return set(client.get(f"/admin/{table}/").context["cl"].queryset.values_list("pk", flat=True))


def test_victims_and_detainees_are_the_persons_with_a_record(researcher_client):
    nobody, killed, held = a_person(), a_casualty().person, a_detention().person
    assert listed(researcher_client, "victims/victim") == {killed.pk}
    assert listed(researcher_client, "detentions/detainee") == {held.pk}
    assert listed(researcher_client, "people/person") >= {nobody.pk, killed.pk, held.pk}


def test_a_person_harmed_twice_is_listed_once(researcher_client):
    person = a_casualty().person
    a_casualty(person=person)
    assert researcher_client.get("/admin/victims/victim/").context["cl"].result_count == 1


@pytest.mark.parametrize("table", ["people/person", "victims/victim", "detentions/detainee"])
def test_a_persons_page_leads_to_all_records(researcher_client, table):
    person = a_person("Ақжан Төлеген")
    records = [a_casualty(person=person), a_detention(person=person), a_charge(person=person)]
    other = a_casualty()
    page = researcher_client.get(f"/admin/{table}/{person.pk}/change/").content.decode()
    assert all(f"/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/" in page for row in records)
    assert other.shown_id not in page
    assert f"/admin/victims/casualty/add/?person={person.pk}" in page


def test_a_record_added_from_a_person_is_about_that_person(researcher_client):
    person = a_person()
    form = AdminForm(researcher_client, f"/admin/victims/casualty/add/?person={person.pk}")
    assert form.values["person"] == [str(person.pk)]


@pytest.mark.parametrize("key", ["abc", "0", "999", "1_2"])
def test_a_person_who_is_not_there_leads_to_the_start_page(researcher_client, key):
    assert researcher_client.get(f"/admin/people/person/{key}/change/").status_code == 302


def test_a_victim_is_saved_and_told_as_the_person(researcher_client):
    person = a_casualty().person
    AdminForm(researcher_client, f"/admin/victims/victim/{person.pk}/change/").send({"occupation": "driver"})
    page = researcher_client.get(f"/admin/people/person/{person.pk}/history/").content.decode()
    assert "driver" in page


def test_what_a_report_says_of_an_organisation_stands_on_its_page(researcher_client):
    organisation, report = an_organisation(), a_report()
    form = AdminForm(researcher_client, f"/admin/people/organisation/{organisation.pk}/change/")
    claim = {"report": report, "attribution": "report", "name_as_printed": "the Reed Street committee"}
    assert form.send(form.part("claims", claim)).status_code == 302
    assert organisation.claims.get().name_as_printed == "the Reed Street committee"


def test_the_admin_leads_to_the_public_site(researcher_client, visitor):
    page = researcher_client.get("/admin/")
    assert page.context["site_url"] == "/"
    assert visitor.get("/en/").status_code == 200
