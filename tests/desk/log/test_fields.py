"""Inputs of the log read what stands in the report."""

import pytest
from django.core.exceptions import ValidationError

from desk.log.fields import AgeField
from desk.log.typed_numbers import Age


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("2 months", Age(0, 0, "2 months")),
        ("около 6 месяцев", Age(0, 0, "около 6 месяцев")),
        ("екі айлық", Age(0, 0, "екі айлық")),
        ("18 months", Age(1, 1, "18 months")),
        ("12-year-old", Age(12, 12, "12-year-old")),
        ("less than 12 months", Age(None, 0, "less than 12 months")),
        ("27 лет (в день гибели)", Age(27, 27, "27 лет (в день гибели)")),
        ("19 (на день смерти)", Age(19, 19, "19 (на день смерти)")),
        ("28 лет", Age(28, 28, "28 лет")),
        ("", None),
    ],
)
def test_an_age(typed, age):
    assert AgeField(required=False).clean(typed) == age


@pytest.mark.parametrize("typed", ["60 months", "2 (months)", "2 неполных месяца"])
def test_months_that_come_to_no_number_of_years_are_asked_about(typed):
    with pytest.raises(ValidationError, match="in years"):
        AgeField().clean(typed)
