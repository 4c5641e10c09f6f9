"""Load a register from plain files, through the ordinary verbs: checked, saved with history, published at the door."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.models import Act, Change
from desk.register_files import TABLES, Entry, UnreadableRegister, read_folder
from desk.register_lookup import look_up, same_organisation
from publishing import grounds
from publishing.door import NotPublishable, publish
from publishing.models import Answer, Question
from records.choices import State
from records.saving import begin, finish


@dataclass
class Loaded:
    """How many rows of each table were added; how many entries were there already; how many were published."""

    added: Counter = field(default_factory=Counter)
    there: int = 0
    published: int = 0


@transaction.atomic
def load_register(folder: Path, *, entered_by, published_by, dry_run: bool = False) -> Loaded:
    """Add the entries that are missing, with their parts; entries that are there stay as they are, edits included.

    An entry is known by the reason of the change that added it: `<folder>: <table> <key>`. Raises
    `UnreadableRegister`, and then nothing is loaded.
    """
    folder = Path(folder).resolve()
    entries = read_folder(folder)
    look_up(entries)
    loaded = _find_those_there(entries, folder.name)
    new = [entry for entry in entries if entry.row is None and (entry.owner is None or entry.owner.row is None)]
    _make_rows(new, entered_by)
    _fill_lists(new)
    records = [entry for entry in new if entry.owner is None]
    for entry in records:
        finish(entry.row, by=entered_by, before=None, reason=_mark(folder.name, entry))
    loaded.published = _publish(records, published_by)
    loaded.added = Counter(entry.model._meta.verbose_name for entry in new)
    if dry_run:
        transaction.set_rollback(True)
    return loaded


def _mark(register: str, entry: Entry) -> str:
    return f"{register}: {entry.kind} {entry.key}"


def _find_those_there(entries, register) -> Loaded:
    """Give the entries that an earlier load added their rows."""
    marks = Change.objects.filter(act=Act.ADDED, reason__startswith=f"{register}: ")
    keys = dict(marks.values_list("reason", "row"))
    loaded = Loaded()
    for entry in entries:
        if entry.owner is None:
            key = keys.get(_mark(register, entry))
            entry.row = entry.model.objects.get(pk=key) if key else same_organisation(entry)
            loaded.there += entry.row is not None
    return loaded


def _make_rows(entries, by):
    for entry in entries:
        if entry.owner is None:
            _make(entry, by, waiting=[])
    for entry in entries:
        if entry.owner is not None:
            _make(entry, by, waiting=[])


def _make(entry: Entry, by, waiting: list[Entry]):
    """Save one row, after the rows that it points at."""
    if entry.row is not None:
        return entry.row
    if entry in waiting:
        ring = " → ".join(other.key for other in [*waiting, entry])
        raise UnreadableRegister(
            [f"{entry.where}: these point at one another: {ring}. Take one of the references out."]
        )
    values = {
        name: _make(value, by, [*waiting, entry]) if isinstance(value, Entry) else value
        for name, value in entry.fields.items()
    }
    if entry.owner:
        values[entry.owner_key] = entry.owner.row
    if entry.publish:
        values["state"] = State.IN_REVIEW
    row = entry.model(**values)
    try:
        row.full_clean(exclude=[field.name for field in row._meta.concrete_fields if not field.editable])
        if not entry.owner:
            begin(row, by=by)
        row.save()
    except ValidationError as error:
        raise UnreadableRegister(
            [f"{entry.where}, {name}: {' '.join(texts)}" for name, texts in error.message_dict.items()]
        ) from error
    entry.row = row
    return row


def _fill_lists(entries):
    for entry in entries:
        for name, values in entry.lists.items():
            getattr(entry.row, name).set([value.row if isinstance(value, Entry) else value for value in values])


def _publish(entries, by) -> int:
    order = list(TABLES)
    chosen = sorted((entry for entry in entries if entry.publish), key=lambda entry: order.index(entry.kind))
    for entry in chosen:
        try:
            _answer_what_is_asked(entry, by)
            publish(record=entry.row, by=by, reason=entry.publish)
        except NotPublishable as error:
            raise UnreadableRegister([f"{entry.where}, publish: {error}"]) from error
    return len(chosen)


def _answer_what_is_asked(entry, by):
    """Before somebody dead is named: the report that names them is public. Before a living detainee is published: the
    reason that the entry gives."""
    for person, question in grounds.questions_about(entry.row):
        if not grounds.answered(person, question):
            _answer(person, question, entry, by)


def _answer(person, question, entry, by):
    if question == Question.DETAINEE:
        answer = {"answer": Answer.PUBLIC_INTEREST, "who": by.get_username(), "why": entry.publish}
    elif report := grounds.reports_about(person, naming=True).first():
        answer = {"answer": Answer.ALREADY_PUBLIC, "report": report}
    else:
        raise NotPublishable(
            "The person is dead and named, and no claim in these files prints the name. Add name_as_printed to a claim "
            "of an open report, or take publish out and publish it in the admin, where it is asked."
        )
    grounds.write_down(person=person, question=question, by=by, **answer)
