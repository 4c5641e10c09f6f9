import sqlite3

import pytest
from django.db import OperationalError

from records import saving
from sources.models import Report
from tests.browser import PHONE, WIDE, barriers, is_within, sign_in

TITLE, TEXT = "Four days in Zhuparly", "Ақжан Төлеген was seen at the reed bed.\nNobody saw him again. " * 6

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def full(monkeypatch):
    """No record can be saved, until it is called."""

    def fails(*_given, **_more):
        cause = sqlite3.OperationalError("database or disk is full")
        cause.sqlite_errorname = "SQLITE_FULL"
        raise OperationalError from cause

    monkeypatch.setattr(saving, "begin", fails)
    return monkeypatch.undo


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_one_click_saves_it_when_there_is_room_again(browser_page, researcher_client, full, viewport):
    sign_in(browser_page, researcher_client)
    browser_page.goto("/admin/sources/report/add/")
    browser_page.locator("#id_title").fill(TITLE)
    browser_page.locator("#id_captured_text").fill(TEXT)
    browser_page.get_by_role("button", name="Save as draft").click()
    browser_page.get_by_role("heading", name="Not saved").wait_for()
    assert browser_page.get_by_text("Nobody saw him again").is_visible()
    assert barriers(browser_page) == []
    assert is_within(browser_page, viewport)
    assert not Report.objects.exists()
    full()
    browser_page.get_by_role("button", name="Send it again").click()
    browser_page.locator(".messagelist .success").wait_for()
    assert Report.objects.get().title == TITLE
