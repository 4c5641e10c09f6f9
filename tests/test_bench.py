"""The benches run on a very small register, and measure what they say. How fast it is, no test asks."""

import re
import runpy
from collections import Counter

import pytest
from django.apps import apps

from benches.load import row
from benches.measured import filling, mix, tables, timing, wrk
from benches.measured.timing import Line, Timed, table
from config import environment
from config.environment import BASE_DIR
from lookup.models import PublishedCasualty, PublishedPerson
from publishing.delivery import records_that_differ
from publishing.models import Publication
from publishing.public_rows import TABLES
from publishing.values import public_values

PEOPLE = 30


@pytest.fixture
def register(db):
    filling.fill(PEOPLE)


def test_what_is_filled_is_public_as_the_door_would_publish_it(register):
    for label in TABLES:
        for record in apps.get_model(label).objects.all():
            publications = Publication.objects.filter(public_id=record.public_id)
            assert [one.values for one in publications] == [public_values(record)]
    assert (PublishedPerson.objects.count(), PublishedCasualty.objects.count()) == (PEOPLE, PEOPLE)
    assert records_that_differ() == 0


def test_every_table_is_made(register, monkeypatch):
    monkeypatch.setattr(timing, "WARM", 0)
    told = {}
    tables.measure(2, told.__setitem__)
    assert list(told) == ["Speed", "Found, among the first 20", "Weight of pages", "Targets missed"]
    for what in ("name search", "person", "figures", "list, last page", "admin: a person", "logging one case"):
        assert f"| {what} |" in told["Speed"]
    assert "| as written | 6 | 100 % |" in told["Found, among the first 20"]


def test_the_mix_has_the_shares_that_are_promised(register):
    asked = mix.mix(400, seed=1)
    found = Counter(one.kind for one in asked)
    assert {kind: 100 * count / 400 for kind, count in found.items()} == mix.SHARES
    assert sum(share for kind, share in mix.SHARES.items() if kind.startswith("search")) == 50
    assert all((one.address.endswith("/search/"), bool(one.body)) == (one.kind in mix.SEARCHES,) * 2 for one in asked)
    assert {one.address[:4] for one in asked} == {"/kk/", "/ru/", "/en/"}


def test_every_address_of_the_mix_is_answered(register, visitor):
    asked = {one.address: one for one in mix.mix(400, seed=1) if not one.body and one.address.startswith("/ru/")}
    assert {address for address in asked if visitor.get(address).status_code != 200} == set()


def test_what_wrk_printed_is_read_and_a_missed_target_is_said():
    printed = "requests=100 seconds=10.0 p50=80.5 p95=200.0 p99=600.0 longest=700.0 sent=105 unanswered=1"
    found = wrk.read(f"{printed} 200=89 404=1 429=5 503=2 500=3", 4)
    assert (found.per_second, found.p50, found.longest, found.unanswered) == (10.0, 80.5, 700.0, 1)
    told = row("mix", found, p95=250, p99=500, least=50)
    assert "| 10 | 80 | 200 | 600 | 700 | 89 | 5 | 2 | 5 |" in told
    assert "at least 50 requests/s, p99 ≤ 500 ms, 2xx alone" in told
    shed = found._replace(statuses=Counter({200: 9, 429: 80, 503: 1}), unanswered=0)
    assert row("overload", shed).endswith("| yes |")
    assert "2xx alone" in row("mix", shed, p95=250)


def test_servers_that_answer_nothing_meet_no_target():
    stalled = wrk.read("requests=0 seconds=10.0 p50=0.0 p95=0.0 p99=0.0 longest=0.0 sent=8 unanswered=0", 8)
    assert "**NO**" in row("mix", stalled, p95=250, least=1)
    assert "**NO**" in row("overload", stalled)
    assert wrk.read("requests=0 seconds=10.0 p50=0 p95=0 p99=0 longest=0 sent=20 unanswered=0", 8).unanswered == 12


@pytest.mark.parametrize(
    ("most", "said"), [(None, "|  |"), (100, "| yes: p95 ≤ 100 ms |"), (80, "| **NO**: p95 ≤ 80 ms |")]
)
def test_a_line_says_whether_its_target_is_met(most, said):
    told = table([Line("person", Timed(30.0, 90.0), "page: about", Timed(2.0, 3.0), most)])
    assert told.splitlines()[2] == f"| person | 30.0 | 90.0 | page: about | 2.0 | 15.0 {said}"


@pytest.mark.parametrize("path", ["bin/run", "deploy/systemd/tizim.service", "deploy/systemd/tizim-public@.service"])
def test_servers_are_started_as_they_are_measured(path):
    """What is not in their command stands in gunicorn.conf.py, which the drill and the load test read too."""
    told = (BASE_DIR / path).read_text(encoding="utf-8")
    assert re.findall(r"gunicorn config\.wsgi (\S+) \S+(.*)", told) == [("--bind", "")]


@pytest.mark.parametrize(
    ("names", "processes", "threads"),
    [
        ({"DATABASE_URL": "postgres:///tizim"}, 2, 4),
        ({"DATABASE_URL": "sqlite:///var/register.sqlite3"}, 3, 1),
        ({"DATABASE_URL": ""}, 3, 1),
        ({"PUBLIC_ONLY": "on", "PUBLIC_DATABASE_URL": "postgres:///public", "DATABASE_URL": ""}, 2, 4),
    ],
)
def test_threads_are_for_postgresql_alone(monkeypatch, names, processes, threads):
    for name in ("DATABASE_URL", "PUBLIC_ONLY", "PUBLIC_DATABASE_URL"):
        monkeypatch.setenv(name, names.get(name, ""))
    monkeypatch.setattr(environment, "stored", {})
    found = runpy.run_path(str(BASE_DIR / "gunicorn.conf.py"))
    assert (found["workers"], found["threads"]) == (processes, threads)
