"""What is sealed comes back whole or not at all."""

import io
import tracemalloc

import pytest
from nacl.public import PrivateKey

from config.backup.sealed_file import ADDED, PIECE, SEALED_KEY, STREAM_HEAD, CannotOpen, Opener, Sealer, unseal_with

KEY = PrivateKey.generate()
HEAD = len(b"tizim-backup:1:0123456789abcdef\n")
START = HEAD + SEALED_KEY + STREAM_HEAD  # of the first piece


def sealed(content: bytes) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, KEY.public_key)
    sealer.write(content)
    sealer.finish()
    return out.getvalue()


def opened(file: bytes, key=KEY) -> bytes:
    opener, parts = Opener(io.BytesIO(file), unseal_with(key)), []
    while part := opener.read(50_000):
        parts.append(part)
    return b"".join(parts)


CONTENT = bytes(range(256)) * 600  # two pieces and a part of a third
FILE = sealed(CONTENT)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_is_opened(size):
    content = b"q" * size
    assert opened(sealed(content)) == content


def test_the_file_tells_nothing_of_its_content():
    assert sealed(b"Quxarek" * 1000).count(b"Quxarek") == 0
    assert sealed(b"same") != sealed(b"same")


REGIONS = {
    "first line": range(HEAD),
    "sealed key": range(HEAD, HEAD + SEALED_KEY),
    "stream head": range(HEAD + SEALED_KEY, START),
    "first piece": range(START, START + PIECE + ADDED, 701),
    "end of the first piece": range(START + PIECE, START + PIECE + ADDED),
    "second piece": range(START + PIECE + ADDED, START + 2 * (PIECE + ADDED), 701),
    "last piece": range(START + 2 * (PIECE + ADDED), len(FILE), 701),
    "end": range(len(FILE) - ADDED, len(FILE)),
}


@pytest.mark.parametrize("region", REGIONS)
def test_one_changed_byte_is_noticed(region):
    for place in REGIONS[region]:
        for change in (1, 0x80):
            file = bytearray(FILE)
            file[place] ^= change
            with pytest.raises(CannotOpen):
                opened(bytes(file))


@pytest.mark.parametrize("length", [0, 10, HEAD, START - 1, START, START + 5, START + PIECE + ADDED, len(FILE) - 1])
def test_a_file_that_was_cut_off_is_noticed(length):
    with pytest.raises(CannotOpen):
        opened(FILE[:length])


@pytest.mark.parametrize("content", [CONTENT, CONTENT[:PIECE]], ids=["short last piece", "full last piece"])
def test_what_follows_the_end_is_noticed(content):
    with pytest.raises(CannotOpen):
        opened(sealed(content) + b"x")


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 0, 1, 2), (0, 2), (1, 2)], ids=str)
def test_pieces_in_another_order_are_noticed(order):
    cuts = [START + number * (PIECE + ADDED) for number in range(3)]
    pieces = [FILE[cut : cut + PIECE + ADDED] for cut in cuts]
    assert opened(FILE[:START] + b"".join(pieces)) == CONTENT
    with pytest.raises(CannotOpen):
        opened(FILE[:START] + b"".join(pieces[number] for number in order))


def test_a_part_of_another_backup_is_noticed():
    other = sealed(CONTENT)
    with pytest.raises(CannotOpen):
        opened(other[:START] + FILE[START:])
    with pytest.raises(CannotOpen):
        opened(FILE[:HEAD] + other[HEAD : HEAD + SEALED_KEY] + FILE[HEAD + SEALED_KEY :])


def test_another_key_opens_nothing():
    with pytest.raises(CannotOpen):
        opened(FILE, PrivateKey.generate())


@pytest.mark.parametrize("file", [b"", b"SQLite format 3\0" * 100, b"tizim-sealed:1:0123456789abcdef:AAAA"])
def test_something_else_is_no_backup(file):
    with pytest.raises(CannotOpen, match="no backup of Tizim"):
        opened(file)


def test_a_later_form_is_told():
    with pytest.raises(CannotOpen, match="form 2"):
        opened(FILE.replace(b"tizim-backup:1:", b"tizim-backup:2:"))


def test_memory_does_not_grow_with_the_file(tmp_path):
    content = b"q" * 1_000_000
    tracemalloc.start()
    with (tmp_path / "file").open("w+b") as file:
        sealer = Sealer(file, KEY.public_key)
        for _ in range(30):
            sealer.write(content)
        sealer.finish()
        file.seek(0)
        Opener(file, sealer.unseal).finish()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000
