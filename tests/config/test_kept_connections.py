import pytest
from django.core.signals import request_started
from django.db import connection

from people.models import Person
from tests.builders import a_person
from tests.registers import IS_SQLITE, machines  # noqa: F401 (a fixture)

pytestmark = pytest.mark.skipif(not IS_SQLITE, reason="SQLite only")


@pytest.fixture
def register(machines):  # noqa: F811
    machine = machines.filled("register")
    machine.entries["default"]["CONN_MAX_AGE"] = 60
    return machine.use()


def test_it_stays_open_from_request_to_request(register):
    Person.objects.count()
    opened = connection.connection
    request_started.send(sender=None)
    Person.objects.count()
    assert connection.connection is opened


def test_another_file_in_the_place_of_the_register_is_opened(register, machines):  # noqa: F811
    a_person()
    other = machines.filled("other").entries["default"]["NAME"]
    request_started.send(sender=None)
    place = connection.settings_dict["NAME"]
    for path in place.parent.glob(f"{place.name}*"):  # `restore` wants nothing of the old one left there
        path.unlink()
    other.replace(place)
    request_started.send(sender=None)
    assert Person.objects.count() == 0


def test_a_file_that_was_taken_away_is_not_saved_in(register):
    Person.objects.count()
    connection.settings_dict["NAME"].unlink()
    request_started.send(sender=None)
    assert connection.connection is None
