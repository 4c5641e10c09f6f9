"""A public process: a real server that has the public tables and nothing else. What it cannot reach, it cannot leak."""

import re
import sqlite3
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client

from tests.apart import public_process
from tests.builders import a_casualty, a_named_person, published
from tests.leaks import unpacked
from tests.test_canary import ASKED, SHOWN, a_marked_register, addresses, marks_in

STATIC = re.compile(rb"(/static/[\w/-]+)\.[0-9a-f]{12}\.")
CODE = re.compile(rb'name="code" value="[0-9A-Z]{24}"')
OF_THE_LINE = {"server", "date", "connection", "transfer-encoding", "content-length"}  # each server writes its own


def headers_of(headers) -> dict:
    found = {name.lower(): value for name, value in headers.items() if name.lower() not in OF_THE_LINE}
    policy = "content-security-policy"  # its parts stand in another order in each process
    return found | ({policy: sorted(found[policy].split("; "))} if policy in found else {})


def without_chance(body: bytes) -> bytes:
    """A form has a code of its own, drawn at random; where files were collected, their names have hashes."""
    return STATIC.sub(rb"\1.", CODE.sub(b'name="code"', body))


def test_a_public_process_answers_all_that_the_whole_site_does_and_holds_no_mark(apart, tmp_path):
    with transaction.atomic():
        register = a_marked_register()
    asked = addresses(register)
    with public_process(apart.for_reading, tmp_path) as process:
        whole = Client(headers={"host": f"127.0.0.1:{process.port}"})  # pages name their own address
        for address in asked:
            answer = process.ask(address, accept_encoding="gzip, br")
            body = unpacked(answer.body, answer.headers.get("content-encoding", ""))
            assert marks_in(f"{answer.headers} {body.decode()}") == [], address
            plain, expected = process.ask(address), whole.get(quote(address, safe="/?&=%:"))
            assert (plain.status, headers_of(plain.headers)) == (
                expected.status_code,
                headers_of(expected.headers),
            ), address
            body = b"".join(expected) if expected.streaming else expected.content
            assert without_chance(plain.body) == without_chance(body), address
        for name in ASKED:
            answer = process.ask("/en/search/", "POST", f"name={name}".encode())
            assert (answer.status, marks_in(answer.body.decode())) == (200, [])
        assert SHOWN in process.ask("/en/people/").body.decode()
        assert [process.ask(page).status for page in ("/admin/", "/admin/login/", "/admin/people/person/")] == [404] * 3
        assert process.ask("/en/people/", "POST", b"").status in (403, 405)
        assert process.ask("/en/", host="nowhere.example").status == 400


def test_it_shows_what_was_taken_away_no_more_at_the_next_request(apart, reviewer, researcher, tmp_path):
    from publishing import door

    person = a_named_person(SHOWN)
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    with public_process(apart.for_reading, tmp_path) as process:
        assert SHOWN in process.ask(f"/en/p/{person.shown_id}").body.decode()
        door.hide_names(person=person, by=researcher, reason="the family asks")
        assert SHOWN not in process.ask(f"/en/p/{person.shown_id}").body.decode()


def test_without_its_tables_it_fails_and_tells_nothing(tmp_path):
    empty = tmp_path / "empty.sqlite3"
    sqlite3.connect(empty).close()
    with public_process(f"sqlite:///{empty}?mode=ro", tmp_path) as process:
        answer = process.ask("/en/people/")
    assert answer.status == 500
    assert b"sqlite" not in answer.body.lower()


# The file, opened for reading only


@pytest.fixture
def reading(apart):
    """A connection to the file as a public process has it."""
    from django.db import connections

    from config.database import public_entry

    if not apart.url.startswith("sqlite"):
        pytest.skip("SQLite only: PostgreSQL has a role for it")
    known = connections.configure_settings({"default": {}, "reading": public_entry(apart.for_reading)})
    connections.settings["reading"] = known["reading"]
    yield connections["reading"]
    connections["reading"].close()
    del connections["reading"]
    del connections.settings["reading"]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO lookup_publishedredirect (public_id, \"into\") VALUES ('A', 'B')",
        "UPDATE lookup_publishedperson SET name = ''",
        "DELETE FROM lookup_publishedperson",
        "CREATE TABLE kept (name text)",
    ],
)
@pytest.mark.parametrize("query_only", ["ON", "OFF"])
def test_nothing_is_written_through_it(reading, statement, query_only):
    from django.db import OperationalError

    with reading.cursor() as cursor:
        cursor.execute(f"PRAGMA query_only={query_only}")  # a second bar: the file is not open for writing anyway
        with pytest.raises(OperationalError, match="readonly"):
            cursor.execute(statement)


def test_who_may_only_read_needs_no_other_file_beside_it(reading, reviewer, tmp_path):
    published(a_named_person(SHOWN), by=reviewer)
    with reading.cursor() as cursor:
        cursor.execute("SELECT name FROM lookup_publishedperson")
    assert [path.name for path in tmp_path.glob("public*")] == ["public.sqlite3"]


def test_what_is_written_elsewhere_is_read(reading, reviewer):
    published(a_named_person(SHOWN), by=reviewer)
    with reading.cursor() as cursor:
        cursor.execute("SELECT name FROM lookup_publishedperson")
        assert cursor.fetchall() == [(SHOWN,)]
