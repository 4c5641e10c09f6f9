"""What signing in needs: sessions, the telephone and the recovery codes of each account, and the delays.

A copy of the database signs nobody in: it holds no value of a cookie, no secret of a telephone and no recovery code,
only what cannot be turned back into one without the secret key of the server.
"""

from base64 import b32encode

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice


def keyed(purpose: str, text: str) -> bytes:
    """32 bytes that nobody can compute without the secret key of the server."""
    return salted_hmac(f"accounts.{purpose}", text, algorithm="sha256").digest()


class Session(AbstractBaseSession):
    """Somebody who is signed in. The key is the digest of the cookie's value; `accounts/session_store.py` makes it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        from accounts.session_store import SessionStore

        return SessionStore


class Delay(models.Model):
    """Wrong attempts in a row. What was tried is not kept: names share places (accounts/delays.py)."""

    place = models.PositiveIntegerField(primary_key=True)
    attempts = models.PositiveIntegerField(default=0, help_text=_("In a row, the last one included."))
    last_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.place}: {self.attempts}"


class Telephone(TOTPDevice):
    """The telephone that shows one-time codes. What is stored is a seed: the secret is made from it and the secret
    key of the server, so that a copy of the database cannot show codes."""

    class Meta:
        proxy = True
        default_permissions = ()

    @property
    def bin_key(self) -> bytes:
        return keyed("telephone", self.key)[:20]

    @property
    def secret(self) -> str:
        """To be typed into a telephone that cannot scan: eight groups of four letters."""
        text = b32encode(self.bin_key).decode("ascii")
        return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


class RecoveryCodes(StaticDevice):
    """Ten codes on paper; each opens once. Stored as keyed digests. Not confirmed: not yet written down."""

    class Meta:
        proxy = True
        default_permissions = ()

    @staticmethod
    def stored(code: str) -> str:
        """What is stored of a code: 80 bits, however it was typed."""
        letters = "".join(letter for letter in code.lower() if letter.isalnum())
        return b32encode(keyed("recovery code", letters)[:10]).decode("ascii")

    def verify_token(self, token):
        return super().verify_token(self.stored(token))


class Register(models.Model):
    """No table: what may be asked of the register as a whole, beside what may be done with each table."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [
            ("export_register", _("Can take all facts out as files, withheld names included")),
            ("export_open", _("Can take out as files the facts that can become public")),
        ]

    def __str__(self):
        return "register"
