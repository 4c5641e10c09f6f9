"""A row that joins a person who is there, or that a newer version of the list changes: saved record by record, through
the ordinary door, and each step kept so that undoing the import can take it back."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models

from desk.importing.entering import Composed, Entry
from desk.importing.versions import Moved, edited_since
from desk.models import ImportRow, Outcome
from people.models import Name, Person
from publishing import reviews
from records.choices import State
from records.models import Part, Record
from records.saving import changing, kept_fields
from victims.models import Casualty

KEPT_APART = {"report", "person", "incident", "casualty", "detention", "charge", "state", "repeats", "withdrawn"}


def take_in(row: ImportRow, composed: Composed, *, by, reason, moved: Moved) -> "Taken | None":
    """Called in the transaction of the import. None if somebody edited meanwhile what the row would change; what other
    rows of the import `moved` is no such edit."""
    if row.outcome == Outcome.CHANGED:
        if edited_since([moved.known(row.made)], is_last_word=True) == [True]:
            return None
        return _Change(row, by, reason).taken(composed)
    person = Person.objects.standing().filter(pk=row.same_as).first()
    return _Join(row, by, reason).taken(composed, person) if person else None


@dataclass
class Taken:
    """What was done, in keys: records with their versions afterwards, rows added to them, values that stood before."""

    row: ImportRow
    by: object
    reason: str
    person: int = 0
    own: set[tuple[str, int]] = field(default_factory=set)  # of these, nobody but the list concluded anything
    touched: dict[tuple[str, int], tuple[Record, bool, bool]] = field(default_factory=dict)
    stood: dict[tuple[str, int], int] = field(default_factory=dict)  # version of each before, of a new one 0
    added: list[list] = field(default_factory=list)
    before: list[list] = field(default_factory=list)

    def records(self) -> list[list]:
        return [[*key, record.version, is_new, is_own] for key, (record, is_new, is_own) in self.touched.items()]

    def tell(self, moved: Moved):
        moved.persons.add(self.person)
        for key, stood in self.stood.items():
            before = moved.versions.get(key, (stood, stood))[0]
            moved.versions[key] = before, self.touched[key][0].version

    def made(self) -> dict:
        stood = [[*key, version] for key, version in self.stood.items()]
        return {"added": self.added, "before": self.before, "stood": stood}

    @contextmanager
    def changing(self, record: Record):
        """One change. What was approved is a draft again, as after every save."""
        is_new, stood = record._state.adding, record.version
        with changing(record, by=self.by, reason=self.reason):
            if not is_new and record.state not in (State.DRAFT, State.WITHDRAWN):
                self._set(record, {"state": State.DRAFT})
                reviews.follow(record=record, by=self.by)
            yield
        key = (record._meta.label_lower, record.pk)
        self.touched[key] = (record, is_new, is_new or key in self.own)
        self.stood[key] = stood

    def _set(self, row: models.Model, values: dict):
        """Set what differs, and keep what stood there."""
        before = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
        if before:
            for name in before:
                setattr(row, name, values[name])
            row.save()
            self.before.append([row._meta.label_lower, row.pk, before])

    def _set_lists(self, row: models.Model, lists: dict[str, list[int]]):
        for name, keys in lists.items():
            old = sorted(getattr(row, name).values_list("pk", flat=True))
            if old != sorted(keys):
                getattr(row, name).set(keys)
                self.before.append([row._meta.label_lower, row.pk, {name: old}])

    def _add(self, part: Part, owner: Record, lists=None):
        setattr(part, part.part_of[0], owner)
        part.save(force_insert=True)
        for name, keys in (lists or {}).items():
            getattr(part, name).set(keys)
        self.added.append([part._meta.label_lower, part.pk])

    def _add_names(self, person: Person, entry: Entry):
        there = list(person.names.filter(withdrawn=False).values_list("text", flat=True))
        for name in entry.parts:
            if isinstance(name, Name) and name.text not in there:
                name.shown_first = name.shown_first and not there
                self._add(name, person)

    def _add_all(self, record: Record, entry: Entry, parts):
        """Parts of an entry; the list's own claim repeats those of the reports that it cites."""
        own, saved = entry.parts[0], []
        for part in sorted(parts, key=lambda part: part is own):
            self._add(part, record, entry.lists_of(part))
            saved += [part.pk] if type(part) is type(own) and part is not own else []
        if saved and own in parts:
            own.repeats.add(*saved)

    def _add_record(self, entry: Entry, person: Person):
        entry.record.person = person
        with self.changing(entry.record):
            entry.record.save(force_insert=True)
            for name, keys in entry.lists_of(entry.record).items():
                getattr(entry.record, name).set(keys)
            self._add_all(entry.record, entry, entry.parts)


