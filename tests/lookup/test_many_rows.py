"""Pages of twenty rows and of two hundred ask the database equally often."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lookup import models

TOWN = {
    "code": "zhuparly",
    "en": "Zhuparly",
    "ru": "",
    "kk": "Жұпарлы",
    "within": [{"code": "190000000", "en": "Region"}],
}


def fill(start: int, end: int):
    """Rows as `publishing` makes them, without their way through the door."""
    numbers = range(start, end)

    def make(table, letter, **values):
        ids = [f"{letter}{number:09}" for number in numbers]
        common = {"version": 1, "published_at": timezone.now(), **values}
        table.objects.bulk_create(table(public_id=public_id, **common) for public_id in ids)
        return ids

    people = make(models.PublishedPerson, "P", name="Ақжан Төлеген", folded="akzhan tolegen")
    for model, letter, values in (
        (models.PublishedCasualty, "C", {"harm": "killed", "harmed_place": TOWN, "confirmation": "confirmed"}),
        (models.PublishedDetention, "D", {"arrested_place": TOWN, "confirmation": "possible"}),
    ):
        model.objects.bulk_create(
            model(public_id=letter + person[1:], person=person, version=1, published_at=timezone.now(), **values)
            for person in people
        )
    make(models.PublishedReport, "R", title="Three days", kind="article")
    said = {"attribution": "named", "claimant_organisation": {"code": "", "en": "Reed Ministry"}, "certainty": "stated"}
    said |= {"standing": "stands", "report": "R000000000", "claimant_person": "P000000000"}
    what = {"what": [{"code": "killed", "en": "killed"}], "places": [TOWN], "low": 7, "bound": "exactly"}
    make(models.PublishedToll, "T", **said, **what)
    make(models.PublishedStatement, "S", kind="demand", **said)
    make(
        models.PublishedHelpPoint,
        "H",
        kind="lawyer",
        name_en="Aid",
        place=TOWN,
        source="a call",
        checked_on="2026-01-05",
    )


@pytest.mark.parametrize("name", ["figures", "map", "help", "reports", "people", "statements", "download_page"])
def test_as_many_queries_for_two_hundred_rows_as_for_twenty(db, visitor, name):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(reverse(f"lookup:{name}")).status_code == 200
        return len(queries)

    fill(0, 20)
    few = count()
    fill(20, 200)
    assert count() == few
    assert few < 25


def test_the_page_of_figures_stays_as_long_as_it_is(db, visitor):
    fill(0, 200)
    page = visitor.get(reverse("lookup:figures")).content.decode()
    assert "200 figures." in page
    assert "Page 1 of 4" in page
    assert page.count('role="rowheader">\n') <= 52


def test_the_map_counts_two_hundred_people_once(db, visitor):
    fill(0, 200)
    page = " ".join(visitor.get(reverse("lookup:map")).content.decode().split())
    assert "200 people have a page in this register" in page
    assert ">Zhuparly</a>: 200 people." in page
