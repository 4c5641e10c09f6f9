"""What tells a row of a list from others, and tells whether it says something else than before."""

from django.utils.crypto import salted_hmac

from audit.models import canonical, digest
from desk.importing.values import ReadRow

STRUCK_OUT = "[erased]"


def fingerprint(read: ReadRow) -> str:
    """Changes when the row says something else."""
    return digest(canonical(read.values), canonical(read.links))


def sealed(text: str) -> str:
    """A key or a fingerprint of a row that was struck out: it is known again where the list is handed in once more, and
    tells nothing to somebody who holds the database and guesses. With another SECRET_KEY the row is a new one."""
    return salted_hmac("desk.importrow", text, algorithm="sha256").hexdigest()


def sealed_key(key: str) -> str:
    return key if is_sealed(key) else f"{STRUCK_OUT} {sealed(key)}"


def is_sealed(key: str) -> bool:
    return key.startswith(f"{STRUCK_OUT} ")
