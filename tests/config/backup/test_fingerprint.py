import sqlite3

import pytest
from django.db import connection, transaction

from config.backup import fingerprint
from tests.builders import a_place
from tests.registers import IS_SQLITE

MADE = 'CREATE TABLE words (id integer PRIMARY KEY, word text, weight real); CREATE TABLE "or der" (a text, b text)'
ROWS = ["INSERT INTO words VALUES (1, 'one', 0.5)", "INSERT INTO words VALUES (2, 'two', NULL)"]


def of(*statements) -> fingerprint.Contents:
    with sqlite3.connect(":memory:") as opened:
        opened.executescript(MADE)
        for statement in statements:
            opened.execute(statement)
        return fingerprint.of_sqlite(opened)


def test_it_does_not_depend_on_the_order_of_writing():
    assert of(*ROWS) == of(*reversed(ROWS))
    assert of(*ROWS).rows == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE words SET word = 'ONE' WHERE id = 1",
        "UPDATE words SET word = NULL WHERE id = 1",
        "UPDATE words SET weight = 0.5000000000000001 WHERE id = 1",
        "UPDATE words SET id = 3 WHERE id = 1",
        "UPDATE words SET word = x'6f6e65' WHERE id = 1",
        "DELETE FROM words WHERE id = 2",
        "INSERT INTO \"or der\" VALUES ('a', 'b')",
        "ALTER TABLE words RENAME COLUMN word TO said",
        "CREATE TABLE more (id integer PRIMARY KEY)",
    ],
)
def test_any_other_content_has_another(statement):
    assert of(*ROWS, statement).fingerprint != of(*ROWS).fingerprint


def test_a_table_without_key_is_ordered_too():
    rows = ["INSERT INTO \"or der\" VALUES ('b', 'a')", "INSERT INTO \"or der\" VALUES ('a', 'c')"]
    assert of(*rows) == of(*reversed(rows))


def test_of_a_register(db):
    before = fingerprint.of(connection)
    assert fingerprint.of(connection) == before
    a_place("Жұпарлы")
    after = fingerprint.of(connection)
    assert after.rows > before.rows
    assert after.fingerprint != before.fingerprint


@pytest.mark.skipif(IS_SQLITE, reason="PostgreSQL only")
def test_it_does_not_depend_on_settings_of_the_server(db):
    a_place("Жұпарлы")
    before = fingerprint.of(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL TimeZone = 'Asia/Almaty'; SET LOCAL DateStyle = 'German'; SET bytea_output = 'escape'"
        )
        assert fingerprint.of(connection) == before
