import pytest

from inbox.letterbox.receipts import ALPHABET, LENGTH, Receipt, new_code, read, shown


def test_a_code_is_copied_by_hand_in_six_groups():
    code = new_code()
    assert len(code) == LENGTH
    assert [len(group) for group in shown(code).split("-")] == [4] * 6
    assert new_code() != code


def test_a_code_has_more_than_a_hundred_random_bits():
    assert len(ALPHABET) ** (LENGTH - 1) >= 2**110
    drawn = [new_code() for _ in range(400)]
    assert all(set(ALPHABET) == {code[place] for code in drawn} for place in range(LENGTH - 1))


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.lower,
        shown,
        lambda code: shown(code).replace("-", " ").lower(),
        lambda code: shown(code).replace("-", "–"),
        lambda code: f"  {code}\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
    ],
    ids=["plain", "small", "dashes", "spaces", "long dashes", "white space", "misread"],
)
def test_a_code_is_read_however_it_was_written(typed):
    code = new_code()
    assert read(typed(code)) == code


def test_every_slip_of_one_symbol_shows():
    code = new_code()
    for place in range(LENGTH):
        for symbol in set(ALPHABET) - {code[place]}:
            assert read(code[:place] + symbol + code[place + 1 :]) == ""


@pytest.mark.parametrize("typed", ["", "K7Q2", "no code at all", "Ж" * LENGTH, "0" * 5000])
def test_what_is_no_code_is_not_read(typed):
    assert read(typed) == ""


def test_one_code_opens_always_the_same():
    code = new_code()
    one, other = Receipt(code), Receipt(code)
    assert (one.number, one.public_key) == (other.number, other.public_key)
    assert one.number_of(b"words") == other.number_of(b"words") != one.number_of(b"other words")


def test_nothing_of_two_codes_agrees():
    one, other = Receipt(new_code()), Receipt(new_code())
    assert one.number != other.number
    assert one.public_key != other.public_key
    assert one.number_of(b"words") != other.number_of(b"words")


def test_the_receipt_is_not_the_key():
    receipt = Receipt(new_code())
    assert len({receipt.number, bytes(receipt.private_key).hex(), receipt.public_key.hex()}) == 3
