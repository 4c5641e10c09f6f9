"""Two databases that differ only in what is private give the public the same answers, to the byte.

`VARIANTS=500 pytest tests/test_non_interference.py` tries more of them, from `FIRST_VARIANT` on (default 1); the number
in the name of a test is its seed.
"""

import os
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client

from lookup.downloads import FILES, frozen
from lookup.models import PublishedWithdrawal
from publishing import releases, values
from publishing.decisions import DECISIONS
from publishing.models import Publication
from records.choices import State
from sources.models import Report
from tests.private_variants import PUBLISHED_AT, build, shape
from tests.publishing.test_delivery import in_any_order, public_tables
from victims.models import CasualtyClaim

FIRST = int(os.environ.get("FIRST_VARIANT", "1"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("VARIANTS", "30")))
PEOPLE = ["NAMED-00001", "NAME1-ESS01", "K1N00-00009", "SPEAK-ER001"]
PAGES = [
    "",
    "people/",
    "people/?named=no",
    "people/?place=zhuparly",
    "figures/",
    "reports/",
    "statements/",
    "download/",
]
PAGES += ["map/", "help/", "help/?place=zhuparly", "method/", "figures/?when=2022"]
PAGES += ["about/", *(f"p/{person}" for person in PEOPLE), "reports/REP0R-T0001", "reports/REP0R-T0002"]
ADDRESSES = [f"/en/{page}" for page in PAGES]
ADDRESSES += [*(f"/download/{name}.csv" for name in FILES), "/admin/login/", "/nowhere", f"/p/{PEOPLE[0]}"]
ADDRESSES += [*(f"/p/{person}.json" for person in PEOPLE), "/reports/REP0R-T0001.json", "/sitemap-1.xml"]
ADDRESSES += ["/people.json", "/figures.json", "/reports.json", "/statements.json", f"/kk/p/{PEOPLE[0]}"]
ADDRESSES += ["/download/tizim.zip", "/download/tizim.xlsx?language=ru", "/download/claims.csv?named=no&language=kk"]
ASKED = ["Ақжан Төлеген", "Tolegen", "Бибиш", "a", "nobody"]


def answers() -> dict[str, tuple]:
    """Status, headers in their order, and every byte."""
    visitor = Client()
    asked = {address: visitor.get(address) for address in ADDRESSES}
    asked |= {f"search {name}": visitor.post("/en/search/", {"name": name}) for name in ASKED}
    return {address: answer(response) for address, response in asked.items()}


def answer(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.cookies:  # of the page where staff sign in: a fresh token, drawn for each visitor
        return response.status_code
    return response.status_code, list(response.headers.items()), body


@pytest.fixture(scope="module")
def expected(django_db_setup, django_db_blocker):
    """The answers, the public tables and the size of a register without anything private."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(None)
        found = answers(), in_any_order(public_tables()), shape()
        transaction.set_rollback(True)
    return found


def what_differs(expected) -> list[str]:
    """Addresses, and public tables: what no page shows today, one may show tomorrow.

    Of pages that were public once, the ids remain (docs/decisions/0020), and no more than these."""
    found, tables = answers(), in_any_order(public_tables())
    taken_away = PublishedWithdrawal.objects.values_list("public_id", flat=True)
    if {*taken_away} == reports_that_were_withdrawn():
        tables["PublishedWithdrawal"] = expected[1]["PublishedWithdrawal"]
    return [address for address in found if found[address] != expected[0][address]] + [
        table for table in tables if tables[table] != expected[1][table]
    ]


def reports_that_were_withdrawn() -> set[str]:
    """No person who had a page is withdrawn in a variant."""
    gone = Report.objects.filter(state=State.WITHDRAWN)
    was_public = Publication.objects.filter(table="sources.report").values_list("public_id", flat=True)
    return {*gone.values_list("public_id", flat=True)} & {*was_public}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_private_changes_no_answer(expected, db, seed):
    build(seed)
    assert what_differs(expected) == []
    assert shape() != expected[2]


def a_release(seed):
    with transaction.atomic():
        build(seed)
        Publication.objects.update(at=PUBLISHED_AT)
        name = releases.release(by=None, reason=f"of variant {seed}")
        body = b"".join(Client().get(f"/releases/tizim-{name}.zip"))
        transaction.set_rollback(True)
    return body


def test_what_is_private_changes_no_byte_of_a_release(db, monkeypatch):
    monkeypatch.setattr(frozen, "secrets", SimpleNamespace(token_hex=lambda size: "salt"))  # drawn for each issue
    assert a_release(None) == a_release(FIRST)


def test_the_register_is_all_there(expected):
    people = expected[0]["/download/people.csv"][2].decode()
    assert "Ақжан Төлеген" in people
    for name in (
        "claims",
        "evidence",
        "places",
        "custody",
        "charge_updates",
        "names",
        "casualties",
        "detentions",
        "charges",
        "figures",
        "statements",
        "reports",
    ):
        assert expected[0][f"/download/{name}.csv"][2].count(b"\n") > 1, name
    assert [expected[0][f"/en/p/{person}"][0] for person in PEOPLE] == [200, 200, 404, 404]


# Interference that is planted is found


def leak_a_field(monkeypatch):
    monkeypatch.setattr(DECISIONS[CasualtyClaim], "conditional", {})
    monkeypatch.setattr(DECISIONS[CasualtyClaim], "public", (*DECISIONS[CasualtyClaim].public, "quotation"))


def leak_the_order_of_entry(monkeypatch):
    monkeypatch.setattr(values, "_in_order", lambda _reference: 0)


def leak_a_name(monkeypatch):
    monkeypatch.setitem(DECISIONS[CasualtyClaim].conditional, "name_as_printed", lambda row, value: value)


def leak_the_number_of_edits(monkeypatch):
    monkeypatch.setattr("publishing.models.Publication.number", property(lambda self: self.version), raising=False)
    monkeypatch.setattr("publishing.models.PublicationQuerySet.numbered", lambda self: self)


@pytest.mark.parametrize("leak", [leak_a_field, leak_the_order_of_entry, leak_a_name, leak_the_number_of_edits])
def test_a_leak_is_found(expected, db, monkeypatch, leak):
    leak(monkeypatch)
    for seed in (1, 2, 3):
        with transaction.atomic():
            build(seed)
            found = what_differs(expected)
            transaction.set_rollback(True)
        if found:
            break
    assert found
