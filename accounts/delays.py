"""A growing delay after wrong attempts, for each account: no address is looked at and none is kept.

Why not by address: on an onion service everybody comes from one. Why not lock the account: then whoever knows a user
name could lock its owner out for good. See docs/decisions/0015-wrong-attempts-delay-the-account.md.
"""

from datetime import timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from accounts.models import Delay, keyed

PLACES = 2**20  # at most so many rows, whatever is tried; a name that is no account has its place as well
FREE = 3  # wrong attempts that anyone may make
FORGOTTEN_AFTER = timedelta(days=1)
OF_PASSWORDS, OF_CODES = 5 * 60, 60 * 60  # the longest delays, in seconds: at most 288 passwords, 24 codes a day


def delay_after(attempts: int, longest: int) -> int:
    """Seconds: none after three, then 2, 4, 8 … up to the longest."""
    return 0 if attempts < FREE else min(2 ** min(attempts - FREE + 1, 30), longest)


def claim(what: str, *, longest: int) -> int:
    """Counts an attempt, before it is known whether it is right. Returns the seconds to wait; 0: it may be made.

    Two attempts at the same moment are counted one after the other: the second has to wait.
    """
    now = timezone.now()
    with transaction.atomic():
        row, _made = Delay.objects.select_for_update().get_or_create(place=_place(what), defaults={"last_at": now})
        if now - row.last_at > FORGOTTEN_AFTER:
            row.attempts = 0
        until = row.last_at + timedelta(seconds=delay_after(row.attempts, longest))
        if row.attempts and until > now:
            return ceil((until - now).total_seconds())
        row.attempts, row.last_at = row.attempts + 1, now
        row.save()
    return 0


def clear(what: str) -> int:
    """The attempt was right. Returns how many before it were wrong."""
    row = Delay.objects.filter(place=_place(what)).first()
    Delay.objects.filter(place=_place(what)).delete()
    return max(row.attempts - 1, 0) if row else 0


def _place(what: str) -> int:
    return int.from_bytes(keyed("delay", what)[:8]) % PLACES
