import pytest
from django.core.exceptions import ValidationError

from tests.builders import a_casualty, a_casualty_claim, a_person
from victims.models import Casualty


def test_harm_and_death_are_apart(db):
    casualty = a_casualty(harmed_on="2022-01-05", died_on="2022-01-07")
    casualty.refresh_from_db()
    assert str(casualty.harmed_on_latest) < str(casualty.died_on_earliest)


def test_nothing_is_sure_until_someone_weighed_it(db):
    assert a_casualty().confirmation == "unconfirmed"


def test_one_person_may_be_harmed_more_than_once(db):
    person = a_person()
    a_casualty(person=person, harm="injured")
    a_casualty(person=person, harm="killed")
    assert person.casualties.count() == 2


@pytest.mark.parametrize("build", [a_casualty, lambda: a_casualty_claim(a_casualty())], ids=["conclusion", "claim"])
def test_an_age_turned_round_is_refused(db, build):
    row = build()
    row.age_low, row.age_high = 14, 12
    with pytest.raises(ValidationError, match="write the smaller number first"):
        row.full_clean()


def test_the_text_of_a_casualty_names_nobody(db):
    casualty = a_casualty(person=a_person("Ақжан Төлеген"))
    assert "Ақжан" not in str(Casualty.objects.get(pk=casualty.pk))
