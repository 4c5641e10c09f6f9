"""From a sender without script to a reviewer with the key, and back; and that nothing of it is left to be read."""

import json
import logging
import tempfile

import pytest
from django.apps import apps
from django.db import connection
from nacl import pwhash

from accounts.models import Session
from accounts.session_store import SessionStore
from inbox import acts
from inbox.letterbox.models import Answer, Message
from inbox.models import Case, Stage
from records.management.commands import make_group_key
from tests.browser import PHONE, WIDE, barriers, sign_in, until
from tests.conftest import member, signed_in
from tests.letters import KEY, a_case, a_message

WHO, TEXT, CONTACT = (
    "Ақжан Төлегенұлы",
    "Ұлым бесінші қаңтарда\nүйге келмеді. Әке-шешесіміз.",
    "Quxarek 12, Reed Street",
)
ANSWER = "Ол тірі, Құлагер көшесінде."
PASSPHRASE = "a long passphrase of nobody"
WORDS = [WHO, *TEXT.split("\n"), CONTACT, ANSWER, "Quxarek", "Құлагер"]


@pytest.fixture
def key_file(tmp_path, monkeypatch):
    """As `make_group_key` writes it, with less work for Argon2id."""
    monkeypatch.setattr(make_group_key, "OPSLIMIT", pwhash.argon2id.OPSLIMIT_MIN)
    monkeypatch.setattr(make_group_key, "MEMLIMIT", pwhash.argon2id.MEMLIMIT_MIN)
    path = tmp_path / "private.json"
    path.write_text(json.dumps(make_group_key.as_file(KEY, PASSPHRASE)))
    return path


@pytest.fixture
def said():
    """All that is logged, down to the least."""
    lines = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(f"{record.getMessage()} {record.exc_info} {vars(record)}")

    handler, root = Keep(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def sender(browser, live_server):
    """The page of somebody on an old telephone, without script."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False, locale="kk")
    yield context.new_page()
    context.close()


def open_key(page, key_file):
    page.locator("#key-file").set_input_files(key_file)
    page.locator("#key-passphrase").fill(PASSPHRASE)
    page.locator("#key-open").click()
    page.locator("#key-forget").wait_for(timeout=60_000)


def sends(sender) -> str:
    """A tracing request from the start page on; returns the code that is shown."""
    sender.goto("/")
    sender.locator("#tell-us + p + p a, .tell-us a").first.click()
    sender.locator(".ways-in a").first.click()
    sender.locator("[name=who]").fill(WHO)
    sender.locator("[name=text]").fill("x" * 20_001)
    sender.locator("[name=contact]").fill(CONTACT)
    sender.locator(".letter button").click()
    assert sender.locator("[name=who]").input_value() == WHO
    sender.locator("[name=text]").fill(TEXT)
    sender.locator(".letter button").click()
    return sender.locator(".code code").inner_text()


def works_on_it(page, key_file):
    """A reviewer opens it with the key in the browser, and answers."""
    page.goto("/admin/inbox/case/")
    open_key(page, key_file)
    page.locator("#result_list tbody th a").click()
    page.locator("#content button.default").click()
    page.locator("#opened .words").wait_for()
    opened = page.locator("#opened").inner_text()
    assert WHO in opened
    assert TEXT in opened
    assert CONTACT in opened
    page.locator("#answer-text").fill(ANSWER)
    page.locator("#answer-form button").click()
    page.locator(".messagelist .success").wait_for()


def raw_database() -> str:
    """Every byte on SQLite; every value of every table on PostgreSQL."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return connection.connection.serialize().decode("utf-8", "replace")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def sessions() -> str:
    return "\n".join(str(SessionStore().decode(row.session_data)) for row in Session.objects.all())


def files_in(folder) -> str:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path.name} {path.read_bytes().decode('utf-8', 'replace')}" for path in found)


def traces(*places: str) -> list[str]:
    """Which of the words stand anywhere, plain or as JSON and addresses write them."""
    whole = "\n".join(places)
    written = [*WORDS, *(json.dumps(word)[1:-1] for word in WORDS)]
    return [word for word in written if word in whole]


@pytest.mark.usefixtures("transactional_db")
def test_a_request_is_sent_opened_answered_and_read_and_leaves_no_trace(
    sender, browser_page, key_file, said, temporary, settings
):
    reviewer = signed_in(member("reviewer"))
    logging.getLogger("inbox.letterbox").debug("What is logged from the letterbox is read here.")
    code = sends(sender)
    assert Message.objects.count() == 1
    sign_in(browser_page, reviewer)
    asked = []
    browser_page.on("request", lambda request: asked.append(f"{request.url} {request.post_data}"))
    works_on_it(browser_page, key_file)
    kept_by_browser = browser_page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    sender.goto("/en/tell/answer/")
    sender.locator("[name=code]").fill(code.lower().replace("-", " "))
    sender.locator(".letter button").click()
    assert ANSWER in sender.locator(".answer").inner_text()
    sender.locator(".answer").wait_for()
    assert sender.context.cookies() == []
    assert Case.objects.get().stage == Stage.ANSWERED
    assert "from the letterbox" in "\n".join(said)
    secret = [PASSPHRASE, json.loads(key_file.read_text())["boxed_private_key"], bytes(KEY).hex()]
    places = [raw_database(), sessions(), "\n".join(said), files_in(temporary), kept_by_browser, "\n".join(asked)]
    assert traces(*places) == []
    assert [word for word in (*secret, code, code.replace("-", "")) if word in "\n".join(places)] == []
    assert "tizim-sealed" in places[0]
    assert "answer" in places[5]


