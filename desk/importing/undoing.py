"""Undo an import: the register is as it was before, and history says what was there and who took it out, and why.

Records that the import made are taken out of their tables, for they were never more than a draft that nobody touched;
what it changed is set back. Whatever somebody edited or published since, or pointed at from elsewhere, stands in the
way: it is named, and whoever undoes may choose to leave it. As with the import, one transaction does it all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Act
from desk.importing.batches import AT_ONCE, Work
from desk.importing.preview import CannotImport
from desk.importing.running import is_current
from desk.importing.taking_out import TakingOut
from desk.importing.versions import Moved
from desk.models import BatchState, ImportBatch, ImportRow, Outcome
from people.models import Person, PossibleDuplicate
from people.name_tables import NamePosting, NameSpelling
from publishing.models import Publication
from records.models import Record
from records.public_id import shown
from records.saving import begin, finish, part_relations
from records.spooling import Outdated, Spool
from sources.models import Report

NAMED = 20  # records that stand in the way, named in the message
FOLLOW = (NamePosting, NameSpelling, PossibleDuplicate)  # go with the person
IDENTITY = ("pk", "public_id", "version")
ORDER = ["detentions.charge", "victims.casualty", "detentions.detention", "people.person", "sources.report"]


def undo(work: Work):
    """Raises `CannotImport` with what stands in the way, `Stopped`; then everything stays as it is."""
    batch = work.batch
    _check_is_current(batch)
    done, obstacles = 0, {}
    with Spool() as spool:
        undoing = _Undoing(batch, spool)
        for rows in _chunks(batch):
            found = _obstacles(rows)
            obstacles |= dict.fromkeys(found.values())
            undoing.prepare([row for row in rows if row.pk not in found])
            done += len(rows)
            work.beat(done)
            work.pause()
        if obstacles and not batch.keeps_edited:
            raise CannotImport(_in_the_way(list(obstacles)))
        spool.gather_statistics()
        with transaction.atomic():
            work.lock()
            _check_is_current(batch)
            undoing.write()
            work.end(BatchState.UNDONE, report=undoing.report(), undone_at=timezone.now())
    batch.file.delete(save=False)  # it may hold what the register never took
    work.seal()


def _check_is_current(batch):
    if not is_current(batch):
        raise CannotImport(_("A newer version of this list was imported since. Undo that import first."))


def _chunks(batch) -> Iterator[list[ImportRow]]:
    """The rows that made or changed something."""
    last = 0
    made = batch.rows.filter(outcome__in=(Outcome.NEW, Outcome.CHANGED)).order_by("pk")
    while some := list(made.filter(pk__gt=last)[:AT_ONCE]):
        last = some[-1].pk
        yield [row for row in some if row.made.get("records")]


def _records(rows: Iterable[ImportRow]) -> dict[str, dict[int, tuple[int, bool, list[int]]]]:
    """Of each table, the records that rows made or changed: key, then version, whether one of the rows made it, and
    the rows, for several may share a record."""
    found = defaultdict(dict)
    for row in rows:
        for label, key, version, is_new, _is_own in row.made["records"]:
            _version, was_new, rows_before = found[label].get(key, (version, False, []))
            found[label][key] = (version, is_new or was_new, [*rows_before, row.pk])
    return found


# What stands in the way


def _obstacles(rows: list[ImportRow]) -> dict[int, tuple[str, str]]:
    """For each row that cannot be taken back: the record, as staff see it, and why. A report is no obstacle: one that
    somebody edited or cites stays."""
    found = {}
    records = _records(rows)
    for label, keys in records.items():
        table = apps.get_model(label)
        if label == "sources.report":
            continue
        there = dict(table._base_manager.filter(pk__in=keys).values_list("pk", "version"))
        for key, (version, _is_new, of_rows) in keys.items():
            if there.get(key) != version:
                found |= dict.fromkeys(of_rows, (label, key, _("edited since")))
        new = {key for key, (_version, is_new, _rows) in keys.items() if is_new}
        for key, why in _pointed_at(table, new, records):
            found |= dict.fromkeys(keys[key][2], (label, key, why))
    return {row: (_named(label, key), why) for row, (label, key, why) in found.items()}


def _pointed_at(table, keys: set[int], going) -> Iterator[tuple[int, str]]:
    """Those of the records that rows of others point at, which would then point at nothing."""
    parts = part_relations(table)
    for other, name in _relations(table):
        if other in FOLLOW or (other, name) in parts:
            continue
        own = {key for key, (_v, is_new, _rows) in going.get(other._meta.label_lower, {}).items() if is_new}
        rows = other._base_manager.filter(**{f"{name}__in": keys}).order_by().values_list("pk", name)
        for pk, key in rows:
            if pk not in own:
                yield key, _("named by others: %s") % other._meta.verbose_name
    public_ids = dict(table._base_manager.filter(pk__in=keys).values_list("public_id", "pk"))
    published = Publication.objects.filter(public_id__in=public_ids).values_list("public_id", flat=True)
    yield from ((public_ids[public_id], _("published since")) for public_id in published.distinct())


def _relations(table) -> list[tuple[type[models.Model], str]]:
    """Every field that points at rows of a table; that of a list stands for the table between the two."""
    found = [it for it in table._meta.get_fields(include_hidden=True) if it.auto_created and not it.concrete]
    return [(it.related_model, it.field.name) for it in found if not it.related_model._meta.auto_created]


def _named(label: str, key: int) -> str:
    record = apps.get_model(label)._base_manager.filter(pk=key).first()
    if record is None:
        return f"{label} {key}"
    person = record if isinstance(record, Person) else getattr(record, "person", None)
    return f"{person.shown_name} · {shown(record.public_id)}" if person else shown(record.public_id)


def _in_the_way(obstacles: list[tuple[str, str]]) -> str:
    lines = [f"{record} ({why})" for record, why in obstacles[:NAMED]]
    if len(obstacles) > NAMED:
        lines.append(_("and %d more") % (len(obstacles) - NAMED))
    head = _("%d records were edited, published or named by others since. Nothing was undone.") % len(obstacles)
    return "\n".join([head, *lines, _("Undo by hand what was done to them, or choose to leave these as they are.")])


# Taking back


class _Undoing:
    def __init__(self, batch, spool: Spool):
        self.batch, self.reason = batch, f"import {batch.pk}: {batch.undone_reason}"
        self.out = TakingOut(spool, by=batch.undone_by, reason=self.reason)
        self.touched: list[int] = []  # rows that changed records which were there, to be set back one by one
        self.new: set[tuple[str, int]] = set()  # records that go whole, whatever other rows did to them
        self.reports: dict[int, int] = {}  # that the import made: key, version
        self.moved = Moved()  # what was set back already
        self.list_report_is_gone = False

    def prepare(self, rows: list[ImportRow]):
        """Write down what is to go. Nothing of it is locked yet."""
        for label, keys in _records(rows).items():
            table = apps.get_model(label)
            new = {key: version for key, (version, is_new, _rows) in keys.items() if is_new}
            if label == "sources.report":
                self.reports |= new
                continue
            public_ids = dict(table._base_manager.filter(pk__in=new).values_list("pk", "public_id"))
            self.out.add(table, [(key, public_ids.get(key, ""), version) for key, version in new.items()])
            self.new |= {(label, key) for key in new}
        self.touched += [row.pk for row in rows if any(row.made.get(name) for name in ("added", "before", "stood"))]

    def write(self):
        """Raises `CannotImport` where somebody was quicker."""
        touched = self.touched[::-1]  # of several that changed one record, the last goes first
        for start in range(0, len(touched), AT_ONCE):
            rows = list(ImportRow.objects.filter(pk__in=touched[start : start + AT_ONCE]).order_by("-pk"))
            self._check(rows)
            for row in rows:
                self._set_back(row)
        self._tell_earlier()
        try:
            for label in ORDER[:-1]:
                self.out.take_out(apps.get_model(label))
            self._take_out_reports()
        except Outdated:
            raise CannotImport(_("Somebody edited one of the records at this moment. Undo again.")) from None
        self.out.finish()

    def _check(self, rows: list[ImportRow]):
        for label, keys in _records(rows).items():
            wanted = {
                key: self.moved.now(label, key, version)
                for key, (version, _is_new, _rows) in keys.items()
                if label != "sources.report" and (label, key) not in self.new
            }
            locked = apps.get_model(label)._base_manager.select_for_update().filter(pk__in=wanted).order_by("pk")
            if dict(locked.values_list("pk", "version")) != wanted:
                raise CannotImport(_("Somebody edited one of the records at this moment. Undo again."))

    def _take_out_reports(self):
        """Those that nobody edited and nothing cites any more."""
        for _label, key, version, *_rest in self.batch.made:
            self.reports[key] = version
        keys, table = sorted(self.reports), Report
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            there = {pk: rest for pk, *rest in table._base_manager.filter(pk__in=some).values_list(*IDENTITY)}
            same = {key for key in some if key in there and there[key][1] == self.reports[key]}
            going = same - {key for key, _why in _pointed_at_by_any(table, same, besides=self.batch.pk)}
            ImportBatch.objects.filter(report__in=going).update(report=None)
            self.out.add(table, [(key, *there[key]) for key in sorted(going)])
            self.list_report_is_gone |= self.batch.report_id in going
        self.out.take_out(table)

    def report(self):
        return None if self.list_report_is_gone else self.batch.report_id

    def _set_back(self, row: ImportRow):
        """What stood before stands again, and what was added goes; each record in one change."""
        stood = {(table, key): version for table, key, version in row.made.get("stood", ())}
        for label, key, _version, _is_new, _is_own in row.made["records"]:
            if label == "sources.report" or (label, key) in self.new:
                continue
            record = apps.get_model(label)._base_manager.get(pk=key)
            before = begin(record, by=self.batch.undone_by)
            _set_values(record, row.made, record)
            for part, part_key in part_relations(type(record)):
                for stored in part._base_manager.filter(**{part_key: record}):
                    _set_values(stored, row.made, record)
            added = [pk for name, pk in row.made["added"] if name in _labels_of_parts(type(record))]
            for part, part_key in part_relations(type(record)):
                _delete(
                    part,
                    list(part._base_manager.filter(pk__in=added, **{part_key: record}).values_list("pk", flat=True)),
                )
            finish(record, by=self.batch.undone_by, before=before, reason=self.reason, act=Act.UNIMPORTED)
            self.moved.versions[label, key] = stood.get((label, key), 0), record.version
        self.moved.persons.add(row.person)

    def _tell_earlier(self):
        """The imports before know the records by their versions: undoing is no edit of them."""
        earlier = self.batch.previous
        while earlier:
            self.moved.tell(earlier.rows)
            earlier = earlier.previous


def _pointed_at_by_any(table, keys: set[int], besides: int) -> Iterator[tuple[int, str]]:
    """As `_pointed_at`, for reports; the import itself, and its undone versions, do not count."""
    for other, name in _relations(table):
        rows = other._base_manager.filter(**{f"{name}__in": keys}).order_by()
        if other is ImportBatch:
            rows = rows.exclude(pk=besides).exclude(state=BatchState.UNDONE)
        yield from ((key, "") for key in rows.values_list(name, flat=True))
    public_ids = dict(table._base_manager.filter(pk__in=keys).values_list("public_id", "pk"))
    published = Publication.objects.filter(public_id__in=public_ids).values_list("public_id", flat=True)
    yield from ((public_ids[public_id], "") for public_id in published)


def _labels_of_parts(table: type[Record]) -> set[str]:
    return {part._meta.label_lower for part, _key in part_relations(table)}


def _set_values(stored: models.Model, made: dict, record):
    """Undo what the import set in one row, last first."""
    for label, key, values in reversed(made["before"]):
        if (label, key) == (stored._meta.label_lower, stored.pk):
            for name, value in values.items():
                if isinstance(value, list):
                    getattr(stored, name).set(value)
                else:
                    setattr(stored, name, value)
            stored.save()


def _delete(table: type[models.Model], keys: list[int]):
    """Rows and their lists, past the door that deletes nothing: only an import that is undone does it."""
    if not keys:
        return
    for field in table._meta.many_to_many:
        through = field.remote_field.through._base_manager
        _empty(through.filter(**{f"{field.m2m_field_name()}__in": keys}))
        if field.related_model is table:  # what repeats a claim that goes
            _empty(through.filter(**{f"{field.m2m_reverse_field_name()}__in": keys}))
    _empty(table._base_manager.filter(pk__in=keys))


def _empty(rows: models.QuerySet):
    rows._raw_delete(rows.db)
