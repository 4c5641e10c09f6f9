import logging

import pytest
from django.db import connection
from django.test import override_settings

from tests.apart import public_process


def without_tables():
    with connection.cursor() as cursor:
        for table in ("audit_seal", "lookup_publishedperson"):
            cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_away")


def test_it_is_well_and_tells_nothing(db, visitor):
    answer = visitor.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
    assert visitor.cookies == {}


def test_without_its_database_it_is_not_ready_and_the_log_is_not_filled(db, visitor, caplog):
    without_tables()
    with caplog.at_level(logging.INFO):
        answer = visitor.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert caplog.records == []


@override_settings(SECURE_SSL_REDIRECT=True)
@pytest.mark.parametrize(("address", "status"), [("/healthz", 200), ("/en/", 301), ("/healthz/", 301)])
def test_it_alone_is_answered_over_plain_http(db, visitor, address, status):
    assert visitor.get(address).status_code == status


def test_a_public_process_answers_for_its_own_database(apart, tmp_path):
    with public_process(apart.for_reading, tmp_path) as process:
        answer = process.ask("/healthz")
    assert (answer.status, answer.body) == (200, b"ok\n")
    assert "set-cookie" not in answer.headers
    assert "healthz" not in (tmp_path / "said").read_text()


def test_while_the_public_database_is_away_the_register_is_well(apart, visitor):
    with apart.away():
        assert visitor.get("/healthz").status_code == 200


def test_a_public_process_without_tables_is_not_ready(tmp_path):
    (tmp_path / "empty.sqlite3").touch()
    with public_process(f"sqlite:///{tmp_path}/empty.sqlite3?mode=ro", tmp_path) as process:
        assert process.ask("/healthz").status == 503
    assert "127.0.0.1" not in (tmp_path / "said").read_text().split("Booting", 1)[-1]
