import pytest

from records.public_id import ALPHABET, LENGTH, new_public_id, read, shown


def test_an_id_is_of_the_alphabet():
    ids = [new_public_id() for _ in range(200)]
    assert {len(one) for one in ids} == {LENGTH}
    assert set("".join(ids)) <= set(ALPHABET)


def test_no_two_ids_are_the_same():
    assert len({new_public_id() for _ in range(1000)}) == 1000


def test_the_alphabet_has_no_letters_that_are_taken_for_digits():
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ILOU")


def test_an_id_is_shown_in_two_halves():
    assert shown("K7Q2M9XD4T") == "K7Q2M-9XD4T"


def test_no_id_is_shown_as_nothing():
    assert shown("") == ""


@pytest.mark.parametrize(
    "text",
    ["K7Q1M-9XD40", "k7q1m-9xd40", " K7Q1M9XD40\n", "K7Q1M 9XD40", "K7QIM-9XD4O", "k7qlm-9xd4o", "K-7Q1M-9XD-40"],
)
def test_an_id_is_read_as_people_write_it(text):
    assert read(text) == "K7Q1M9XD40"


@pytest.mark.parametrize("text", ["", "K7Q1M", "K7Q1M-9XD400", "K7Q1M-9XD4U", "К7Q1M-9XD40", "K7Q1M–9XD40", "%"])
def test_what_is_no_id_is_read_as_nothing(text):
    assert read(text) == ""


def test_what_is_shown_can_be_read():
    one = new_public_id()
    assert read(shown(one)) == one
