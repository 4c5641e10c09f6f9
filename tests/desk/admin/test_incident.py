"""The page with the figures of an incident."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from sources.choices import Standing
from tests.browser import PHONE, WIDE, barriers, is_within, sign_in
from tests.builders import a_toll, a_toll_relation, an_incident
from tests.conftest import signed_in
from tests.leaks import without_ids


def address(incident):
    return reverse("admin:sources_incident_figures", args=[incident.pk])


@pytest.fixture
def incident(db):
    incident = an_incident()
    whole = a_toll(225, incident=incident)
    a_toll_relation(a_toll(19, incident=incident, standing=Standing.RETRACTED), whole)
    return incident


def test_the_incident_leads_to_its_figures(incident, researcher_client):
    page = researcher_client.get(reverse("admin:sources_incident_change", args=[incident.pk])).text
    assert address(incident) in page


def test_a_retracted_figure_is_struck_and_says_so(incident, researcher_client):
    page = researcher_client.get(address(incident)).text
    assert "<del>at least 19</del>" in page
    assert "retracted" in page
    assert "244" not in without_ids(page)  # never a sum


def test_without_figures_the_page_says_so_and_leads_to_adding_one(researcher_client, db):
    empty = an_incident("Quiet day")
    page = researcher_client.get(address(empty)).text
    assert "No figure is logged" in page
    assert f"{reverse('admin:sources_toll_add')}?incident={empty.pk}" in page


def test_who_may_not_see_figures_does_not_see_the_board(incident, django_user_model):
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_incident"))
    assert signed_in(User.objects.get(pk=looker.pk)).get(address(incident)).status_code == 403


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.django_db(transaction=True)
def test_the_board_has_no_barrier(browser_page, researcher_client, incident, viewport):
    sign_in(browser_page, researcher_client)
    browser_page.goto(address(incident))
    assert barriers(browser_page) == []
    assert is_within(browser_page, viewport)
