"""The chain of seals: each committed change, bound to all that came before it.

Sealing follows the commit, in a transaction of its own and one at a time, so transactions that overlap are chained in
the order in which they became visible. A change that is committed and not yet sealed waits in `Unsealed`.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from audit.models import STATED_BY_CHANGE, STATED_BY_SEAL, STATED_BY_VALUE, Change, ChangeValue, Seal, Unsealed

AT_ONCE = 500  # changes read, or sealed, in one step
MOST_AFTER_A_COMMIT = AT_ONCE  # sealed by whoever saved: after a large import many wait, and its own process seals them


def seal(at_most: int | None = None) -> int:
    """Chain the changes that wait, or about so many of them. Returns how many were sealed."""
    sealed = 0
    while (at_most is None or sealed < at_most) and Unsealed.objects.exists() and (some := _seal_some()):
        sealed += some
    return sealed


def seal_after_commit():
    """Called after each commit that wrote history. Where that failed, the next call takes them along."""
    seal(MOST_AFTER_A_COMMIT)


@transaction.atomic
def _seal_some() -> int:
    _wait_for_other_sealers()
    waiting = list(Unsealed.objects.order_by("change").values_list("change", flat=True)[:AT_ONCE])
    changes = Change.objects.filter(pk__in=waiting).order_by("pk").values_list("pk", "commitment")
    head, now, seals = Seal.objects.last(), timezone.now(), []
    for key, commitment in changes:
        number, previous = (head.number + 1, head.hash) if head else (1, "")
        head = Seal(number=number, change=key, commitment=commitment, at=now, previous=previous)
        head.hash = head.expected_hash()
        seals.append(head)
    Seal.objects.bulk_create(seals)
    Unsealed.objects.filter(change__in=waiting).delete()
    return len(waiting)


def _wait_for_other_sealers():
    """On SQLite a transaction has the database to itself from its start; on PostgreSQL the table is locked, which
    readers do not notice."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Seal._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def lines() -> Iterator[dict]:
    """The whole history in the order of the chain, each line one change as JSON values; docs/history.md has the form.

    Changes without a seal come last. What is sealed while this runs is taken along.
    """
    last = None
    for last in _sealed(0):
        yield last
    is_sealed = Exists(Seal.objects.filter(change=OuterRef("pk")))
    without = list(Change.objects.filter(~is_sealed).order_by("pk").values_list("pk", flat=True))
    for line in _sealed(last["seal"]["number"] if last else 0):
        yield line
        without = [key for key in without if key != line["seal"]["change"]]
    waiting = set(Unsealed.objects.values_list("change", flat=True))
    for start in range(0, len(without), AT_ONCE):
        for change, values in _read(without[start : start + AT_ONCE]).values():
            yield {"seal": None, "waiting": change["id"] in waiting, "change": change, "values": values}


def _sealed(number: int) -> Iterator[dict]:
    """The lines of the seals after the one with this number."""
    while seals := list(Seal.objects.filter(number__gt=number).values("hash", *STATED_BY_SEAL)[:AT_ONCE]):
        read = _read([seal["change"] for seal in seals])
        for seal in seals:
            change, values = read.get(seal["change"], (None, []))
            yield {"seal": {**seal, "at": seal["at"].isoformat()}, "change": change, "values": values}
        number = seals[-1]["number"]


def _read(keys: list[int]) -> dict[int, tuple[dict, list[dict]]]:
    """Changes with their values, by key."""
    values = defaultdict(list)
    rows = ChangeValue.objects.filter(change__in=keys).order_by("pk")
    for value in rows.values("change_id", *STATED_BY_VALUE, "commitment", "erased_at"):
        if value["erased_at"]:
            value["erased_at"] = value["erased_at"].isoformat()
        values[value.pop("change_id")].append(value)
    changes = Change.objects.filter(pk__in=keys).order_by("pk").values("id", *STATED_BY_CHANGE, "commitment")
    return {
        change["id"]: ({**change, "at": change["at"].isoformat()}, values.get(change["id"], [])) for change in changes
    }
