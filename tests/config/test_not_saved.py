"""What is answered when the database takes nothing: the truth about what was saved, and all that was typed."""

import os
import re
import sqlite3
from contextlib import contextmanager

import pytest
from django.db import InternalError, OperationalError, connection

from config.not_saved import Why, why
from people.models import Person
from sources.models import Report
from tests.admin_forms import AdminForm, rows
from tests.builders import a_report
from tests.conftest import enrolled, signed_in

on_sqlite = pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") == "postgresql", reason="SQLite only")
on_postgresql = pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") != "postgresql", reason="PostgreSQL only")
TITLE, LONG = "Four days in Zhuparly", "the reed bed at night " * 4000
ADD = "/admin/sources/report/add/"


@contextmanager
def stated(before, after):
    """One statement before, one after, whatever comes between."""
    with connection.cursor() as cursor:
        cursor.execute(before)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(after)


@contextmanager
def full():
    """SQLite may not make the file longer; PostgreSQL says what it says when the disk is full."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        with stated(f"PRAGMA max_page_count={pages}", "PRAGMA max_page_count=4294967294"):
            yield
        return
    raising = "BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END"
    triggers = [
        f"CREATE TRIGGER is_full BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION is_full()" for table in TABLES
    ]
    function = f"CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS $$ {raising} $$"
    with stated("; ".join([function, *triggers]), "DROP FUNCTION is_full CASCADE"):
        yield


@contextmanager
def read_only():
    on, off = {
        "sqlite": ("PRAGMA query_only=ON", "PRAGMA query_only=OFF"),
        "postgresql": ("SAVEPOINT before_it; SET TRANSACTION READ ONLY", "ROLLBACK TO SAVEPOINT before_it"),
    }[connection.vendor]
    with stated(on, off):
        yield


TABLES = ("sources_report", "accounts_session")
STATES = pytest.mark.parametrize(("state", "told"), [(full, "is full"), (read_only, "only be read")])


@pytest.fixture
def form(researcher_client):
    """Filled in, as the browser would send it."""
    researcher_client.raise_request_exception = False
    form = AdminForm(researcher_client, ADD)
    form.values |= {"title": [TITLE], "captured_text": [LONG]}
    return form


@STATES
def test_nothing_is_saved_and_all_that_was_typed_stands_in_the_answer(form, state, told):
    before = rows()
    with state():
        page = form.send()
    text = page.content.decode()
    assert (page.status_code, page.headers["Retry-After"], rows()) == (503, "30", before)
    assert "<h1>Not saved</h1>" in text
    assert told in text
    kept, typed = form.again(page).values, {name: values for name, values in form.values.items() if values}
    assert {name: kept.get(name) for name in typed} == typed


@STATES
def test_sent_again_when_that_is_mended_it_makes_one_record(form, state, told):
    with state():
        page = form.send()
    for _twice in range(2):
        assert form.again(page).send().status_code == 302
    assert [(report.title, report.captured_text) for report in Report.objects.all()] == [(TITLE, LONG.strip())]


@STATES
def test_a_record_that_was_not_changed_keeps_what_it_had(researcher_client, researcher, state, told):
    researcher_client.raise_request_exception = False
    report = a_report("Three days in Zhuparly", by=researcher)
    form = AdminForm(researcher_client, f"/admin/sources/report/{report.pk}/change/")
    with state():
        page = form.send({"title": TITLE, "captured_text": LONG})
    assert TITLE in page.content.decode()
    report.refresh_from_db()
    assert (report.title, report.version) == ("Three days in Zhuparly", 1)
    assert form.again(page).send().status_code == 302
    report.refresh_from_db()
    assert (report.title, report.version) == (TITLE, 2)


@STATES
def test_reading_goes_on(researcher_client, researcher, state, told, caplog):
    a_report(TITLE, by=researcher)
    session = researcher_client.session
    session["seen"] -= 120  # so that the next page notes the time
    session["kept"] = LONG
    session.save()
    with state():
        page = researcher_client.get("/admin/sources/report/")
    assert (page.status_code, TITLE in page.content.decode()) == (200, True)


def test_no_note_in_the_session_is_told_in_the_log(researcher_client, caplog):
    session = researcher_client.session
    session["seen"] -= 120
    session.save()
    with read_only():
        researcher_client.get("/admin/")
    assert "took no note in a session" in caplog.text


def test_the_reason_is_in_the_log_and_nothing_that_was_typed(form, caplog):
    with full():
        form.send()
    assert "The database took nothing or did not answer: full" in caplog.text
    assert TITLE not in "".join(record.getMessage() for record in caplog.records)


def test_texts_are_shown_under_their_labels_and_inputs_that_nobody_sees_are_not(form):
    with full():
        page = form.send().content.decode()
    shown = page[page.index("<dl>") :]
    assert re.search(f"<dt>title</dt>\\s*<dd>\\s*{TITLE}\\s*</dd>", shown)
    assert form.values["form_token"][0] not in shown
    assert "<dt>kind</dt>" not in shown  # chosen, not typed
    assert form.values["form_token"][0] in page


def test_a_fault_of_ours_keeps_what_was_typed_too(form, monkeypatch):
    monkeypatch.setattr(Report, "clean", lambda report: 1 / 0)
    page = form.send()
    assert (page.status_code, "Perhaps not saved" in page.content.decode()) == (500, True)
    assert form.again(page).values["title"] == [TITLE]


def test_a_contact_is_sent_again_and_not_shown(researcher_client, monkeypatch):
    researcher_client.raise_request_exception = False
    monkeypatch.setattr(Person, "clean", lambda person: 1 / 0)
    form = AdminForm(researcher_client, "/admin/people/person/add/")
    name = next(name for name in form.values if "contact" in name)
    page = form.send({name: "a sister in Reed Street"})
    text = page.content.decode()
    assert form.again(page).values[name] == ["a sister in Reed Street"]
    assert text.count("a sister in Reed Street") == 1


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/second-factor/"])
def test_a_password_or_a_code_does_not_come_back(researcher, address):
    enrolled(researcher)
    client = signed_in(researcher, second_factor=False)
    client.raise_request_exception = False
    with read_only():
        page = client.post(address, {"username": "researcher", "password": "reed-street-5", "code": "123456"})
    text = page.content.decode()
    assert page.status_code == 503
    assert "reed-street-5" not in text
    assert "123456" not in text


def test_a_visitor_is_asked_to_come_back(visitor, monkeypatch):
    def fails(*_given):
        raise OperationalError("server closed the connection unexpectedly")

    visitor.raise_request_exception = False
    monkeypatch.setattr("lookup.views.SearchPage", fails)
    page = visitor.post("/en/search/", {"name": TITLE})
    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert "Try again in a few minutes" in page.content.decode()
    assert TITLE not in page.content.decode()


def test_a_fault_of_ours_does_not_ask_a_visitor_to_come_back(visitor, monkeypatch):
    visitor.raise_request_exception = False
    monkeypatch.setattr("lookup.views.SearchPage", lambda *_given: 1 / 0)
    page = visitor.get("/en/search/?name=a")
    assert (page.status_code, "Retry-After" in page.headers) == (500, False)


# What a database calls it


def of_sqlite(act, *given) -> OperationalError:
    """The error as Django hands it on."""
    try:
        act(*given)
    except sqlite3.Error as error:
        told = OperationalError(str(error))
        told.__cause__ = error
        return told
    raise AssertionError("no error")


def test_a_locked_file_of_sqlite_is_busy(tmp_path):
    one, other = (sqlite3.connect(tmp_path / "file", timeout=0) for _ in range(2))
    one.execute("BEGIN EXCLUSIVE")
    assert why(of_sqlite(other.execute, "CREATE TABLE a (b)")) == Why.BUSY


def test_a_file_that_cannot_be_opened_is_away(tmp_path):
    assert why(of_sqlite(sqlite3.connect, tmp_path / "no folder/file")) == Why.AWAY


def test_a_statement_that_is_wrong_is_a_fault_of_ours():
    assert why(of_sqlite(sqlite3.connect(":memory:").execute, "SELECT * FROM nothing")) is None


@pytest.mark.parametrize("error", [ValueError("a"), None, InternalError("a")], ids=repr)
def test_other_errors_are_none_of_the_database(error):
    assert why(error) is None


def test_the_first_error_of_the_database_is_found_behind_others():
    try:
        try:
            raise OperationalError("gone")
        except OperationalError as error:
            raise RuntimeError from error
    except RuntimeError as error:
        found = why(error)
    assert found == Why.AWAY


@on_postgresql
def test_a_connection_that_was_cut_leaves_it_open_whether_it_was_saved(transactional_db):
    with pytest.raises(OperationalError) as raised, connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.close()
    assert why(raised.value) == Why.AWAY


@on_postgresql
def test_a_lock_that_was_not_to_be_had_is_busy(db):
    with pytest.raises(OperationalError) as raised, connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)")
    assert why(raised.value) == Why.BUSY