def test_a_trace_would_be_found(db, temporary):
    (temporary / "upload").write_text(f"… {TEXT}")
    a_message(code="").delete()
    assert traces(files_in(temporary)) != []
    apps.get_model("people.organisation")  # any table
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE quick_note (words text)")
        cursor.execute("INSERT INTO quick_note VALUES (%s)", [CONTACT])
        assert CONTACT in traces(raw_database())
        cursor.execute("DROP TABLE quick_note")


@pytest.mark.usefixtures("transactional_db")
def test_the_key_stays_from_one_message_to_the_next_and_is_forgotten(browser_page, key_file):
    reviewer = signed_in(member("reviewer"))
    a_case(TEXT)
    a_case("Тағы бір сөз")
    sign_in(browser_page, reviewer)
    browser_page.goto("/admin/inbox/case/")
    open_key(browser_page, key_file)
    for number, words in enumerate((TEXT, "Тағы бір сөз")):
        browser_page.locator("#result_list tbody th a").nth(number).click()
        browser_page.locator("#content button.default").click()
        browser_page.locator("#opened .words").wait_for()
        assert words in browser_page.locator("#opened").inner_text()
        browser_page.locator(".breadcrumbs a").nth(1).click()
        browser_page.locator("#result_list").wait_for()
    browser_page.locator("#result_list tbody th a").first.click()
    browser_page.locator("#opened .words").wait_for()
    browser_page.locator("#key-forget").click()
    assert browser_page.locator("#opened .words").count() == 0
    assert "Open the key above" in browser_page.locator("#opened").inner_text()


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("has_key", [False, True], ids=["without the key", "with the key"])
def test_a_half_typed_answer_stays_with_its_message(browser_page, key_file, has_key):
    reviewer = signed_in(member("reviewer"))
    cases = a_case(TEXT), a_case("Тағы бір сөз")
    for case in cases:
        acts.open_case(case=case, by=None)
    first, second = (f"/admin/inbox/case/{case.pk}/change/" for case in cases)
    sign_in(browser_page, reviewer)
    browser_page.goto(first)
    if has_key:
        open_key(browser_page, key_file)
    text = browser_page.locator("#answer-text")
    text.fill(ANSWER)
    browser_page.locator("#id_search_name").fill("Akzhan")
    browser_page.locator("form:has(#id_search_name) button").click()
    browser_page.locator("[role=status]", has_text="Nobody with a name like this").wait_for()
    assert text.input_value() == ANSWER
    browser_page.locator(".breadcrumbs a").nth(1).click()
    browser_page.locator(f"#result_list a[href*='{second}']").click()
    text.wait_for()
    assert text.input_value() == ""
    browser_page.go_back()
    browser_page.locator("#result_list").wait_for()
    browser_page.go_back()
    text.wait_for()
    assert text.input_value() == ANSWER


@pytest.mark.usefixtures("transactional_db")
def test_a_wrong_passphrase_and_a_lost_session_lose_nothing(browser_page, key_file):
    reviewer = signed_in(member("reviewer"))
    case = a_case(TEXT)
    sign_in(browser_page, reviewer)
    browser_page.goto(f"/admin/inbox/case/{case.pk}/change/")
    browser_page.locator("#key-file").set_input_files(key_file)
    browser_page.locator("#key-passphrase").fill("another one")
    browser_page.locator("#key-open").click()
    until(browser_page, "document.querySelector('#key-status').textContent.includes('passphrase is wrong')")
    browser_page.locator("#content button.default").click()
    browser_page.locator("#answer-text").fill(ANSWER)
    Session.objects.all().delete()
    browser_page.locator("#answer-form button").click()
    until(browser_page, "!document.querySelector('#answer-problem').hidden")
    assert browser_page.locator("#answer-text").input_value() == ANSWER
    assert not Answer.objects.exists()


# Barriers and width


@pytest.mark.any_database
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.usefixtures("transactional_db")
def test_the_public_pages_have_no_barriers(browser_page):
    for address in ("/en/tell/", "/en/tell/tracing/", "/en/tell/answer/", "/en/tell/corrections/"):
        browser_page.goto(address)
        assert barriers(browser_page) == [], address
        assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    browser_page.goto("/en/tell/news/")
    browser_page.locator(".letter button").click()
    assert barriers(browser_page) == []
    browser_page.locator("[name=text]").fill(TEXT)
    browser_page.locator(".letter button").click()
    browser_page.locator(".code").wait_for()
    assert barriers(browser_page) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.any_database
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.usefixtures("transactional_db")
def test_the_pages_of_the_staff_have_no_barriers(browser_page, key_file):
    reviewer = signed_in(member("reviewer"))
    case = a_case(TEXT)
    sign_in(browser_page, reviewer)
    browser_page.goto("/admin/inbox/case/")
    assert barriers(browser_page) == []
    open_key(browser_page, key_file)
    browser_page.goto(f"/admin/inbox/case/{case.pk}/change/")
    browser_page.locator("#content button.default").click()
    browser_page.locator("#answer-text").wait_for()
    open_key(browser_page, key_file)
    browser_page.locator("#id_search_name").fill("Akzhan")
    browser_page.locator("form:has(#id_search_name) button").click()
    browser_page.locator("#opened .words").wait_for()
    assert barriers(browser_page) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
