"""Columns of the public files: a name that stays, what it means, of what type it is, and how its cells are made."""

import json
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lookup import words
from lookup.downloads.rows import Chunk
from lookup.facts import AGE, CHOICE, DATE, LABEL, LABELS, NUMBER, Fact
from records import cells
from records.dates import UnreadableDate, parse
from records.public_id import shown

IN_LABEL = ("code", "en", "ru", "kk")
BETWEEN = " | "  # the values of one cell that holds several
TRUE = {"true", "1"}  # as PostgreSQL and SQLite write it
STRING, INTEGER, DAY, MOMENT = "string", "integer", "date", "datetime"  # of Table Schema
# Whether any of some texts might be taken for a formula. It may find too many; each is then looked at by itself.
SUSPECT = re.compile(rf"[;\t\r\n\0]{cells.PASSED_OVER}*'*(?:{cells.SIGNS}|[\t\r\n\0])")


class Column(NamedTuple):
    name: str
    meaning: str
    needs: tuple[str, ...]  # fields of the published row
    cells: Callable[[Chunk], Iterable]
    type: str = STRING
    codes: dict | None = None  # what each code means
    refers: str = ""  # to the file whose rows have this id


class Kind(NamedTuple):
    """How the cells of one column of a fact are made of its values, one by one; the same for records and claims."""

    ending: str
    meaning: str
    cell: Callable
    type: str = STRING
    field: str = ""  # the ending of the field, where it is another one than the fact's


def safe_texts(texts) -> Iterable:
    """Texts as cells. Nearly all are harmless: they are looked at together first."""
    known = list(filter(None, texts))
    if known and SUSPECT.search("\n" + "\n".join(known)):
        return map(cells.safe, texts)
    return texts


def plain(name: str, meaning: str, type: str = STRING) -> Column:
    """A field as it is."""
    if type == STRING:
        return Column(name, meaning, (name,), lambda chunk: safe_texts(chunk[name]))
    return Column(name, meaning, (name,), lambda chunk: chunk[name], type)


def own_id(meaning: str, name: str = "id", field: str = "public_id", refers: str = "") -> Column:
    return Column(name, meaning, (field,), lambda chunk: map(shown, chunk[field]), refers=refers)


def choice(name: str, meaning: str, choices) -> list[Column]:
    """A code, and its label."""
    return fact_columns(Fact(name, meaning, CHOICE, dict(choices.choices)))


def dates(name: str, meaning: str) -> list[Column]:
    return fact_columns(Fact(name, meaning, DATE))


def label(name: str, meaning: str) -> list[Column]:
    return fact_columns(Fact(name, meaning, LABEL))


def labels(name: str, meaning: str) -> list[Column]:
    return fact_columns(Fact(name, meaning, LABELS))


def body(name: str, meaning: str) -> Column:
    """A body has a name and no code."""
    return Column(name, meaning, (name,), lambda chunk: chunk.each(label_of_text, name))


def person(name: str, meaning: str) -> list[Column]:
    """The id of a person who has a page, and the name or description, or “name withheld”."""
    return [
        Column(
            name,
            format_lazy(_("{what}: id, if the person has a page"), what=meaning),
            (name,),
            lambda chunk: map(chunk.people.id, chunk[name]),
            refers="people",
        ),
        Column(
            f"{name}_name",
            format_lazy(_("{what}: name or description"), what=meaning),
            (name,),
            lambda chunk: map(chunk.people.who, chunk[name]),
        ),
    ]


def published(name: str, meaning: str, file: str, title_meaning: str) -> list[Column]:
    """The id and the title of a report or event, if published."""
    known = file  # reports, incidents: what a chunk calls them
    nothing = ("", "")
    return [
        Column(
            name,
            meaning,
            (name,),
            lambda chunk: [getattr(chunk, known).get(one, nothing)[0] for one in chunk[name]],
            refers=file,
        ),
        Column(
            f"{name}_title",
            title_meaning,
            (name,),
            lambda chunk: [getattr(chunk, known).get(one, nothing)[1] for one in chunk[name]],
        ),
    ]


def report(name: str, meaning: str) -> list[Column]:
    ident, title = _("{what}: id, if published"), _("{what}: title")
    return published(name, format_lazy(ident, what=meaning), "reports", format_lazy(title, what=meaning))


INCIDENT = published("incident", _("Event: id"), "incidents", _("Event: title"))
PUBLISHED = [
    plain("version", _("How often the record was published so far; it grows with each change"), INTEGER),
    Column(
        "published_at",
        _("When this version was published (UTC)"),
        ("published_at",),
        lambda chunk: [f"{moment[:10]}T{moment[11:19]}Z" for moment in chunk["published_at"]],
        MOMENT,
    ),
]


# Columns of facts: a fact gives the same columns wherever it stands


def _text(value):
    return "" if value is None else str(value)


def _value(value):
    return "" if value is None else value


def days(text) -> tuple:
    try:
        known = parse(text) if text else None
    except UnreadableDate:
        known = None
    return (known.earliest, known.latest) if known else (None, None)


