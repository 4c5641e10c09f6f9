"""The benches run on a very small register, and measure what they say. How fast it is, no test asks."""

import re
from collections import Counter

import pytest
from django.apps import apps

from benches.load import row
from benches.measured import filling, mix, tables, timing, wrk
from benches.measured.timing import Line, Timed, table
from config.environment import BASE_DIR
from drill.servers import OPTIONS
from lookup.models import PublishedCasualty, PublishedPerson
from publishing.delivery import TABLES, records_that_differ
from publishing.models import Publication
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
    found = wrk.read("requests=100 seconds=10.0 p50=80.5 p95=200.0 p99=600.0 unanswered=1 200=90 429=5 503=2 500=3")
    assert (found.per_second, found.p50, found.other_faults) == (10.0, 80.5, 4)
    told = row("mix", found, p95=250, p99=500, least=50)
    assert "| 10 | 80 | 200 | 600 | 90 | 5 | 2 | 4 |" in told
    assert "at least 50 requests/s, p99 ≤ 500 ms, no 5xx" in told
    assert row("overload", found._replace(statuses=Counter({200: 9, 429: 80, 503: 1}), unanswered=0)).endswith(
        "| yes |"
    )


@pytest.mark.parametrize(
    ("most", "said"), [(None, "|  |"), (100, "| yes: p95 ≤ 100 ms |"), (80, "| **NO**: p95 ≤ 80 ms |")]
)
def test_a_line_says_whether_its_target_is_met(most, said):
    told = table([Line("person", Timed(30.0, 90.0), "page: about", Timed(2.0, 3.0), most)])
    assert told.splitlines()[2] == f"| person | 30.0 | 90.0 | page: about | 2.0 | 15.0 {said}"


def test_the_servers_are_started_with_the_options_of_the_units():
    for name in ("tizim.service", "tizim-public@.service"):
        told = (BASE_DIR / "deploy/systemd" / name).read_text(encoding="utf-8").replace("\\\n", "")
        assert " ".join(OPTIONS) in re.sub(r" +", " ", told)
