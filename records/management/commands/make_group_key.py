import getpass
import json
import os
from base64 import b64encode
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from nacl import pwhash
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.utils import random

from records.sealing import key_id

SHORTEST = 12  # characters of a passphrase
OPSLIMIT, MEMLIMIT = pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE
WHAT = "private key of a Tizim group"
TO_DO = """\
Public key {key_id}: {public_key}
It is in {public}. Contacts are sealed to it from now on; the server cannot open them.

The private key is in {private}. Now:
1. Copy that file to two machines or sticks that are never on the network with this server. Check that it opens there:
   bin/open_sealed {name} --check (it asks for the passphrase, if there is one).
2. Delete it here: shred -u {private}
3. Whoever loses the file or the passphrase loses every contact: there is no other way in.
To change the key later: move {public} away, run this again, and keep the old file for what was sealed before.
"""


class Command(BaseCommand):
    help = "Makes the group's key pair: the public key stays on the server, the private key leaves it."
    setting, what, to_do = "GROUP_PUBLIC_KEY", WHAT, TO_DO

    def add_arguments(self, parser):
        parser.add_argument("private", type=Path, metavar="FILE", help="where the private key is written; take it away")
        parser.add_argument("--no-passphrase", action="store_true", help="do not protect the file by a passphrase")

    def handle(self, *, private, no_passphrase, **options):
        public = Path(getattr(settings, f"{self.setting}_FILE"))
        if getattr(settings, self.setting):
            raise CommandError(f"{self.setting} is set: take it out of the environment and .env first.")
        for path in (public, private):
            if path.exists():
                raise CommandError(f"{path} is there already and is not overwritten: move it away first, and keep it.")
        passphrase = "" if no_passphrase else ask()
        key = PrivateKey.generate()
        write(private, json.dumps(as_file(key, passphrase, self.what), indent=1) + "\n")
        public.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = b64encode(bytes(key.public_key)).decode()
        write(public, text + "\n")
        self.stdout.write(
            self.to_do.format(
                key_id=key_id(key.public_key), public_key=text, public=public, private=private, name=private.name
            )
        )


def ask() -> str:
    passphrase = getpass.getpass("Passphrase (five random words or more): ")
    if len(passphrase) < SHORTEST:
        raise CommandError(f"The passphrase is too short: take {SHORTEST} characters or more. Nothing was made.")
    if getpass.getpass("The same again: ") != passphrase:
        raise CommandError("The two are not the same. Nothing was made: run this again.")
    return passphrase


def as_file(key: PrivateKey, passphrase: str, what: str = WHAT) -> dict:
    """The private key as `bin/open_sealed` reads it; under a passphrase, boxed under its Argon2id hash."""
    head = {"what": what, "version": 1, "key_id": key_id(key.public_key)}
    if not passphrase:
        return head | {"private_key": b64encode(bytes(key)).decode()}
    salt = random(pwhash.argon2id.SALTBYTES)
    derived = pwhash.argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, OPSLIMIT, MEMLIMIT)
    return head | {
        "argon2id": {"salt": b64encode(salt).decode(), "opslimit": OPSLIMIT, "memlimit": MEMLIMIT},
        "boxed_private_key": b64encode(SecretBox(derived).encrypt(bytes(key))).decode(),
    }


def write(path: Path, text: str):
    """A new file that only this account reads; fails where one is already."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text)
