import pytest
from django.core.exceptions import ValidationError

from sources.choices import Standing
from tests.builders import a_casualty, a_casualty_claim, a_kinship, a_person, a_report, a_toll, an_organisation

FALLEN = [standing for standing in Standing.values if standing != Standing.STANDS]


def test_claims_that_contradict_stand_side_by_side(db):
    casualty = a_casualty(harm="killed")
    a_casualty_claim(casualty, harm="killed", age_low=12, age_high=12)
    a_casualty_claim(casualty, harm="missing", age_low=14, age_high=14)
    assert [claim.age_low for claim in casualty.claims.all()] == [12, 14]


def test_someone_named_must_be_named(db):
    toll = a_toll()
    toll.attribution = "named"
    with pytest.raises(ValidationError, match="Choose who says it"):
        toll.full_clean()


@pytest.mark.parametrize("who", ["claimant_person", "claimant_organisation"])
def test_a_person_or_a_body_may_be_the_one_named(db, who):
    toll = a_toll()
    toll.attribution = "named"
    setattr(toll, who, a_person() if who == "claimant_person" else an_organisation())
    toll.full_clean()


@pytest.mark.parametrize("values", [{"standing_on": "2022-01-09"}, {"standing_report": True}], ids=["date", "report"])
def test_what_stands_has_nothing_that_overturned_it(db, values):
    toll = a_toll()
    for name, value in values.items():
        setattr(toll, name, a_report() if value is True else value)
    with pytest.raises(ValidationError, match="retracted, superseded or denied"):
        toll.full_clean()


@pytest.mark.parametrize("standing", FALLEN)
def test_what_fell_may_say_when_and_where(db, standing):
    toll = a_toll()
    toll.standing, toll.standing_on, toll.standing_report = standing, "2022-01-09", a_report()
    toll.full_clean()


def test_a_quotation_is_private_unless_someone_ticks_it(db):
    assert not a_toll(quotation="They shot at us.").quotation_is_public


def test_a_claim_that_repeats_another_is_known_from_both(db):
    casualty = a_casualty()
    first = a_casualty_claim(casualty)
    second = a_casualty_claim(casualty, repeats=[first])
    assert list(first.repeated_by.all()) == [second]
    assert list(first.repeats.all()) == []


def test_nobody_is_their_own_relative(db):
    kinship = a_kinship(a_person(), a_person())
    kinship.relative = kinship.person
    with pytest.raises(ValidationError, match="own relative"):
        kinship.full_clean()
