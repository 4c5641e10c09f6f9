"""The desk in a real browser: two researchers collide, and nobody who cannot see or point meets a barrier."""

import pytest

from people.models import Person
from tests.browser import PHONE, WIDE, barriers, sign_in
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_custody_step,
    a_detention,
    a_person,
    a_possible_duplicate,
    a_toll,
    in_review,
)
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_researchers_collide_and_the_second_chooses_field_by_field(
    browser, live_server, browser_page, researcher_client, reviewer_client
):
    person = a_person(sex="male", description="Boy of 12")
    address = f"/admin/people/person/{person.pk}/change/"
    context = browser.new_context(base_url=live_server.url, locale="en")
    first, second = context.new_page(), browser_page
    sign_in(first, reviewer_client)
    sign_in(second, researcher_client)
    for page in (first, second):
        page.goto(address)

    first.locator("#id_occupation").fill("baker")
    first.locator("#id_sex").select_option("female")
    first.get_by_role("button", name="Save as draft").click()
    first.locator(".messagelist .success").wait_for()
    context.close()

    second.locator("#id_occupation").fill("miller")
    second.locator("#id_description").fill("Boy of 13")
    second.get_by_role("button", name="Save as draft").click()
    second.locator("table.conflicts").wait_for()
    assert "reviewer saved this record while you were writing" in second.locator("#content").inner_text()
    assert Person.objects.get(pk=person.pk).occupation == "baker"
    rows = {row.locator("th").inner_text(): row for row in second.locator("table.conflicts tbody tr").all()}
    assert set(rows) == {"Occupation", "Sex"}  # what both or the other changed, and no more
    stored, typed = rows["Occupation"].get_by_role("radio").all()
    assert "baker" in rows["Occupation"].locator("td").nth(0).inner_text()
    assert "miller" in rows["Occupation"].locator("td").nth(1).inner_text()
    assert (stored.is_checked(), typed.is_checked()) == (False, True)
    assert rows["Sex"].get_by_role("radio").first.is_checked()  # left as it was shown: the stored one
    assert second.locator("#id_occupation").input_value() == "miller"
    assert second.locator("#id_description").input_value() == "Boy of 13"
    assert barriers(second) == []

    stored.focus()
    second.keyboard.press("Space")
    second.get_by_role("button", name="Save as draft").click()
    second.locator(".messagelist .success").wait_for()
    saved = Person.objects.get(pk=person.pk)
    assert (saved.occupation, saved.sex, saved.description) == ("baker", "female", "Boy of 13")


def scene(researcher):
    """The addresses of the pages of the desk, with something on each."""
    person = a_person("Ақжан Төлеген", by=researcher, sex="male", check_again_on="2022-03-01")
    casualty = a_casualty(person=person, harmed_on="2022-01-05", by=researcher)
    a_casualty_claim(casualty, harmed_on="2022-01-06")
    a_casualty_claim(casualty, harmed_on="2022-01-05")
    detention = a_detention(person=person, incident=casualty.incident)
    a_custody_step(detention, facility_as_printed="a gymnasium", began_on="2022-01-05")
    toll = a_toll(12, incident=casualty.incident, as_of="2022-01-06", by=researcher)
    in_review(toll, by=researcher)
    pair = a_possible_duplicate(person, a_person("Акжан Толеген"))
    return [
        "/admin/",
        "/admin/people/person/",
        "/admin/people/person/?q=Akzhan&waits=my_drafts",
        f"/admin/people/person/{person.pk}/change/",
        f"/admin/people/person/{person.pk}/history/",
        f"/admin/people/person/{person.pk}/evidence/",
        "/admin/people/person/add/",
        f"/admin/victims/casualty/{casualty.pk}/change/",
        f"/admin/detentions/detention/{detention.pk}/change/",
        f"/admin/sources/report/{toll.report.pk}/change/",
        "/admin/sources/report/",
        "/admin/sources/report/paste/",
        f"/admin/sources/report/{toll.report.pk}/log/casualty/?harm=killed",
        f"/admin/sources/incident/{casualty.incident.pk}/figures/",
        "/admin/people/possibleduplicate/",
        f"/admin/people/possibleduplicate/{pair.pk}/change/",
    ]


@pytest.mark.any_database
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_desk_has_a_barrier_or_is_wider_than_the_window(browser_page, researcher, viewport, scheme):
    page, found = browser_page, {}
    sign_in(page, signed_in(researcher))
    page.emulate_media(color_scheme=scheme)
    for address in scene(researcher):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth") - viewport["width"]
        if faults := [*barriers(page), *([f"{wide} pixels too wide"] if wide > 0 else [])]:
            found[address] = faults
    assert found == {}


@pytest.mark.any_database
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_an_empty_start_page_has_no_barrier(browser_page, reviewer_client, viewport):
    sign_in(browser_page, reviewer_client)
    browser_page.goto("/admin/")
    browser_page.get_by_role("heading", name="Nothing waits").wait_for()
    assert barriers(browser_page) == []
