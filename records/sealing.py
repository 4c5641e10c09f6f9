"""Text that this server can close and not open again: sealed to the group's public key.

The private key is made by `manage.py make_group_key` and kept away from the server; `bin/open_sealed` opens with it.

    tizim-sealed:1:<key id>:<base64>      a sealed text
    base64 → libsodium's sealed box (X25519, XSalsa20-Poly1305) of the text in UTF-8, padded (ISO 7816-4) to whole
    blocks, so that its length tells little
"""

import base64
import os
import re
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from nacl.bindings import sodium_pad
from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox

PREFIX = "tizim-sealed:1:"
SEALED = re.compile(rf"{PREFIX}[0-9a-f]{{16}}:[A-Za-z0-9+/]+={{0,2}}")
BLOCK = 1024  # bytes


class NoGroupKey(Exception):
    """There is no key to seal to, or it cannot be read; the message says what to do."""


def group_key() -> PublicKey:
    """The group's public key, from the setting GROUP_PUBLIC_KEY or the file that `make_group_key` wrote."""
    return public_key(
        settings.GROUP_PUBLIC_KEY,
        settings.GROUP_PUBLIC_KEY_FILE,
        missing=_("There is no key to seal to. Ask whoever runs the server for manage.py make_group_key."),
        unreadable=_(
            "The group's public key cannot be read. Whoever runs the server copies it anew, as make_group_key shows."
        ),
    )


def public_key(text: str, path: str | Path, *, missing: str, unreadable: str) -> PublicKey:
    """A public key from a setting or, where that is empty, from a file. Raises `NoGroupKey` with one of the texts."""
    text = key_text(text, path)
    if not text:
        raise NoGroupKey(missing)
    try:
        return PublicKey(base64.b64decode(text, validate=True))
    except (ValueError, TypeError, CryptoError) as error:
        raise NoGroupKey(unreadable) from error


def key_text(text: str, path: str | Path) -> str:
    path = Path(path)
    return text or (
        path.read_text(encoding="ascii").strip() if os.path.isfile(path) else ""
    )  # one that may not be read is none


def key_id(key: PublicKey) -> str:
    """Sixteen hexadecimal digits that tell one key from another."""
    return sha256(bytes(key)).hexdigest()[:16]


@sensitive_variables()
def seal(text: str, *, block: int = BLOCK) -> str:
    """The text, sealed to the group; two sealings of one text differ. Raises `NoGroupKey`."""
    return seal_to(group_key(), text, block=block)


@sensitive_variables()
def seal_to(key: PublicKey, text: str, *, block: int = BLOCK) -> str:
    """The text, sealed to any key, in the same form."""
    closed = SealedBox(key).encrypt(sodium_pad(text.encode(), block))
    return f"{PREFIX}{key_id(key)}:{base64.b64encode(closed).decode()}"


def key_of(sealed: str) -> str:
    """The id of the key to which a text was sealed."""
    return sealed.removeprefix(PREFIX).partition(":")[0]


def commitment(sealed: str) -> str:
    """What history keeps of a sealed text: that it is this one, and nothing else."""
    return f"sealed, SHA-256 {sha256(sealed.encode()).hexdigest()}" if sealed else ""


class SealedField(models.TextField):
    """Text sealed by `seal`, and no other: plain text is refused. It is on no form; history keeps its commitment."""

    kept_in_history = staticmethod(commitment)

    def checked(self, text: str) -> str:
        if text and not SEALED.fullmatch(text):
            raise ValidationError(_("This is not sealed. Write it into the box on the page of the person."))
        return text

    def clean(self, value, model_instance):
        return super().clean(self.checked(value), model_instance)

    def pre_save(self, model_instance, add):
        return self.checked(super().pre_save(model_instance, add))

    def formfield(self, **kwargs):
        return None
