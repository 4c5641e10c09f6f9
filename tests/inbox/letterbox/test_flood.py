import pytest

from inbox.letterbox.flood import HOUR, Gate


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def gate(clock):
    return Gate(most=40, share=4, refill=HOUR, clock=clock)


def admitted(gate, address, tries):
    return sum(gate.admits(address) for _ in range(tries))


def test_one_source_takes_a_quarter_and_leaves_the_rest(gate):
    assert admitted(gate, "192.0.2.1", 1000) == 10
    assert admitted(gate, "192.0.2.2", 5) == 5


def test_all_together_take_what_is_for_all(gate):
    assert sum(admitted(gate, f"192.0.2.{number}", 10) for number in range(20)) == 40


def test_it_refills_steadily(gate, clock):
    admitted(gate, "192.0.2.1", 1000)
    clock.now = HOUR / 2
    assert admitted(gate, "192.0.2.1", 1000) == 5


def test_a_thousand_a_minute_for_a_day_is_no_more_than_its_measure(gate, clock):
    taken = 0
    for minute in range(24 * 60):
        clock.now = minute * 60.0
        taken += admitted(gate, "192.0.2.1", 50)
    assert taken <= 24 * (10 + 10)  # an hour's refill, and a fresh measure when the key is drawn anew


def test_no_address_is_kept(gate):
    admitted(gate, "192.0.2.77", 3)
    assert "192.0.2.77" not in repr(vars(gate))
    assert len(gate.sources) == 1


def test_the_key_is_forgotten_each_hour(gate, clock):
    gate.admits("192.0.2.1")
    key, sources = gate.key, dict(gate.sources)
    clock.now = HOUR + 1
    gate.admits("192.0.2.1")
    assert gate.key != key
    assert set(gate.sources) != set(sources)


def test_a_flood_from_everywhere_fills_no_memory(gate):
    for number in range(5000):
        gate.admits(f"2001:db8::{number:x}")
    assert len(gate.sources) <= gate.most
