"""Two people and one death in a real browser: sent, sent back, mended, published, edited, hidden."""

import pytest

from people.models import Person
from publishing import door
from tests.browser import PHONE, WIDE, sign_in
from tests.builders import a_casualty, a_named_person, an_incident, in_review, published
from victims.models import Casualty

NAME, NOTE = "Ақжан Төлеген", "The day is missing: the report gives it."


@pytest.fixture
def casualty(transactional_db, researcher, reviewer):
    """A draft; its person and event wait in review."""
    person = a_named_person(NAME, by=researcher)
    incident = published(an_incident(), by=reviewer)
    casualty = a_casualty(person=person, incident=incident, by=researcher)
    in_review(person, by=researcher)
    return casualty


def change_page(record):
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"


def done(page):
    page.locator(".messagelist .success").first.wait_for()


def public_page(page, person):
    """What somebody without an account reads."""
    answer = page.context.browser.new_context(base_url=page.url.split("/admin")[0]).request.get(
        f"/en/p/{person.shown_id}"
    )
    return answer.text() if answer.status == 200 else ""


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_from_a_draft_to_the_public_and_off_it_again(casualty, browser_page, researcher_client, reviewer_client):
    page, person = browser_page, casualty.person

    sign_in(page, researcher_client)
    page.goto(change_page(casualty))
    page.locator("#id_site").fill("near the market")
    page.get_by_role("button", name="Send to review").click()
    done(page)

    sign_in(page, reviewer_client)
    page.goto("/admin/")
    page.locator(".waiting").get_by_role("link", name="Casualties", exact=True).click()
    page.get_by_role("link", name="killed").first.click()
    page.get_by_label("Reason").fill(NOTE)
    page.get_by_role("button", name="Send back with this note").click()
    done(page)
    assert Casualty.objects.get().state == "draft"

    sign_in(page, researcher_client)
    page.goto("/admin/")
    assert NOTE in page.locator(".waiting").inner_text()
    page.locator(".waiting").get_by_role("link", name="killed").first.click()
    assert NOTE in page.locator(".standing").inner_text()
    page.locator("#id_harmed_on").fill("5 January 2022")
    page.get_by_role("button", name="Send to review").click()
    done(page)
    page.goto("/admin/")
    assert NOTE not in page.locator("body").inner_text()

    sign_in(page, reviewer_client)
    page.goto(door_page(casualty))
    page.get_by_label("Reason").fill("checked against the report")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.locator(".ground .errorlist").first.wait_for()  # the family is asked about, and the reason stays
    assert page.get_by_label("Reason").input_value() == "checked against the report"
    assert public_page(page, person) == ""
    page.get_by_label("yes, the family is informed").check()
    page.get_by_label("Who of the family was told, and by whom").fill("a sister, by telephone")
    page.get_by_label("When").fill("1 February 2022")
    page.get_by_role("button", name="Publish", exact=True).click()
    done(page)
    text = public_page(page, person)
    assert NAME in text
    assert "near the market" in text
    assert "a sister" not in text

    sign_in(page, researcher_client)
    page.goto(change_page(casualty))
    page.locator("#id_site").fill("near the bridge")
    page.get_by_role("button", name="Save as draft").click()
    done(page)
    page.goto(change_page(casualty))
    assert "this edit is not public yet" in page.locator(".standing").inner_text()
    page.locator(".standing summary").click()
    assert "near the bridge" in page.locator(".standing .differs").inner_text()
    text = public_page(page, person)
    assert "near the market" in text
    assert "near the bridge" not in text

    page.goto(change_page(person))
    page.locator("#id_name_is_public").uncheck()
    page.get_by_role("button", name="Save as draft").click()
    done(page)
    assert NAME not in public_page(page, person)
    assert door.is_public(Person.objects.get())


def door_page(record):
    return f"/admin/publishing/publication/record/{record._meta.label_lower}/{record.pk}/"
