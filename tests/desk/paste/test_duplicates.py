"""A report that is there already is found by its address, however it is written."""

import pytest

from desk.paste.duplicates import bare, with_address, with_hash
from tests.builders import a_report


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?id=1",
        "http://www.news.example/a?id=1",
        "https://news.example/a/?id=1#top",
        "https://NEWS.example/a?id=1&utm_source=x&fbclid=y",
    ],
)
def test_one_address_is_written_in_many_ways(db, url):
    there = a_report(url="https://news.example/a?id=1")
    assert with_address(url) == there


@pytest.mark.parametrize(
    "url", ["https://news.example/a?id=2", "https://news.example/b?id=1", "https://other.example/a?id=1", "", "news"]
)
def test_another_address_is_another_report(db, url):
    a_report(url="https://news.example/a?id=1")
    assert with_address(url) is None


def test_an_archived_copy_counts(db):
    there = a_report(archive_url="https://archive.example/news")
    assert with_address("https://archive.example/news") == there


def test_reports_without_a_hash_are_not_alike(db):
    a_report()
    assert with_hash("") is None


def test_an_address_that_is_none_has_no_bare_form():
    assert bare("http://[") == ""
