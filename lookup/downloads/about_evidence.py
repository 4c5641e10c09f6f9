"""Evidence: each conclusion beside each claim that speaks to it, and whether the claim supports it."""

from collections import defaultdict
from functools import cache

from django.utils.translation import gettext_lazy as _

from lookup import facts, words
from lookup.downloads.columns import BETWEEN, IN_LABEL, STRING, TRUE, Column, read
from lookup.downloads.rows import KEPT, Cache, among, chunks_of, each_read, raw
from lookup.facts import AGE, CHOICE, DATE, LABEL, LABELS, Fact
from lookup.models import (
    PublishedCasualty,
    PublishedCharge,
    PublishedClaim,
    PublishedDetention,
    PublishedPerson,
)
from records.cells import safe
from records.public_id import shown

SUPPORTS, CONTRADICTS, NOT_COMPARED, NOT_CONCLUDED = "supports", "contradicts", "not_compared", "not_concluded"
COMPARED = (CHOICE, LABEL, LABELS, DATE, AGE)
STANCES = {
    SUPPORTS: _("supports the conclusion, or is less exact"),
    CONTRADICTS: _("cannot be true together with the conclusion"),
    NOT_COMPARED: _("texts in other words: nobody but a reader can compare them"),
    NOT_CONCLUDED: _("nothing is concluded"),
}
KINDS = {
    PublishedPerson: ("person", facts.PERSON),
    PublishedCasualty: ("casualty", facts.CASUALTY),
    PublishedDetention: ("detention", facts.DETENTION),
    PublishedCharge: ("charge", facts.CHARGE),
}
RECORDS = {"casualty": _("casualty"), "detention": _("detention"), "charge": _("charge"), "person": _("person")}


def code(fact: Fact, values: dict) -> str:
    """A value as the other files write it in the column of its code."""
    value = values.get(fact.name)
    if fact.kind == AGE:
        low, high = values.get("age_low"), values.get("age_high")
        if low is None and high is None:
            return values.get("age_as_printed", "")
        return str(low) if low == high else "/".join(".." if end is None else str(end) for end in (low, high))
    if fact.kind == LABEL:
        return words.key(value)
    return BETWEEN.join(map(words.key, value or [])) if fact.kind == LABELS else str(value or "")


AGES = ("age_low", "age_high", "age_as_printed")


def _key(fact: Fact, values: dict):
    """What tells two values of a fact apart, their labels too."""
    value = values.get(fact.name)
    if fact.kind == AGE:
        return tuple(map(values.get, AGES))
    if fact.kind == DATE:
        return value, values.get(f"{fact.name}_inferred", False)
    if fact.kind == LABEL:
        return value and tuple(map(value.get, IN_LABEL))
    if fact.kind == LABELS:
        return tuple(tuple(map(one.get, IN_LABEL)) for one in value or ())
    return value


def cells(fact: Fact, concluded: dict, said: dict) -> tuple[str, ...] | None:
    """Conclusion, value and what they are to each other; None where the claim says nothing."""
    told = fact.words(said)
    if not told:
        return None
    known, value = code(fact, concluded), code(fact, said)
    known_words = fact.words(concluded)
    if not known_words:
        stance = NOT_CONCLUDED
    elif fact.differs(said, concluded):
        stance = CONTRADICTS
    elif known == value or fact.kind in COMPARED:
        stance = SUPPORTS
    else:
        stance = NOT_COMPARED
    return safe(known), safe(known_words), safe(value), safe(told), stance


@cache
def _shared(model, table: str) -> tuple[Fact, ...]:
    """The facts of a record of which claims of a table can tell."""
    return tuple(fact for fact in KINDS[model][1] if fact in facts.OF_CLAIMS.get(table, ()))


def _fields(model) -> list[str]:
    """The fields that hold the facts."""
    names = []
    for fact in KINDS[model][1]:
        names += ["age_low", "age_high"] if fact.kind == AGE else [fact.name]
        names += [f"{fact.name}_inferred"] if fact.kind == DATE else []
    return names


