"""Every page keeps to the policy in its headers: what a browser blocks is a fault of the page (tests/browser.py)."""

import pytest
from django.contrib.auth.models import User

from tests.browser import sign_in, until
from tests.conftest import member, signed_in
from tests.test_access import ADMIN, FILES, PUBLIC, TABLES, addresses

pytestmark = pytest.mark.any_database  # how pages look

NO_GET = ("autocomplete/", "jsi18n/", "leave/", "language/", "logout/")
PAGES = [f"admin/{page}" for page in ADMIN if page not in NO_GET]
NO_PAGES = ("delete", "alike/", "/known/")  # these answer others than readers of pages
PAGES += [
    f"admin/{table}{page}"
    for table, pages in TABLES.items()
    for page in pages
    if not any(part in page for part in NO_PAGES)
]
PAGES += [page for page in PUBLIC if page not in FILES]


@pytest.fixture
def found(transactional_db):
    """An address for each route."""
    return addresses(User.objects.create_user("staff", is_staff=True), member("reviewer"))


def test_no_page_is_stopped_by_the_policy(found, browser_page):
    sign_in(browser_page, signed_in(User.objects.create_superuser("superuser")))
    for route in PAGES:
        browser_page.goto(found[route])
        browser_page.locator("body").wait_for()


def test_the_widgets_work_under_the_policy(found, browser_page):
    sign_in(browser_page, signed_in(User.objects.create_superuser("superuser")))
    browser_page.goto(found["admin/victims/casualty/<path:object_id>/change/"])
    before = browser_page.locator(".select2-container").count()
    browser_page.locator(".add-row a").first.click()
    until(browser_page, f"document.querySelectorAll('.select2-container').length > {before}")
    browser_page.locator("#id_harmed_on").fill("5.1.2022")
    browser_page.locator("#id_harmed_place + .select2-container .select2-selection").click()
    browser_page.locator(".select2-results__option").first.wait_for()


def test_what_the_policy_stops_is_noticed(db, browser_page, faults):
    browser_page.goto("/admin/login/")
    browser_page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    browser_page.wait_for_timeout(200)
    assert len(faults) == 1
    assert "Content Security Policy" in faults[0]
    faults.clear()
