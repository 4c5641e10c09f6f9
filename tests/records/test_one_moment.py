"""Reading much of one moment."""

from django.contrib.sessions.models import Session
from django.db import connection

from records.one_moment import one_moment
from tests.desk.importing.test_killed import shared_url  # noqa: F401 (a fixture)


def test_what_others_save_meanwhile_is_seen_afterwards(shared_url):  # noqa: F811
    other = connection.copy()
    with one_moment():
        assert Session.objects.count() == 0
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO django_session VALUES ('of another', '', '2022-01-05')")
        other.close()
        assert Session.objects.count() == 0
    assert Session.objects.count() == 1


def test_in_a_transaction_it_is_the_moment_of_that(db):
    with one_moment():
        assert Session.objects.count() == 0
    assert connection.in_atomic_block
