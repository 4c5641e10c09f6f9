"""A public site that reads a streaming replica: it shows what was published on the other server, and stays up without
it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import pytest

from config.database import PUBLIC
from config.environment import BASE_DIR
from drill.clusters import Cluster
from inbox.letterbox import receipts
from publishing import door, releases
from publishing.public_role import make_public_role
from tests.apart import public_process, public_tables_in
from tests.builders import a_casualty, a_named_person, published
from tests.letters import PUBLIC_KEY

pytestmark = pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") != "postgresql", reason="PostgreSQL only")
NAME = "Ақжан Төлеген"
PAGES = [
    "/en/",
    "/en/people/",
    "/en/figures/",
    "/en/map/",
    "/en/download/",
    "/en/releases/",
    "/en/statements/",
    "/en/about/",
    "/en/tell/",
]
LETTER = "/en/tell/news/"
TYPED = "text=%D2%9A%D2%B1%D0%BB%D0%B0%D0%B3%D0%B5%D1%80&contact=Quxarek"


@pytest.fixture
def clusters():
    """A primary, and a standby that will follow it."""
    with tempfile.TemporaryDirectory(prefix="two") as name:  # short: the path of a socket has an end
        folder = Path(name)
        folder.chmod(0o711)
        primary, standby = Cluster(folder / "1"), Cluster(folder / "2")
        primary.make()
        primary.start()
        yield primary, standby
        for cluster in (primary, standby):
            cluster.kill()


def has_arrived(standby, url):
    """All that the other has written down stands in this one."""
    import psycopg2

    with psycopg2.connect(url) as primary, primary.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_lsn()")
        (written,) = cursor.fetchone()
    with psycopg2.connect(standby) as session, session.cursor() as cursor:
        for _again in range(1000):
            cursor.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [written])
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    raise AssertionError("The standby did not follow.")


def told_of_the_replica(url) -> list[str]:
    """What `manage.py doctor` says on a public server."""
    own = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "PUBLIC_ONLY": "on", "PUBLIC_DATABASE_URL": url}
    command = [sys.executable, "manage.py", "doctor", "--json"]
    done = subprocess.run(command, env=own, cwd=BASE_DIR, capture_output=True, text=True, check=False)
    return [it["level"] for it in json.loads(done.stdout) if it["about"] == "replica"]


def make_letterbox(url):
    """As whoever runs a public server makes it there, in a file that only this server has."""
    settings = {"PUBLIC_ONLY": "on", "PUBLIC_DATABASE_URL": "sqlite:///:memory:", "INBOX_DATABASE_URL": url}
    own = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, **settings}
    command = [sys.executable, "manage.py", "migrate", "--database", "inbox", "--verbosity", "0"]
    subprocess.run(command, env=own, cwd=BASE_DIR, check=True)


def test_the_public_site_reads_a_replica_and_stays_up_without_the_primary(
    clusters, transactional_db, reviewer, settings, monkeypatch, django_db_blocker, tmp_path
):
    primary, standby = clusters
    with public_tables_in(primary.url(), settings, monkeypatch, django_db_blocker):
        make_public_role(name="tizim_public", password="reed-street-5", alias=PUBLIC)
        standby.copy(of=primary)
        standby.start()
        person = a_named_person(NAME)
        for record in (person, a_casualty(person=person)):
            published(record, by=reviewer)
        release = releases.release(by=reviewer, reason="the first")
        has_arrived(standby.url(), primary.url())
    inbox = f"sqlite:///{tmp_path}/inbox.sqlite3"
    make_letterbox(inbox)
    own = {"GROUP_PUBLIC_KEY": PUBLIC_KEY, "INBOX_DATABASE_URL": inbox}
    with public_process(standby.url(role="tizim_public"), tmp_path, **own) as process:
        assert NAME in process.ask(f"/en/p/{person.shown_id}").body.decode()
        assert told_of_the_replica(standby.url(role="tizim_public")) == ["fine"]
        primary.kill()
        assert told_of_the_replica(standby.url(role="tizim_public")) == ["failure"]
        assert NAME in process.ask(f"/en/p/{person.shown_id}").body.decode()
        assert NAME in process.ask("/en/search/", "POST", f"name={NAME}".encode()).body.decode()
        assert sha256(process.ask(f"/releases/tizim-{release}.zip").body).hexdigest() == release.sha256
        assert {page: process.ask(page).status for page in PAGES} == dict.fromkeys(PAGES, 200)
        code = receipts.new_code()
        sent = process.ask(LETTER, "POST", f"{TYPED}&code={code}".encode())
        assert (sent.status, receipts.shown(code) in sent.body.decode()) == (200, True)


def test_what_is_taken_away_is_in_no_download_of_a_replica_as_soon_as_it_arrives(
    clusters, transactional_db, researcher, reviewer, settings, monkeypatch, django_db_blocker, tmp_path
):
    primary, standby = clusters
    folder = tmp_path / "downloads"
    with public_tables_in(primary.url(), settings, monkeypatch, django_db_blocker):
        make_public_role(name="tizim_public", password="reed-street-5", alias=PUBLIC)
        standby.copy(of=primary)
        standby.start()
        person = a_named_person(NAME)
        for record in (person, a_casualty(person=person)):
            published(record, by=reviewer)
        has_arrived(standby.url(), primary.url())
        with public_process(standby.url(role="tizim_public"), tmp_path, DOWNLOADS_DIR=str(folder)) as process:
            asked = [process.ask("/download/people.csv") for _again in range(2)]
            assert [NAME in answer.body.decode() for answer in asked] == [True, True]
            assert ["content-length" in answer.headers for answer in asked] == [False, True]
            door.hide_names(person=person, by=researcher, reason="the family asks")
            has_arrived(standby.url(), primary.url())
            assert NAME not in process.ask("/download/people.csv").body.decode()
    assert not any(NAME in path.read_text(encoding="utf-8") for path in folder.iterdir())


def test_without_a_database_of_its_own_no_message_is_taken_and_none_is_lost(
    clusters, transactional_db, settings, monkeypatch, django_db_blocker, tmp_path
):
    primary, standby = clusters
    with public_tables_in(primary.url(), settings, monkeypatch, django_db_blocker):
        standby.copy(of=primary)
        standby.start()
    with public_process(standby.url(), tmp_path, GROUP_PUBLIC_KEY=PUBLIC_KEY) as process:
        answer = process.ask(LETTER, "POST", TYPED.encode())
    page = answer.body.decode()
    assert (answer.status, "Nothing was sent, and nothing is lost" in page) == (503, True)
    assert "Құлагер" in page
    assert "Quxarek" in page
