"""The import itself, in two steps.

First everything is worked out and written down where nobody sees it (`working_out.py`). Then one transaction moves all
of it into the register, with history and the index of names, and says that the import is done. So a reader sees all of
it or nothing, and whoever writes meanwhile waits for that last step alone. A process that is killed leaves nothing to
be cleared up.
"""

import json

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from audit.models import Change, ChangeValue
from desk import possible_duplicates
from desk.importing.batches import Work
from desk.importing.looking_up import Known
from desk.importing.preview import CannotImport, previous_of
from desk.importing.taking_in import take_in
from desk.importing.versions import Moved
from desk.importing.working_out import WorkedOut
from desk.models import BatchState, ImportBatch, ImportRow, Outcome
from desk.namesakes import Alike
from desk.person_facts import Agreement
from people.choices import FoundBy
from people.models import Person
from people.names import MatchKind
from records.bulk import gather_statistics, insert_rows, update_rows
from records.models import StaleVersion
from records.recording import mark_as_recorded
from records.spooling import Outdated, Spool

DEADLOCK = "40P01"  # as PostgreSQL says it of two that waited for each other


def run(work: Work):
    """Import what the preview promised. Raises `CannotImport`, `Stopped`, and then nothing is written."""
    if work.batch.counts.get(Outcome.REFUSED) and not work.batch.leaves_out_refused:
        raise CannotImport(_("Some rows are refused. Correct them in the list, or choose to leave them out."))
    if work.batch.previous != previous_of(work.batch):
        raise CannotImport(_("The same list was imported meanwhile. Look at the preview again."))
    for _again in range(5):
        with Spool() as spool:
            worked_out = WorkedOut(work, spool)
            worked_out.work_out()
            try:
                write(worked_out)
            except (Outdated, StaleVersion):
                continue
            except OperationalError as error:
                if getattr(error.__cause__, "pgcode", "") != DEADLOCK:
                    raise
                continue
            break
    else:
        raise CannotImport(_("The register changed again and again meanwhile. Run the import once more."))
    gather_statistics(dict.fromkeys([Person, *spool.columns, Change, ChangeValue]))
    work.seal()


@transaction.atomic
def write(worked_out: WorkedOut):
    """Everything at once. Raises `Outdated`, `CannotImport`, `Stopped`."""
    work, batch, spool = worked_out.work, worked_out.batch, worked_out.spool
    work.lock()
    mark_as_recorded()
    if worked_out.new_addresses and worked_out.new_addresses & Known().reports.keys():
        raise Outdated
    if batch.previous != previous_of(batch):
        raise CannotImport(_("The same list was imported meanwhile. Look at the preview again."))
    spool.move(*(table for table in spool.columns if table is not worked_out.newcomers.tables.spelling))
    _take_in_one_by_one(worked_out)
    _note_pairs(worked_out.pairs)
    if connection.vendor == "postgresql":
        connection.check_constraints()  # now, which takes as long as the rest, and not while others wait for words
    worked_out.newcomers.write()
    work.end(BatchState.DONE, report=worked_out.report, made=worked_out.made)


def _take_in_one_by_one(worked_out: WorkedOut):
    """Rows that change what is there, or join somebody who is there; several may share one person."""
    taken_rows, moved, by, reason = [], Moved(), worked_out.batch.by, worked_out.new_rows.reason
    for key, read in worked_out.one_by_one:
        row, reports = ImportRow.objects.get(pk=key), worked_out.add_reports(read)
        for table, columns, rows in worked_out.new_rows.taken():
            insert_rows(table, columns, rows)
        taken = take_in(row, worked_out.composed(read), by=by, reason=reason, moved=moved)
        if taken is None:
            raise CannotImport(_("Row %(row)d: somebody edited it meanwhile. Preview again.") % {"row": row.number})
        row.person = taken.person
        row.made = {**taken.made(), "records": [*reports, *taken.records()]}
        taken.tell(moved)
        taken_rows.append(row)
    moved.tell(worked_out.batch.rows)
    for row in taken_rows:
        for record in row.made["records"]:
            record[2] = moved.now(*record[:3])
    update_rows(ImportRow, ["person", "made"], [(row.person, json.dumps(row.made), row.pk) for row in taken_rows])


def _note_pairs(pairs: list[tuple[int, list]]):
    """Whoever may be somebody else, and was not said to be, goes on the list of possible duplicates."""
    found = [
        (person, Alike(other, "", spelling, likeness, MatchKind(matched), Agreement(*agrees)))
        for person, alike in pairs
        for other, likeness, spelling, matched, agrees in alike
    ]
    there = set(Person.objects.filter(pk__in={one.person for _person, one in found}).values_list("pk", flat=True))
    possible_duplicates.note([pair for pair in found if pair[1].person in there], found_by=FoundBy.SAVING)


def is_current(batch: ImportBatch) -> bool:
    """Whether nothing of the same list was imported on top of it."""
    on_top = ImportBatch.objects.filter(state=BatchState.DONE, previous=batch)
    return batch.report_id is not None and not on_top.exists()