class _Join(Taken):
    """The row tells of a person who is there."""

    def taken(self, composed: Composed, person: Person) -> Taken:
        self.person = person.pk
        with self.changing(person):
            self._add_names(person, composed.person)
            for part in composed.person.parts:
                if not isinstance(part, Name):
                    self._add(part, person)
        for entry in composed.events:
            if record := _told_before(entry.record, person):
                with self.changing(record):
                    self._add_all(record, entry, entry.parts)
            else:
                self._add_record(entry, person)
        return self


def _told_before(record: Record, person: Person) -> Record | None:
    """The same harm, arrest or charge of the person, if it is there already."""
    there = type(record).objects.standing().filter(person=person, incident=record.incident_id)
    if isinstance(record, Casualty):
        there = there.filter(harm=record.harm)
    found = list(there.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


class _Change(Taken):
    """The list says something else of the row than when it was last imported, and nobody edited that since."""

    def taken(self, composed: Composed) -> Taken:
        self.person = self.row.person
        keys = {label: key for label, key, *_rest in self.row.made["records"]}
        self.own = {(label, key) for label, key, _version, _is_new, is_own in self.row.made["records"] if is_own}
        person = Person.objects.get(pk=self.person)
        with self.changing(person):
            self._add_names(person, composed.person)
            if (person._meta.label_lower, person.pk) in self.own:
                self._set(person, values_of(composed.person.record))
                self._withdraw_names(person, composed.person)
            self._update_parts(
                person, composed.person, [it for it in composed.person.parts if not isinstance(it, Name)]
            )
        for entry in composed.events:
            label = entry.record._meta.label_lower
            if label not in keys:
                self._add_record(entry, person)
                continue
            record = type(entry.record).objects.get(pk=keys[label])
            with self.changing(record):
                if (label, record.pk) in self.own:
                    self._set(record, values_of(entry.record))
                    self._set_lists(record, lists_of(entry, entry.record))
                self._update_parts(record, entry, entry.parts)
        for label, key, _version, _is_new, is_own in self.row.made["records"]:  # reports, a charge no longer told of
            if (label, key) not in self.touched and label != "sources.report":
                record = apps.get_model(label)._base_manager.get(pk=key)
                self.touched[label, key], self.stood[label, key] = (record, False, is_own), record.version
        return self

    def _withdraw_names(self, person: Person, entry: Entry):
        """Spellings that the list no longer has; never the last one."""
        texts = {part.text for part in entry.parts if isinstance(part, Name)}
        gone = [name for name in person.names.filter(withdrawn=False) if name.text not in texts]
        if texts:
            for name in gone:
                self._set(name, {"withdrawn": True, "shown_first": False})
            if gone and not person.names.filter(withdrawn=False, shown_first=True).exists():
                self._set(person.names.filter(withdrawn=False).order_by("pk").first(), {"shown_first": True})

    def _update_parts(self, record: Record, entry: Entry, parts: list[Part]):
        """The claims of the same reports say what the row says now; those of reports that it no longer cites are
        withdrawn, and those of other reports are not this list's."""
        claims, cited = [], []
        for part in parts:
            owner = {part.part_of[0]: record}
            found = list(type(part).objects.filter(report=part.report_id, withdrawn=False, **owner).order_by("pk"))
            is_cited = part is not parts[0] and type(part) is type(parts[0])
            there = (found[0] if found else None) if is_cited else same_claim(found, part)
            if there is None:
                self._add(part, record, entry.lists_of(part))
                there = part
            else:
                self._set(there, values_of(part))
                self._set_lists(there, lists_of(entry, part))
            claims.append(there)
            cited += [there.pk] if type(part) is type(parts[0]) and part is not parts[0] else []
        if claims and parts[0] is entry.parts[0]:
            own = claims[0]
            for old in own.repeats.exclude(pk__in=cited):
                self._set(old, {"withdrawn": True})
            self._set_lists(own, {"repeats": cited})


def values_of(row: models.Model) -> dict:
    """What a list says in a row: all that an editor could set, but for what ties the row to others."""
    fields = [it for it in kept_fields(type(row)) if not it.many_to_many and it.name not in KEPT_APART]
    return {field.attname: getattr(row, field.attname) for field in fields}


def lists_of(entry: Entry, row: models.Model) -> dict[str, list[int]]:
    """The lists of rows that a list says of one row of an entry, also those of which it says nothing."""
    none = {field.name: [] for field in row._meta.many_to_many if field.name not in KEPT_APART}
    return none | entry.lists_of(row)


def same_claim(found: list[Part], part: Part) -> Part | None:
    """Which of the list's claims on a record is that of the row. Of several, of other rows or of somebody's own hand,
    none is guessed."""
    if len(found) > 1:
        found = [claim for claim in found if claim.where_in_report == part.where_in_report]
    return found[0] if len(found) == 1 else None