class Evidence:
    """A file of its own kind: its rows are pairs of a conclusion and a claim."""

    name, key, is_about_people = "evidence", ("record", "field", "claim"), True
    title = _("Each conclusion beside each claim that speaks to it: which support it, and which contradict it")
    columns = [
        Column(name, meaning, (), lambda chunk: (), STRING, codes, refers)
        for name, meaning, codes, refers in (
            ("record", _("Id of the record"), None, ""),
            ("kind", _("What sort of record"), RECORDS, ""),
            ("person", _("Id of the person"), None, "people"),
            ("field", _("The column of the record’s file to which the conclusion belongs"), None, ""),
            ("conclusion", _("What is concluded, as a code where there is one"), None, ""),
            ("conclusion_label", _("What is concluded, in words"), None, ""),
            ("claim", _("Id of the claim"), None, "claims"),
            ("value", _("What the claim says, as a code where there is one"), None, ""),
            ("value_label", _("What the claim says, in words"), None, ""),
            ("stance", _("Whether the claim supports the conclusion or contradicts it"), STANCES, ""),
        )
    ]

    def tables(self, people=None):
        known = {}
        fields = ("public_id", "name", *_fields(PublishedPerson))
        for rows in chunks_of(PublishedPerson.objects.all(), fields, ("public_id",), part=8):
            yield _table(rows, people, known, fields)


def _table(rows, people, known, fields) -> list[tuple]:
    """Of some people who follow each other. Four queries more, however many."""
    first, last = rows[0][0], rows[-1][0]
    records, of_person, parsed = {}, defaultdict(list), Cache(read)
    for model in (PublishedCasualty, PublishedDetention, PublishedCharge):
        names = ("person", "public_id", *_fields(model))
        found = raw(model.objects.filter(person__gte=first, person__lte=last).order_by("person", "public_id"), names)
        for row in found:
            of_person[row[0]].append(row[1])
            records[row[1]] = (model, _values(names, row, parsed))
    made, claims = [], _claims([*(row[0] for row in rows if row[0] in of_person), *records])
    for row in rows:
        person = row[0]
        if person not in of_person or (people is not None and person not in people):
            continue
        values = _values(fields, row, parsed)
        own = claims[person]
        everything = [*own, *(claim for record in of_person[person] for claim in claims[record])]
        made += _pairs(person, PublishedPerson, person, values, everything, known)
        for record in of_person[person]:
            model, concluded = records[record]
            made += _pairs(person, model, record, concluded, [*own, *claims[record]], known)
    return made


def _values(names, row, parsed) -> dict:
    """A row by field; labels and lists as JSON are read once each."""
    found = dict(zip(names, row, strict=True))
    for name in names:
        if name in LABELLED:
            found[name] = parsed[found[name]]
        elif name in INFERRED:
            found[name] = found[name] in TRUE
    return found


ALL_FACTS = {fact.name: fact for _kind, about in KINDS.values() for fact in about}
LABELLED = {fact.name for fact in ALL_FACTS.values() if fact.kind in (LABEL, LABELS)}
INFERRED = {f"{fact.name}_inferred" for fact in ALL_FACTS.values() if fact.kind == DATE}


def _claims(ids) -> dict[str, list[tuple]]:
    found = defaultdict(list)
    rows = PublishedClaim.objects.filter(about__in=among(ids)).order_by("about", "pk")
    rows = list(raw(rows, ("about", "public_id", "table", "values")))
    for (about, public_id, table, _text), said in zip(rows, each_read(row[3] for row in rows), strict=True):
        found[about].append((shown(public_id), table, said))
    return found


def _pairs(person, model, record, concluded, claims, known: dict):
    kind, shown_record, shown_person = KINDS[model][0], shown(record), shown(person)
    keys = {}
    for claim, table, said in claims:
        for fact in _shared(model, table):
            name = fact.name
            if name not in said and fact.kind != AGE:
                continue
            if name not in keys:
                keys[name] = _key(fact, concluded)
            pair = (name, keys[name], _key(fact, said))
            if pair not in known:
                if len(known) >= KEPT:
                    known.clear()
                known[pair] = cells(fact, concluded, said)
            if found := known[pair]:
                yield (shown_record, kind, shown_person, name, *found[:2], claim, *found[2:])


EVIDENCE = Evidence()
