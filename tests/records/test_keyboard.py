"""The forms of the admin by keyboard alone."""

import pytest

from people.models import Person
from tests.browser import sign_in, until

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_focus_stands_in_the_first_input_that_is_refused(browser_page, researcher_client):
    sign_in(browser_page, researcher_client)
    browser_page.goto("/admin/people/person/add/")
    browser_page.locator("#id_born_on").fill("yesterday")
    browser_page.get_by_role("button", name="Save as draft").click()
    browser_page.locator(".errornote").wait_for()
    until(browser_page, "document.activeElement.id === 'id_born_on'")


def test_a_form_is_saved_by_a_key(browser_page, researcher_client):
    sign_in(browser_page, researcher_client)
    browser_page.goto("/admin/people/person/add/")
    browser_page.locator("#id_description").fill("Boy of 12")
    browser_page.keyboard.press("Control+Enter")
    browser_page.locator(".messagelist .success").wait_for()
    assert Person.objects.get().description == "Boy of 12"
