"""The import itself, in two steps.

First everything is worked out, some hundred rows at a time, and put into a file that has no name and goes with the
process: the register is not touched, but for the keys of new rows, which are reserved. Then one transaction writes all
of it, with history and the index of names, and says that the import is done. So a reader sees all of it or nothing, and
whoever writes meanwhile waits for that last step alone. A process that is killed leaves nothing to be cleared up.
"""

import json
import marshal
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.bulk import CHANGE_COLUMNS, VALUE_COLUMNS, Writer
from audit.chain import seal
from audit.models import Act, Change, ChangeValue, Unsealed
from desk import possible_duplicates
from desk.importing import batches
from desk.importing.batches import AT_ONCE, Work
from desk.importing.entering import Composed, Entry, compose
from desk.importing.looking_up import Known
from desk.importing.preview import CannotImport, fingerprint, previous_of
from desk.importing.taking_in import take_in
from desk.importing.values import ReadRow, read_rows
from desk.models import BatchState, ImportBatch, ImportRow, Outcome
from desk.namesakes import Alike
from desk.paste.duplicates import bare
from desk.person_facts import Agreement
from people.choices import FoundBy
from people.indexing import Newcomers, read_names
from people.models import Person
from people.name_tables import NAMES
from people.names import MatchKind
from records.bulk import columns_of, gather_statistics, insert_rows, reserve_keys, update_rows
from records.recording import mark_as_recorded
from records.saving import row_cells
from sources.choices import ReportKind
from sources.models import Report

KEYS_AT_ONCE = 5_000  # reserved


class Outdated(Exception):
    """The register has changed under the work: it begins anew."""


def run(work: Work):
    """Import what the preview promised. Raises `CannotImport`, `Stopped`, and then nothing is written."""
    if work.batch.counts.get(Outcome.REFUSED) and not work.batch.leaves_out_refused:
        raise CannotImport(_("Some rows are refused. Correct them in the list, or choose to leave them out."))
    if work.batch.previous != previous_of(work.batch):
        raise CannotImport(_("The same list was imported meanwhile. Look at the preview again."))
    for _again in range(5):
        with tempfile.TemporaryFile(dir=settings.VAR_DIR if settings.VAR_DIR.is_dir() else None) as spool:
            made = _Making(work, spool)
            made.prepare()
            try:
                made.write()
            except Outdated:
                continue
            break
    else:
        raise CannotImport(_("The register changed again and again meanwhile. Run the import once more."))
    gather_statistics([Person, *made.columns, Change, ChangeValue])
    seal()


class _Keys:
    """Keys of new rows, reserved many at a time; what is left over is given to nobody."""

    def __init__(self):
        self.free: defaultdict[type, list[int]] = defaultdict(list)

    def of(self, table) -> int:
        if not self.free[table]:
            self.free[table] = reserve_keys(table, KEYS_AT_ONCE)[::-1]
        return self.free[table].pop()


