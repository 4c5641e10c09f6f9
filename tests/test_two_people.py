"""Two people in a real browser, from the first sign-in to a name that is switched off again."""

import re
from base64 import b32decode

import pytest

from records.choices import State
from tests.accounts.phone import PASSWORD, code_of, shown_by, time_passes
from tests.browser import PHONE, WIDE, is_within
from tests.builders import a_casualty, a_casualty_claim, a_name, a_person, a_place, a_report
from tests.conftest import member
from victims.models import Casualty

NAME, PLACE = "Нұрлан Ақжан", "Zhuparly"


def give_password(page, user):
    page.context.clear_cookies()
    page.goto("/admin/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def enrol(page, user):
    """The first sign-in, by keyboard: password, what the telephone shows, codes on paper. Returns the codes."""
    give_password(page, user)
    page.get_by_role("heading", name="Enrol your telephone").wait_for()
    assert page.locator("svg.qr").bounding_box()["width"] > 200
    secret = b32decode(page.locator(".secret").inner_text().replace(" ", ""))
    page.locator("#id_code:focus").wait_for()  # the focus is there already
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    page.get_by_text("The code is not right").wait_for()
    page.locator("#id_code:focus").wait_for()
    page.keyboard.type(shown_by(secret))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show ten codes").press("Enter")
    page.locator(".codes li").first.wait_for()
    codes = page.locator(".codes li").all_inner_texts()
    page.get_by_role("button", name="I have them on paper").press("Enter")
    page.locator("#user-tools").wait_for()
    return codes


def sign_in(page, user):
    time_passes(user)
    give_password(page, user)
    page.get_by_role("heading", name="Second step: the code").wait_for()
    page.locator("#id_code:focus").wait_for()
    page.keyboard.type(code_of(user))
    page.keyboard.press("Enter")
    page.locator("#user-tools").wait_for()


def door(page, record):
    page.goto(f"/admin/publishing/publication/record/{record._meta.label_lower}/{record.pk}/")


def with_password(role):
    user = member(role)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def casualty(transactional_db):
    """A death that somebody logged from a report; the place is missing."""
    person = a_person(sex="male")
    a_name(person, NAME, shown_first=True)
    a_place("Жұпарлы", name_en=PLACE)
    casualty = a_casualty(person=person, harm="killed")
    a_casualty_claim(casualty, report=a_report(title="Three days"))
    return casualty


def test_two_people_publish_a_name_and_one_switches_it_off(casualty, browser_page):
    page, person = browser_page, casualty.person
    researcher, reviewer = with_password("researcher"), with_password("reviewer")

    # The researcher enrols, comes again with password and code, edits and sends to review.
    codes = enrol(page, researcher)
    assert len(set(codes)) == 10
    sign_in(page, researcher)
    page.goto(f"/admin/people/person/{person.pk}/change/")
    page.locator("#id_name_is_public").check()
    page.get_by_text(NAME).first.click()
    if not page.locator("#id_names-0-is_public").is_checked():
        page.locator("#id_names-0-is_public").check()
    page.get_by_role("button", name="Send to review").click()
    page.locator(".messagelist .success").wait_for()
    page.goto(f"/admin/victims/casualty/{casualty.pk}/change/")
    page.locator("#id_harmed_on").fill("5 January 2022")
    page.get_by_role("button", name="Send to review").click()
    page.locator(".messagelist .success").wait_for()
    stored = Casualty.objects.get()
    assert (stored.state, stored.harmed_on, stored.edited_by) == (State.IN_REVIEW, "2022-01-05", researcher)

    # They cannot publish it.
    door(page, person)
    assert page.get_by_role("button", name="Publish").count() == 0
    assert page.request.get(f"/en/p/{person.shown_id}").status == 404

    # The reviewer can, and the page shows it.
    enrol(page, reviewer)
    door(page, person)
    page.get_by_label("Reason").fill("the family wants the name known")
    page.get_by_label("yes, the family is informed").check()
    page.get_by_label("Who of the family was told, and by whom").fill("a sister, by telephone")
    page.get_by_label("When").fill("1 February 2022")
    page.get_by_role("button", name="Publish").click()
    page.locator(".messagelist .success").wait_for()
    page.context.clear_cookies()
    page.goto(f"/en/p/{person.shown_id}")
    assert NAME in page.locator("h1").inner_text()

    # Switched off while editing, it is gone at the next request.
    sign_in(page, researcher)
    page.goto(f"/admin/people/person/{person.pk}/change/")
    page.locator("#id_name_is_public").uncheck()
    page.get_by_role("button", name="Save as draft").click()
    page.locator(".messagelist .success").wait_for()
    for address in (f"/en/p/{person.shown_id}", "/en/people/", "/download/people.csv"):
        answer = page.request.get(address)
        assert (answer.status, NAME in answer.text()) == (200, False)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_of_signing_in_is_wider_than_the_window(transactional_db, browser_page, viewport):
    page, user = browser_page, with_password("researcher")
    give_password(page, user)
    page.get_by_role("heading", name="Enrol your telephone").wait_for()
    assert is_within(page, viewport)
    secret = b32decode(re.sub(r"\s", "", page.locator(".secret").inner_text()))
    page.get_by_label("six digits").fill(shown_by(secret))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show ten codes").click()
    page.locator(".codes li").first.wait_for()
    assert is_within(page, viewport)
    page.get_by_role("button", name="I have them on paper").click()
    page.locator("#user-tools").wait_for()
    page.goto("/admin/my-sign-in/")
    assert is_within(page, viewport)
