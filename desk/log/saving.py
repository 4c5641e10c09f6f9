"""Make of what was logged the rows that it takes: persons, bodies, the record, the claim, kin. One transaction."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction

from audit.models import FormToken
from desk import joining
from desk.log import custody
from desk.log.picking import Picked
from people.choices import Language
from people.models import Name, Organisation, Person
from people.names import fold
from records.choices import State
from records.models import Record
from records.saving import changing, kept_fields
from sources.choices import Attribution
from sources.models import Kinship, PersonClaim, TollRelation

REASON = "logged from a report"


class SentBefore(Exception):
    """The form was sent already; `claim_key` is the key of the claim that it made."""

    def __init__(self, claim_key):
        self.claim_key = claim_key
        super().__init__(claim_key)


@dataclass
class Logged:
    """What was made: the record, its claim, and everything that was saved with it."""

    record: Record
    claim: object
    is_new: bool  # the record; else the claim joins the others
    saved: list = field(default_factory=list)  # every record that was added or changed


@transaction.atomic
def log(*, form, by) -> Logged:
    """Save what a valid form of `desk.log.entries` holds.

    A new record's conclusion is taken from its first claim. A person who was chosen gets the spelling of this report
    among their names, if it is another. Raises `ValidationError`, and then nothing is saved; `SentBefore`.
    """
    if sent := sent_before(form):
        raise SentBefore(sent.row)
    work = _Log(form, by)
    logged = work.person_and_record() if form.record_model else work.record_itself()
    if token := form.cleaned_data.get("form_token"):
        FormToken.objects.create(token=token, table=form.instance._meta.label_lower, row=str(logged.claim.pk))
    return logged


def sent_before(form) -> FormToken | None:
    """The token of this form, if it was saved already; its `row` is the key of the claim that was made."""
    token, table = form.cleaned_data.get("form_token"), form.instance._meta.label_lower
    return FormToken.objects.filter(token=token, table=table).first() if token else None


class _Log:
    def __init__(self, form, by):
        self.form, self.by, self.report = form, by, form.report
        self.values, self.claim = form.cleaned_data, form.instance
        self.saved = []
        self.made = {}  # by what was typed: a person or body typed twice in one form is one

    def record_itself(self) -> Logged:
        """A figure or a statement: the claim is the record."""
        self._fill_claim()
        toll = self.claim
        toll.incident = self.values["incident"]
        with self._changing(toll):
            self._save(toll, self.form.lists())
            if self.values.get("link"):
                relation = {name: self.values[name] for name in ("link", "other", "share")}
                self._save(TollRelation(toll=toll, **relation))
        return Logged(toll, toll, True, self.saved)

    def person_and_record(self) -> Logged:
        """A death, an arrest or a charge: the person, the record, and the claim about it."""
        self._fill_claim()
        picked = self.values["person"]
        about = picked.row
        record = about if isinstance(about, self.form.record_model) else None
        person = record.person if record else about
        if person is None:
            person = self._new_person(picked.typed, self.values["description"], self.values["sex"], is_told_here=True)
        else:
            self._add_spelling(person, picked.typed)
            self._keep_description(person)
            if is_part_of(picked.typed, [person.description, person.shown_id, person.public_id]):
                self.form.described["name_as_printed"] = self.claim.name_as_printed = ""
        is_new = record is None
        if is_new:
            record = self.form.record_model(person=person, incident=self.values["incident"])
            self._conclude(record)
        lists = self.form.lists()
        with self._changing(record):
            if is_new:
                shared = {field.name for field in record._meta.many_to_many}
                self._save(record, {name: rows for name, rows in lists.items() if name in shared})
            setattr(self.claim, self.form.about_column, record)
            self._save(self.claim, lists)
            if held := getattr(self.form, "custody", dict)():
                self._save(custody.next_step(record, claim=self.claim, **held))
        self._about_person(person)
        return Logged(record, self.claim, is_new, self.saved)

    # The claim

    def _fill_claim(self):
        """Give the claim the rows that its inputs name, made where they are new."""
        for column, picked in self.form.picked().items():
            setattr(self.claim, column, self._row(column, picked))
        self.claim.report = self.report

    def _row(self, column, picked: Picked):
        if picked.row or not picked:
            if isinstance(picked.row, Person):
                self._add_spelling(picked.row, picked.typed)
            return picked.row
        if issubclass(self.claim._meta.get_field(column).related_model, Person):
            return self._new_person(picked.typed)
        return self._new_body(picked)

    def _conclude(self, record):
        """The first claim is what is known: the conclusion says the same, until somebody judges."""
        shared = {field.name for field in kept_fields(type(record))} & {
            field.name for field in kept_fields(type(self.claim)) if not field.many_to_many
        }
        for name in shared:
            setattr(record, name, getattr(self.claim, name))
        for name, value in getattr(self.form, "concluded", dict)().items():
            setattr(record, name, value)

    # Persons and bodies

    def _new_person(self, name, description="", sex="", is_told_here=False) -> Person:
        """A person under the name that the report prints; `is_told_here`: the claim itself holds that name."""
        if name and name in self.made:
            return self.made[name]
        person = Person(sex=sex, description=description)
        with self._changing(person):
            self._save(person)
            if name:
                language = language_of(name, self.report.language)
                self._save(Name(person=person, text=name, language=language, shown_first=True))
                if not is_told_here:
                    self._save(PersonClaim(person=person, name_as_printed=name, **self._from_report()))
        self.made[name] = person
        return person

    def _about_person(self, person):
        """What the claim has no room for: how the report describes the person, and kin."""
        rows = []
        described = {name: value for name, value in self.form.described.items() if value not in ("", None)}
        if described and not self._claim_describes():
            rows.append(PersonClaim(person=person, **described, **self._from_report()))
        relations = [(self.claim.claimant_person, self.values.get("relation"))]
        if kin := self.values.get("kin"):
            relations.append((kin.row or self._new_person(kin.typed), self.values["kin_relation"]))
        for relative, relation in relations:
            if relative and relation and relative != person and not self._is_known(person, relative, relation):
                rows.append(Kinship(person=person, relative=relative, relation=relation, **self._from_report()))
        if rows:
            with self._changing(person):
                for row in rows:
                    self._save(row)

    def _claim_describes(self) -> bool:
        return hasattr(self.claim, "name_as_printed")

    def _is_known(self, person, relative, relation) -> bool:
        kin = Kinship.objects.filter(person=person, relative=relative, relation=relation, withdrawn=False)
        return kin.filter(report=self.report).exists()

    def _from_report(self) -> dict:
        """Who somebody is, and whose kin, is told by the report."""
        return {"report": self.report, "attribution": Attribution.REPORT}

    def _add_spelling(self, person, typed):
        """A person is found by each spelling that a report prints; a part of what is known is no new one."""
        names = list(person.names.filter(withdrawn=False).values_list("text", flat=True))
        if not typed or is_part_of(typed, [*names, person.description, person.shown_id, person.public_id]):
            return
        language = language_of(typed, self.report.language)
        with self._changing(person):
            self._save(Name(person=person, text=typed, language=language, shown_first=not names))

    def _keep_description(self, person):
        """Of one who was typed as someone new and said to be the same: what differs goes into the notes."""
        typed = self.values["description"] if self.form.hold and self.form.hold.same else ""
        if typed and typed != person.description:
            with self._changing(person):
                joining.take_in(person, Person(description=typed), by=self.by)
                self._save(person)

    def _new_body(self, picked: Picked) -> Organisation:
        if picked not in self.made:
            body = Organisation(kind=picked.kind, **{name_column(picked.typed, self.report.language): picked.typed})
            with self._changing(body):
                self._save(body)
            self.made[picked] = body
        return self.made[picked]

    # Rows

    @contextmanager
    def _changing(self, record):
        """One change of a record. What was approved is a draft again, as after every save."""
        is_stored = not record._state.adding
        with changing(record, by=self.by, reason=REASON):
            if is_stored and isinstance(record, Record) and record.state != State.DRAFT:
                record.state = State.DRAFT
                record.save()
            yield
        if record not in self.saved:
            self.saved.append(record)

    def _save(self, row, lists=None):
        row.full_clean(exclude=[field.name for field in row._meta.concrete_fields if not field.editable])
        row.save()
        for name, rows in (lists or {}).items():
            getattr(row, name).set(rows)


def is_part_of(typed: str, texts) -> bool:
    """Somebody who searched typed a part of a name, of a description or of an id."""
    return any(fold(typed) in fold(text) for text in texts if text)


_CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
_KAZAKH = re.compile("[әғқңұһ]", re.IGNORECASE)


def language_of(name: str, language: str) -> str:
    """The language and script of a name in a report of that language; empty where it cannot be told."""
    if _CYRILLIC.search(name):
        return {"kk": Language.KAZAKH_CYRILLIC, "ru": Language.RUSSIAN, "ky": Language.KYRGYZ}.get(language, "")
    return {"kk": Language.KAZAKH_LATIN, "en": Language.ENGLISH}.get(language, "") if name.isascii() else ""


def name_column(name: str, language: str) -> str:
    """The column of a body's name, by the script and the language of the report."""
    if not _CYRILLIC.search(name):
        return "name_en"
    return "name_kk" if language == "kk" or _KAZAKH.search(name) else "name_ru"