class _Making:
    def __init__(self, work: Work, spool):
        self.work, self.batch, self.spool = work, work.batch, spool
        self.known, self.keys = Known(), _Keys()
        self.cited = dict(self.known.reports)  # bare address: key
        self.new_addresses: set[str] = set()
        self.at = timezone.now()
        reason = f"import {self.batch.pk}: {self.batch.file_name}"
        self.writer = Writer(act=Act.ADDED, by=self.batch.by, reason=reason, at=self.at)
        self.columns: dict[type, list[str]] = {}
        self.bearers: Counter[str] = Counter()
        self.one_by_one: list[tuple[int, ReadRow]] = []
        self.pairs: list[tuple[int, list]] = []
        self.report = self.batch.report_id or self.keys.of(Report)
        self.kind = ""

    # Working it out

    def prepare(self):
        with batches.opened(self.batch) as (mapping, table):
            self.kind = mapping.kind
            reading, done = read_rows(mapping, table), 0
            while some := list(islice(reading, AT_ONCE)):
                rows = self._stored(some)
                self._prepare(list(zip(rows, some, strict=True)))
                done += len(some)
                self.work.beat(done)
                self.work.pause()
        self.spool.seek(0)

    def _stored(self, some: list[ReadRow]) -> list[ImportRow]:
        """What the preview said of these rows of the list."""
        numbers = [read.number for read in some]
        stored = self.batch.rows.exclude(outcome=Outcome.GONE).filter(number__range=(numbers[0], numbers[-1]))
        rows = {row.number: row for row in stored}
        if set(rows) != set(numbers):
            raise CannotImport(_("The list is not as it was when it was previewed. Preview it again."))
        return [rows[number] for number in numbers]

    def _prepare(self, rows: list[tuple[ImportRow, ReadRow]]):
        chunk, new = _Chunk(), []
        for row, read in rows:
            if row.outcome in (Outcome.NEW, Outcome.CHANGED):
                if row.outcome == Outcome.NEW and fingerprint(read) != row.fingerprint:
                    raise CannotImport(_("The list is not as it was when it was previewed. Preview it again."))
                if row.outcome == Outcome.CHANGED or row.same_as:
                    self.one_by_one.append((row.pk, read))
                    continue
                made = [self._add_report(address, chunk) for address in self._not_there(read.links)]
                composed = self._compose(read)
                made += self._add(composed, chunk)
                row.person, row.made = composed.person.record.pk, {"records": made}
                new.append(row)
                if row.alike:
                    self.pairs.append((row.person, row.alike))
        update_rows(ImportRow, ["person", "made"], [(row.person, json.dumps(row.made), row.pk) for row in new])
        marshal.dump(chunk.plain(), self.spool)

    def _compose(self, read: ReadRow) -> Composed:
        cited = [self.cited[bare(address) or address] for address in read.links]
        cited = [key for key in dict.fromkeys(cited) if key != self.report]
        return compose(
            read,
            kind=self.kind,
            known=self.known,
            incident=self.batch.incident_id,
            report=self.report,
            cited=cited,
        )

    def _not_there(self, links) -> list[str]:
        return [link for link in links if (bare(link) or link) not in self.cited]

    def _add_report(self, address: str, chunk) -> list:
        """A draft for a report that the register has not got."""
        self.cited[bare(address) or address] = key = self.keys.of(Report)
        self.new_addresses.add(bare(address) or address)
        incidents = {(0, "incidents"): [self.batch.incident_id]}
        return self._add_entry(Entry(Report(pk=key, url=address), lists=incidents), chunk)

    def _add(self, composed: Composed, chunk) -> list:
        """Give every row its key, and put them all into the chunk. Returns what `ImportRow.made` keeps."""
        person = composed.person.record
        person.pk = self.keys.of(Person)
        names = []
        for part in composed.person.parts:
            part.person_id = person.pk
            names += [part.text] if hasattr(part, "text") else []
        made = [self._add_entry(composed.person, chunk)]
        read = read_names([(person.pk, names)])
        chunk.spellings += sorted(read.spellings)
        chunk.postings += sorted(read.postings)
        self.bearers.update(readings for _owner, readings in read.postings)
        for entry in composed.events:
            record = entry.record
            record.pk, record.person_id = self.keys.of(type(record)), person.pk
            for part in entry.parts:
                setattr(part, f"{part.part_of[0]}_id", record.pk)
                part.pk = self.keys.of(type(part))
            own, *others = entry.parts
            entry.lists[1, "repeats"] = [part.pk for part in others if type(part) is type(own)]
            made.append(self._add_entry(entry, chunk))
        return made

    def _add_entry(self, entry: Entry, chunk) -> list:
        record, by = entry.record, self.batch.by
        record.version, record.created_by, record.edited_by = 1, by, by
        record.fold_search_text()
        cells = {}
        for place, row in enumerate(entry.rows):
            table = type(row)
            if row.pk is None:
                row.pk = self.keys.of(table)
            self.columns[table], values = columns_of(row)
            chunk.rows[table].append(values)
            lists = {name: keys for (at, name), keys in entry.lists.items() if at == place}
            for name, keys in lists.items():
                field = table._meta.get_field(name)
                through = field.remote_field.through
                self.columns[through] = [field.m2m_column_name(), field.m2m_reverse_name()]
                chunk.rows[through] += [(row.pk, key) for key in keys]
            cells |= row_cells(row, lists)
        label, change = record._meta.label_lower, self.keys.of(Change)
        written = self.writer.change(
            change, table=label, row=record.pk, public_id=record.public_id, version=1, after=cells
        )
        chunk.changes.append(written.change)
        chunk.values += written.values
        return [label, record.pk, 1, True, True]  # as `ImportRow.made` keeps it

    # The last step

    def write(self):
        """Everything at once. Raises `Outdated`."""
        with transaction.atomic():
            self.work.lock()
            mark_as_recorded()
            if self.new_addresses and self.new_addresses & Known().reports.keys():
                raise Outdated
            if self.batch.previous != previous_of(self.batch):
                raise CannotImport(_("The same list was imported meanwhile. Look at the preview again."))
            made = self._write_list_report()
            index = Newcomers(NAMES, self.bearers)
            for chunk in self._chunks():
                self._insert(chunk)
                index.add(chunk.spellings, chunk.postings)
            self._take_in_one_by_one()
            self._note_pairs()
            self.work.end(BatchState.DONE, report=self.report, made=made)

    def _write_list_report(self) -> list:
        if self.batch.report_id:
            return []
        chunk = _Chunk()
        report = Report(pk=self.report, kind=ReportKind.LIST, **self.batch.new_report)
        made = self._add_entry(Entry(report, lists={(0, "incidents"): [self.batch.incident_id]}), chunk)
        self._insert(chunk)
        return [made]

    def _insert(self, chunk: "_Chunk"):
        for table, rows in chunk.rows.items():
            insert_rows(table, self.columns[table], rows)
        insert_rows(Change, CHANGE_COLUMNS, chunk.changes)
        insert_rows(ChangeValue, VALUE_COLUMNS, chunk.values)
        insert_rows(Unsealed, ["change"], [(change[0],) for change in chunk.changes])

    def _chunks(self) -> Iterator["_Chunk"]:
        by_name = {table._meta.label: table for table in self.columns}
        while True:
            try:
                rows, *others = marshal.load(self.spool)  # noqa: S302 (written by this process, and it has no name)
            except EOFError:
                return
            yield _Chunk({by_name[label]: some for label, some in rows.items()}, *others)

    def _take_in_one_by_one(self):
        """Rows that change what is there, or join somebody who is there; several may join one person."""
        taken_rows, versions = [], {}
        for key, read in self.one_by_one:
            row, chunk = ImportRow.objects.get(pk=key), _Chunk()
            reports = [self._add_report(address, chunk) for address in self._not_there(read.links)]
            self._insert(chunk)
            taken = take_in(row, self._compose(read), by=self.batch.by, reason=self.writer.reason)
            if taken is None:
                raise CannotImport(_("Row %(row)d: somebody edited it meanwhile. Preview again.") % {"row": row.number})
            row.person = taken.person
            row.made = {**taken.made(), "records": [*reports, *taken.records()]}
            versions |= {(label, pk): version for label, pk, version, *_rest in row.made["records"]}
            taken_rows.append(row)
        for row in taken_rows:
            for record in row.made["records"]:
                record[2] = versions[record[0], record[1]]
        rows = [(row.person, json.dumps(row.made), row.pk) for row in taken_rows]
        update_rows(ImportRow, ["person", "made"], rows)

    def _note_pairs(self):
        """Whoever may be somebody else, and was not said to be, goes on the list of possible duplicates."""
        found = [
            (person, Alike(other, "", spelling, likeness, MatchKind(matched), Agreement(*agrees)))
            for person, alike in self.pairs
            for other, likeness, spelling, matched, agrees in alike
        ]
        there = set(Person.objects.filter(pk__in={one.person for _person, one in found}).values_list("pk", flat=True))
        possible_duplicates.note([pair for pair in found if pair[1].person in there], found_by=FoundBy.SAVING)


class _Chunk:
    """Rows of some hundred lines of the list, as they are written."""

    def __init__(self, rows=None, changes=None, values=None, spellings=None, postings=None):
        self.rows = defaultdict(list) if rows is None else rows
        self.changes, self.values = changes or [], values or []
        self.spellings, self.postings = spellings or [], postings or []

    def plain(self) -> tuple:
        rows = {table._meta.label: some for table, some in self.rows.items()}
        return rows, self.changes, self.values, self.spellings, self.postings


def is_current(batch: ImportBatch) -> bool:
    """Whether nothing newer of the same list was imported on top of it."""
    newer = ImportBatch.objects.filter(report=batch.report_id, state=BatchState.DONE, pk__gt=batch.pk)
    return batch.report_id is not None and not newer.exists()
