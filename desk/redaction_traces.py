"""Where else an erased value stands: in publications and the public tables, in what merges remember, anywhere."""

import json
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from audit.models import canonical
from people.models import Merge, Person
from publishing import delivery, holding
from publishing.models import Publication
from publishing.values import forms
from records.models import Part
from records.saving import part_relations

SHORTEST = 3  # letters of a text that is looked for in other places


def rows_of(record) -> list[models.Model]:
    """The stored record and its parts."""
    rows = [type(record)._base_manager.get(pk=record.pk)]
    for part, owner in part_relations(type(record)):
        rows += part._base_manager.filter(**{owner: record.pk}).order_by("pk")
    return rows


def forget_in_publications(record, field: str, wanted: dict) -> int:
    """Take the values out of all publications, and out of the public tables. Returns how many publications held one.

    It takes away, so it needs no second person. A part whose text may not be empty leaves its publication whole.
    """
    changed = 0
    for row, texts in _rows_with(record, field, wanted):
        unwanted = {canonical(form) for text in texts for form in forms(row, field, json.loads(text))}
        for publication in _naming(record, row):
            values = json.loads(json.dumps(publication.values))
            held = values.get(row._meta.model_name, []) if isinstance(row, Part) else [values]
            for entry in [entry for entry in held if entry.get("public_id") == row.public_id]:
                if field in entry and canonical(entry[field]) in unwanted:
                    del entry[field]
                    if isinstance(row, Part) and not row._meta.get_field(field).blank:
                        held.remove(entry)
            if values != publication.values:
                Publication.objects.filter(pk=publication.pk).update(values=values)
                changed += 1
                _deliver_again(publication.public_id)
                holding.hold_back_erased(publication.public_id)
    return changed


def _rows_with(record, field, wanted) -> Iterator[tuple[models.Model, set[str]]]:
    for row in rows_of(record):
        for cell, texts in wanted.items():
            if (cell.table, cell.row) == (row._meta.label_lower, str(row.pk)) and hasattr(row, "public_id"):
                yield row, texts


def _naming(record, row) -> list[Publication]:
    """The publications of the record, and those of others under whom its part stood before a merge."""
    text = Publication.objects.annotate(text=Cast("values", TextField()))
    return list(text.filter(Q(public_id=record.public_id) | Q(text__contains=row.public_id)).order_by("pk"))


def _deliver_again(public_id):
    last = Publication.objects.filter(public_id=public_id).first()
    Publication.objects.filter(pk=last.pk).update(delivered_at=None)
    delivery.deliver(last)


def forget_in_merges(record, field: str, wanted: dict):
    """Undoing such a merge leaves the field as it stands then."""
    if not isinstance(record, Person):
        return
    texts = [json.loads(text) for every in wanted.values() for text in every]
    for merge in Merge.objects.filter(Q(kept=record) | Q(duplicate=record)).select_related("duplicate"):
        for entry in merge.changed:
            for cell, unwanted in wanted.items():
                if (cell.table, cell.row) == (entry["table"], str(entry["row"])):
                    _forget(entry, record_field=field, table=cell.table, unwanted=unwanted)
        if any(isinstance(text, str) and text in merge.duplicate_label for text in texts):
            merge.duplicate_label = merge.duplicate.shown_id
        merge.save(update_fields=["changed", "duplicate_label"])


def _forget(entry, *, record_field, table, unwanted):
    name = apps.get_model(table)._meta.get_field(record_field).attname
    if any(name in side and canonical(side[name]) in unwanted for side in (entry["before"], entry["after"])):
        for side in (entry["before"], entry["after"]):
            side.pop(name, None)


def found_elsewhere(texts) -> dict[str, int]:
    """The columns of any table in which one of the texts still stands, with the number of rows."""
    spelled = {form for text in texts if len(text) >= SHORTEST for form in (text, text.casefold(), _escaped(text))}
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields if not model._meta.proxy else ():
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                looked_in = model._base_manager.annotate(searched_text=Cast(field.name, TextField()))
                holds = Q(*(("searched_text__contains", form) for form in sorted(spelled)), _connector=Q.OR)
                if spelled and (count := looked_in.filter(holds).count()):
                    found[f"{model._meta.label_lower}.{field.name}"] = count
    return found


def _escaped(text) -> str:
    """As a JSON column of SQLite holds it."""
    return json.dumps(text)[1:-1]
