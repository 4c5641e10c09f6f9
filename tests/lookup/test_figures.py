import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from lookup import figures as module
from sources.choices import TermList
from tests.builders import (
    a_named_person,
    a_person,
    a_place,
    a_statement,
    a_term,
    a_toll,
    an_organisation,
    published,
)
from tests.leaks import without_ids


@pytest.fixture
def page(figures, read):
    return " ".join(read("/figures/").split())


def row(page, toll):
    return page.split(f'id="{toll.public_id}"', 1)[1].split("</tr>", 1)[0]


def test_each_figure_keeps_its_bound(page):
    for words in ("at least 225", "“dozens”", "not disclosed", "those who took no part"):
        assert words in page


def test_a_retracted_figure_is_struck_and_said_to_be_retracted(page, figures):
    shown = row(page, figures.retracted)
    assert "<del>164</del>" in shown
    assert "Retracted, 10 January 2022, according to" in shown
    assert "The ministry takes back" in shown


def test_a_figure_says_how_it_stands_to_another(page, figures):
    assert "inside at least 225 killed (Reed Ministry): “most of”" in row(page, figures.part)
    assert "contains 19 killed" in row(page, figures.whole)
    assert f'href="#{figures.whole.public_id}"' in row(page, figures.part)


def test_figures_are_never_added_up(page):
    assert "Figures are never added up" in page
    for total in (225 + 19, 225 + 164, 225 + 19 + 164, 19 + 164):
        assert str(total) not in without_ids(page)


def test_an_unpublished_figure_is_not_shown(page, figures):
    assert "999" not in without_ids(page)
    assert figures.secret.public_id not in page


def test_a_comment_stands_beside_its_figure(figures, reviewer, read):
    published(a_statement(about_toll=figures.whole, summary="No evidence was given.", kind="assessment"), by=reviewer)
    assert "Comment: No evidence was given." in row(" ".join(read("/figures/").split()), figures.whole)


def test_a_comment_on_injuries_stands_behind_the_warning(figures, reviewer, read):
    method = a_term(TermList.METHOD, "gunshot")
    published(a_statement(about_toll=figures.whole, summary="MARK-S", methods=[method]), by=reviewer)
    shown = row(read("/figures/"), figures.whole)
    assert "MARK-S" in shown
    assert "MARK-S" not in re.sub(r"<details class=\"hard small\">.*?</details>", "", shown, flags=re.DOTALL)


def test_a_large_number_is_grouped(reviewer, db, read):
    published(a_toll(20000, bound="about"), by=reviewer)
    assert "about 20,000" in read("/figures/")


def test_long_lists_go_over_pages_and_links_follow(figures, read, monkeypatch):
    monkeypatch.setattr(module, "PAGE_SIZE", 2)
    pages = [read(f"/figures/?page={number}") for number in (1, 2, 3)]
    ids = [sum(f'id="{toll.public_id}"' in page for page in pages) for toll in (figures.whole, figures.part)]
    assert ids == [1, 1]
    assert "Page 1 of 3" in pages[0]
    assert any(f"?page={number}#{figures.whole.public_id}" in "".join(pages) for number in (1, 2, 3))


@pytest.mark.parametrize("asked", ["0", "99", "x", "-1", "1e9"])
def test_a_page_that_is_not_there_is_answered(figures, read, asked):
    assert "Figures" in read(f"/figures/?page={asked}")


# What a reader chooses


@pytest.fixture
def chosen(read):
    """`chosen(place="zhuparly")`: the numbers of the figures that the page then shows."""

    def chosen(**asked):
        page = read(f"{reverse('lookup:figures')}?{urlencode(asked)}")
        return sorted(re.findall(r'rowheader">\s*(?:<del>)?([^<]+?)\s*<', page))

    return chosen


@pytest.fixture
def many(publish):
    """Two figures that differ in everything that can be chosen."""
    town = a_place("Жұпарлы", code="zhuparly", parent=a_place(code="kz", kind="country", name_en="Kazakhstan"))
    body = an_organisation("Reed Ministry")
    speaker = a_named_person("Төлеген Бекбол")
    publish(speaker)
    first = {"what": [a_term(TermList.COUNTED, "killed")], "whom": [a_term(TermList.COUNTED_GROUP, "children")]}
    first |= {"places": [town], "as_of": "2022-01-09", "claimant_organisation": body, "attribution": "named"}
    second = {"what": [a_term(TermList.COUNTED, "injured")], "said_on": "2022-02", "claimant_person": speaker}
    publish(a_toll(11, bound="exactly", **first))
    publish(a_toll(22, bound="exactly", attribution="named", claimant_is_public=True, **second))
    return speaker


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["11", "22"]),
        ({"what": "killed"}, ["11"]),
        ({"whom": "children"}, ["11"]),
        ({"place": "zhuparly"}, ["11"]),
        ({"place": "kz"}, ["11"]),
        ({"claimant": "body:Reed Ministry"}, ["11"]),
        ({"when": "9.01.2022"}, ["11"]),
        ({"when": "2022"}, ["11", "22"]),
        ({"when": "2021"}, []),
        ({"what": "injured", "place": "kz"}, []),
        ({"what": "nonsense"}, ["11", "22"]),
    ],
    ids=str,
)
def test_figures_are_chosen(many, chosen, asked, found):
    assert chosen(**asked) == found


def test_figures_are_chosen_by_the_person_who_says_them(many, chosen):
    assert chosen(claimant=f"person:{many.public_id}") == ["22"]


def test_somebody_whose_name_is_withheld_is_no_choice(publish, read):
    guarded = a_person("Ренатқұпия Жасырын")
    publish(a_toll(5, claimant_person=guarded, claimant_is_public=True, attribution="named"))
    page = read(reverse("lookup:figures"))
    assert guarded.public_id not in page
    assert "name withheld" in page


def test_where_nothing_fits_the_next_step_is_said(many, read):
    page = read(f"{reverse('lookup:figures')}?when=2021")
    assert "No public figure fits all these choices" in page
    assert "Show all figures" in page


def test_a_figure_that_was_not_chosen_is_linked_where_it_stands(figures, read):
    page = read(f"{reverse('lookup:figures')}?whom=law_enforcement")
    assert f'href="{reverse("lookup:figures")}?page=1#{figures.whole.public_id}"' in page


def test_choices_go_with_the_reader_from_page_to_page(figures, read, monkeypatch):
    monkeypatch.setattr(module, "PAGE_SIZE", 1)
    page = read(f"{reverse('lookup:figures')}?what=killed")
    assert "what=killed&amp;page=2" in page


def test_people_documented_here_stand_beside_and_are_not_added(killed, figures, read):
    killed("Ақжан Төлеген")
    page = read(reverse("lookup:figures"))
    assert "People documented here, one by one" in page
    assert "226" not in without_ids(page)
    assert "People documented here" not in read(f"{reverse('lookup:figures')}?what=killed")
