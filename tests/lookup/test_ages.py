import pytest

from lookup.ages import born_in, under_18
from lookup.models import PublishedPerson
from tests.builders import a_casualty, a_casualty_claim, a_detention, a_detention_claim, a_person, a_person_claim


@pytest.fixture
def somebody(publish):
    """`somebody(born_on="2005", harmed_on="2022-01", age_low=12)`: a published casualty."""

    def somebody(born_on="", **values):
        person = a_person(description="Somebody", description_is_public=True, born_on=born_on)
        casualty = a_casualty(person=person, **values)
        publish(person, casualty)
        return person, casualty

    return somebody


def are(condition):
    return PublishedPerson.objects.with_page().filter(condition).exists()


@pytest.mark.parametrize(
    ("born_on", "values", "is_child"),
    [
        ("", {}, False),
        ("", {"age_low": 12, "age_high": 12}, True),
        ("", {"age_low": 17, "age_high": 17}, True),
        ("", {"age_low": 18, "age_high": 18}, False),
        ("", {"age_low": 12, "age_high": None}, False),
        ("2005-03-01", {"harmed_on": "2022-01-05"}, True),
        ("2004", {"harmed_on": "2022-01-05"}, False),
        ("2005/2007", {"harmed_on": "2022-01-05"}, True),
        ("2003/2006", {"harmed_on": "2022-01-05"}, False),
        ("2005", {"died_on": "2022-01-05"}, True),
        ("2005", {}, False),
        ("2006", {"harmed_on": "2022-01-05", "age_low": 19, "age_high": 19}, False),
    ],
)
def test_a_child_by_the_age_that_is_concluded_or_by_birth(somebody, born_on, values, is_child):
    somebody(born_on, **values)
    assert are(under_18()) == is_child


@pytest.mark.parametrize(("age", "is_child"), [(12, True), (17, True), (18, False)])
def test_a_child_because_a_report_says_so(somebody, publish, age, is_child):
    person, casualty = somebody()
    a_casualty_claim(casualty, age_low=age, age_high=age)
    publish(casualty)
    assert are(under_18()) == is_child


def test_a_child_who_was_detained_because_a_report_says_so(publish):
    detention = a_detention()
    a_detention_claim(detention, age_low=15, age_high=15)
    publish(detention.person, detention)
    assert are(under_18())


def test_a_child_because_a_report_says_so_of_the_person(somebody, publish):
    person, _casualty = somebody()
    a_person_claim(person, age_low=15, age_high=15)
    publish(person)
    assert are(under_18())


def test_a_report_does_not_make_a_child_of_somebody_concluded_to_be_grown(somebody, publish):
    _person, casualty = somebody(age_low=20, age_high=20)
    a_casualty_claim(casualty, age_low=15, age_high=15)
    publish(casualty)
    assert not are(under_18())


def test_a_retracted_claim_makes_nobody_a_child(somebody, publish):
    _person, casualty = somebody()
    a_casualty_claim(casualty, age_low=15, age_high=15, standing="retracted")
    publish(casualty)
    assert not are(under_18())


@pytest.mark.parametrize(
    ("born_on", "values", "years"),
    [
        ("1990-11-17", {}, {1990}),
        ("1990", {}, {1990}),
        ("1988/1990", {}, {1988, 1989, 1990}),
        ("", {"age_low": 28, "age_high": 28, "harmed_on": "2022-01-06"}, {1993, 1994}),
        ("", {"age_low": 20, "age_high": 21, "died_on": "2022-01-06"}, {2000, 2001, 2002}),
        ("", {"age_low": 28, "age_high": 28}, set()),
        ("", {}, set()),
    ],
)
def test_born_in_a_year_by_date_or_by_age(somebody, born_on, values, years):
    somebody(born_on, **values)
    assert {year for year in range(1980, 2010) if are(born_in(year))} == years
