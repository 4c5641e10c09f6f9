from xml.etree import ElementTree

import pytest

from lookup import search_engines
from tests.builders import a_casualty, a_charge, a_detention, a_named_person, a_toll

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read_xml(response):
    return ElementTree.fromstring(b"".join(response))  # noqa: S314 (our own)


@pytest.fixture
def people(publish):
    """Somebody killed, somebody detained, somebody charged, somebody detained who was killed, and two detained of whom
    this was ruled out, or only rumoured."""
    found = {name: a_named_person(name) for name in ("killed", "detained", "charged", "both", "not_dead", "rumour")}
    records = [a_casualty(person=found["killed"]), a_casualty(person=found["both"], confirmation="probable")]
    records += [a_detention(person=found[name]) for name in ("detained", "both", "not_dead", "rumour")]
    records += [a_charge(person=found["charged"]), a_casualty(person=found["not_dead"], confirmation="ruled_out")]
    records += [a_casualty(person=found["rumour"], confirmation="unconfirmed")]
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
        ("everyone", {"killed", "detained", "charged", "both", "not_dead", "rumour"}),
        ("not_detained", {"killed", "both"}),
        ("nobody", set()),
    ],
)
def test_the_living_who_are_detained_are_kept_from_search_engines(visitor, people, settings, setting, expected):
    settings.SEARCH_ENGINES = setting
    assert shown(visitor, people) == expected
    assert listed(visitor, people) == expected


def test_pages_that_name_people_are_not_to_be_found(visitor, people):
    for page in ("people/", "people/names/", "reports/", "statements/", "search/", "tell/corrections/"):
        assert visitor.get(f"/en/{page}")["X-Robots-Tag"] == "noindex"
    for page in ("", "figures/", "about/", "download/", "tell/", "tell/answer/", "tell/tracing/"):
        assert "X-Robots-Tag" not in visitor.get(f"/en/{page}")


def test_no_page_is_to_be_found_where_the_setting_says_so(visitor, db, settings):
    settings.SEARCH_ENGINES = "nobody"
    for page in ("", "figures/", "about/", "tell/", "tell/answer/", "tell/tracing/", "tell/corrections/"):
        assert visitor.get(f"/en/{page}")["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(("who", "is_hidden"), [("killed", False), ("detained", True)])
def test_figures_that_a_living_detainee_gave_are_not_to_be_found(visitor, people, publish, who, is_hidden):
    said = {"attribution": "named", "claimant_person": people[who], "claimant_is_public": True}
    publish(a_toll(**said))
    response = visitor.get("/en/figures/")
    assert f"/p/{people[who].shown_id}" in response.content.decode()
    assert ("X-Robots-Tag" in response) == is_hidden


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
