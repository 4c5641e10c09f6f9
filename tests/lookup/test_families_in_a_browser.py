"""What somebody does who looks for a relative, in each language, with scripts and without, on a phone and on a desk."""

import pytest

from tests.browser import PHONE, WIDE
from tests.desk.conftest import load_january_2022


def search(page, language, name):
    page.goto(f"/{language}/search/")
    page.locator("main input[name=name]").fill(name)
    with page.expect_navigation():
        page.locator("main input[name=name]").press("Enter")


def found(page):
    """The address of the one person found."""
    assert page.locator(".results > li").count() == 1
    return page.locator(".onward a").get_attribute("href")


def language_of(page):
    return page.locator("html").get_attribute("lang")


@pytest.fixture
def january(transactional_db):
    load_january_2022()


@pytest.mark.any_database
@pytest.mark.parametrize("scripts", [False, True], ids=["no scripts", "scripts"])
def test_two_people_are_found_read_kept_and_handed_on(january, browser_page):
    for language, other in [("kk", "ru"), ("ru", "en"), ("en", "kk")]:  # the register is loaded once for all
        for viewport in (WIDE, PHONE):
            browser_page.set_viewport_size(viewport)
            search(browser_page, language, "Нұрболат Алпамыс")
            read(browser_page, language, found(browser_page), "Nurbolat Alpamys")
            search(browser_page, language, "Әйгерім Ниязбаева")
            switch_language_of_results(browser_page, other)
            read(browser_page, other, found(browser_page), "Husband")
            take_along(browser_page, language)
    assert browser_page.context.cookies() == []


def read(page, language, address, heading):
    """Injuries stay closed until somebody opens them; the other language shows the same page."""
    page.goto(address)
    assert language_of(page) == language
    assert page.get_by_role("heading", level=1).inner_text().startswith(heading)
    assert page.locator(".concluded").first.inner_text()
    assert page.locator(".claims > li").count() > 0
    for warning in page.locator("details.hard").all():
        assert not warning.locator("dl").first.is_visible()
        warning.locator("summary").click()
        assert warning.locator("dl").first.is_visible()
    for other in ("kk", "ru", "en"):
        page.locator(f"nav.languages [lang={other}]").click()
        page.wait_for_url(f"**/{other}/p/{address.rsplit('/', 1)[-1]}")
        assert language_of(page) == other
    page.locator(f"nav.languages [lang={language}]").click()
    page.wait_for_url(f"**/{language}/p/*")
    on_paper(page, address)


def on_paper(page, address):
    """Without menus and forms, with the address and the day, and nothing closed."""
    page.emulate_media(media="print")
    page.locator("header nav").first.wait_for(state="hidden")
    assert page.locator(".address .print").is_visible()
    assert page.locator(".address a").first.inner_text().endswith(f"/p/{address.rsplit('/', 1)[-1]}")
    page.emulate_media(media="screen")


def switch_language_of_results(page, language):
    names = page.locator(".results .name").all_inner_texts()
    page.locator(f"nav.languages [lang={language}]").click()
    page.wait_for_url(f"**/{language}/search/")
    assert language_of(page) == language
    assert len(page.locator(".results .name").all_inner_texts()) == len(names)


def take_along(page, language):
    page.goto(f"/{language}/download/")
    with page.expect_download() as download:
        page.locator("a[href*='/people.csv']").click()
    assert "Nurbolat Alpamys" in download.value.path().read_text(encoding="utf-8-sig")
