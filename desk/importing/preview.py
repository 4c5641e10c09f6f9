"""Read every row of a list and say what would become of it. Nothing is written but the rows of the batch."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from desk.importing import batches
from desk.importing.batches import AT_ONCE, Work
from desk.importing.changes import Changes
from desk.importing.choosing import Choices
from desk.importing.entering import Composed, compose, faults
from desk.importing.fingerprints import STRUCK_OUT, fingerprint, is_sealed, sealed, sealed_key
from desk.importing.looking_up import Known
from desk.importing.privacy import private_number
from desk.importing.values import PRIVATE, Fault, ReadRow, RowReader
from desk.importing.versions import carried, edited_since
from desk.models import BatchState, ImportBatch, ImportRow, Outcome
from desk.namesakes import alike, most_alike
from desk.person_facts import entered_facts, facts_of
from people.models import Person
from people.name_tables import NAMES
from people.search import ManySearches

MOST_ALIKE = 5  # persons named for one row
MOST_HELD = 250_000  # words and postings that searching holds, between two portions of rows: some 40 MB
BEAT_EVERY = 50  # rows whose likes are sought: among many people that takes seconds
NOT_YET = 0  # stands for the key of a report that the import will make


class CannotImport(Exception):
    """The list as a whole cannot be taken; the message says the next step."""


def previous_of(batch: ImportBatch) -> ImportBatch | None:
    """The import of the same list that stands and on which no other one was built: the last that ran, whichever was
    handed in first."""
    if batch.report_id is None:
        return None
    standing = ImportBatch.objects.filter(report=batch.report_id, state=BatchState.DONE).exclude(pk=batch.pk)
    return standing.exclude(pk__in=standing.exclude(previous=None).values("previous")).order_by("-pk").first()


def preview(work: Work):
    with batches.opened(work.batch) as (mapping, table):
        reader = RowReader(mapping, table)
        if reader.missing:
            missing = ", ".join(f"“{header}”" for header in reader.missing)
            raise CannotImport(_("The list has no column %(missing)s. Map its columns anew.") % {"missing": missing})
        if mapping.key and reader.key is None:
            raise CannotImport(_("The list has no column “%(key)s”. Choose another key.") % {"key": mapping.key})
        total = sum(1 for _row in table.rows())
        _Preview(work, mapping, (reader.read(row) for row in table.rows()), total).run()


class _Preview:
    def __init__(self, work, mapping, rows: Iterator[ReadRow], total: int):
        self.work, self.batch, self.mapping, self.rows, self.total = work, work.batch, mapping, rows, total
        self.previous = previous_of(self.batch)
        self.known, self.counts, self.done = Known(), Counter(), 0
        self.seen: dict[str, int] = {}  # key: row number
        self.searches = _searches()

    @cached_property
    def earlier(self) -> dict[str, tuple[int, str]]:
        """Of each row of the import before: its key here, and its fingerprint, by the key of the list."""
        if self.previous is None:
            return {}
        rows = self.previous.rows.exclude(person=None).exclude(outcome=Outcome.LEFT_OUT)
        rows = rows.values_list("key", "pk", "fingerprint")
        return {key: (pk, mark) for key, pk, mark in rows.iterator(2000)}

    @cached_property
    def left_out(self) -> dict[str, str]:
        """Of each row that somebody left out of the import before: its fingerprint, by the key of the list."""
        if self.previous is None:
            return {}
        return dict(self.previous.rows.filter(outcome=Outcome.LEFT_OUT).values_list("key", "fingerprint"))

    @cached_property
    def somebody_is_there(self) -> bool:
        return NAMES.spelling.objects.exists()

    def run(self):
        self.work.beat(0, total=self.total, counts={})
        self.choices = Choices.of(self.batch)
        while ImportRow.objects.filter(pk__in=list(self.batch.rows.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]:
            self.work.beat(0)
        while some := list(islice(self.rows, AT_ONCE)):
            self._write([self._row(read) for read in some])
        gone = iter([pk for key, (pk, _mark) in self.earlier.items() if key not in self.seen])
        while some := list(islice(gone, AT_ONCE)):
            self._write_gone(some)
        self.work.end(BatchState.PREVIEWED, counts=dict(self.counts), previous=self.previous)

    def _row(self, read: ReadRow) -> tuple[ImportRow, Composed, ReadRow]:
        mark = fingerprint(read)
        row = ImportRow(batch=self.batch, number=read.number, fingerprint=mark, outcome=Outcome.NEW)
        row.key, fault = self._key(read, mark)
        composed = compose(
            read,
            kind=self.mapping.kind,
            known=self.known,
            incident=self.batch.incident_id,
            report=self.batch.report_id or NOT_YET,
            cited=[NOT_YET for _link in read.links],
        )
        found = [*read.faults, *fault, *faults(composed)]
        row.told = [list(one) for one in [*found, *read.notes, *composed.notes]]
        row.shown = composed.person.record.shown_name[:300]
        if found:
            row.outcome = Outcome.REFUSED
        elif earlier := self.earlier.get(row.key):
            row.outcome = Outcome.SAME if earlier[1] in (mark, sealed(mark)) else Outcome.CHANGED
            if earlier[1] == sealed(mark):
                _strike_out(row)
                self._meet(row.key, read, earlier)
        elif self.left_out.get(row.key) == mark:
            row.outcome = Outcome.LEFT_OUT
        elif self.left_out and self.left_out.get(sealed_key(row.key)) == sealed(mark):
            row.outcome = Outcome.LEFT_OUT
            _strike_out(row)
        return row, composed, read

    def _key(self, read: ReadRow, mark: str) -> tuple[str, list[Fault]]:
        """What tells the row in the list, and what is wrong with it. Without a column for it: what the row says."""
        if not self.mapping.key:
            times = self.seen[mark] = self.seen.get(mark, 0) + 1
            return self._meet(f"{mark}#{times}", read), []
        if kind := private_number(read.key):
            fault = Fault(self.mapping.key, "", str(PRIVATE[kind]))
            return f"[{read.number}]", [fault] if fault not in read.faults else []
        key, fault = read.key[:190], []
        if not key:
            fault = [_("This cell is empty, and it is the key of the row: write one.")]
        elif key in self.seen:
            fault = [_("Row %(row)d has the same key: each row needs one of its own.") % {"row": self.seen[key]}]
        if fault:
            return f"{key} [{read.number}]", [Fault(self.mapping.key, read.key, fault[0])]
        return self._meet(key, read), []

    def _meet(self, key: str, read: ReadRow, earlier=None) -> str:
        """The key is in the list. The import before may know it only sealed: the row was struck out."""
        self.seen[key] = read.number
        if key not in self.earlier and (earlier := earlier or self.earlier.get(sealed_key(key))):
            self.seen[sealed_key(key)] = read.number
            self.earlier[key] = earlier
        return key

    # Writing

    def _write(self, rows: list[tuple[ImportRow, Composed, ReadRow]]):
        self._compare([row for row, _composed, _read in rows])
        self._tell_changes([it for it in rows if it[0].outcome == Outcome.CHANGED])
        asked = [
            (row, composed)
            for row, composed, _read in rows
            if row.outcome == Outcome.NEW or row.outcome == Outcome.LEFT_OUT and not is_sealed(row.key)
        ]
        self._find_alike(asked)
        for row, _composed in asked:
            self.choices.take_over(row)
        self._keep([row for row, _composed, _read in rows])

    def _keep(self, rows: list[ImportRow]):
        self.counts.update(str(row.outcome) for row in rows)
        self.counts["alike"] += sum(bool(row.alike) for row in rows)
        self.done += len(rows)
        with transaction.atomic():
            ImportRow.objects.bulk_create(rows)
            self.work.beat(min(self.done, self.total))
        self.work.pause()

    def _compare(self, rows: list[ImportRow]):
        """Take over what an earlier import made of a row, and see whether anybody edited it since."""
        known = {row.key: self.earlier[row.key][0] for row in rows if row.key in self.earlier}
        earlier = ImportRow.objects.in_bulk(known.values())
        for row in rows:
            if before := earlier.get(known.get(row.key)):
                row.person, row.made = before.person, carried(before.made)
                if row.outcome == Outcome.REFUSED:  # what was imported of it before stands
                    row.fingerprint = before.fingerprint
        changed = [row for row in rows if row.outcome == Outcome.CHANGED]
        edited = edited_since([row.made for row in changed])
        for row, is_edited in zip(changed, edited, strict=True):
            if is_edited:
                row.outcome, row.fingerprint = Outcome.HELD, self.earlier[row.key][1]
                reason = _("Somebody edited what an earlier import made of it. It is left as it is: compare by hand.")
                row.told.append(["", "", reason])

    def _tell_changes(self, rows: list[tuple[ImportRow, Composed, ReadRow]]):
        if rows:
            pairs = [(row, composed) for row, composed, _read in rows]
            changes = Changes(pairs, report=self.batch.report_id, known=self.known)
            for row, composed, read in rows:
                row.told = changes.of(row, composed, read) + row.told

    def _write_gone(self, keys: list[int]):
        rows = []
        for before in ImportRow.objects.filter(pk__in=keys).order_by("pk"):
            values = {name: getattr(before, name) for name in ("number", "key", "fingerprint", "shown", "person")}
            made = carried(before.made)
            rows.append(ImportRow(batch=self.batch, outcome=Outcome.GONE, made=made, **values))
        self._keep(rows)

    def _find_alike(self, rows: list[tuple[ImportRow, Composed]]):
        """Who of the register may be the person of a row."""
        if not rows or not self.somebody_is_there:
            return
        if self.searches.held > MOST_HELD:
            self.searches = _searches()
        found = {}
        for place, (row, composed) in enumerate(rows):
            if place % BEAT_EVERY == 0:
                self.work.beat(min(self.done, self.total))
            self.work.give_way()
            texts = [part.text for part in composed.person.parts if hasattr(part, "text")]
            found[row.number] = most_alike(texts, searches=self.searches)
        known = facts_of({person for of_one in found.values() for person in of_one})
        for row, composed in rows:
            if likes := found[row.number]:
                facts = entered_facts(composed.person.record, composed.events[0].record)
                row.alike = [
                    [one.person, one.likeness, one.spelling, str(one.matched), [*map(bool, one.agrees)]]
                    for one in alike(likes.values(), facts=facts, known=known)[:MOST_ALIKE]
                ]


def _searches() -> ManySearches:
    return ManySearches(tables=NAMES, people=Person.objects.standing())


def _strike_out(row: ImportRow):
    """It was struck out in the import before, and stays so."""
    row.key, row.fingerprint = sealed_key(row.key), sealed(row.fingerprint)
    row.shown, row.told = STRUCK_OUT, []
