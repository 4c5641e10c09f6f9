from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from lookup.help_page import HelpPage, telephones
from tests.builders import a_help_point, a_place

ADDRESS = "lookup:help"


@pytest.fixture
def region(db):
    country = a_place("Қазақстан", name_en="Kazakhstan", code="kz", kind="country")
    return a_place("Арасан облысы", name_en="Arasan Region", code="arasan", kind="region", parent=country)


@pytest.fixture
def town(region):
    return a_place(code="zhuparly", parent=region)


@pytest.fixture
def several(publish, region, town):
    """One for each: the town, another town, the region, the whole country."""
    other = a_place("Қамысты", name_en="Qamysty", code="qamysty", parent=region)
    for name, place in (("In town", town), ("Elsewhere", other), ("In the region", region), ("Everywhere", None)):
        publish(a_help_point(name, place=place))


def names(page) -> list[str]:
    return [one.name.text for _heading, points in page.groups for one in points]


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("", ["Elsewhere", "In town", "In the region", "Everywhere"]),
        ("zhuparly", ["In town", "In the region", "Everywhere"]),
        ("arasan", ["Elsewhere", "In town", "In the region", "Everywhere"]),
    ],
    ids=["all", "a town", "a region"],
)
def test_a_place_shows_what_serves_it_the_nearest_first(several, place, shown):
    assert names(HelpPage(place)) == shown


def test_places_are_plain_links(several, read):
    page = read(f"{reverse(ADDRESS)}?place=zhuparly")
    assert 'href="?place=qamysty"' in page
    assert 'href="?place=zhuparly" aria-current="page"' in page
    assert "?place=kz" not in page


def test_a_place_that_nobody_serves_is_answered_with_everything(several, read):
    page = read(f"{reverse(ADDRESS)}?place=atlantis")
    assert "For this place there is nothing of its own" in page
    assert "Everywhere" in page


def test_kinds_are_headings_in_their_order(publish, read):
    publish(a_help_point("Second", kind="morgue"), a_help_point("First", kind="lawyer"))
    page = read(reverse(ADDRESS))
    assert page.index("Lawyer or legal aid</h3>") < page.index("First")
    assert page.index("First") < page.index("Morgue or forensic centre</h3>") < page.index("Second")
    assert "Hospital</h3>" not in page


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (183, False), (184, True)])
def test_after_half_a_year_without_a_check_it_says_so(publish, read, days, is_old):
    publish(a_help_point(checked_on=timezone.localdate() - timedelta(days=days)))
    page = read(reverse(ADDRESS))
    assert ("Not checked since" in page) == is_old
    assert ("Checked on" in page) == (not is_old)


def test_address_hours_and_advice_stand_as_text_with_their_source(publish, town, read):
    told = {
        "address_en": "Reed Street 5",
        "hours_en": "Monday to Friday",
        "advice_en": "Ask for a paper.\nBring yours.",
    }
    publish(a_help_point(place=town, website="https://aid.example/", **told))
    page = read(reverse(ADDRESS))
    for text in ("Reed Street 5", "Monday to Friday", "Ask for a paper.<br>Bring yours.", "Known from: a call"):
        assert text in page
    assert '<a rel="external noreferrer noopener" href="https://aid.example/">' in page


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("+7 (700) 000-00-00", ["+77000000000"]),
        ("102, +7 700 000 00 00", ["102", "+77000000000"]),
        ("ask at the desk", [""]),
        ("+7 700 000 00 00 ext. 5", [""]),
        ("javascript:1", [""]),
        ("", []),
    ],
)
def test_a_number_can_be_dialled_and_other_words_cannot(text, dialled):
    assert [one.dialled for one in telephones(text)] == dialled


def test_a_text_in_another_language_is_marked_as_such(publish):
    publish(a_help_point("Aid", name_ru="Помощь", advice_ru="Возьмите паспорт."))
    with override("kk"):
        ((_heading, (one,)),) = HelpPage().groups
    assert (one.name.text, one.name.language, one.advice.language) == ("Помощь", "ru", "ru")
    with override("en"):
        ((_heading, (one,)),) = HelpPage().groups
    assert (one.name.text, one.name.language, one.advice.language) == ("Aid", "", "ru")


def test_without_an_address_the_steps_stand_there_all_the_same(db, read):
    page = read(reverse(ADDRESS))
    assert "No address is published here yet" in page
    assert "Talk to a lawyer" in page


def test_a_draft_is_not_shown(db, read):
    a_help_point("Not yet")
    assert "Not yet" not in read(reverse(ADDRESS))


def test_as_many_queries_for_many(publish, town, visitor):
    def count():
        with CaptureQueriesContext(connection) as queries:
            visitor.get(reverse(ADDRESS))
        return len(queries)

    publish(a_help_point(place=town))
    few = count()
    for number in range(20):
        publish(a_help_point(f"Aid {number}", place=town))
    assert count() == few == 1


def test_the_file_holds_each_language(publish, town, rows):
    publish(a_help_point("Aid", name_kk="Көмек", place=town, telephone="+7 000"))
    (row,) = rows("help")
    assert (row["name_en"], row["name_kk"], row["place"], row["kind_label"]) == (
        "Aid",
        "Көмек",
        "zhuparly",
        "lawyer or legal aid",
    )
    assert row["checked_on"] == "2026-01-05"