def label_of_text(text) -> str:
    """Of a label as JSON, in the language in use."""
    return cells.safe(words.label(read(text)))


def read(text):
    return json.loads(text) if text else None


def _keys(values) -> str:
    return BETWEEN.join(map(words.key, values or []))


def _labels(values) -> str:
    return BETWEEN.join(map(words.label, values or []))


def _label_of(names: tuple) -> str:
    return words.label(dict(zip(IN_LABEL, names, strict=True)))


def _code(value) -> str:
    return (value or {}).get("code", "")


def _yes(value) -> str:
    return "yes" if value is True or value in TRUE else ""


def _kinds(fact: Fact) -> list[Kind]:
    if fact.kind == DATE:
        return [
            Kind("", _("{what}: EDTF, ISO 8601-2"), _text),
            Kind("_earliest", _("{what}: first day that it can mean"), lambda text: days(text)[0], DAY),
            Kind("_latest", _("{what}: last day that it can mean"), lambda text: days(text)[1], DAY),
            Kind("_inferred", _("{what}: inferred by the editor"), _yes, field="_inferred"),
        ]
    if fact.kind == AGE:
        return [
            Kind("_low", _("{what}: at least"), _value, INTEGER, field="_low"),
            Kind("_high", _("{what}: at most"), _value, INTEGER, field="_high"),
        ]
    if fact.kind == LABEL:
        return [Kind("", _("{what}: code, if it has one"), _code), Kind("_label", _("{what}: label"), words.label)]
    if fact.kind == LABELS:
        return [Kind("", _("{what}: codes"), _keys), Kind("_label", _("{what}: labels"), _labels)]
    if fact.kind == CHOICE:
        return [Kind("", _("{what}: code"), _text), Kind("_label", _("{what}: label"), _choice(fact))]
    return [Kind("", "{what}", _value, INTEGER) if fact.kind == NUMBER else Kind("", "{what}", _text)]


def _choice(fact: Fact) -> Callable:
    return lambda value: str(fact.choices.get(value, value)) if value else ""


def _of_fact(fact: Fact, cells_of: Callable) -> list[Column]:
    """`cells_of`: of a kind, what makes the cells, and the fields that it needs."""
    made = []
    for kind in _kinds(fact):
        make, needs = cells_of(kind)
        meaning = fact.heading if kind.meaning == "{what}" else format_lazy(kind.meaning, what=fact.heading)
        codes = fact.choices if fact.kind == CHOICE and not kind.ending else None
        refers = "places" if fact.kind == LABEL and not kind.ending and fact.name in PLACES else ""
        made.append(Column(f"{fact.name}{kind.ending}", meaning, needs, make, kind.type, codes, refers))
    return made


PLACES = {"harmed_place", "died_place", "arrested_place", "home_place", "dateline_place", "place", "facility"}
PLACES |= {"moved_from"}


def fact_columns(fact: Fact) -> list[Column]:
    """Of a record, where each fact has fields of its own."""

    def cells_of(kind: Kind):
        field = f"{fact.name}{kind.field}"
        if fact.kind in (LABEL, LABELS):
            return _cached(field, lambda text: cells.safe(kind.cell(read(text)))), (field,)
        if kind.type == DAY:
            return (lambda chunk: chunk[f"{fact.name}{kind.ending}"]), (f"{fact.name}{kind.ending}",)
        if kind.cell is _text and fact.kind not in (DATE, CHOICE):
            return (lambda chunk: safe_texts(chunk[field])), (field,)
        if kind.cell is _value:
            return (lambda chunk: chunk[field]), (field,)
        return _cached(field, lambda value: cells.safe(kind.cell(value))), (field,)

    return _of_fact(fact, cells_of)


def _cached(field: str, cell: Callable) -> Callable:
    return lambda chunk: chunk.each(cell, field)


def _said(cell: Callable, chunk: Chunk) -> Callable:
    """The same of what a claim says, which is known already where it was said before."""
    if cell in (words.label, _labels):
        known = chunk.cache(_label_of)
        if cell is words.label:
            return lambda value: known[tuple(map(value.get, IN_LABEL))]
        return lambda values: BETWEEN.join([known[tuple(map(value.get, IN_LABEL))] for value in values or ()])
    return cell if cell in (_text, _value, _keys, _code) else chunk.cache(cell).__getitem__


def claimed_columns(fact: Fact) -> list[Column]:
    """Of a claim, which holds what it says in `values`."""

    def cells_of(kind: Kind):
        name = f"{fact.name}{kind.field}"

        def make(chunk):
            if name not in chunk.told:
                return chunk.nothing
            found, cell_of = [""] * len(chunk), _said(kind.cell, chunk)
            rows, values = chunk.told[name]
            for row, cell in zip(rows, map(cell_of, values), strict=True):
                found[row] = cell
            return found if kind.type != STRING else safe_texts(found)

        return make, ("values", "about")

    return _of_fact(fact, cells_of)
