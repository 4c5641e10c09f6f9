"""Take a picture of each kind of page, at the width of a desk and of a phone. `bin/screens` calls it."""

import os
import re
import sys
import time
from pathlib import Path

from django_otp.oath import TOTP
from playwright.sync_api import Error, sync_playwright

HEIGHTS = {1280: 1500, 360: 1300}  # of a picture, by its width
PERSON = "Nurbolat Alpamys"


def public_pages(page):
    yield "public-start", "/en/"
    yield "public-people", "/en/people/"
    yield "public-names", "/en/people/names/"
    page.goto("/en/people/")
    person = page.get_by_role("link", name=PERSON).first.get_attribute("href")
    yield "public-person", person
    yield "public-figures", "/en/figures/"
    for language in ("kk", "ru"):
        yield f"public-person-{language}", person.replace("/en/", f"/{language}/")
        yield f"public-figures-{language}", f"/{language}/figures/"
    yield "public-map", "/en/map/"
    yield "public-help", "/en/help/"
    yield "public-statements", "/en/statements/"
    yield "public-reports", "/en/reports/"
    page.goto("/en/reports/")
    yield "public-report", page.locator("main a[href^='/en/reports/']").first.get_attribute("href")
    yield "public-download", "/en/download/"
    yield "public-columns", "/en/download/columns/"
    yield "public-releases", "/en/releases/"
    yield "public-method", "/en/method/"
    yield "public-about", "/en/about/"
    yield "public-tell", "/en/tell/"
    yield "public-tell-tracing", "/kk/tell/tracing/"
    yield "public-tell-answer", "/ru/tell/answer/"
    yield "public-tell-corrections", "/en/tell/corrections/"


def admin_pages(page):
    yield "admin-start", "/admin/"
    yield "admin-people", "/admin/people/person/"
    yield "admin-figures", "/admin/sources/toll/"
    yield "admin-report-add", "/admin/sources/report/add/"
    yield "admin-report-paste", "/admin/sources/report/paste/"
    page.goto("/admin/sources/report/?q=relatives")
    report = page.locator("#result_list tbody th a").first.get_attribute("href").split("change/")[0]
    yield "admin-report", f"{report}change/"
    yield "admin-log-casualty", f"{report}log/casualty/?harm=killed"
    yield "admin-log-toll", f"{report}log/toll/"
    page.goto("/admin/victims/casualty/?q=" + PERSON.split()[1])
    casualty = page.locator("#result_list tbody th a").first.get_attribute("href").split("?")[0]
    yield "admin-casualty", casualty
    person = page.request.get(f"/admin/people/person/?q={PERSON.split()[1]}").text()
    person = re.search(r"/admin/people/person/\d+/", person)[0]
    yield "admin-person", f"{person}change/"
    yield "admin-evidence", f"{person}evidence/"
    page.goto("/admin/sources/incident/?kind__exact=unrest")
    incident = page.locator("#result_list tbody th a").first.get_attribute("href").split("change/")[0]
    yield "admin-figures-board", f"{incident}figures/"
    yield "admin-duplicates", "/admin/people/possibleduplicate/"
    yield "admin-history", casualty.replace("change/", "history/")
    yield "admin-import", "/admin/desk/importbatch/add/"
    yield "admin-inbox", "/admin/inbox/case/"
    yield "admin-publish", "/admin/publishing/publication/record/victims.casualty/{}/".format(casualty.split("/")[-3])


def main(base, folder):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for number, width in enumerate(HEIGHTS):
            page = browser.new_page(base_url=base, viewport={"width": width, "height": HEIGHTS[width]})
            wait_for(page)
            take(page, public_pages(page), folder, width)
            take_results(page, folder, width)
            page.goto("/admin/login/")
            page.fill("#id_username", "reviewer")
            page.fill("#id_password", os.environ["SCREENS_PASSWORD"])
            page.click("#content [type=submit]")
            page.fill("#id_code", code(ahead=number))
            page.click("#content [type=submit].default")
            page.locator("#user-tools").wait_for()
            take(page, admin_pages(page), folder, width)
        browser.close()


def code(ahead):
    """What the telephone shows; a code is good once, so the second sign-in takes the next one."""
    totp = TOTP(bytes.fromhex(os.environ["SCREENS_SECRET"]))
    totp.time = time.time() + 30 * ahead
    return f"{totp.token():06}"


def wait_for(page):
    """The server has just been started."""
    for _second in range(30):
        try:
            page.goto("/")
        except Error:
            time.sleep(1)
        else:
            return


def take(page, pages, folder, width):
    for name, path in pages:
        answer = page.goto(path)
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        page.screenshot(path=Path(folder) / f"{name}-{width}.png")


def take_results(page, folder, width):
    """Of a search, which has no address."""
    page.goto("/en/")
    page.locator("main [name=name]").fill(PERSON)
    page.keyboard.press("Enter")
    page.locator(".results").wait_for()
    page.screenshot(path=Path(folder) / f"public-results-{width}.png")


main(*sys.argv[1:])
