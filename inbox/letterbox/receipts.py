"""The receipt code of a message: what the sender copies by hand, and what is derived from it. Pure: no Django.

A code is 23 random symbols of Crockford's base 32 (115 bits) and one that checks them, in six groups: K7Q2-M9XD-…
The server keeps none of it. From the code Argon2id derives 96 bytes:

    0–31   the private X25519 key, to whose public half answers are sealed
    32–63  the receipt: under it, in hexadecimal, answers are found
    64–95  the key under which the numbers of messages are made
"""

import secrets
from functools import cached_property
from hashlib import blake2b
from uuid import UUID

from nacl.public import PrivateKey
from nacl.pwhash import argon2id

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 24, 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = str.maketrans(dict.fromkeys("-–—‑ \t\r\n\u00a0.", None))
# No salt can be kept before the code is known, and 115 bits need none: this only tells our hashes from others.
SALT = b"tizim receipt 1 "
OPSLIMIT, MEMLIMIT = 3, 8 * 1024 * 1024  # about 30 ms; asked by visitors, so it must not tire the server


def new_code() -> str:
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return drawn + _check(drawn)


def _check(symbols: str) -> str:
    """Every weight is odd, so that one wrong symbol always shows; two that changed places nearly always."""
    return ALPHABET[sum((2 * place + 1) * ALPHABET.index(symbol) for place, symbol in enumerate(symbols)) % 32]


def shown(code: str) -> str:
    """As people copy it: `K7Q2-M9XD-4TAB-…`."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read(text: str) -> str:
    """The code that a person meant (any case, with or without dashes, O for 0), or an empty text."""
    code = text.translate(_BETWEEN).upper().translate(_MISREAD)
    known = len(code) == LENGTH and set(code) <= set(ALPHABET)
    return code if known and code[-1] == _check(code[:-1]) else ""


class Receipt:
    """What one code opens. Making it takes the time of one Argon2id, whether anything is kept under it or not."""

    def __init__(self, code: str) -> None:
        derived = argon2id.kdf(96, code.encode(), SALT, OPSLIMIT, MEMLIMIT)
        self.private_key = PrivateKey(derived[:32])
        self.number = derived[32:64].hex()  # 64 hexadecimal digits
        self._key_of_messages = derived[64:]

    @cached_property
    def public_key(self) -> bytes:
        return bytes(self.private_key.public_key)

    def number_of(self, message: bytes) -> UUID:
        """The same for the same words under the same code, so that what is sent twice is kept once; to anybody without
        the code it is random."""
        return UUID(bytes=blake2b(message, key=self._key_of_messages, digest_size=16).digest())
