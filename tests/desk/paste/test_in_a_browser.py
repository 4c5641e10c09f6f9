"""Paste a report in a real browser, and go on to log from it."""

import pytest
from playwright.sync_api import expect

from sources.models import Report
from tests.browser import PHONE, WIDE, barriers, is_within, sign_in
from tests.builders import an_incident, an_organisation
from tests.desk.paste.files import PARAGRAPHS, a_page

PAGE = "/admin/sources/report/paste/"


@pytest.fixture
def page(browser_page, researcher_client):
    sign_in(browser_page, researcher_client)
    return browser_page


def hand_in(page):
    page.goto(PAGE)
    page.locator("#id_file").set_input_files(
        {"name": "three-days.html", "mimeType": "text/html", "buffer": a_page().encode()}
    )
    page.get_by_role("button", name="Read it").click()
    page.locator("#id_title").wait_for()


def test_a_saved_page_is_corrected_saved_and_logged_from(transactional_db, page):
    incident, outlet = an_incident(), an_organisation("Reed News", kind="news_outlet")
    hand_in(page)
    expect(page.locator("#id_title")).to_be_focused()
    expect(page.locator("#id_publisher + .options .option:has(input:checked)")).to_contain_text("Reed News")
    page.locator("#id_title").fill("Three days, corrected")
    page.locator("#id_incident").fill(incident.title)
    expect(page.locator(".pick:has(> #id_incident)")).to_have_attribute("data-found", incident.title)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.locator(".log-tabs").get_by_role("link", name="Death").click()
    expect(page.locator("[data-captured]")).to_contain_text(PARAGRAPHS[0])
    report = Report.objects.get()
    assert (report.title, report.publisher, list(report.incidents.all())) == (
        "Three days, corrected",
        outlet,
        [incident],
    )


@pytest.mark.any_database
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(transactional_db, page, viewport):
    page.goto(PAGE)
    assert barriers(page) == []
    hand_in(page)
    assert barriers(page) == []
    assert is_within(page, viewport)
