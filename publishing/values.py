"""From a working record to the values that may be published: by allow-list, and by nothing else."""

import json
from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from datetime import date

from django.db.models import FileField

from detentions.models import LawArticle
from people.models import Organisation
from places.models import Place, read_larger
from publishing.decisions import DECISIONS
from records.fields import PartialDateField
from records.models import Part, Record
from records.saving import is_empty
from sources.models import Report, Term


def public_values(record: Record) -> dict:
    """The record's allow-listed values as JSON values; parts under their table's name.

    Records are named by public id. A place, body, term or article is a label:
    `{"code": …, "en": …, "ru": …, "kk": …}`. Withdrawn parts, unpublishable reports and empty values are left out.
    """
    return public_values_of([record])[0]


def public_values_of(records: list[Record]) -> list[dict]:
    """The same of each of these records, which are of one table, with one query for each table of their parts."""
    parts = list(_public_parts_of(records))
    read_larger(_places([*records, *(row for _part, found in parts for rows in found.values() for row in rows)]))
    return [_with_parts(record, [(part, found.get(record.pk, [])) for part, found in parts]) for record in records]


def _with_parts(record, parts) -> dict:
    values = _row_values(record)
    for part, rows in parts:
        if shown := list(filter(None, map(_row_values, rows))):
            values[part._meta.model_name] = shown
    return values


def keys_to_read(model) -> list[str]:
    """The foreign keys whose rows `public_values` asks for: to be read together with a record."""
    decision = DECISIONS[model._meta.concrete_model]
    fields = [model._meta.get_field(name) for name in (*decision.public, *decision.conditional)]
    return [field.name for field in fields if field.is_relation and not field.many_to_many]


def still_public(record: Record, published: dict, *, parts_of: Record | None = None) -> dict:
    """Of values published before, those that may still be shown; nothing is added or brought up to date.

    `parts_of`: the person under whom the parts stand since a merge.
    """
    values = _still_allowed(record, published)
    for part, rows in _public_parts(parts_of or record):
        name, standing = part._meta.model_name, {row.public_id: row for row in rows}
        if name in values:
            kept = [
                _still_allowed(standing[old["public_id"]], old) for old in values[name] if old["public_id"] in standing
            ]
            values[name] = list(filter(None, kept))
    return values


def _public_parts(record):
    """The part tables of the record that can be public, each with its rows that are."""
    return ((part, found.get(record.pk, [])) for part, found in _public_parts_of([record]))


def _public_parts_of(records):
    """The same of records of one table: each part table with its rows by the key of their record."""
    table = records[0]._meta.concrete_model
    for part in DECISIONS[table].parts:
        key = next(name for name in part.part_of if issubclass(table, part._meta.get_field(name).related_model))
        named = [field.name for field in part._meta.concrete_fields if field.is_relation and field.name != key]
        named.append(_to_person(part, key))
        several = [field.name for field in part._meta.many_to_many]
        rows = part.objects.filter(**{f"{key}__in": records}, withdrawn=False).order_by("pk")
        found = defaultdict(list)
        for row in rows.select_related(*named).prefetch_related(*several):
            if getattr(row, "is_public", True):
                found[getattr(row, f"{key}_id")].append(row)
        yield part, found


def _to_person(part, key) -> str:
    """The way from a part to the person whom the rules ask about, or to its record where there is none."""
    owner = part._meta.get_field(key).related_model
    return f"{key}__person" if any(field.name == "person" for field in owner._meta.fields) else key


def _places(rows) -> list[Place]:
    names = {type(row): [f.name for f in row._meta.concrete_fields if f.related_model is Place] for row in rows}
    return [place for row in rows for name in names[type(row)] if (place := getattr(row, name))]


