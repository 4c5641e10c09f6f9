"""The chart and the map as readers have them: on a telephone, on paper, with colours of their own, without a script."""

import gzip

import pytest
from django.urls import reverse

from tests.browser import PHONE, WIDE, barriers, is_within
from tests.builders import a_casualty, a_named_person, a_place, a_toll, an_organisation

LETTERS = "[...document.querySelectorAll('main svg text')].filter((text) => text.getClientRects().length)"


@pytest.fixture
def pictures(publish, figures):
    """A chart with every kind of mark and long words, and a map with numbers."""
    body = an_organisation("Департамент полиции города Жұпарлы и прилегающих к нему сельских округов области")
    values = {"what": figures.whole.what.all(), "attribution": "named", "claimant_organisation": body}
    for low, high, bound in ((20_000, None, "about"), (2000, 2500, "about"), (None, 12_000, "at_most")):
        publish(a_toll(low, high=high, bound=bound, as_of="2022-01-09", **values))
    region = a_place("Алматы облысы", name_en="Almaty Region", code="190000000", kind="region")
    for place in (region, a_place("Алматы", name_en="Almaty", code="750000000"), region):
        person = a_named_person()
        publish(person, a_casualty(person=person, harmed_place=place))


@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
def test_a_relative_finds_who_said_164_and_that_it_was_taken_back(transactional_db, pictures, browser_page):
    browser_page.goto(reverse("lookup:start"))
    browser_page.get_by_role("link", name="Figures: how many, according to whom").click()
    row = browser_page.get_by_role("row").filter(has_text="164")
    assert "Retracted, 10 January 2022, according to" in row.inner_text()
    browser_page.get_by_text("Choose by what is counted").click()
    browser_page.get_by_role("textbox", name="When").fill("9.01.2022")
    browser_page.get_by_role("button", name="Show").click()
    assert "3 figures." in browser_page.get_by_role("status").inner_text()


@pytest.mark.any_database
@pytest.mark.parametrize("viewport", [WIDE, PHONE, {"width": 320, "height": 640}], ids=["wide", "phone", "narrow"])
@pytest.mark.parametrize("name", ["figures", "map"])
def test_letters_stay_on_the_picture_and_can_be_read(transactional_db, pictures, browser_page, viewport, name):
    browser_page.goto(reverse(f"lookup:{name}"))
    boxes = browser_page.evaluate(f"{LETTERS}.map((text) => text.getBoundingClientRect().toJSON())")
    assert len(boxes) >= 2
    assert all(box["left"] >= 0 and box["right"] <= viewport["width"] for box in boxes)
    assert min(box["height"] for box in boxes) >= 11
    assert is_within(browser_page, viewport)


@pytest.mark.any_database
@pytest.mark.parametrize("name", ["figures", "map"])
def test_numbers_on_a_picture_do_not_cover_each_other(transactional_db, pictures, browser_page, name):
    browser_page.goto(reverse(f"lookup:{name}"))
    boxes = browser_page.evaluate(f"{LETTERS}.map((text) => text.getBoundingClientRect().toJSON())")
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            beside = one["right"] <= other["left"] or other["right"] <= one["left"]
            above = one["bottom"] <= other["top"] + 4 or other["bottom"] <= one["top"] + 4
            assert beside or above, (one, other)


@pytest.mark.any_database
@pytest.mark.parametrize(
    "medium",
    [{"forced_colors": "active"}, {"color_scheme": "dark"}, {"media": "print"}],
    ids=["forced colours", "dark", "print"],
)
def test_marks_have_the_colour_of_the_text(transactional_db, pictures, browser_page, medium):
    browser_page.emulate_media(**medium)
    browser_page.goto(reverse("lookup:figures"))
    ink = browser_page.evaluate("getComputedStyle(document.querySelector('main')).color")
    marks = browser_page.evaluate(
        "[...document.querySelectorAll('svg circle')].map((one) => getComputedStyle(one).stroke)"
    )
    assert len(marks) >= 4
    assert set(marks) == {ink}
    assert browser_page.locator("svg.chart").first.is_visible()


@pytest.mark.any_database
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", ["figures", "map"])
def test_nothing_stands_in_the_way(transactional_db, pictures, browser_page, viewport, name):
    browser_page.goto(reverse(f"lookup:{name}"))
    assert barriers(browser_page) == []


@pytest.mark.any_database
def test_the_first_page_is_light_with_all_that_it_needs(transactional_db, browser_page):
    sizes = []
    browser_page.on("response", lambda response: sizes.append(len(gzip.compress(response.body()))))
    browser_page.goto(reverse("lookup:start"), wait_until="networkidle")
    assert 2 <= len(sizes) <= 3
    assert sum(sizes) <= 30_000
