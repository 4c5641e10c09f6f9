"""Reading a private key that `make_backup_key` or `make_group_key` wrote."""

import getpass
import json
from base64 import b64decode
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.pwhash import argon2id
from nacl.secret import SecretBox


class NoKey(Exception):
    """The file or its passphrase is not good; the message says which."""


def private_key(path: Path) -> PrivateKey:
    """Asks for the passphrase on the terminal, if there is one."""
    try:
        stored = json.loads(path.read_text(encoding="ascii"))
        if stored["version"] != 1:
            raise NoKey(f"{path} was written by a newer version of Tizim: take that one.")
        if "private_key" in stored:
            return PrivateKey(b64decode(stored["private_key"], validate=True))
        given, boxed = stored["argon2id"], b64decode(stored["boxed_private_key"], validate=True)
        salt, limits = b64decode(given["salt"], validate=True), (given["opslimit"], given["memlimit"])
    except (OSError, ValueError, KeyError, TypeError, CryptoError) as error:
        raise NoKey(f"{path} is no key file: give the file that manage.py make_backup_key wrote.") from error
    passphrase = getpass.getpass("Passphrase of the key: ").encode()
    try:
        return PrivateKey(SecretBox(argon2id.kdf(SecretBox.KEY_SIZE, passphrase, salt, *limits)).decrypt(boxed))
    except (ValueError, TypeError, CryptoError) as error:
        raise NoKey(
            "The passphrase is wrong, or the key file was damaged: try again, or take the other copy."
        ) from error
