"""What every test may use. The cast is fixed: `researcher`, `reviewer`, `visitor`; tests/builders.py makes the rest."""

import os
from time import monotonic, sleep

import pytest
from django.contrib.auth.models import Group, User
from django.db import OperationalError, connection
from django.test import Client, TransactionTestCase
from django_otp import DEVICE_ID_SESSION_KEY

from accounts import sessions
from accounts.models import RecoveryCodes, Telephone
from accounts.second_factor import telephone_of
from audit import triggers
from desk.roles import make_roles
from lookup import remembered
from tests.apart import apart, public_database_of_server  # noqa: F401 (fixtures)
from tests.browser import browser, browser_page, faults, live_server, scripts, viewport  # noqa: F401 (fixtures)

# Playwright runs an event loop in this thread; Django would take the tests' own queries for calls from it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)
        if "django_db_setup" not in fixtures:
            item.add_marker(pytest.mark.any_database)


def when_nobody_reads(act, seconds=10):
    """A page that a browser left half loaded may still read: SQLite in memory has no patience of its own for that."""
    ends = monotonic() + seconds
    while True:
        try:
            return act(connection)
        except OperationalError as error:
            if "locked" not in str(error) or monotonic() > ends:
                raise
        sleep(0.05)


@pytest.fixture(scope="session", autouse=True)
def numbers_are_exact():
    """As in any small register: on a busy machine, counting five people may take long."""
    remembered.LONG = 60


@pytest.fixture(scope="session", autouse=True)
def history_can_be_flushed():
    """After a test with real transactions, all tables are emptied, which the triggers of history refuse: they are away
    while that happens, and at no other time."""
    flush = TransactionTestCase._fixture_teardown

    def flush_without_triggers(test_case):
        when_nobody_reads(triggers.drop)
        try:
            flush(test_case)
        finally:
            when_nobody_reads(triggers.mend)

    TransactionTestCase._fixture_teardown = flush_without_triggers
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, which PostgreSQL drops only when nobody is in it: a page that a browser left half loaded may
    still hold a connection."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


# The cast


@pytest.fixture
def researcher(db):
    """Logs what reports say."""
    return member("researcher")


@pytest.fixture
def reviewer(db):
    """Checks and publishes what others logged."""
    return member("reviewer")


@pytest.fixture
def researcher_client(researcher):
    return signed_in(researcher)


@pytest.fixture
def reviewer_client(reviewer):
    return signed_in(reviewer)


@pytest.fixture
def admin_client(admin_user):
    """Of a superuser."""
    return signed_in(admin_user)


@pytest.fixture
def visitor():
    """The browser of someone who has no account."""
    return Client()


def member(role):
    make_roles()
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(user, second_factor=True):
    """The browser of someone who signed in; without the second factor, of someone who gave the password only."""
    client = Client()
    client.force_login(user)
    session = client.session
    sessions.stamp(session, User.objects.get(pk=user.pk))
    if second_factor:
        session[DEVICE_ID_SESSION_KEY] = enrolled(user).persistent_id
    session.save()
    return client


def enrolled(user) -> Telephone:
    """The user's telephone, with codes on paper beside it."""
    if telephone_of(user) is None:
        Telephone.objects.create(user=user, name="telephone")
        RecoveryCodes.objects.create(user=user, name="paper")
    return telephone_of(user)
