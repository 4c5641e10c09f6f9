"""What is public, and what would be, as lines that an editor can read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records import public_id
from records.choosing import related
from records.fields import PartialDateField
from records.form_fields import words
from records.models import Part, Record
from records.site import staff_label


class Line(NamedTuple):
    where: str
    now: str  # what is public now
    then: str  # what would be public

    @property
    def differs(self) -> bool:
        return self.now != self.then


Named = dict[tuple[type, str], Record | Part]  # by table and public id


class Cell(NamedTuple):
    """One value: `part` is the public id of the part that it stands in, or empty."""

    part: str
    name: str


def lines(table: str, now: dict, then: dict) -> list[Line]:
    """Both sets of values beside each other, field by field, part by part."""
    model = apps.get_model(table)
    named = _named(model, [now, then])
    left, right = _cells(model, now, named), _cells(model, then, named)
    return [
        Line((right.get(cell) or left[cell])[0], left.get(cell, ("", ""))[1], right.get(cell, ("", ""))[1])
        for cell in dict.fromkeys([*right, *left])
    ]


def _named(model, several: Iterable[dict]) -> Named:
    """The rows that the values name, in one query a table."""
    wanted: defaultdict[type, set[str]] = defaultdict(set)
    for of, name, value in (one for values in several for one in _values(model, values)):
        field = _field(of, name)
        if field is not None and field.is_relation and issubclass(field.related_model, Record | Part):
            keys = value if isinstance(value, list) else [value]
            wanted[field.related_model].update(key for key in keys if isinstance(key, str))
    return {
        (of, row.public_id): row
        for of, keys in wanted.items()
        for row in related(of._base_manager.filter(public_id__in=keys))
    }


def _values(model, values: dict) -> Iterator[tuple[type, str, object]]:
    """Each value with the table and the name of its field; those of the parts too."""
    for name, value in values.items():
        part = _part(model, name)
        if part is None:
            yield model, name, value
        else:
            for row in value:
                yield from _values(part, row)


def _cells(model, values: dict, named: Named) -> dict[Cell, tuple[str, str]]:
    return {cell: (where, shown) for cell, where, shown in _flat(model, values, named)}


def _flat(model, values: dict, named: Named, before: str = "") -> Iterator[tuple[Cell, str, str]]:
    """Each value with the words for where it stands and for what it is."""
    for name, value in values.items():
        part = _part(model, name)
        if part is not None:
            for order, row in enumerate(value, start=1):
                yield from _flat(part, row, named, capfirst(f"{part._meta.verbose_name} {order}: "))
        elif name != "public_id":
            field = _field(model, name)
            where = str(field.verbose_name) if field else name
            cell = Cell(values.get("public_id", "") if before else "", f"{model.__name__}.{name}")
            yield cell, f"{before}{where}" if before else capfirst(where), _words(field, value, named)


def _part(model, name):
    """The part table that a key of the values stands for, or None."""
    for relation in model._meta.related_objects:
        if relation.related_model._meta.model_name == name and issubclass(relation.related_model, Part):
            return relation.related_model
    return None


def _field(model, name):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:  # published before the field was renamed
        return None


def _words(field, value, named: Named) -> str:
    if isinstance(value, list):
        return ", ".join(_words(field, item, named) for item in value)
    if isinstance(value, dict):
        return value.get((get_language() or "en")[:2]) or value.get("en") or value.get("ru") or value.get("kk") or ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is None:
        return str(value)
    if field.is_relation:
        return _row(named.get((field.related_model, value)), str(value))
    if isinstance(field, PartialDateField):
        return words(value)
    return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)


def _row(row, key: str) -> str:
    """What staff call the row: reviewers know it by more than its public id, which is all that is published."""
    return staff_label(row) if row else public_id.shown(key)
