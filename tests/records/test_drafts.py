"""What is typed into a form of the admin is kept in the tab until it is saved."""

import pytest

from people.models import Person
from tests.browser import barriers, sign_in, until
from tests.builders import a_person, a_place
from tests.conftest import signed_in

ADD = "/admin/people/person/add/"
KEPT = "Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')).length"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browser_page, researcher_client):
    sign_in(browser_page, researcher_client)
    return browser_page


def typed(page, text="Boy of 12 with his mother"):
    page.locator("#id_description").fill(text)
    until(page, f"{KEPT} === 1")


def test_a_session_that_ends_in_mid_form_loses_nothing(page, researcher):
    place = a_place("Жұпарлы", name_en="Zhuparly")
    page.goto(ADD)
    page.locator("#id_sex").select_option("male")
    page.locator("#id_description_is_public").check()
    page.evaluate(
        "(key) => django.jQuery('#id_home_place').append(new Option('Zhuparly', key, true, true)).trigger('change')",
        place.pk,
    )
    page.get_by_role("button", name="Add another Name").click()
    page.locator("[name^='names-'][name$='-text']").nth(1).fill("Ақжан Төлеген")
    typed(page)

    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save as draft").click()
    page.wait_for_url("**/login/**")
    sign_in(page, signed_in(researcher))
    page.goto(ADD)

    page.locator("#draft-notice").wait_for()
    assert barriers(page) == []
    page.get_by_role("button", name="Put it back into the form").click()
    page.get_by_role("button", name="Save as draft").click()
    page.locator(".messagelist .success").wait_for()
    person = Person.objects.get()
    assert (person.sex, person.description, person.description_is_public) == ("male", "Boy of 12 with his mother", True)
    assert (person.home_place, person.names.get().text) == (place, "Ақжан Төлеген")
    until(page, f"{KEPT} === 0")


def test_what_was_saved_is_not_offered_again(page):
    page.goto(ADD)
    typed(page)
    page.get_by_role("button", name="Save as draft").click()
    page.locator(".messagelist .success").wait_for()
    page.goto(ADD)
    assert not page.locator("#draft-notice").is_visible()


def test_a_draft_can_be_discarded(page):
    page.goto(ADD)
    typed(page)
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    until(page, f"{KEPT} === 0")
    assert page.locator("#id_description").input_value() == ""


def test_signing_out_leaves_nothing_behind(page):
    page.goto(ADD)
    typed(page)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/logout/")
    until(page, f"{KEPT} === 0")


def test_a_form_as_it_came_is_no_draft(page):
    person = a_person("Ақжан Төлеген")
    page.goto(f"/admin/people/person/{person.pk}/change/")
    typed(page, "somebody")
    page.locator("#id_description").fill("")
    until(page, f"{KEPT} === 0")
    page.reload()
    assert not page.locator("#draft-notice").is_visible()
