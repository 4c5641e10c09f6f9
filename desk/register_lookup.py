"""Look up what the entries of a register name: columns, places, words, articles of law and one another."""

from collections import Counter
from datetime import date

from django.db import models

from desk.register_files import TABLES, Entry, UnreadableRegister
from detentions.models import LawArticle
from people.models import Organisation
from places.models import Place
from records.fields import PartialDateField
from records.saving import kept_fields
from sources.models import Term

NOT_WRITTEN = ("state", "contact")  # a record is sent, published and withdrawn by acts; a contact is sealed on its page


class _Fault(Exception):
    """One value cannot be looked up; the message ends with the next step."""


class Lookup:
    """All that a value can name, read once."""

    def __init__(self, entries: list[Entry]):
        self.entries = {(entry.model, entry.key): entry for entry in entries if entry.key}
        places = list(Place.objects.all())
        times = Counter(place.name_en for place in places)
        self.places = {place.name_en: place for place in places if times[place.name_en] == 1}
        self.places |= {place.code: place for place in places if place.code}
        self.terms = {(term.list, term.code): term for term in Term.objects.all()}
        self.articles = {
            " ".join(filter(None, (row.code, row.number, row.part))): row for row in LawArticle.objects.all()
        }


def look_up(entries: list[Entry]):
    """Fill `fields` and `lists` of every entry; raises `UnreadableRegister` with all faults at once."""
    lookup, faults = Lookup(entries), []
    for entry in entries:
        columns = {field.name: field for field in kept_fields(entry.model)}
        for name in NOT_WRITTEN:
            columns.pop(name, None)
        if entry.owner:
            del columns[entry.owner_key]
        for name, value in entry.written.items():
            try:
                if name not in columns:
                    raise _Fault(f"there is no such column. Choose one of: {', '.join(sorted(columns))}.")
                _read(entry, columns[name], value, lookup)
            except _Fault as fault:
                faults.append(f"{entry.where}, {name}: {fault}")
        faults += [
            f"{entry.where}, {name}: nothing is written. Write a list of at least one word."
            for name, field in columns.items()
            if field.many_to_many and not field.blank and not entry.written.get(name)
        ]
    if faults:
        raise UnreadableRegister(faults)


def _read(entry, field, value, lookup):
    if field.many_to_many:
        if not isinstance(value, list):
            raise _Fault('write a list: ["one", "two"].')
        entry.lists[field.name] = [_named(field, word, lookup) for word in value]
    elif field.is_relation:
        entry.fields[field.name] = _named(field, value, lookup)
    else:
        entry.fields[field.name] = _scalar(field, value)


def _scalar(field, value):
    if isinstance(field, PartialDateField) and isinstance(value, date):
        return value.isoformat()
    if isinstance(field, models.BooleanField):
        wanted, words = bool, "true or false"
    elif isinstance(field, models.DateField):
        wanted, words = date, "a day without quotation marks: 2026-01-05"
    elif isinstance(field, models.IntegerField):
        wanted, words = int, "a number without quotation marks"
    else:
        wanted, words = str, "text in quotation marks"
    if type(value) is not wanted:
        raise _Fault(f"{value!r} does not fit. Write {words}.")
    return value


def _named(field, word, lookup):
    model = field.related_model
    if not isinstance(word, str):
        raise _Fault(f"{word!r} does not fit. Write a key or code in quotation marks.")
    if model is Place:
        return _found(lookup.places, word, "place", "a code, or an English name that only one place has")
    if model is Term:
        words = field.get_limit_choices_to()["list"]
        known = ", ".join(code for name, code in lookup.terms if name == words)
        return _found(lookup.terms, (words, word), f"word of the list '{words}',", f"one of: {known}")
    if model is LawArticle:
        return _found(lookup.articles, word, "article", "code, number and part: kz-criminal-code-2014 272 2")
    kind = next((kind for kind, table in TABLES.items() if table is model), "claim")
    return _found(lookup.entries, (model, word), kind, f"the key of a {kind} in these files")


def _found(known, name, what, next_step):
    if name not in known:
        shown = name[-1] if isinstance(name, tuple) else name
        raise _Fault(f"there is no {what} {shown!r}. Write {next_step}.")
    return known[name]


def same_organisation(entry: Entry) -> Organisation | None:
    """A body that the register has already under the same English name."""
    name = entry.written.get("name_en")
    return Organisation.objects.filter(name_en=name).first() if entry.model is Organisation and name else None
