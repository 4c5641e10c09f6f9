from itertools import islice
from pathlib import Path

from django.core.files import File
from django.core.management import BaseCommand, CommandError

from desk.importing import batches, worker
from desk.importing.batches import open_mapped
from desk.importing.files import UnreadableFile
from desk.importing.mappings import UnreadableMapping, ambiguous_dates, from_toml, to_toml
from desk.importing.values import RowReader
from desk.management.commands.load_register import account
from desk.models import BatchState, ImportBatch, Outcome, Task
from desk.progress import bar
from records import public_id
from sources.models import Incident, Report

SHOWN = 20  # rows that are refused, and rows that change


class Command(BaseCommand):
    help = "Imports a list of the killed or of the detained, as the pages of the admin do. Nothing is half imported."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV, TSV or XLSX")
        parser.add_argument("--list", required=True, metavar="REPORT", help="id of the report that the list is")
        parser.add_argument("--mapping", required=True, type=Path, metavar="M.toml", help="see docs/importing.md")
        parser.add_argument("--incident", metavar="ID", help="the event, if the report does not belong to exactly one")
        parser.add_argument("--by", metavar="NAME", help="the account that imports")
        parser.add_argument("--leave-out-refused", action="store_true", help="import the other rows all the same")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would become of the rows, and store nothing"
        )

    def handle(self, *, file, mapping, by, dry_run, leave_out_refused, **options):
        report = self._record(Report, options["list"])
        incident = self._incident(report, options["incident"])
        try:
            read = from_toml(mapping.read_text(encoding="utf-8"))
            table = open_mapped(file, file.name, read)
            asked = ambiguous_dates(read, table)
        except (OSError, UnreadableFile, UnreadableMapping) as error:
            raise CommandError(str(error)) from error
        if asked:
            columns = ", ".join(f"{header!r} ({one.cell})" for header, one in asked.items())
            raise CommandError(f"Day or month first? Write it in the mapping, under [date_order]: {columns}.")
        user = account(by) if by else None
        with file.open("rb") as content:
            batch = batches.hand_in(file=File(content), name=file.name, by=user, language="en")
        given = {
            "report": report,
            "incident": incident,
            "mapping": to_toml(read),
            "unread": RowReader(read, table).unread,
        }
        ImportBatch.objects.filter(pk=batch.pk).update(**given)
        try:
            batch = self._do(batch, Task.PREVIEW)
            self._tell(batch)
            if not dry_run:
                self._do(batch, Task.RUN, leaves_out_refused=leave_out_refused)
                self.stdout.write(f"Imported as batch {batch.pk}. It can be undone in the admin.")
        finally:
            batch.refresh_from_db()
            if batch.state != BatchState.DONE:
                batch.file.delete(save=False)
                batch.delete()
        if dry_run:
            self.stdout.write("Nothing was stored: this was a dry run.")

    def _record(self, table, typed):
        record = table.objects.standing().filter(public_id=public_id.read(typed)).first()
        if record is None:
            raise CommandError(f"There is no {table._meta.verbose_name} {typed!r}: write its id, such as K7Q2M-9XD4T.")
        return record

    def _incident(self, report, typed):
        if typed:
            return self._record(Incident, typed)
        found = list(islice(report.incidents.all(), 2))
        if len(found) != 1:
            raise CommandError("The report does not belong to exactly one event: name one with --incident ID.")
        return found[0]

    def _do(self, batch, task, **values):
        batches.let_wait(batch, task, **values)
        step = _Bar()
        batch = worker.do(batch.pk, step)
        step.end()
        if batch is None or batch.error:
            raise CommandError(f"{batch.error if batch else 'Another process has it.'}\nNothing was imported.")
        return batch

    def _tell(self, batch):
        for why, headers in (("Not read", batch.unread["ignored"]), ("Left out, private", batch.unread["left_out"])):
            if headers:
                self.stdout.write(f"{why}: {', '.join(headers)}")
        for value, label in Outcome.choices:
            if batch.counts.get(value):
                self.stdout.write(f"{batch.counts[value]} {label}")
        for outcome in (Outcome.REFUSED, Outcome.CHANGED):
            for row in batch.rows.filter(outcome=outcome).order_by("pk")[:SHOWN]:
                for column, cell, reason in row.told:
                    self.stdout.write(f"row {row.number}, {column} {cell!r}: {reason}")


class _Bar:
    """Draws `desk.progress.bar` as the work reports how far it is."""

    def __init__(self):
        self.steps, self.at = None, 0

    def __call__(self, done, batch):
        if self.steps is None:
            batch.refresh_from_db(fields=["total"])
            self.steps = bar(range(batch.total + 1), batch.total)
        while self.at < done and next(self.steps, None) is not None:
            self.at += 1

    def end(self):
        for _step in self.steps or ():
            pass
