"""What invented reports tell of invented people: whole rows, as the register itself would keep them."""

import pytest

from desk.invented import invent_people
from desk.invented_claims import invent_claims
from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim
from sources.models import Report, Statement, Toll
from tests.builders import a_report
from victims.models import CasualtyClaim

MADE = (Report, CasualtyClaim, Detention, DetentionClaim, CustodyStep, Charge, ChargeUpdate, Toll, Statement)


@pytest.fixture
def register(db):
    invent_people(people=40, seed=7)
    return invent_claims(seed=7)


def test_what_invented_reports_tell_is_whole(register):
    for table in MADE:
        for row in table.objects.all():
            row.full_clean()
    assert register == sum(table.objects.count() for table in (CasualtyClaim, DetentionClaim, ChargeUpdate))
    assert {Detention.objects.count(), Charge.objects.count()} == {10, 4}


def test_a_record_that_is_added_comes_after_the_invented_ones(register):
    last = Report.objects.order_by("pk").last().pk
    assert a_report().pk > last


def test_claims_are_invented_of_the_people_added_since(register):
    before = CasualtyClaim.objects.order_by("-casualty_id")[0].casualty_id
    invent_people(people=10, seed=8)
    invent_claims(seed=8, after=before)
    assert Detention.objects.filter(person__casualties__pk__gt=before).count() == 3
    assert not CasualtyClaim.objects.filter(casualty__gt=before + 10).exists()
