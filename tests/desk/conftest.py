"""January 2022, loaded once for all tests of a module, and taken back after them; and a report to log from."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from desk.reference import load_reference
from desk.register import load_register
from places.choices import PlaceKind
from sources.choices import TermList
from tests.builders import a_place, a_report, a_term, an_incident, an_organisation

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def load_january_2022():
    load_reference(FIXTURES / "reference")
    staff = {
        "entered_by": User.objects.create_user("researcher"),
        "published_by": User.objects.create_user("reviewer"),
    }
    return load_register(FIXTURES / "january_2022", **staff)


@pytest.fixture(scope="module")
def january_2022(django_db_setup, django_db_blocker):
    """What the first load reported. Each test runs in its own transaction inside that of the load."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_january_2022()
        transaction.set_rollback(True)


# A report from an invented town

TEXT = (
    "Three days in Zhuparly\n\nOn January 5 a boy of 12 was shot near the market, his father Temir Oralbai told Reed "
    "News. At least 14 people were hurt.\n\nThe town council says nothing."
)


@pytest.fixture
def incident(db):
    return an_incident()


@pytest.fixture
def report(incident):
    return a_report(captured_text=TEXT, published_on="2022-01-12", language="en", incidents=[incident])


@pytest.fixture
def words(db):
    """The words of the lists, a place and a body that forms choose from."""
    return {
        "killed": a_term(TermList.COUNTED, "killed"),
        "injured": a_term(TermList.COUNTED, "injured"),
        "gunshot": a_term(TermList.METHOD, "gunshot"),
        "army": a_term(TermList.FORCE, "army"),
        "mass_disorder": a_term(TermList.OFFENCE, "mass_disorder"),
        "town": a_place("Жұпарлы"),
        "region": a_place("Жұпарлы облысы", name_en="Zhuparly Region", kind=PlaceKind.REGION),
        "news": an_organisation("Reed News", kind="news_outlet", other_names="RN|Reed"),
    }
