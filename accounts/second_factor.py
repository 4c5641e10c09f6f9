"""The second factor: a telephone that shows one-time codes and, for the day it is lost, ten codes on paper."""

import secrets

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import default_key
from qrcode import QRCode

from accounts.models import RecoveryCodes, Telephone
from accounts.sessions import end_all
from audit import history
from audit.history import Cell
from audit.models import Act

HOW_MANY = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for one another
TABLE = "auth.user"  # under which history keeps what happens to an account


def telephone_of(account) -> Telephone | None:
    return Telephone.objects.filter(user=account, confirmed=True).first()


def codes_of(account) -> RecoveryCodes | None:
    return RecoveryCodes.objects.filter(user=account, confirmed=True).first()


def new_seed() -> str:
    """For a telephone that is not enrolled yet. It stays in the session: nobody finds it in a later one."""
    return default_key()


def would_be(account, seed: str) -> Telephone:
    """The telephone that a seed makes, not stored."""
    return Telephone(user=account, key=seed, name="telephone", confirmed=True)


@transaction.atomic
def enrol(*, account, seed: str, code: str, session) -> Telephone | None:
    """Stores the telephone if it shows the right code, in place of the one before; None, if it does not.

    Signs the account out everywhere but in `session`.
    """
    telephone, place = would_be(account, seed), transaction.savepoint()
    if not telephone.verify_token(code):  # it stores the attempt
        transaction.savepoint_rollback(place)
        return None
    replaced = Telephone.objects.filter(user=account).exclude(pk=telephone.pk)
    before = "enrolled" if replaced.exists() else None
    replaced.delete()
    end_all(account, but=session)
    _record(account, by=account, before=before, after="enrolled anew" if before else "enrolled")
    return telephone


@transaction.atomic
def make_codes(account) -> list[str]:
    """Ten new codes, which are stored nowhere. Those before stay good until the new ones are kept."""
    RecoveryCodes.objects.filter(user=account, confirmed=False).delete()
    codes = [_new_code() for _number in range(HOW_MANY)]
    device = RecoveryCodes.objects.create(user=account, name="paper", confirmed=False)
    StaticToken.objects.bulk_create(StaticToken(device_id=device.pk, token=device.stored(code)) for code in codes)
    return codes


@transaction.atomic
def keep_codes(account) -> bool:
    """The new codes are written down: they are good, those before are not. False, where there are no new ones."""
    new = RecoveryCodes.objects.filter(user=account, confirmed=False).first()
    if new is None:
        return False
    RecoveryCodes.objects.filter(user=account, confirmed=True).delete()
    new.confirmed = True
    new.save()
    return True


@transaction.atomic
def accepted(account, typed: str):
    """The telephone or the paper whose code was typed; None, where neither has it. A code is good once."""
    kind = Telephone if len(typed) == 6 and typed.isdecimal() else RecoveryCodes
    device = kind.objects.select_for_update().filter(user=account, confirmed=True).first()
    return device if device is not None and device.verify_token(typed) else None


@transaction.atomic
def reset(*, account, by, reason: str) -> bool:
    """Takes telephone and codes away and signs the account out everywhere: its owner enrols anew at the next sign-in.

    `by` is None for a command. Returns False where nothing was enrolled.
    """
    taken, _rows = Telephone.objects.filter(user=account).delete()
    taken += RecoveryCodes.objects.filter(user=account).delete()[0]
    end_all(account)
    if taken:
        _record(account, by=by, before="enrolled", after=None, reason=reason)
    return bool(taken)


def squares(telephone: Telephone) -> tuple[int, str]:
    """The picture that a telephone scans: its width in squares, and the path of an SVG that draws the dark ones."""
    picture = QRCode(border=4)
    picture.add_data(telephone.config_url)
    rows = picture.get_matrix()
    dark = ((x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return len(rows), "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)


def _new_code() -> str:
    """Four groups of four letters, about 79 bits: `k7qm-x9d4-…`."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))


def _record(account, *, by, before, after, reason=""):
    cell = Cell(TABLE, str(account.pk), "second factor")
    history.write(
        act=Act.CHANGED, by=by, table=TABLE, row=account.pk, reason=reason, before={cell: before}, after={cell: after}
    )
