import pytest
from django.core.exceptions import ValidationError

from tests.builders import a_custody_step, a_detention, withdrawn


def test_a_step_before_the_arrest_is_saved_and_told(db):
    detention = a_detention(arrested_on="2022-01-08")
    a_custody_step(detention, 1, began_on="2022-01-06")
    detention.refresh_from_db()
    assert detention.warnings() == ["Custody step 1 begins before the arrest. Saved; check both dates."]


@pytest.mark.parametrize("began_on", ["", "2022-01", "2022-01-08", "2022-01-09"])
def test_a_step_that_may_follow_the_arrest_is_not_told(db, began_on):
    detention = a_detention(arrested_on="2022-01-08")
    a_custody_step(detention, 1, began_on=began_on)
    detention.refresh_from_db()
    assert detention.warnings() == []


def test_a_withdrawn_step_is_not_told(db):
    detention = a_detention(arrested_on="2022-01-08")
    withdrawn(a_custody_step(detention, 1, began_on="2022-01-06"), detention)
    assert detention.warnings() == []


def test_steps_stand_in_their_order(db):
    detention = a_detention()
    for order in (2, 1, 3):
        a_custody_step(detention, order)
    assert [step.order for step in detention.steps.all()] == [1, 2, 3]


def test_the_first_step_is_one(db):
    step = a_custody_step(a_detention())
    step.order = 0
    with pytest.raises(ValidationError, match="1 for the first place"):
        step.full_clean()
