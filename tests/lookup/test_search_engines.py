from xml.etree import ElementTree

import pytest

from lookup import search_engines
from tests.builders import a_casualty, a_charge, a_detention, a_named_person

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read_xml(response):
    return ElementTree.fromstring(b"".join(response))  # noqa: S314 (our own)


@pytest.fixture
def people(publish):
    """Somebody killed, somebody detained, somebody charged, and somebody detained who was killed."""
    found = {name: a_named_person(name) for name in ("killed", "detained", "charged", "both", "not_dead")}
    records = [a_casualty(person=found["killed"]), a_casualty(person=found["both"])]
    records += [a_detention(person=found[name]) for name in ("detained", "both", "not_dead")]
    records += [a_charge(person=found["charged"]), a_casualty(person=found["not_dead"], confirmation="ruled_out")]
    publish(*found.values(), *records)
    return found


def shown(visitor, people) -> set[str]:
    return {name for name, person in people.items() if "X-Robots-Tag" not in visitor.get(f"/kk/p/{person.shown_id}")}


def listed(visitor, people) -> set[str]:
    text = b"".join(visitor.get("/sitemap-1.xml")).decode()
    return {name for name, person in people.items() if f"/p/{person.shown_id}<" in text}


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("everyone", {"killed", "detained", "charged", "both", "not_dead"}),
        ("not_detained", {"killed", "both"}),
        ("nobody", set()),
    ],
)
def test_the_living_who_are_detained_are_kept_from_search_engines(visitor, people, settings, setting, expected):
    settings.SEARCH_ENGINES = setting
    assert shown(visitor, people) == expected
    assert listed(visitor, people) == expected


def test_pages_that_name_people_are_not_to_be_found(visitor, people):
    for page in ("people/", "people/names/", "reports/", "statements/", "search/"):
        assert visitor.get(f"/en/{page}")["X-Robots-Tag"] == "noindex"
    for page in ("", "figures/", "about/", "download/"):
        assert "X-Robots-Tag" not in visitor.get(f"/en/{page}")


def test_files_are_never_listed(visitor, people):
    for file in ("people.json", f"p/{people['killed'].shown_id}.json", "download/people.csv"):
        assert visitor.get(f"/{file}")["X-Robots-Tag"] == "noindex"


def test_robots_are_told_where_the_map_is_and_where_not_to_look(db, visitor, settings):
    text = visitor.get("/robots.txt").content.decode()
    assert "Disallow: /kk/search/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    settings.SEARCH_ENGINES = "nobody"
    assert visitor.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_the_map_has_parts_and_each_page_its_languages(visitor, people, monkeypatch):
    monkeypatch.setattr(search_engines, "PEOPLE_IN_A_PART", 1)
    index = read_xml(visitor.get("/sitemap.xml"))
    parts = [location.text for location in index.findall("s:sitemap/s:loc", NS)]
    assert parts == [f"http://testserver/sitemap-{number}.xml" for number in (1, 2, 3)]
    entries = [
        entry
        for part in parts
        for entry in read_xml(visitor.get(part)).findall("s:url", NS)
        if "/p/" in entry.find("s:loc", NS).text
    ]
    assert len(entries) == 2 * 3
    for entry in entries:
        assert [link.get("hreflang") for link in entry.findall("x:link", NS)] == ["kk", "ru", "en", "x-default"]
    assert visitor.get("/sitemap-4.xml").status_code == 404
    assert visitor.get("/sitemap-0.xml").status_code == 404
