"""A real browser for tests: `browser_page` is a page on the live server that may ask nobody else for anything."""

import os
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def cannot(reason):
    """Without a browser, the build fails; a person at home is told what was left out."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no browser test: {reason}")


@pytest.fixture(scope="session")
def live_server(live_server):
    """Stops when its last answer has ended: a thread left over would close a connection that is the tests' own."""
    yield live_server
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser(live_server):  # closed before the server, which it keeps connections to
    if not Path(CHROMIUM).exists():
        cannot(f"{CHROMIUM} is missing (bin/test installs it when root; CHROMIUM names another)")
    try:
        playwright = sync_playwright().start()
    except Exception as error:  # the driver says in many ways what it lacks
        cannot(f"playwright does not start: {error}")
    try:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    except Error as error:
        playwright.stop()
        cannot(f"{CHROMIUM} does not start: {error}")
    yield browser
    browser.close()
    playwright.stop()


@pytest.fixture
def viewport():
    """For another width: `@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])`."""
    return WIDE


@pytest.fixture
def scripts():
    """For a reader who has switched them off: `@pytest.mark.parametrize("scripts", [False])`."""
    return True


@pytest.fixture
def faults():
    """What the page did wrong by itself; a test that provokes a fault empties the list."""
    return []


@pytest.fixture
def browser_page(browser, live_server, viewport, scripts, faults):
    context = browser.new_context(base_url=live_server.url, viewport=viewport, java_script_enabled=scripts, locale="en")
    page = context.new_page()

    def only_here(route):
        if route.request.url.startswith((live_server.url, "data:", "blob:")):
            route.continue_()
        else:
            faults.append(f"asked for {route.request.url}")
            route.abort()

    context.route("**/*", only_here)
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    page.faults = faults
    yield page
    context.close()
    assert faults == [], faults


def sign_in(page, client):
    """Hands the browser the session of a Django test client: `sign_in(browser_page, researcher)`."""
    page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "domain": "localhost", "path": "/"}
            for name, cookie in client.cookies.items()
        ]
    )


def barriers(page) -> list[str]:
    """What stands in the way of a reader who cannot see, hear or point, as axe names it."""
    before = len(page.faults)
    found = Axe().run(page).response["violations"]
    del page.faults[before:]  # axe tries styles of its own, which the policy of the pages stops
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]


def is_within(page, viewport) -> bool:
    """Whether nothing of the page, with its styles, stands beyond the window."""
    page.wait_for_load_state("load")
    return page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def until(page, expression):
    """Waits until it is true, at most ten seconds. (`wait_for_function` evaluates text, which the policy forbids.)"""
    for _again in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")
