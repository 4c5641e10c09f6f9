"""The public id of a record: 10 characters of Crockford's base 32, drawn at random (50 bits)."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_public_id() -> str:
    drawn = secrets.randbits(5 * LENGTH)  # one draw: an import of many rows asks for hundreds of thousands
    return "".join(ALPHABET[drawn >> 5 * place & 31] for place in range(LENGTH))


def shown(public_id: str) -> str:
    """As people read it: `K7Q2M-9XD4T`."""
    return f"{public_id[:5]}-{public_id[5:]}" if public_id else ""


def read(text: str) -> str:
    """The id that a person meant (any case, with or without the dash, O for 0), or an empty text."""
    public_id = text.strip().upper().translate(_MISREAD)
    known = len(public_id) == LENGTH and set(public_id) <= set(ALPHABET)
    return public_id if known else ""
