"""The figures of an incident side by side."""

import pytest

from desk.figures_board import boards, counted, figures, nests, with_parts
from records.choices import State
from sources.choices import Attribution, Standing, TermList, TollLink
from tests.builders import (
    a_place,
    a_report,
    a_term,
    a_toll,
    a_toll_relation,
    an_incident,
    an_organisation,
    changed,
    withdrawn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident():
    return an_incident()


def said_by(organisation):
    return {"attribution": Attribution.NAMED, "claimant_organisation": organisation}


def test_claimants_are_columns_and_time_runs_downwards(incident):
    prosecutor, ministry = an_organisation("Prosecutor"), an_organisation("Ministry")
    a_toll(225, incident=incident, as_of="2022-01-15", **said_by(prosecutor))
    a_toll(164, incident=incident, as_of="2022-01-09", **said_by(ministry))
    a_toll(230, incident=incident, as_of="2022-06", **said_by(prosecutor))
    (board,) = boards(figures(incident))
    assert board.claimants == ["Ministry", "Prosecutor"]
    assert [(line.when, [[one.toll.low for one in cell] for cell in line.cells]) for line in board.lines] == [
        ("as of 9 January 2022", [[164], []]),
        ("as of 15 January 2022", [[], [225]]),
        ("as of June 2022", [[], [230]]),
    ]


def test_figures_of_one_date_and_claimant_stand_beside_each_other_and_are_not_added(incident):
    report = a_report("Untold")
    for low in (3, 4):
        a_toll(low, incident=incident, report=report)
    (board,) = boards(figures(incident))
    assert [[one.toll.figure for one in cell] for cell in board.lines[0].cells] == [["at least 3", "at least 4"]]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"as_of": "2022-01-09", "said_on": "2022-01-10"}, "as of 9 January 2022"),
        ({"said_on": "2022-01"}, "said January 2022"),
        ({"period": "2022-01-02/2022-01-08"}, "covers 2–8 January 2022"),
        ({}, "no date"),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(values, words, incident):
    a_toll(3, incident=incident, **values)
    (board,) = boards(figures(incident))
    assert board.lines[0].when == words


def test_a_toll_without_a_date_of_its_own_has_that_of_its_report_and_comes_in_order(incident):
    a_toll(3, incident=incident)
    a_toll(4, incident=incident, report=a_report(published_on="2022-01-12"))
    (board,) = boards(figures(incident))
    assert [line.when for line in board.lines] == ["report of 12 January 2022", "no date"]


def test_each_thing_counted_has_its_own_board(incident):
    place, children = a_place(), a_term(TermList.COUNTED_GROUP, "children")
    tolls = [
        a_toll(1, incident=incident),
        a_toll(2, incident=incident, whom=[children]),
        a_toll(3, incident=incident, places=[place]),
        a_toll(4, incident=incident, home_places=[place]),
    ]
    assert [counted(toll) for toll in tolls] == [
        "Killed",
        "Killed · children",
        f"Killed · {place}",
        f"Killed · from {place}",
    ]
    assert [board.heading for board in boards(figures(incident))] == sorted(map(counted, tolls))


def test_a_figure_of_the_report_itself_stands_under_its_publisher(incident):
    report = a_report(publisher=an_organisation("Reed Street News"))
    a_toll(3, incident=incident, report=report)
    a_toll(4, incident=incident, report=a_report("Untold"))
    a_toll(5, incident=incident, report=a_report("Untold"))  # another report of the same title
    (board,) = boards(figures(incident))
    assert board.claimants == ["Reed Street News", "Untold", "Untold"]


def test_incidents_inside_are_shown_and_others_are_not(incident):
    inside = an_incident("Inside", part_of=an_incident("Between", part_of=incident))
    a_toll(3, incident=inside)
    a_toll(4, incident=an_incident("Elsewhere"))
    assert inside.pk in with_parts(incident)
    assert [figure.toll.low for figure in figures(incident)] == [3]


def test_a_withdrawn_toll_is_not_on_the_board_and_a_retracted_one_says_so(incident):
    changed(a_toll(3, incident=incident), state=State.WITHDRAWN)
    a_toll(164, incident=incident, standing=Standing.RETRACTED)
    assert [(figure.toll.low, figure.standing) for figure in figures(incident)] == [(164, "retracted")]


def test_relations_are_seen_from_both_sides(incident):
    whole, part = a_toll(225, incident=incident), a_toll(19, incident=incident)
    a_toll_relation(part, whole, TollLink.INSIDE)
    found = {figure.toll: figure.relations for figure in figures(incident)}
    assert found == {whole: [("contains", part)], part: [(TollLink.INSIDE.label, whole)]}


def test_a_relation_that_was_struck_out_or_leads_off_the_board_is_not_shown(incident):
    one, other = a_toll(1, incident=incident), a_toll(2, incident=incident)
    withdrawn(a_toll_relation(one, other), one)
    a_toll_relation(other, a_toll(3, incident=an_incident("Elsewhere")))
    assert [figure.relations for figure in figures(incident)] == [[], []]
    assert nests(figures(incident)) == []


def test_figures_lie_inside_figures(incident):
    whole, part, smaller = (a_toll(low, incident=incident) for low in (225, 19, 2))
    a_toll_relation(part, whole)
    a_toll_relation(smaller, part)
    (outer,) = nests(figures(incident))
    assert (outer.toll, outer.inside[0].toll, outer.inside[0].inside[0].toll) == (whole, part, smaller)


def test_the_number_of_queries_does_not_grow(incident, django_assert_max_num_queries):
    for low in range(12):
        a_toll(low, incident=incident, **said_by(an_organisation(f"Body {low}")))
    with django_assert_max_num_queries(9):
        found = figures(incident)
        boards(found)
        nests(found)
