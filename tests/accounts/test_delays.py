from datetime import timedelta

import pytest

from accounts import delays
from accounts.models import Delay

LONGEST = 300


def pass_time(seconds):
    for row in Delay.objects.all():
        row.last_at -= timedelta(seconds=seconds)
        row.save()


def wrong(times, what="aru"):
    for _time in range(times):
        assert delays.claim(what, longest=LONGEST) == 0
        pass_time(LONGEST)


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(0, 0), (2, 0), (3, 2), (4, 4), (5, 8), (9, 128), (11, 300), (10**9, 300)]
)
def test_the_delay_grows_and_has_an_end(attempts, seconds):
    assert delays.delay_after(attempts, LONGEST) == seconds


def test_three_attempts_are_free_and_then_one_waits(db):
    assert [delays.claim("aru", longest=LONGEST) for _ in range(5)] == [0, 0, 0, 2, 2]


def test_asking_while_one_waits_makes_nothing_longer(db):
    for _ in range(50):
        delays.claim("aru", longest=LONGEST)
    assert Delay.objects.get().attempts == 3


def test_after_the_delay_there_is_one_attempt_more(db):
    wrong(3)
    assert delays.claim("aru", longest=LONGEST) == 0
    assert delays.claim("aru", longest=LONGEST) == 4


def test_a_right_attempt_clears_the_wrong_ones_and_tells_their_number(db):
    wrong(5)
    delays.claim("aru", longest=LONGEST)
    assert delays.clear("aru") == 5
    assert not Delay.objects.exists()


def test_another_account_does_not_wait(db):
    wrong(3, "aru")
    assert delays.claim("dana", longest=LONGEST) == 0


def test_after_a_day_it_is_forgotten(db):
    wrong(8)
    pass_time(25 * 3600)
    assert [delays.claim("aru", longest=LONGEST) for _ in range(4)] == [0, 0, 0, 2]


def test_nothing_of_what_was_typed_is_kept(db, monkeypatch):
    monkeypatch.setattr(delays, "PLACES", 10)
    for number in range(100):
        delays.claim(f"a password typed as a name {number}", longest=LONGEST)
    assert Delay.objects.count() <= 10
    assert {field.name for field in Delay._meta.fields} == {"place", "attempts", "last_at"}


def test_the_place_cannot_be_computed_without_the_secret_key(db, settings):
    first = delays._place("aru")
    settings.SECRET_KEY = "another key"
    assert delays._place("aru") != first
