"""Messages in a database of their own, or where a public process may write nothing."""

import os

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from config.database import INBOX, PUBLIC, PublicTables, chosen, public_entry
from inbox import acts
from inbox.letterbox import receipts, room
from inbox.letterbox.models import Answer, Message
from inbox.letterbox.sending import answers
from inbox.models import Case
from tests.apart import public_process
from tests.letters import PUBLIC_KEY, a_case, a_message, opened, sealed_for

ONE, TWO, THREE = (f"sqlite:////srv/{name}.sqlite3" for name in ("one", "two", "three"))
on_sqlite = pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") == "postgresql", reason="SQLite only: roles otherwise")


@pytest.mark.parametrize(
    ("given", "aliases"),
    [
        ({}, {"default"}),
        ({"inbox": ONE}, {"default"}),
        ({"inbox": TWO}, {"default", INBOX}),
        ({"public": TWO, "inbox": TWO}, {"default", PUBLIC}),
        ({"public": TWO, "inbox": THREE}, {"default", PUBLIC, INBOX}),
        ({"public": TWO, "inbox": THREE, "public_only": True}, {"default", INBOX}),
        ({"public": TWO, "public_only": True}, {"default"}),
        ({"public": f"{TWO}?mode=ro", "inbox": TWO, "public_only": True}, {"default", INBOX}),
    ],
)
def test_which_databases_there_are(given, aliases):
    entries, routers = chosen(**{"working": ONE, "public": "", "public_only": False} | given)
    assert set(entries) == aliases
    assert bool(routers) == (len(aliases) > 1)


def test_an_error_names_the_setting():
    with pytest.raises(ImproperlyConfigured, match="^INBOX_DATABASE_URL"):
        chosen(working=ONE, public="", public_only=False, inbox="mysql://x/y")


@pytest.mark.parametrize(
    ("beside", "place"),
    [((), "default"), ((PUBLIC,), PUBLIC), ((INBOX,), INBOX), ((PUBLIC, INBOX), INBOX)],
)
def test_where_messages_stand(monkeypatch, beside, place):
    monkeypatch.setattr(connections, "settings", dict.fromkeys(("default", *beside)))
    router = PublicTables()
    assert router.db_for_write(Message) == place
    assert router.db_for_write(Case) == "default"
    assert [alias for alias in ("default", *beside) if router.allow_migrate(alias, "letterbox")] == [place]


@pytest.fixture
def inbox_apart(apart, tmp_path):
    """Three databases; the third is a file with the tables of the letterbox alone."""
    url = f"sqlite:///{tmp_path}/inbox.sqlite3"
    entry = public_entry(url) | {"CONN_MAX_AGE": 0}
    connections.settings[INBOX] = connections.configure_settings({"default": {}, INBOX: entry})[INBOX]
    with connections[INBOX].schema_editor() as editor:
        for table in apps.get_app_config("letterbox").get_models():
            editor.create_model(table)
    room.limit(connections[INBOX])
    yield url
    connections[INBOX].close()
    del connections[INBOX]
    del connections.settings[INBOX]


@pytest.fixture(params=["apart", "inbox_apart"])
def two_or_three(transactional_db, request):
    request.getfixturevalue(request.param)
    return INBOX if request.param == "inbox_apart" else PUBLIC


def test_a_message_is_answered_expired_and_read_across_databases(two_or_three, reviewer):
    code = receipts.new_code()
    case = a_case(code=code)
    assert Message.objects.db == two_or_three
    acts.answer(case=case, sealed=sealed_for(case, "Ол тірі."), by=reviewer)
    assert [answer.text for answer in answers(code)] == ["Ол тірі."]
    acts.close(case=case, outcome="told", by=reviewer)
    acts.expire(case=case)
    assert not Message.objects.exists()
    assert not Answer.objects.exists()
    assert Case.objects.get().expired_on


def test_if_the_case_cannot_be_saved_the_other_database_keeps_no_answer(inbox_apart, reviewer):
    from records.models import StaleVersion

    case = a_case()
    with pytest.raises(StaleVersion):
        acts.answer(case=case, sealed=sealed_for(case, "Ол тірі."), by=reviewer, shown=99)
    assert not Answer.objects.exists()


def test_a_letterbox_that_is_away_stops_no_staff(inbox_apart, reviewer, monkeypatch):
    from tests.conftest import signed_in

    a_message()
    client = signed_in(reviewer)
    known = connections[INBOX].settings_dict["NAME"]
    connections[INBOX].close()
    connections[INBOX].settings_dict["NAME"] = "/nowhere/none"
    pages = [client.get(address) for address in ("/admin/", "/admin/inbox/case/")]
    connections[INBOX].close()
    connections[INBOX].settings_dict["NAME"] = known
    assert [page.status_code for page in pages] == [200, 200]
    assert "does not answer" in pages[1].content.decode()


@on_sqlite
def test_a_public_process_puts_messages_into_a_file_of_their_own(apart, inbox_apart, tmp_path):
    with public_process(apart.for_reading, tmp_path, GROUP_PUBLIC_KEY=PUBLIC_KEY, INBOX_DATABASE_URL=inbox_apart) as it:
        sent = it.ask("/en/tell/news/", "POST", b"text=Qulager")
        assert (sent.status, b"Your code" in sent.body) == (200, True)
        assert it.ask("/en/tell/corrections/").status == 200
        assert it.ask("/en/people/").status == 200
    assert opened(Message.objects.get().sealed).endswith("Qulager")
    assert connection.vendor == "sqlite"


@on_sqlite
def test_where_nothing_may_be_written_nothing_is_lost(apart, tmp_path):
    with public_process(apart.for_reading, tmp_path, GROUP_PUBLIC_KEY=PUBLIC_KEY) as process:
        sent = process.ask("/en/tell/news/", "POST", b"text=Qulager")
    assert sent.status == 503
    assert b"nothing is lost" in sent.body
    assert b"Qulager" in sent.body
    assert "Qulager" not in (tmp_path / "said").read_text()
