import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lookup.map_page import MapPage
from tests.builders import a_casualty, a_charge, a_detention, a_named_person, a_person, a_place


@pytest.fixture
def places(db):
    """A town in a region of the map, a street in the town, a city, and a place that is on no map."""
    country = a_place("Қазақстан", name_en="Kazakhstan", code="kz", kind="country")
    region = a_place("Алматы облысы", name_en="Almaty Region", code="190000000", kind="region", parent=country)
    town = a_place("Жұпарлы", name_en="Zhuparly", code="zhuparly", parent=region)
    return {
        "country": country,
        "region": region,
        "town": town,
        "street": a_place("Қамыс көшесі", name_en="Reed Street", code="reed-street", kind="site", parent=town),
        "city": a_place("Алматы", name_en="Almaty", code="750000000", parent=country),
        "newer": a_place("Жетісу", name_en="Jetisu", code="330000000", kind="region", parent=country),
        "nowhere": a_place("Арасан", name_en="Arasan", code=None),
    }


@pytest.fixture
def harmed(publish, places):
    """`harmed("town", died_place="city")`: a published person, harmed there."""

    def harmed(where="", **values):
        person = a_named_person()
        values = {name: places.get(value, value) for name, value in values.items()}
        place = {"harmed_place": places[where]} if where else {}
        publish(person, a_casualty(person=person, **place, **values))
        return person

    return harmed


def counts(page=None):
    """Of each place: how many people, and of how many no smaller place is known."""
    return {node.name: (node.count, node.count_only_here) for node in (page or MapPage()).nodes.values()}


def test_somebody_is_counted_in_the_smallest_place_and_in_each_around_it(harmed):
    harmed("street")
    harmed("town")
    harmed("region")
    assert counts() == {"Reed Street": (1, 1), "Zhuparly": (2, 1), "Almaty Region": (3, 1), "Kazakhstan": (3, 0)}


def test_a_larger_place_of_the_same_person_counts_nobody_twice(harmed, publish, places):
    person = harmed("town", died_place="region")
    publish(a_detention(person=person, arrested_place=places["town"]))
    assert counts() == {"Zhuparly": (1, 1), "Almaty Region": (1, 0), "Kazakhstan": (1, 0)}


def test_somebody_harmed_in_two_places_stands_in_both_and_once_around_them(harmed):
    harmed("town", died_place="city")
    assert counts() == {"Zhuparly": (1, 1), "Almaty": (1, 1), "Almaty Region": (1, 0), "Kazakhstan": (1, 0)}


def test_people_without_a_place_are_said(harmed, publish, read):
    harmed("town")
    harmed()
    charged = a_named_person()
    publish(charged, a_charge(person=charged))
    page = " ".join(read(reverse("lookup:map")).split())
    assert "3 people have a page in this register" in page
    assert "Of 2 people no place is known or public." in page


def test_what_was_ruled_out_or_is_not_public_is_not_counted(harmed, publish, places):
    harmed("town", confirmation="ruled_out")
    publish(a_casualty(person=a_person("Ақжан Төлеген"), harmed_place=places["city"]))
    a_casualty(person=harmed("region"), harmed_place=places["street"])
    assert counts() == {"Almaty Region": (1, 1), "Kazakhstan": (1, 0)}


def test_each_place_leads_to_as_many_people(harmed, read):
    for where in ("street", "town", "town", "region", "city", "nowhere"):
        harmed(where, died_place="city" if where == "region" else "town")
    page = MapPage()
    assert len(page.nodes) == 6
    for node in page.nodes.values():
        listed = read(f"{reverse('lookup:people')}?place={node.key}")
        assert re.search(rf"\b{node.count} (person|people)\b", listed), node.name


def test_a_region_on_the_map_has_a_circle_with_its_number(harmed):
    harmed("street")
    harmed("town")
    harmed("city")
    assert {(mark.name, mark.count) for mark in MapPage().circles} == {("Almaty Region", 2), ("Almaty", 1)}


def test_a_region_made_later_is_drawn_in_the_one_that_it_was_part_of(harmed):
    harmed("newer")
    person = harmed("region", died_place="newer")
    assert person
    (circle,) = MapPage().circles
    assert (circle.name, circle.count) == ("Almaty Region", 2)


def test_a_place_that_is_on_no_map_stands_in_the_list(harmed, read):
    harmed("nowhere")
    page = read(reverse("lookup:map"))
    assert "<circle" not in page
    assert ">Arasan</a>" in page


def test_the_map_is_named_and_described(harmed, read):
    harmed("town")
    page = read(reverse("lookup:map"))
    assert 'role="img"' in page
    for name in ("map-title", "map-description"):
        assert f'id="{name}"' in page


def test_as_many_queries_for_many(harmed, visitor):
    def count():
        with CaptureQueriesContext(connection) as queries:
            visitor.get(reverse("lookup:map"))
        return len(queries)

    for where in ("street", "town"):
        harmed(where)
    few = count()
    for _one in range(18):
        harmed("region", died_place="city")
    assert count() == few
    assert few <= 12


def test_the_page_is_light(harmed, visitor):
    for where in ("street", "town", "region", "city"):
        harmed(where)
    packed = visitor.get(reverse("lookup:map"), headers={"accept-encoding": "gzip"})
    assert b"<path" in gzip.decompress(packed.content)
    assert len(packed.content) < 12_000
