import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources.choices import TollLink
from sources.models import Toll, TollRelation
from tests.builders import a_toll, a_toll_relation, withdrawn


@pytest.mark.parametrize(
    ("values", "figure"),
    [
        ({"bound": "exactly", "low": 12}, "12"),
        ({"bound": "exactly", "low": 0}, "0"),
        ({"bound": "at_least", "low": 225}, "at least 225"),
        ({"bound": "about", "low": 10, "high": 12}, "about 10–12"),
        ({"bound": "at_most", "high": 12}, "at most 12"),
        ({"bound": "vague", "wording": "dozens"}, "“dozens”"),
        ({"bound": "not_disclosed"}, "not disclosed"),
    ],
    ids=["exactly", "zero", "at least", "range", "at most", "vague", "not disclosed"],
)
def test_a_figure_keeps_its_bound(values, figure):
    assert Toll(**values).figure == figure


def test_exactly_without_a_number_is_refused(db):
    toll = a_toll()
    toll.bound, toll.low = "exactly", None
    with pytest.raises(ValidationError, match="needs a number"):
        toll.full_clean()


# How figures stand to one another


def relation(toll, other, link=TollLink.INSIDE):
    return TollRelation(toll=toll, other=other, link=link)


@pytest.mark.parametrize("link", TollLink.values)
def test_a_figure_stands_in_no_relation_to_itself(db, link):
    toll = a_toll()
    with pytest.raises(ValidationError, match="relation to itself"):
        relation(toll, toll, link).full_clean()


def test_two_figures_do_not_contain_each_other(db):
    part, whole = a_toll(3), a_toll(12)
    a_toll_relation(part, whole)
    with pytest.raises(ValidationError, match="cannot contain each other"):
        relation(whole, part).full_clean()


def test_figures_do_not_contain_each_other_through_others(db):
    least, part, whole = a_toll(1), a_toll(3), a_toll(12)
    a_toll_relation(least, part)
    a_toll_relation(part, whole)
    with pytest.raises(ValidationError, match="cannot contain each other"):
        relation(whole, least).full_clean()


def test_a_figure_inside_a_figure_inside_a_figure_is_let_through(db):
    least, part, whole = a_toll(1), a_toll(3), a_toll(12)
    a_toll_relation(part, whole)
    relation(least, part).full_clean()
    a_toll_relation(least, part)
    relation(least, whole).full_clean()


def test_a_withdrawn_relation_contains_nothing(db):
    part, whole = a_toll(3), a_toll(12)
    withdrawn(a_toll_relation(part, whole), part)
    relation(whole, part).full_clean()


def test_figures_that_are_apart_make_no_ring(db):
    one, other = a_toll(3), a_toll(12)
    a_toll_relation(one, other, TollLink.DISJOINT)
    relation(other, one, TollLink.DISJOINT).full_clean()


def test_a_relation_is_checked_again_when_it_is_saved_again(db):
    part, whole = a_toll(3), a_toll(12)
    a_toll_relation(part, whole).full_clean()


def test_a_relation_is_stated_once(db):
    part, whole = a_toll(3), a_toll(12)
    a_toll_relation(part, whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_toll_relation(part, whole, TollLink.NOT_STATED)
