"""The whole way in a real browser: hand in, map, preview, run, undo."""

import pytest

from desk.importing import batches
from people.models import Name, Person
from sources.models import Report
from tests.browser import PHONE, WIDE, barriers, is_within, sign_in
from tests.builders import an_incident
from tests.desk.importing.lists import detained, killed
from victims.models import Casualty


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


def hand_in(page, text, **chosen):
    page.goto("/admin/desk/importbatch/add/")
    page.set_input_files("[name=file]", {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.click("text=Read it")
    page.fill("[name=title]", "The list of volunteers")
    page.select_option("[name=incident]", label="Shooting on Reed Street")
    for name, value in chosen.items():
        page.select_option(f"[name={name}]", value)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_list_is_imported_and_undone(transactional_db, browser_page, researcher_client, viewport):
    page, _incident = browser_page, an_incident()
    before = Person.objects.count()
    sign_in(page, researcher_client)
    hand_in(page, killed(60))
    assert page.input_value("[name=column_2]") == "name_en"  # guessed
    assert (barriers(page), is_within(page, viewport)) == ([], True)
    page.click("text=Preview")
    page.wait_for_selector("text=new: 60")
    assert Person.objects.count() == before
    assert (barriers(page), is_within(page, viewport)) == ([], True)
    page.click("button[name=_run]")
    page.wait_for_selector("text=Undo this import")
    assert (Person.objects.count(), Casualty.objects.filter(age_high__lt=18).count()) == (60, 10)
    assert (barriers(page), is_within(page, viewport)) == ([], True)
    page.fill("[name=reason]", "The wrong list")
    page.click("button[name=_undo]")
    page.wait_for_selector("text=The wrong list")
    assert (Person.objects.count(), Name.objects.count(), Report.objects.count()) == (before, 0, 0)


def test_a_list_of_the_detained_asks_for_the_order_of_dates(transactional_db, browser_page, researcher_client):
    page, _incident = browser_page, an_incident()
    sign_in(page, researcher_client)
    hand_in(page, detained(4).replace(".01.2022", "/01/2022"))
    page.click("text=Preview")
    page.wait_for_selector("text=can be read in two ways")
    page.select_option("[name=order_2]", "dmy")
    page.click("text=Preview")
    page.click("button[name=_run]")
    page.wait_for_selector("text=Undo this import")
    assert (Person.objects.count(), Report.objects.exclude(url="").count()) == (4, 5)
