"""The page that lists releases: what there is, how to verify and cite it, and what became of older files."""

import html

import pytest
from django.utils import translation

from lookup.models import PublishedRelease
from publishing import door, releases

CHECK = "sha256sum --check --ignore-missing SHA256SUMS"


@pytest.fixture
def read(visitor):
    def read(language="en"):
        return " ".join(html.unescape(visitor.get(f"/{language}/releases/").content.decode()).split())

    return read


def test_before_the_first_release_the_page_leads_to_what_is_public_now(db, read, visitor):
    page = read()
    assert "There is no release yet." in page
    assert 'href="/en/download/"' in page
    assert CHECK not in page
    assert 'href="/en/releases/"' in visitor.get("/en/download/").content.decode()


def test_it_tells_how_to_verify_and_cite_each(killed, reviewer, read):
    killed("Ақжан Төлеген")
    with translation.override("kk"):
        name = str(releases.release(by=reviewer, reason="the first"))
    issue, page = PublishedRelease.objects.get(), read()
    assert CHECK in page
    assert f'href="/releases/tizim-{name}.zip"' in page
    assert f"Release {name}, {issue.day.isoformat()}. http://testserver/releases/tizim-{name}.zip" in page
    assert page.count(issue.sha256) == 2
    assert "This is the first release" in page
    assert "data/people.csv" in page


def test_what_is_served_no_more_keeps_its_checksum(killed, researcher, reviewer, read):
    person = killed("Ақжан Төлеген")
    first = releases.release(by=reviewer, reason="the first")
    door.hide_names(person=person, by=researcher, reason="the family asks")
    page = read()
    assert "When it is made anew" in page
    assert first.sha256 in page
    assert f'href="/releases/tizim-{first}.zip"' not in page
    (second,) = releases.reissue(by=reviewer, reason="the family asks")
    page = read()
    assert "When it is made anew" not in page
    assert f'href="/releases/tizim-{first}-r1.zip"' in page
    assert first.sha256 in page
    assert second.sha256 in page


def test_releases_are_listed_the_newest_first_with_what_changed(killed, reviewer, read):
    killed("Ақжан Төлеген")
    first = releases.release(by=reviewer, reason="the first")
    killed("Бибіш Қуат")
    second = releases.release(by=reviewer, reason="the second")
    third = releases.release(by=reviewer, reason="the third")
    page = read()
    places = [page.index(f'id="release-{name}"') for name in (third, second, first)]
    assert places == sorted(places)
    assert f"Nothing changed since release {second}." in page
    assert f"What changed since release {first}" in page
    assert '<th scope="row" role="rowheader">people.csv</th> <td role="cell" data-label="Added">1</td>' in page


def test_one_that_nobody_made_is_not_there(db, visitor):
    assert visitor.get("/releases/tizim-2022.01.1.zip").status_code == 404
