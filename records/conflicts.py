"""What somebody else saved while a form was open, beside what was typed into it, and the editor's choice of the two.

Of a value that the editor left as it was shown, the stored one is chosen beforehand; of one that both changed, the
editor's own. Whatever is typed after that wins over the choice.
"""

import json
import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models

from audit.models import ChangeValue, canonical
from records.history_page import differences, field_of


class Conflict(NamedTuple):
    where: str
    stored: str
    typed: str
    is_readable: bool  # False for what the form refuses, and for parts that somebody else added
    is_untouched: bool  # the editor left the value as it was shown
    input: str  # the name of its input, empty if the form has none
    choice: str  # what the form sends back if the stored value is chosen, see `resolved`


def conflicts(record, shown: int, data) -> list[Conflict]:
    """The values of the record and its parts that were saved after version `shown`; `data` is the form sent."""
    first, last = {}, {}
    for value in _saved_after(record, shown):
        cell = (value.table, value.row, value.field)
        first.setdefault(cell, value)
        last[cell] = value
    typed = [_typed(value, data) for value in first.values()]
    of_form = [value or shown for value, shown in zip(typed, first.values(), strict=True)]
    lines = differences([*last.values(), *of_form])  # in one: what rows are called is asked once for both
    inputs = [_input(value, data) for value in first.values()]
    return [
        Conflict(
            where=stored.where,
            stored=stored.after,
            typed=line.after,
            is_readable=value is not None,
            is_untouched=value is not None and value.before == value.after,
            input=name,
            choice=json.dumps({"stored": json.loads(saved.after or "null"), "typed": data.getlist(name)}),
        )
        for stored, line, value, name, saved in zip(
            lines[: len(last)],
            lines[len(last) :],
            typed,
            inputs,
            last.values(),
            strict=True,
        )
    ]


TAKE = "take:"  # before the name of an input: the choice of what is stored, empty for what is typed


def resolved(data):
    """The form as sent, with the stored value wherever it was chosen and nothing else was typed since."""
    chosen = {key.removeprefix(TAKE): data[key] for key in data if key.startswith(TAKE) and data[key]}
    if not chosen:
        return data
    data = data.copy()
    for name, text in chosen.items():
        choice = _read_choice(text)
        if choice is None or choice.get("typed") != data.getlist(name):
            continue
        stored = choice.get("stored")
        if stored in (None, "", False, []):
            data.pop(name, None)
        elif isinstance(stored, list):
            data.setlist(name, list(map(str, stored)))
        else:
            data[name] = "on" if stored is True else str(stored)
    return data


def _read_choice(text) -> dict | None:
    try:
        choice = json.loads(text)
    except ValueError:
        return None
    return choice if isinstance(choice, dict) else None


def _saved_after(record, version):
    table = record._meta.concrete_model._meta.label_lower
    later = ChangeValue.objects.filter(change__table=table, change__row=str(record.pk), change__version__gt=version)
    return later.exclude(field="state").order_by("pk")  # no form has it: every save sets it


def _typed(value, data) -> ChangeValue | None:
    """The value that was shown and the one that the form has for it; `None` if it has none that can be read."""
    model, field = field_of(value)
    prefix = _prefix(model, value, data) if field else None
    form_field = field.formfield() if prefix is not None else None
    if form_field is None or isinstance(field, models.FileField):
        return None
    raw = form_field.widget.value_from_datadict(data, {}, f"{prefix}{field.name}")
    try:
        typed = _key(form_field.clean(raw))
    except ValidationError:
        return None
    after = "" if typed in (None, "", False, []) else canonical(typed)
    return ChangeValue(table=value.table, row=value.row, field=value.field, before=value.before, after=after)


def _input(value, data) -> str:
    model, field = field_of(value)
    prefix = _prefix(model, value, data) if field else None
    return "" if prefix is None else f"{prefix}{field.name}"


def _key(cleaned):
    """As history keeps it: rows by their keys."""
    if isinstance(cleaned, models.Model):
        return cleaned.pk
    if isinstance(cleaned, models.QuerySet):
        return sorted(cleaned.values_list("pk", flat=True))
    return cleaned if isinstance(cleaned, str | int | bool | None) else str(cleaned)


def _prefix(model, value, data) -> str | None:
    """What stands before the names of a row's inputs: nothing for the record, `claims-3-` for a part in the form."""
    for name in getattr(model, "part_of", ()):
        accessor = model._meta.get_field(name).remote_field.get_accessor_name()
        ids = re.compile(rf"{accessor}-\d+-id")
        for key in data:
            if ids.fullmatch(key) and data[key] == value.row:
                return key.removesuffix("id")
    return None if getattr(model, "part_of", ()) else ""
