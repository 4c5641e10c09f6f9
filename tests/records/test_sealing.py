"""What is sealed here cannot be opened here, and tells neither its words nor, nearly, its length."""

import base64
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from nacl import pwhash
from nacl.bindings import sodium_unpad
from nacl.public import PrivateKey, SealedBox

from people.models import Person
from records import sealing
from records.management.commands import make_group_key
from records.sealing import BLOCK, NoGroupKey, SealedField, commitment, key_id, key_of, seal
from tests.builders import a_person, changed

OPEN = settings.BASE_DIR / "bin" / "open_sealed"
TEXT = "Quxarek, 12 Reed Street"
PASSPHRASE = "a long passphrase of nobody"


@pytest.fixture
def group_key(settings):
    key = PrivateKey.generate()
    settings.GROUP_PUBLIC_KEY = base64.b64encode(bytes(key.public_key)).decode()
    return key


def box(sealed) -> bytes:
    return base64.b64decode(sealed.rpartition(":")[2])


def test_only_the_private_key_opens(group_key):
    sealed = seal(TEXT)
    assert sodium_unpad(SealedBox(group_key).decrypt(box(sealed)), BLOCK).decode() == TEXT
    assert key_of(sealed) == key_id(group_key.public_key)
    assert TEXT not in sealed


def test_the_same_text_twice_looks_different(group_key):
    assert seal(TEXT) != seal(TEXT)
    assert commitment(seal(TEXT)) != commitment(seal(TEXT))


def test_the_length_says_little(group_key):
    assert {len(seal("x" * length)) for length in (1, 40, BLOCK - 1)} == {len(seal(""))}
    assert len(seal("x" * BLOCK)) > len(seal("x"))


@pytest.mark.parametrize("text", ["", "no key", base64.b64encode(b"short").decode()])
def test_without_a_key_nothing_is_sealed(settings, text):
    settings.GROUP_PUBLIC_KEY = text
    with pytest.raises(NoGroupKey, match=r"make_group_key"):
        seal(TEXT)


@pytest.mark.parametrize("text", [TEXT, f"{sealing.PREFIX}{'0' * 16}:{TEXT}", f"x {sealing.PREFIX}{'0' * 16}:AAAA"])
def test_the_field_takes_no_plain_text(db, text):
    with pytest.raises(ValidationError, match="not sealed"):
        changed(a_person(), contact=text)
    with pytest.raises(ValidationError):
        SealedField().clean(text, None)
    assert not Person.objects.exclude(contact="").exists()


# The key pair and its two programs


@pytest.fixture
def made(settings, tmp_path, monkeypatch):
    """`made()`: a key pair under a passphrase; answers the file of the private key."""
    settings.GROUP_PUBLIC_KEY, settings.GROUP_PUBLIC_KEY_FILE = "", tmp_path / "server" / "group_public_key"
    monkeypatch.setattr(make_group_key.getpass, "getpass", lambda prompt: PASSPHRASE)
    monkeypatch.setattr(make_group_key, "OPSLIMIT", pwhash.argon2id.OPSLIMIT_MIN)
    monkeypatch.setattr(make_group_key, "MEMLIMIT", pwhash.argon2id.MEMLIMIT_MIN)

    def made(*options, name="private.json"):
        call_command("make_group_key", str(tmp_path / name), *options)
        return tmp_path / name

    return made


ALONE = """
import runpy, sys, getpass
sys.modules["django"] = None  # importing it fails
getpass.getpass = lambda prompt: {passphrase!r}
sys.argv = {argv!r}
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def opened(*arguments, typed="", passphrase=PASSPHRASE):
    """What the stand-alone program writes, away from this register."""
    script = ALONE.format(passphrase=passphrase, argv=[str(OPEN), *map(str, arguments)])
    command = [sys.executable, "-I", "-c", script]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, cwd="/", check=False)
    return done.stdout, done.stderr


def test_what_the_server_seals_the_private_key_opens(made, tmp_path):
    private = made()
    (tmp_path / "contact.txt").write_text(f"person K7Q2M-9XD4T\n{seal(TEXT)}\n")
    assert opened(private, tmp_path / "contact.txt") == (f"person K7Q2M-9XD4T\n{TEXT}\n", "")


def test_pasted_text_is_opened(made):
    assert opened(made("--no-passphrase"), typed=f"one\n{seal(TEXT)}\ntwo {seal('Ұлпан')}\n")[0] == (
        f"one\n{TEXT}\ntwo Ұлпан\n"
    )


@pytest.mark.parametrize("options", [(), ("--no-passphrase",)], ids=["passphrase", "none"])
def test_the_private_key_file_is_for_its_owner_alone(made, options):
    private = made(*options)
    assert oct(private.stat().st_mode)[-3:] == "600"
    assert opened(private, "--check")[0] == "The key file is good.\n"


def test_a_wrong_passphrase_opens_nothing(made):
    written, told = opened(made(), typed=seal(TEXT), passphrase="another one")
    assert (written, "The passphrase is wrong" in told) == ("", True)


def test_what_was_sealed_before_needs_the_earlier_key(made, settings):
    private = made("--no-passphrase")
    before = seal(TEXT)
    settings.GROUP_PUBLIC_KEY_FILE.rename(settings.GROUP_PUBLIC_KEY_FILE.with_suffix(".old"))
    later = made("--no-passphrase", name="later.json")
    assert TEXT not in opened(later, typed=before)[0]
    assert f"sealed to the key {key_of(before)}" in opened(later, typed=before)[0]
    assert opened(private, typed=before)[0] == TEXT


def test_a_damaged_text_is_told(made):
    private, sealed = made("--no-passphrase"), seal(TEXT)
    assert "damaged" in opened(private, typed=sealed[:-8] + "AAAAAAA=")[0]
    assert "no sealed text" in opened(private, typed="nothing here")[1]


@pytest.mark.parametrize("which", ["public", "private"])
def test_no_key_is_overwritten(made, settings, which):
    private = made()
    path = settings.GROUP_PUBLIC_KEY_FILE if which == "public" else private
    other = private if which == "public" else settings.GROUP_PUBLIC_KEY_FILE
    other.unlink()
    before = path.read_text()
    with pytest.raises(CommandError, match="not overwritten"):
        made()
    assert path.read_text() == before
    assert not other.exists()


def test_a_short_passphrase_is_refused(made, monkeypatch, tmp_path):
    monkeypatch.setattr(make_group_key.getpass, "getpass", lambda prompt: "short")
    with pytest.raises(CommandError, match="too short"):
        made()
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_to_do(made, capsys):
    made()
    told = capsys.readouterr().out
    assert "shred -u" in told
    assert PASSPHRASE not in told
