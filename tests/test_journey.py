"""From a report to the public site, by two people in a real browser."""

import csv
import io

import pytest

from people.models import Person
from sources.models import Report, Toll
from tests.accounts.phone import PASSWORD, code_of, time_passes
from tests.builders import a_place, a_term, an_incident, in_review
from tests.conftest import enrolled
from victims.models import Casualty

REPORT, DESCRIPTION = "Three days in Zhuparly", "Boy of 12 with his mother"


def sign_in(page, user):
    enrolled(user)
    user.set_password(PASSWORD)
    user.save()
    page.context.clear_cookies()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Second step: the code").wait_for()
    time_passes(user)
    page.get_by_label("Code").fill(code_of(user))
    page.keyboard.press("Enter")
    page.locator("#user-tools").wait_for()


def choose(page, name, typed, option):
    """Chooses a row by keyboard alone: open, type, wait for the answer, confirm."""
    box = page.locator(f"[id='id_{name}'] + .select2-container")
    box.locator(".select2-selection, .select2-search__field").last.focus()
    page.keyboard.press("Enter")
    page.locator(".select2-container--open .select2-search__field:focus").wait_for()  # a moment later
    page.keyboard.type(typed)
    page.locator(".select2-results__option--highlighted", has_text=option).wait_for()
    page.keyboard.press("Enter")
    chosen = box.locator(".select2-selection__rendered")
    chosen.filter(has_text=option).wait_for()


def save(page):
    page.get_by_role("button", name="Send to review").click()
    page.locator(".messagelist .success").wait_for()


def add_the_report(page):
    page.goto("/admin/")
    page.get_by_role("link", name="Add the report").click()
    page.locator("#id_title").fill(REPORT)
    page.locator("#id_published_on").fill("12.01.2022")
    page.locator("#id_language").fill("en")
    save(page)


def add_the_person(page):
    page.goto("/admin/people/person/add/")
    page.locator("#id_description").fill(DESCRIPTION)
    page.locator("#id_description_is_public").check()
    page.locator("#id_child_decision").fill("The report tells of him in public and names nobody; nor do we.")
    save(page)


def log_the_death(page):
    page.goto("/admin/victims/casualty/add/")
    choose(page, "person", "boy", DESCRIPTION)
    choose(page, "incident", "reed", "Shooting on Reed Street")
    page.locator("#id_harm").select_option("killed")
    page.locator("#id_harmed_on").fill("5 January 2022")
    choose(page, "harmed_place", "жұпар", "Zhuparly")
    choose(page, "claims-0-report", "three", REPORT)
    page.locator("#id_claims-0-attribution").select_option("report")
    page.locator("#id_claims-0-harm").select_option("killed")
    page.locator("#id_claims-0-age_low").fill("12")
    page.locator("#id_claims-0-age_high").fill("12")
    page.locator("#id_claims-0-summary").fill("Killed by a bullet near the market.")
    save(page)


def log_the_figure(page):
    page.goto("/admin/sources/toll/add/")
    choose(page, "incident", "reed", "Shooting on Reed Street")
    choose(page, "what", "killed", "killed")
    page.locator("#id_bound").select_option("vague")
    page.locator("#id_wording").fill("dozens")
    choose(page, "report", "three", REPORT)
    page.locator("#id_attribution").select_option("report")
    save(page)


def door(page, record):
    page.goto(f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/")
    page.locator(".object-tools a[href*='/publication/record/']").click()
    page.get_by_label("Reason").wait_for()


def publish(page, record, with_it):
    door(page, record)
    boxes = page.locator("[name=others]")
    labels = page.locator(".others label")
    assert sorted(label.split(":")[0].strip() for label in labels.all_inner_texts()) == sorted(with_it)
    assert all(box.is_checked() for box in boxes.all())
    page.get_by_label("Reason").fill("checked against the report")
    page.get_by_role("button", name="Publish").click()
    page.locator(".messagelist .success").wait_for()


def rows_of(page, name):
    answer = page.request.get(f"/download/{name}.csv")
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig"))))


@pytest.fixture
def terms(transactional_db):
    a_term("counted", "killed")
    in_review(an_incident("Shooting on Reed Street"))
    a_place("Жұпарлы", name_en="Zhuparly")


def test_from_a_report_to_the_public_site(terms, browser_page, researcher, reviewer):
    page = browser_page
    sign_in(page, researcher)
    add_the_report(page)
    add_the_person(page)
    log_the_death(page)
    log_the_figure(page)
    person, toll, casualty = Person.objects.get(), Toll.objects.get(), Casualty.objects.get()
    assert (casualty.person, casualty.harmed_on, casualty.harmed_place.name_en) == (person, "2022-01-05", "Zhuparly")
    assert (casualty.claims.get().report, toll.report) == (Report.objects.get(), Report.objects.get())

    # Nobody outside sees it, and the researcher cannot change that.
    assert page.request.get(person_page(person)).status == 404
    door(page, person)
    assert page.get_by_role("button", name="Publish").count() == 0

    sign_in(page, reviewer)
    publish(page, person, with_it=["Casualty", "Incident", "Report"])
    publish(page, toll, with_it=[])

    page.context.clear_cookies()
    page.goto("/en/people/")
    page.get_by_role("link", name=DESCRIPTION).click()
    page.wait_for_url(f"**{person_page(person)}")
    text = page.locator("main").inner_text()
    assert "Killed by a bullet near the market." in text
    assert REPORT in text
    page.goto("/en/figures/")
    assert "dozens" in page.locator("main").inner_text()
    assert [row["person"] for row in rows_of(page, "casualties")] == [person.shown_id]
    assert [row["wording"] for row in rows_of(page, "figures")] == ["dozens"]

    # What is hidden is gone at the next request.
    sign_in(page, researcher)
    door(page, person)
    page.get_by_label("Reason").fill("the mother asks for it")
    page.get_by_role("button", name="Hide the description").click()
    page.locator(".messagelist .success").wait_for()
    page.context.clear_cookies()
    page.goto(person_page(person))
    assert DESCRIPTION not in page.locator("body").inner_text()
    assert DESCRIPTION not in page.request.get("/download/people.csv").text()


def person_page(person):
    return f"/en/p/{person.shown_id}"
