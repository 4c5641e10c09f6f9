"""The browser of the tests is itself tested: it works, and it tells when a page asks elsewhere."""

import pytest

from tests.browser import PHONE, WIDE, sign_in


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_sign_in_page_opens(browser_page, viewport):
    browser_page.goto("/admin/login/")
    assert browser_page.locator("input[name=password]").is_visible()
    assert browser_page.evaluate("window.innerWidth") == viewport["width"]


def test_a_page_that_asks_elsewhere_is_noticed(browser_page, faults):
    browser_page.goto("/admin/login/")
    browser_page.evaluate("fetch('http://elsewhere.invalid/font').catch(() => null)")
    assert faults
    assert all("elsewhere.invalid" in fault for fault in faults)  # the policy of the page stops it first
    faults.clear()


def test_a_script_that_fails_is_noticed(browser_page, faults):
    browser_page.goto("/admin/login/")
    browser_page.evaluate("setTimeout(() => missing(), 0)")
    browser_page.wait_for_timeout(200)
    assert faults == ["script error: missing is not defined"]
    faults.clear()


def test_a_session_is_handed_over(browser_page, admin_client):
    sign_in(browser_page, admin_client)
    browser_page.goto("/admin/")
    assert browser_page.locator("#user-tools").is_visible()
