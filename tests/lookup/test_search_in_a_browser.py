"""The search as families use it: without scripts, on a phone and on a wide screen."""

import pytest

from tests.browser import PHONE, WIDE, barriers, is_within
from tests.desk.conftest import load_january_2022

WIDTHS = pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])


def search(page, name):
    page.goto("/en/search/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type(name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def opened_page(page, press):
    """The tab that opens when `press` is called, read and closed: its heading and its address."""
    with page.context.expect_page() as tab:
        press()
    tab.value.wait_for_load_state()
    found = tab.value.get_by_role("heading", level=1).inner_text(), tab.value.url
    tab.value.close()
    return found


@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
def test_people_of_january_2022_are_found_through_others(transactional_db, browser_page):
    load_january_2022()
    for viewport in (WIDE, PHONE):
        browser_page.set_viewport_size(viewport)
        search(browser_page, "Ниязбаева")
        entries = browser_page.locator(".results > li")
        assert entries.count() == 1
        assert "Found through his wife, Aigerim Niyazbaeva" in entries.inner_text()
        heading, address = opened_page(browser_page, lambda: browser_page.locator(".onward a").press("Enter"))
        assert heading.startswith("Husband")
        assert "/p/" in address
        search(browser_page, "Абдирайым")
        assert entries.locator(".name").all_inner_texts() == ["Nurbolat Alpamys"]
        assert "Found through his father, Murat Abdiraiym" in entries.inner_text()
        search(browser_page, "Алпамыс Нурболат")
        assert "Other spelling: Nurbolat Alpamys" in entries.inner_text()


@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
@WIDTHS
def test_results_open_in_place_and_stay_while_the_page_is_read(transactional_db, killed, browser_page):
    for _number in range(2):
        killed("Айша Қамыс")
    search(browser_page, "Айша Қамыс")
    first, second = (browser_page.locator(".results summary").nth(number) for number in range(2))
    onward = browser_page.locator(".onward a").nth(0)
    assert not onward.is_visible()
    first.press("Enter")
    assert onward.is_visible()
    assert opened_page(browser_page, lambda: onward.press("Enter"))[0] == "Айша Қамыс"
    assert onward.is_visible()
    second.press("Enter")
    assert browser_page.locator(".onward a").nth(1).is_visible()
    first.press("Enter")
    assert not onward.is_visible()
    assert browser_page.url.endswith("/search/")
    assert browser_page.context.cookies() == []


@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
@WIDTHS
def test_choices_are_made_with_the_keyboard_alone(transactional_db, killed, browser_page):
    killed("Айша Қамыс")
    browser_page.goto("/en/search/")
    browser_page.get_by_role("searchbox").focus()
    browser_page.keyboard.type("Айша Қамыс")
    for key in ("Tab", "Tab", "Enter", "Tab"):  # the button, the sign that opens the choices, the first choice
        browser_page.keyboard.press(key)
    browser_page.keyboard.type("Missing")
    for _field in range(2):
        browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")  # in a text field
    browser_page.get_by_text("Without your other choices, 1 person").wait_for()
    assert browser_page.locator("#id_happened").input_value() == "missing"
    browser_page.get_by_role("button", name="Search for the name alone").press("Enter")
    browser_page.locator(".results").wait_for()
    assert browser_page.locator(".results .name").all_inner_texts() == ["Айша Қамыс"]


@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
@WIDTHS
def test_somebody_is_found_by_going_through_the_letters(transactional_db, killed, browser_page):
    killed("Қуат Айша")
    killed("Болат Жүніс")
    browser_page.goto("/en/people/")
    browser_page.get_by_role("link", name="All names, from A to Z").press("Enter")
    browser_page.get_by_role("link", name="Қ", exact=True).press("Enter")
    browser_page.wait_for_url("**letter=**")
    assert browser_page.locator("a.name").all_inner_texts() == ["Қуат Айша"]
    browser_page.locator("a.name").press("Enter")
    browser_page.wait_for_url("**/p/*")
    browser_page.go_back()
    assert browser_page.locator("a.name").all_inner_texts() == ["Қуат Айша"]


@WIDTHS
@pytest.mark.any_database
def test_answers_fit_and_have_no_barrier(transactional_db, register, killed, browser_page, viewport):
    for _number in range(2):
        killed("Айша Қамыс Болатқызы")
    answers = {
        "one": "Төлеген",
        "several": "Қамыс",
        "nobody": "Zzyzx Qqq",
        "initials": "А. Т.",
        "nothing": "",
        "too long": "Абайлаған" * 60,
    }
    for case, typed in answers.items():
        search(browser_page, typed)
        browser_page.locator("summary").first.press("Enter")  # the choices
        for summary in browser_page.locator(".results li:first-child details:not([open]) summary").all():
            summary.press("Enter")
        assert is_within(browser_page, viewport), case
        assert barriers(browser_page) == [], case
