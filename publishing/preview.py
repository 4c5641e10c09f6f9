"""What is public, and what would be, as lines that an editor can read."""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records import public_id
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


class Cell(NamedTuple):
    """One value: `part` is the public id of the part that it stands in, or empty."""

    part: str
    name: str


def lines(table: str, now: dict, then: dict) -> list[Line]:
    """Both sets of values beside each other, field by field, part by part."""
    model = apps.get_model(table)
    left, right = _cells(model, now), _cells(model, then)
    return [
        Line((right.get(cell) or left[cell])[0], left.get(cell, ("", ""))[1], right.get(cell, ("", ""))[1])
        for cell in dict.fromkeys([*right, *left])
    ]


def _cells(model, values: dict) -> dict[Cell, tuple[str, str]]:
    return {cell: (where, shown) for cell, where, shown in _flat(model, values)}


def _flat(model, values: dict, before: str = "") -> Iterator[tuple[Cell, str, str]]:
    """Each value with the words for where it stands and for what it is."""
    for name, value in values.items():
        part = _part(model, name)
        if part is not None:
            for order, row in enumerate(value, start=1):
                yield from _flat(part, row, capfirst(f"{part._meta.verbose_name} {order}: "))
        elif name != "public_id":
            field = _field(model, name)
            where = str(field.verbose_name) if field else name
            cell = Cell(values.get("public_id", "") if before else "", f"{model.__name__}.{name}")
            yield cell, f"{before}{where}" if before else capfirst(where), _words(field, value)


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


def _words(field, value) -> str:
    if isinstance(value, list):
        return ", ".join(_words(field, item) for item in value)
    if isinstance(value, dict):
        return value.get((get_language() or "en")[:2]) or value.get("en") or value.get("ru") or value.get("kk") or ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is None:
        return str(value)
    if field.is_relation:
        return _row(field.related_model, str(value))
    if isinstance(field, PartialDateField):
        return words(value)
    return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)


def _row(model, key: str) -> str:
    """What staff call the row: reviewers know it by more than its public id, which is all that is published."""
    named = model._base_manager.filter(public_id=key).first() if issubclass(model, Record | Part) else None
    return staff_label(named) if named else public_id.shown(key)
