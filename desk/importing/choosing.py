"""The rows of a preview as a page shows them, and what somebody chooses for those that may be somebody who is there."""

import re

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.importing.fingerprints import STRUCK_OUT
from desk.models import BatchState, ImportBatch, ImportRow, Outcome
from people.models import Person

ALIKE = "alike"
MANY = 1_000  # rows taken in one by one, for which others who save on SQLite wait some ten seconds or more
KINDS = [*Outcome.choices, (ALIKE, gettext_lazy("perhaps there already"))]
NEW, LEFT_OUT, MOST_ALIKE = "new", "left_out", "most_alike"
_OF_ROW = re.compile("row_([1-9][0-9]{0,17})")


def rows_of(batch: ImportBatch, shown: str) -> QuerySet[ImportRow]:
    """Each with `was_left_out`: somebody left the same row out of the import before."""
    before = ImportRow.objects.filter(batch=batch.previous_id, outcome=Outcome.LEFT_OUT)
    before = before.filter(key=OuterRef("key"), fingerprint=OuterRef("fingerprint"))
    before = before.exclude(key__startswith=STRUCK_OUT)
    rows = batch.rows.annotate(was_left_out=Exists(before)).order_by("pk")
    if shown == ALIKE:
        return rows.exclude(alike=[])
    return rows.filter(outcome=shown) if shown in Outcome.values else rows


def keeps_others_waiting(batch: ImportBatch) -> int:
    """How many rows of a preview are to be taken in one by one, if others who save wait for that too long; else 0."""
    if connection.vendor != "sqlite" or batch.state != BatchState.PREVIEWED:
        return 0
    joining = Q(outcome=Outcome.NEW, same_as__isnull=False)
    count = batch.rows.filter(Q(outcome=Outcome.CHANGED) | joining).count()
    return count if count >= MANY else 0


def page_of(rows: QuerySet[ImportRow], page: int, size: int) -> tuple[list[ImportRow], bool]:
    """The rows of one page, and whether more follow."""
    found = list(rows[page * size : (page + 1) * size + 1])
    return found[:size], len(found) > size


def lines(rows: list[ImportRow]) -> list[dict]:
    """Each row with the persons that it may be about, and what is chosen."""
    keys = {one[0] for row in rows for one in row.alike} | {row.person for row in rows} - {None}
    people = Person.objects.in_bulk(keys)
    return [
        {
            "row": row,
            "person": people.get(row.person),
            "is_asked": bool(row.alike or row.was_left_out),
            "alike": [
                {"person": people[key], "percent": f"{likeness:.0%}", "chosen": row.same_as == key}
                for key, likeness, *_rest in row.alike
                if key in people
            ],
            "chosen": LEFT_OUT if row.outcome == Outcome.LEFT_OUT else NEW if row.same_as is None else "",
        }
        for row in rows
    ]


@transaction.atomic
def choose(batch: ImportBatch, sent) -> str:
    """Of a row that may be somebody who is there, or that was left out of the import before, `row_<key>` says new,
    left_out or the key of a person; `all` says new, left_out or most_alike for every row that may be somebody who is
    there. Nothing is chosen once the import runs."""
    if not ImportBatch.objects.select_for_update().filter(pk=batch.pk, state=BatchState.PREVIEWED).first():
        return _("The import stands elsewhere by now: look at it again.")
    rows = rows_of(batch, "").filter(outcome__in=(Outcome.NEW, Outcome.LEFT_OUT))
    for_all = sent.get("all", "")
    if for_all in (NEW, LEFT_OUT, MOST_ALIKE):
        rows = rows.exclude(alike=[])
    else:
        chosen = {int(found[1]): sent[name] for name in sent if (found := _OF_ROW.fullmatch(name))}
        rows = rows.filter(~Q(alike=[]) | Q(was_left_out=True), pk__in=list(chosen)[:500])
    changed = []
    for row in rows.iterator(500):
        value = for_all if for_all in (NEW, LEFT_OUT, MOST_ALIKE) else chosen[row.pk]
        likes = [str(one[0]) for one in row.alike]
        row.outcome = Outcome.LEFT_OUT if value == LEFT_OUT else Outcome.NEW
        row.same_as = int(likes[0]) if value == MOST_ALIKE else int(value) if value in likes else None
        changed.append(row)
    for start in range(0, len(changed), 500):
        ImportRow.objects.bulk_update(changed[start : start + 500], ["outcome", "same_as"])
    counts = {value: batch.rows.filter(outcome=value).count() for value in Outcome.values}
    known = {value: count for value, count in counts.items() if count} | {ALIKE: batch.counts.get(ALIKE, 0)}
    ImportBatch.objects.filter(pk=batch.pk).update(counts=known)
    return _("Chosen for %d rows.") % len(changed)


class Choices:
    """What was chosen in a preview, to be taken over by the next one of the same file."""

    def __init__(self, rows: list[ImportRow]):
        self.rows = {row.number: row for row in rows}  # where a row stands in the file no mapping changes

    @classmethod
    def of(cls, batch: ImportBatch) -> "Choices":
        chosen = Q(outcome=Outcome.LEFT_OUT) | Q(same_as__isnull=False) | Q(outcome=Outcome.NEW, was_left_out=True)
        return cls(list(rows_of(batch, "").filter(chosen).defer("told", "made")))

    def take_over(self, row: ImportRow):
        """Of the same row of the file, as long as it says the same, or has the same key and name (another sheet may
        have been chosen), and may still be the same persons."""
        before = self.rows.get(row.number)
        if before is None or not (
            before.fingerprint == row.fingerprint or (before.key, before.shown) == (row.key, row.shown)
        ):
            return
        like = {one[0] for one in row.alike}
        if before.same_as in like:
            row.outcome, row.same_as = Outcome.NEW, before.same_as
        elif before.outcome == Outcome.LEFT_OUT and like & {one[0] for one in before.alike}:
            row.outcome = Outcome.LEFT_OUT
        elif before.outcome == Outcome.NEW and before.same_as is None:
            row.outcome = Outcome.NEW