def _still_allowed(row, published: dict) -> dict:
    rules = DECISIONS[row._meta.concrete_model].conditional
    allowed = {
        name: value for name, value in published.items() if name not in rules or rules[name](row, value) is not None
    }
    named = {name: _still_named(row, name, value) for name, value in allowed.items()}
    return {name: value for name, value in named.items() if value == allowed[name] or not is_empty(value)}


def _still_named(row, name, value):
    """Without the ids of reports that became confidential and of parts that were withdrawn since."""
    names = {field.name for field in row._meta.get_fields() if field.concrete and field.is_relation}
    if name not in names or not value:
        return value
    table = row._meta.get_field(name).related_model
    hidden = {"is_confidential": True} if table is Report else {"withdrawn": True} if issubclass(table, Part) else None
    if hidden is None:
        return value
    ids = value if isinstance(value, list) else [value]
    gone = set(table._base_manager.filter(public_id__in=ids, **hidden).values_list("public_id", flat=True))
    kept = [one for one in ids if one not in gone]
    return kept if isinstance(value, list) else "".join(kept)


def _row_values(row) -> dict:
    decision = DECISIONS[row._meta.concrete_model]
    values = {name: _json(row, name) for name in decision.public}
    for name, rule in decision.conditional.items():
        values[name] = rule(row, _json(row, name))
    return {name: value for name, value in values.items() if not is_empty(value)}


def _json(row, name):
    field = row._meta.get_field(name)
    if field.many_to_many:
        others = getattr(row, name).all()
        if field.related_model is Place:
            read_larger(others)
        return sorted(filter(None, map(_reference, others)), key=_in_order)
    if field.is_relation:
        other = getattr(row, name)
        return None if other is None else _reference(other)
    value = field.value_from_object(row)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(field, PartialDateField | FileField) else value


def _in_order(reference) -> str:
    """By code or public id: the order of entry, which keys would show, stays private."""
    return json.dumps(reference, ensure_ascii=False, sort_keys=True)


def _reference(other):
    """How a row names another one; a confidential report or a withdrawn part is not named at all."""
    if getattr(other, "is_confidential", False) or getattr(other, "withdrawn", False):
        return None
    if hasattr(other, "public_id"):
        return other.public_id
    return label(other)


def label(other) -> dict:
    """The label of a place, body, term or article in three languages; of a place also the labels of the larger ones
    that it lies in, the nearest first, as `within`."""
    if isinstance(other, Place):
        larger = [_place(place) for place in _larger(other)]
        return _place(other) | ({"within": larger} if larger else {})
    if isinstance(other, Organisation):
        code, stem = "", "name"
    elif isinstance(other, Term):
        code, stem = other.code, "label"
    elif isinstance(other, LawArticle):
        names = {lang: f"{other.number} {getattr(other, f'title_{lang}')}".strip() for lang in ("en", "ru", "kk")}
        return {"code": f"{other.code}:{other.number}", **names}
    else:
        raise TypeError(f"{type(other).__name__} has no label")
    return {"code": code, **{lang: getattr(other, f"{stem}_{lang}") for lang in ("en", "ru", "kk")}}


def _place(place: Place) -> dict:
    return {"code": place.code or "", **{lang: getattr(place, f"name_{lang}") for lang in ("en", "ru", "kk")}}


def _larger(place: Place) -> Iterator[Place]:
    seen = {place.pk}
    while (place := place.parent) is not None and place.pk not in seen:
        seen.add(place.pk)
        yield place


def forms(row, name: str, value) -> list:
    """What publications may hold of a field of this row where it held `value`, as `_row_values` writes it."""
    field, decision = row._meta.get_field(name), DECISIONS.get(row._meta.concrete_model)
    if field.many_to_many:
        return [
            list(filter(None, map(_reference, field.related_model._base_manager.filter(pk__in=value).order_by("pk"))))
        ]
    other = copy(row)
    setattr(other, field.attname, value)
    form = _json(other, name)
    rule = decision.conditional.get(name) if decision else None
    return [form, rule(other, form)] if rule else [form]
