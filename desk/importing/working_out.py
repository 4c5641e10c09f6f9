"""The first step of an import: every row is worked out and written down, some hundred at a time. The register is not
touched, but for the keys of new rows, which are reserved."""

import json
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from desk.importing import batches
from desk.importing.batches import AT_ONCE, Work
from desk.importing.entering import Composed, Entry, compose
from desk.importing.fingerprints import fingerprint
from desk.importing.looking_up import Known
from desk.importing.new_rows import NewRows
from desk.importing.preview import CannotImport
from desk.importing.values import ReadRow, read_rows
from desk.models import ImportRow, Outcome
from desk.paste.duplicates import bare
from people.indexing import read_names
from people.models import Person
from people.name_tables import NAMES
from people.newcomers import Newcomers
from records.bulk import update_rows
from records.spooling import Spool
from sources.choices import ReportKind
from sources.models import Report


class WorkedOut:
    """What an import is to write. `spool` and `newcomers` hold the new records; the rest waits for the last step."""

    def __init__(self, work: Work, spool: Spool):
        self.work, self.batch, self.spool = work, work.batch, spool
        self.known, self.newcomers = Known(), Newcomers(NAMES, spool)
        self.new_rows = NewRows(by=self.batch.by, reason=f"import {self.batch.pk}: {self.batch.file_name}")
        self.cited = dict(self.known.reports)  # bare address: key
        self.new_addresses: set[str] = set()
        self.one_by_one: list[tuple[int, ReadRow]] = []  # rows that change what is there, or join somebody
        self.pairs: list[tuple[int, list]] = []  # a new person, and who is like them
        self.made: list[list] = []  # the report of the list, if it is new; as `ImportBatch.made` keeps it
        self.report = self.batch.report_id or self._add_list_report()
        self.kind = ""

    def work_out(self):
        """Raises `CannotImport`, `Stopped`, and what opening the list raises."""
        with batches.opened(self.batch) as (mapping, table):
            self.kind = mapping.kind
            reading, done = read_rows(mapping, table), 0
            while some := list(islice(reading, AT_ONCE)):
                rows = self._stored(some)
                self._work_out(list(zip(rows, some, strict=True)))
                done += len(some)
                self.work.beat(done)
                self.work.pause()
        self._write_down()
        self.newcomers.prepare()
        self.work.beat(done)

    def _stored(self, some: list[ReadRow]) -> list[ImportRow]:
        """What the preview said of these rows of the list."""
        numbers = [read.number for read in some]
        stored = self.batch.rows.exclude(outcome=Outcome.GONE).filter(number__range=(numbers[0], numbers[-1]))
        rows = {row.number: row for row in stored}
        if set(rows) != set(numbers):
            raise CannotImport(_("The list is not as it was when it was previewed. Preview it again."))
        return [rows[number] for number in numbers]

    def _work_out(self, rows: list[tuple[ImportRow, ReadRow]]):
        new, names = [], []
        for row, read in rows:
            if row.outcome in (Outcome.NEW, Outcome.CHANGED):
                if row.outcome == Outcome.NEW and fingerprint(read) != row.fingerprint:
                    raise CannotImport(_("The list is not as it was when it was previewed. Preview it again."))
                if row.outcome == Outcome.CHANGED or row.same_as:
                    self.one_by_one.append((row.pk, read))
                    addresses = {bare(address) or address for address in read.links}
                    self.new_addresses |= addresses - self.cited.keys()
                    continue
                made = self.add_reports(read)
                composed = self.composed(read)
                made += self._add(composed)
                row.person = composed.person.record.pk
                names.append((row.person, [part.text for part in composed.person.parts if hasattr(part, "text")]))
                new.append((row.person, json.dumps({"records": made}), row.pk))
                if row.alike:
                    self.pairs.append((row.person, row.alike))
        self.newcomers.add(read_names(names))
        self._write_down()
        with transaction.atomic():
            update_rows(ImportRow, ["person", "made"], new)

    def _write_down(self):
        for table, columns, rows in self.new_rows.taken():
            self.spool.add(table, columns, rows)

    def composed(self, read: ReadRow) -> Composed:
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

    def add_reports(self, read: ReadRow) -> list:
        """A draft for each report that the row cites and the register has not got."""
        made = []
        for address in read.links:
            known_as = bare(address) or address
            if known_as not in self.cited:
                self.cited[known_as] = key = self.new_rows.key_of(Report)
                self.new_addresses.add(known_as)
                made.append(self._add_report(Report(pk=key, url=address)))
        return made

    def _add_list_report(self) -> int:
        key = self.new_rows.key_of(Report)
        self.made.append(self._add_report(Report(pk=key, kind=ReportKind.LIST, **self.batch.new_report)))
        return key

    def _add_report(self, report) -> list:
        return self.new_rows.add(Entry(report, lists={(0, "incidents"): [self.batch.incident_id]}))

    def _add(self, composed: Composed) -> list:
        """Every row with its key. Returns what `ImportRow.made` keeps."""
        person, key_of = composed.person.record, self.new_rows.key_of
        person.pk = key_of(Person)
        for part in composed.person.parts:
            part.person_id = person.pk
        made = [self.new_rows.add(composed.person)]
        for entry in composed.events:
            record = entry.record
            record.pk, record.person_id = key_of(type(record)), person.pk
            for part in entry.parts:
                setattr(part, f"{part.part_of[0]}_id", record.pk)
                part.pk = key_of(type(part))
            own, *others = entry.parts
            entry.lists[1, "repeats"] = [part.pk for part in others if type(part) is type(own)]
            made.append(self.new_rows.add(entry))
        return made
