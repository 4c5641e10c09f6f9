"""The database itself takes no more than so many messages."""

import pytest
from django.db import DatabaseError, connection, transaction

from inbox.letterbox import room
from inbox.letterbox.models import LONGEST_SEALED, Message
from records.sealing import PREFIX
from tests.letters import a_message


def fill(count):
    with connection.cursor() as cursor:
        number = "printf('%032x', n)" if connection.vendor == "sqlite" else "lpad(to_hex(n), 32, '0')::uuid"
        cursor.execute(
            "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < %s) "
            "INSERT INTO letterbox_message (id, arrived_on, sealed, receipt, answer_key) "
            f"SELECT {number}, '2022-01-05', '', '', '' FROM many",
            [count],
        )


def test_the_letterbox_is_full_and_takes_again_when_there_is_room(db):
    fill(room.MOST)
    with pytest.raises(DatabaseError, match="full"), transaction.atomic():
        a_message()
    Message.objects.order_by("pk").first().delete()
    assert a_message().pk


def test_a_longer_text_than_the_form_takes_is_refused(db):
    with pytest.raises(DatabaseError, match="not_too_long"), transaction.atomic():
        a_message(sealed=f"{PREFIX}{'0' * 16}:{'A' * LONGEST_SEALED}")


def test_without_the_trigger_the_server_does_not_start(db):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {room.NAME}" + ("" if connection.vendor == "sqlite" else " ON letterbox_message"))
    (error,) = room.check_the_letterbox_has_a_bound(databases=["default"])
    assert "limit_letterbox" in error.hint
    room.limit(connection)
    assert room.check_the_letterbox_has_a_bound(databases=["default"]) == []


@pytest.mark.parametrize("statement", [room.SQLITE, room.POSTGRESQL])
def test_the_statements_say_the_same_number(statement):
    assert f">= {room.MOST}" in statement
    assert room.NAME in statement
