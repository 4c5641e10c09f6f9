"""The real role of a public process: it puts messages in, and cannot read, count or change them."""

import os

import pytest
from django.db import connection

from inbox import acts
from inbox.letterbox import receipts
from inbox.letterbox.models import Answer, Message
from publishing.public_role import granted
from tests.apart import postgresql_url, public_process
from tests.letters import PUBLIC_KEY, a_case, opened, sealed_for
from tests.publishing.test_public_role import (  # noqa: F401 (fixtures)
    PASSWORD,
    ROLE,
    as_role,
    command,
    on_server,
    refused,
    role,
)

on_postgresql = pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") != "postgresql", reason="PostgreSQL only")
A_ROW = (
    "INSERT INTO letterbox_message (id, arrived_on, sealed, receipt, answer_key) "
    "VALUES ('00000000-0000-0000-0000-00000000000a', '2022-01-05', '', '', '')"
)
TYPED = b"text=%D2%9A%D2%B1%D0%BB%D0%B0%D0%B3%D0%B5%D1%80&contact=Quxarek"


def test_what_it_may_is_stated_by_the_tables(db):
    beside = {it for it in granted("default") if not it[0].startswith("lookup_")}
    assert beside == {
        ("letterbox_message", "INSERT"),
        ("letterbox_answer", "SELECT"),
        ("letterbox_correction", "SELECT"),
    }


@on_postgresql
def test_it_puts_messages_in_and_cannot_read_them(as_role, on_server):  # noqa: F811
    as_role(A_ROW)
    for statement in (
        "SELECT id FROM letterbox_message",
        "SELECT count(*) FROM letterbox_message",
        A_ROW.replace("00a", "00b") + " RETURNING id",
        A_ROW + " ON CONFLICT (id) DO UPDATE SET sealed = ''",
        "UPDATE letterbox_message SET sealed = ''",
        "DELETE FROM letterbox_message",
        "TRUNCATE letterbox_message",
        "ALTER TABLE letterbox_message DISABLE TRIGGER ALL",
    ):
        with refused():
            as_role(statement)
    assert on_server("SELECT count(*) FROM letterbox_message") == [(1,)]
    on_server("DELETE FROM letterbox_message")


@on_postgresql
@pytest.mark.parametrize("table", ["letterbox_answer", "letterbox_correction"])
def test_it_reads_answers_and_corrections_and_writes_none(as_role, table):  # noqa: F811
    as_role(f"SELECT * FROM {table}")
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id", f"INSERT INTO {table} DEFAULT VALUES"):
        with refused():
            as_role(statement)


@on_postgresql
def test_what_the_database_holds_at_most_holds_for_the_role(as_role, on_server):  # noqa: F811
    from psycopg2.errors import DiskFull

    on_server(
        "INSERT INTO letterbox_message (id, arrived_on, sealed, receipt, answer_key) "
        "SELECT lpad(to_hex(n), 32, '0')::uuid, '2022-01-05', '', '', '' FROM generate_series(100, 20099) AS n"
    )
    with pytest.raises(DiskFull, match="full"):
        as_role(A_ROW)
    on_server("DELETE FROM letterbox_message")


@on_postgresql
def test_a_public_process_takes_a_message_and_shows_its_answer_as_the_role(
    role,  # noqa: F811
    transactional_db,
    reviewer,
    tmp_path,
):
    url = postgresql_url(name=connection.settings_dict["NAME"], role=f"{ROLE}:{PASSWORD}")
    code = receipts.new_code()
    case = a_case(code=code)
    acts.answer(case=case, sealed=sealed_for(case, "Ол тірі."), by=reviewer)
    with public_process(url, tmp_path, GROUP_PUBLIC_KEY=PUBLIC_KEY) as process:
        for _again in range(2):  # the second is the first, sent again
            sent = process.ask("/en/tell/news/", "POST", TYPED + f"&code={code}".encode())
            assert (sent.status, receipts.shown(code) in sent.body.decode()) == (200, True)
        read = process.ask("/en/tell/answer/", "POST", f"code={code}".encode())
    assert "Ол тірі." in read.body.decode()
    assert Message.objects.count() == 2
    assert "Құлагер" in opened(Message.objects.exclude(pk=case.message).get().sealed)
    assert Answer.objects.count() == 1
    assert "Quxarek" not in (tmp_path / "said").read_text()
