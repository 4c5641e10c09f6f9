"""What a changed row changes, for whoever looks at the preview: each field with what stands there and what the list
says now, by the same rules as `taking_in.py`. Nothing is saved here."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from os.path import commonprefix

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from desk.importing.entering import Composed, Entry
from desk.importing.looking_up import Known
from desk.importing.taking_in import lists_of, same_claim, values_of
from desk.importing.values import ReadRow
from desk.models import ImportRow, Outcome
from desk.paste.duplicates import bare
from people.models import Name
from records.models import Part, Record
from sources.models import Report

NOTHING, BECOMES = "–", " → "
LONGEST, BEFORE = 90, 20  # letters told of a value, and of those that agree before the first that differs


class Changes:
    """Of some rows that are changed: all that stands of them is read at once."""

    def __init__(self, rows: list[tuple[ImportRow, Composed]], *, report: int, known: Known):
        self.report, self.known = report, known
        self.records: dict[tuple[str, int], Record] = {}
        self.parts: defaultdict[tuple[type[Part], int], list[Part]] = defaultdict(list)  # by table and owner
        self.labels: dict[tuple[type[models.Model], int], str] = {}
        wanted = defaultdict(set)
        for row, _composed in rows:
            for label, key, *_rest in row.made["records"]:
                if label != Report._meta.label_lower:
                    wanted[label].add(key)
        for label, keys in wanted.items():
            self.records |= {(label, pk): it for pk, it in _with_lists(apps.get_model(label)).in_bulk(keys).items()}
        owned = {
            (type(part), entry.record._meta.label_lower)
            for _row, it in rows
            for entry in it.entries
            for part in entry.parts
        }
        for table, label in owned:
            owner = table.part_of[0]
            for part in _with_lists(table).filter(withdrawn=False, **{f"{owner}__in": wanted[label]}).order_by("pk"):
                self.parts[table, getattr(part, f"{owner}_id")].append(part)

    def of(self, row: ImportRow, composed: Composed, read: ReadRow) -> list[list[str]]:
        """As `ImportRow.told` keeps it: field, both values, and that it is changed; each once, for a record and the
        claim of the list say most things alike."""
        self.keys = {label: key for label, key, *_rest in row.made["records"]}
        self.own = {(label, key) for label, key, _version, _is_new, is_own in row.made["records"] if is_own}
        told = [line for entry in composed.entries for line in self._of_entry(entry)]
        told += self._links(composed, read)
        changed = str(Outcome.CHANGED.label)
        return [
            [label, f"{_cut(old, new)}{BECOMES}{_cut(new, old)}", changed] for label, old, new in dict.fromkeys(told)
        ]

    def _of_entry(self, entry: Entry) -> Iterator[tuple[str, str, str]]:
        place = entry.record._meta.label_lower, self.keys.get(entry.record._meta.label_lower)
        record = self.records.get(place)
        is_own = record is None or place in self.own
        yield from self._names(entry, record, is_own)
        if is_own:
            yield from self._differing(record, entry.record, entry)
        for part in entry.parts:
            if isinstance(part, Name) or part is not entry.parts[0] and type(part) is type(entry.parts[0]):
                continue  # told apart: names, and claims of the reports that the row cites
            yield from self._differing(self._claim(record, part), part, entry)

    def _claim(self, record: Record | None, part: Part) -> Part | None:
        parts = self.parts[type(part), record.pk] if record else []
        return same_claim([it for it in parts if it.report_id == self.report], part)

    def _names(self, entry, record, is_own) -> Iterator[tuple[str, str, str]]:
        new = [part.text for part in entry.parts if isinstance(part, Name)]
        there = [name.text for name in self.parts[Name, record.pk]] if new and record else []
        gone = [text for text in there if text not in new] if is_own else []
        for old, text in zip_longest(gone, (text for text in new if text not in there), fillvalue=NOTHING):
            yield str(Name._meta.verbose_name), old, text

    def _differing(self, there, now: models.Model, entry: Entry) -> Iterator[tuple[str, str, str]]:
        old = values_of(there) if there else values_of(type(now)())
        for name, value in values_of(now).items():
            if old[name] != value:
                field = now._meta.get_field(name)
                yield str(field.verbose_name), self._words(field, old[name]), self._words(field, value)
        for name, keys in lists_of(entry, now).items():
            field, before = now._meta.get_field(name), [it.pk for it in getattr(there, name).all()] if there else []
            if sorted(before) != sorted(keys):
                words = [", ".join(self._words(field, key) for key in of_one) or NOTHING for of_one in (before, keys)]
                yield str(field.verbose_name), *words

    def _links(self, composed: Composed, read: ReadRow) -> Iterator[tuple[str, str, str]]:
        """The reports that the row cites."""
        label = str(Report._meta.verbose_name)
        own = self._claim(self.records.get(self._place_of_event(composed)), composed.claim)
        before = {it.report_id: it.report for it in own.repeats.all() if not it.withdrawn} if own else {}
        cited = {address: self.known.reports.get(bare(address) or address) for address in read.links}
        for key, report in before.items():
            if key not in cited.values():
                yield label, report.url or report.staff_label(), NOTHING
        for address, key in cited.items():
            if key is None or key not in before and key != self.report:
                yield label, NOTHING, address

    def _place_of_event(self, composed: Composed) -> tuple[str, int | None]:
        label = composed.events[0].record._meta.label_lower
        return label, self.keys.get(label)

    def _words(self, field: models.Field, value) -> str:
        if value is None or value == "":
            return NOTHING
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if field.is_relation:
            place = field.related_model, value
            if place not in self.labels:
                self.labels[place] = str(field.related_model._base_manager.filter(pk=value).first() or value)
            return self.labels[place]
        return str(dict(field.flatchoices).get(value, value))


def _with_lists(table) -> models.QuerySet:
    lists = [field.name for field in table._meta.many_to_many]
    return table._base_manager.prefetch_related(*lists, *(["repeats__report"] if "repeats" in lists else []))


def _cut(text: str, other: str) -> str:
    """As much as shows where the two differ."""
    agree = len(commonprefix([text, other]))
    start = agree - BEFORE if len(text) > LONGEST and agree > BEFORE else 0
    cut = text[start : start + LONGEST]
    return f"{'…' if start else ''}{cut}{'…' if start + len(cut) < len(text) else ''}"
