"""The fields of the public tables, and the columns that the database derives from labels, to find rows by."""

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, NullIf

from records import public_id

NO_AGE = 999


class IdField(models.CharField):
    """The public id of something."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", public_id.LENGTH)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)


class LabelField(models.JSONField):
    """One label in three languages, or none."""

    def __init__(self, **kwargs):
        super().__init__(null=True, blank=True, **{k: v for k, v in kwargs.items() if k not in ("null", "blank")})


class ListField(models.JSONField):
    """A list of labels or of public ids."""

    def __init__(self, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)


def place_key(label: str) -> models.GeneratedField:
    """What tells the place from others, as `words.key` does: its code, or its name where it has none; empty if there
    is no place."""
    names = [NullIf(KT(f"{label}__{name}"), Value("")) for name in ("code", "en", "ru", "kk")]
    return models.GeneratedField(
        expression=Coalesce(*names, Value(""), output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
        db_index=True,
    )


def said_age(values: str) -> models.GeneratedField:
    """The upper end of an age that a claim gives; `NO_AGE` where it gives none. (SQLite adds no such column to a table
    with rows if it may be null.)"""
    age = Cast(KT(f"{values}__age_high"), models.SmallIntegerField())
    return models.GeneratedField(
        expression=Coalesce(age, Value(NO_AGE), output_field=models.SmallIntegerField()),
        output_field=models.SmallIntegerField(),
        db_persist=True,
        db_index=True,
    )


def is_empty(text: str) -> models.GeneratedField:
    """1 where the text is empty, 0 elsewhere: a number, so that an index may put the empty ones last."""
    return models.GeneratedField(
        expression=Case(When(**{text: ""}, then=Value(1)), default=Value(0)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
