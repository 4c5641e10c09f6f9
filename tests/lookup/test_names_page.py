import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lookup.models import PublishedHeading, list_all_names
from lookup.names_page import NAMES_ON_A_PAGE
from publishing import door
from tests.builders import a_name, a_named_person


@pytest.fixture
def shown(read):
    """`shown("?letter=Қ")`: the names on the page, in order, and the letters that may be chosen."""

    def shown(query=""):
        page = " ".join(html.unescape(read(f"/people/names/{query}")).split())
        names = [
            " ".join(re.sub("<.*?>", " ", name).split()) for name in re.findall(r"class=\"name.*?>(.*?)</a>", page)
        ]
        return names, re.findall(r'<a href="\?letter=[^"]*"[^>]*>(.)</a>', page)

    return shown


def test_a_name_stands_under_each_of_its_words(killed, shown):
    killed("Қуат Айша")
    killed("Балқы Әсел")
    names, letters = shown()
    assert names == ["Қуат Айша", "Балқы Әсел", "Балқы Әсел", "Қуат Айша"]
    assert letters == ["А", "Ә", "Б", "Қ"]


def test_one_letter_can_be_chosen(killed, shown):
    killed("Қуат Айша")
    killed("Балқы Әсел")
    assert shown("?letter=Қ")[0] == ["Қуат Айша"]


@pytest.mark.parametrize("letter", ["Ж", "zz", "%00", ""])
def test_a_letter_without_names_shows_all(killed, read, letter):
    killed("Қуат Айша")
    page = read(f"/people/names/?letter={letter}")
    assert ("No public name stands under this letter." in page) == bool(letter)
    assert page.count('class="name') == 2


def test_every_public_spelling_is_listed_and_says_how_the_page_is_headed(killed, publish, shown, read):
    person = killed("Қуат")
    a_name(person, "Kuat")
    publish(person)
    assert shown()[0] == ["Қуат", "Kuat"]
    assert "recorded as Қуат" in read("/people/names/?letter=K")


def test_namesakes_are_told_apart(register, read):
    page = read("/people/names/?letter=А")
    assert "age then: 28" in page
    assert "5 January 2022" in page


def test_only_people_with_a_page_are_listed(killed, publish, shown):
    publish(a_named_person("Сәкен Нұр"))
    killed("", description="Somebody")
    assert shown() == ([], [])


def test_people_without_a_name_are_listed_apart(db, read):
    page = read("/people/names/")
    assert 'href="/en/people/?named=no"' in page
    assert "No name is public yet." in page


def test_a_name_that_is_hidden_leaves_the_list_at_once(killed, researcher, shown):
    person = killed("Қуат Айша")
    door.hide_names(person=person, by=researcher, reason="the family asks")
    assert shown() == ([], [])
    assert not PublishedHeading.objects.exists()


def test_a_withdrawn_person_leaves_the_list_at_once(killed, researcher, shown):
    door.withdraw(record=killed("Қуат Айша"), by=researcher, reason="the family asks")
    assert shown() == ([], [])


def test_a_list_made_anew_is_the_same(killed, publish):
    person = killed("Қуат Айша")
    a_name(person, "Kuat")
    publish(person)
    columns = ("person", "text", "number", "letter", "place")
    before = sorted(PublishedHeading.objects.values_list(*columns))
    assert before
    list_all_names()
    assert sorted(PublishedHeading.objects.values_list(*columns)) == before


def test_long_lists_go_over_pages_and_keep_the_letter(killed, read):
    for number in range(NAMES_ON_A_PAGE + 1):
        killed(f"Адам {number:02}")
    assert read("/people/names/?letter=А").count('class="name') == NAMES_ON_A_PAGE
    second = html.unescape(read("/people/names/?letter=А&page=2"))
    assert second.count('class="name') == 1
    assert "?letter=%D0%90&page=1" in second


def test_a_longer_list_asks_no_more_questions(killed, visitor):
    def count():
        with CaptureQueriesContext(connection) as queries:
            visitor.get("/en/people/names/")
        return len(queries)

    killed("Қуат")
    few = count()
    for number in range(9):
        killed(f"Айша {number}")
    assert count() == few
    assert few < 10
