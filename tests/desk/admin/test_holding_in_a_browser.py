"""Entering somebody who is here already, in a real browser: warned while typing, held on saving, and nothing lost."""

import pytest

from people.models import Person
from tests.browser import PHONE, WIDE, is_within, sign_in
from tests.builders import a_person, a_report
from tests.test_journey import choose

NAME, SPELLING = "Ақжан Төлеген", "Akzhan Tolegen"


@pytest.fixture
def here(transactional_db):
    return a_person(NAME, sex="male", born_on="1990")


def type_name(page, text):
    page.goto("/admin/people/person/add/")
    page.locator("#id_names-0-text").press_sequentially(text)


def warning(page):
    return page.locator("#perhaps-here")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_from_the_warning_to_the_person_who_is_here(here, researcher_client, browser_page, viewport):
    page, report = browser_page, a_report("Three days in Zhuparly")
    sign_in(page, researcher_client)
    type_name(page, SPELLING)
    link = warning(page).get_by_role("link", name=NAME)
    link.wait_for()
    assert "other spelling" in warning(page).inner_text()
    assert "male · born 1990" in warning(page).inner_text()
    link.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    assert opened.value.url.endswith(f"/admin/people/person/{here.pk}/change/")
    opened.value.close()

    # A claim is typed beside the name; all of it goes to the person who is here.
    page.get_by_role("button", name="Add another Person claim").click()
    choose(page, "claims-0-report", "three", report.title)
    page.locator("#id_claims-0-attribution").select_option("report")
    page.locator("#id_claims-0-summary").fill("Baker by trade.")
    page.locator("#id_occupation").fill("baker")
    page.get_by_role("button", name="Save as draft").click()
    page.get_by_role("heading", name="Perhaps already here").wait_for()
    assert page.locator("#id_claims-0-summary").input_value() == "Baker by trade."
    assert is_within(page, viewport)
    page.get_by_label("add what I typed to them").check()
    page.get_by_role("button", name="Save as draft").click()
    page.locator(".messagelist .success").wait_for()

    person = Person.objects.get()
    assert person == here
    assert {name.text for name in person.names.all()} == {NAME, SPELLING}
    assert (person.claims.get().report, person.claims.get().summary) == (report, "Baker by trade.")
    assert person.occupation == "baker"


def test_what_is_no_likely_name_says_nothing(here, researcher_client, browser_page):
    sign_in(browser_page, researcher_client)
    type_name(browser_page, SPELLING)
    warning(browser_page).get_by_role("link").wait_for()
    with browser_page.expect_response("**/alike/"):
        browser_page.locator("#id_names-0-text").fill("Шұғыла Ермек")
    warning(browser_page).get_by_role("link").wait_for(state="detached")
    assert warning(browser_page).inner_text() == ""


def test_without_an_answer_of_the_register_one_plain_line_is_said(here, researcher_client, browser_page):
    sign_in(browser_page, researcher_client)
    browser_page.goto("/admin/people/person/add/")
    browser_page.context.clear_cookies()
    browser_page.locator("#id_names-0-text").press_sequentially(SPELLING)
    warning(browser_page).locator("p").wait_for()
    assert "cannot be checked now" in warning(browser_page).inner_text()
    assert warning(browser_page).get_by_role("link").count() == 0
