"""What the history page of a record shows: each change in words."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import history
from audit.models import ChangeValue
from audit.verifying import ERASED
from records.choosing import related
from records.fields import PartialDateField
from records.form_fields import words
from records.models import Part
from records.site import staff_label


class Difference(NamedTuple):
    part: str  # "" for the record itself
    field: str
    before: str
    after: str
    erased: bool

    @property
    def where(self) -> str:
        return f"{self.part} – {self.field}" if self.part else self.field


def entries(record) -> list[tuple[object, list[Difference]]]:
    """The changes of a record, newest first, each with its differences in words."""
    changes = history.of_record(record._meta.concrete_model._meta.label_lower, record.pk)
    shown = [[value for value in change.values.all() if not _leads_to_record(value)] for change in changes]
    lines = iter(differences(value for values in shown for value in values))
    return [(change, [next(lines) for _value in values]) for change, values in zip(changes, shown, strict=True)]


def differences(values: Iterable[ChangeValue]) -> list[Difference]:
    """Each value in words, with what the rows that they name are called."""
    values = list(values)
    labels, erased = _labels(values), _erased(values)
    return [
        _erasure(erased[value.row]) if is_erasure(value) and value.row in erased else _difference(value, labels)
        for value in values
    ]


def field_of(value: ChangeValue):
    """The model and the field that a value stands for; `None` twice if the register no longer has them."""
    try:
        model = apps.get_model(value.table)
        return model, model._meta.get_field(value.field)
    except (LookupError, FieldDoesNotExist):
        return None, None


def is_erasure(value) -> bool:
    """Names a value of history that was erased."""
    return (value.table, value.field) == ERASED


def _erased(values) -> dict[str, ChangeValue]:
    keys = [value.row for value in values if is_erasure(value)]
    return {str(value.pk): value for value in ChangeValue.objects.filter(pk__in=keys)} if keys else {}


def _erasure(value) -> Difference:
    """In which field the erased value stood, and in which change."""
    _model, field = field_of(value)
    name = capfirst(str(field.verbose_name)) if field else value.field
    where = _("%(field)s, change %(change)s") % {"field": name, "change": value.change_id}
    return Difference(part="", field=where, before="", after="", erased=True)


def _difference(value, labels) -> Difference:
    model, field = field_of(value)
    return Difference(
        part=_part_name(model, value.row, labels) if _is_part(model) else "",
        field=capfirst(str(field.verbose_name)) if field else value.field,
        before=_words(value.before, field, labels),
        after=_words(value.after, field, labels),
        erased=value.erased_at is not None,
    )


def _leads_to_record(value) -> bool:
    """The key by which a part belongs to the very record whose history this is."""
    model, _field = field_of(value)
    return _is_part(model) and value.field in model.part_of


def _is_part(model) -> bool:
    return model is not None and issubclass(model, Part)


def _part_name(model, row, labels) -> str:
    return capfirst(f"{model._meta.verbose_name}: {labels.get((model, int(row)), f'#{row}')}")


def _labels(values) -> dict[tuple[type, int], str]:
    """What the rows that the values name are called, in one query a table."""
    wanted = defaultdict(set)
    for value in values:
        model, field = field_of(value)
        if _is_part(model):
            wanted[model].add(int(value.row))
        if field is not None and field.is_relation:
            for text in filter(None, (value.before, value.after)):
                wanted[field.related_model].update(_keys(json.loads(text)))
    return {
        (model, row.pk): staff_label(row)
        for model, keys in wanted.items()
        for row in related(model._base_manager.filter(pk__in=keys))
    }


def _keys(value) -> list[int]:
    return value if isinstance(value, list) else [value]


def _words(text, field, labels) -> str:
    if not text:
        return ""
    value = json.loads(text)
    if field is None:
        return str(value)
    if field.is_relation:
        return ", ".join(labels.get((field.related_model, key), f"#{key}") for key in _keys(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, PartialDateField):
        return f"{words(value)} ({value})"
    return str(value) if not isinstance(value, bool) else _("yes") if value else _("no")
