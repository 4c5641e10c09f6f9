"""Every public page in a real browser: room, weight, barriers."""

import gzip

import pytest

from places.models import Place
from publishing import door, releases
from tests.browser import PHONE, WIDE, barriers, is_within
from tests.builders import a_help_point

pytestmark = pytest.mark.any_database  # how pages look

LANGUAGES = ["kk", "ru", "en"]
PAGES = ["", "search/", "people/", "figures/", "map/", "help/", "reports/", "statements/", "download/", "method/"]
PAGES += ["about/", "releases/", "none"]
CHOSEN = ["figures/?when=yesterday", "help/?place=zhuparly"]
CHOSEN += ["people/?happened=killed&when=yesterday", "people/names/", "people/names/?letter=A"]
NARROW = {"width": 320, "height": 256}  # a window of 1280 by 1024 at 400 %


@pytest.fixture
def pages(register, figures, gone, publish, reviewer):
    """Without a language."""
    releases.release(by=reviewer, reason="the first")
    door.hide_names(person=register.akzhan, by=reviewer, reason="the family asks")
    releases.release(by=reviewer, reason="the second")
    publish(a_help_point(place=Place.objects.first(), telephone="+7 700 000 00 00, ask for Room 5"))
    people = [f"p/{register.akzhan.shown_id}", f"reports/{register.first.shown_id}", f"p/{gone.shown_id}"]
    return [*PAGES, *CHOSEN, *people]


@pytest.fixture
def gone(killed, researcher):
    """Somebody whose page was taken away."""
    person = killed("Қамыс Болат")
    door.withdraw(record=person, by=researcher, reason="the family asks")
    return person


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_and_have_no_barrier(transactional_db, pages, browser_page, language):
    for viewport in (WIDE, PHONE):
        browser_page.set_viewport_size(viewport)
        for page in pages:
            browser_page.goto(f"/{language}/{page}")
            assert browser_page.evaluate("document.documentElement.lang") == language
            assert is_within(browser_page, viewport), page
            assert barriers(browser_page) == [], page


@pytest.mark.parametrize("viewport", [NARROW], ids=["400 percent"])
def test_pages_fit_when_enlarged_four_times(transactional_db, pages, browser_page):
    for page in pages:
        browser_page.goto(f"/en/{page}")
        assert is_within(browser_page, NARROW), page


@pytest.mark.parametrize("colours", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"])
def test_a_person_s_page_can_be_read_in_other_colours(transactional_db, register, browser_page, page_of, colours):
    browser_page.emulate_media(**colours)
    browser_page.goto(page_of(register.akzhan))
    for summary in browser_page.locator("details:not([open]) > summary").all():
        summary.click()
    assert barriers(browser_page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_is_light(transactional_db, browser_page, language):
    """At most 30 KB with all it needs, as they are sent by a server that compresses, in at most three requests."""
    answers = []
    browser_page.on("response", lambda answer: answers.append(answer))
    browser_page.goto(f"/{language}/")
    browser_page.wait_for_load_state("networkidle")
    assert 2 <= len(answers) <= 3
    assert sum(len(gzip.compress(answer.body())) for answer in answers) <= 30 * 1024


def test_the_skip_link_comes_first_and_can_be_seen(transactional_db, browser_page):
    browser_page.goto("/en/")
    browser_page.keyboard.press("Tab")
    skip = browser_page.locator(".skip:focus")
    assert skip.bounding_box()["x"] >= 0
    skip.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "content"
