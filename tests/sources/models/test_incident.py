import pytest
from django.core.exceptions import ValidationError

from tests.builders import an_incident


def test_an_event_may_lie_in_a_larger_one(db):
    an_incident(part_of=an_incident("January in Zhuparly")).full_clean()


def test_an_event_is_not_part_of_itself(db):
    incident = an_incident()
    incident.part_of = incident
    with pytest.raises(ValidationError, match="part of itself"):
        incident.full_clean()


def test_an_event_is_not_part_of_its_parts(db):
    incident = an_incident()
    incident.part_of = an_incident(part_of=an_incident(part_of=incident))
    with pytest.raises(ValidationError, match="part of itself"):
        incident.full_clean()
