"""A check that cannot fail is a defect: each kind finds a planted fault."""

import pytest

from tests import builders
from tests.desk.facts.checks import InDatabase, NoRow, NoWord, Row, part

pytestmark = pytest.mark.django_db


@pytest.fixture
def toll():
    return builders.a_toll(low=12, wording="a dozen coffee shops")


@pytest.mark.parametrize(
    "check",
    [
        Row("tolls", {"low": 12}, {"wording": "a dozen"}),
        Row("tolls", {"low": 12}, {"wording": part("two dozen")}),
        Row("tolls", {"low": 12}, {"what": {"missing"}}),
        Row("tolls", {"low": 12}, {"report": "Another report"}),
        Row("tolls", {"low": 13}),
        NoRow("tolls", {"low": 12}),
        NoWord("coffee"),
    ],
    ids=str,
)
def test_a_planted_fault_is_found(toll, check):
    assert InDatabase().faults(check)


@pytest.mark.parametrize(
    "check",
    [
        Row("tolls", {"low": 12}, {"wording": part("dozen"), "high": "", "report": "Three days in Zhuparly"}),
        NoRow("tolls", {"low": 13}),
        NoWord("tea"),
    ],
    ids=str,
)
def test_what_is_right_is_let_through(toll, check):
    assert InDatabase().faults(check) == []
