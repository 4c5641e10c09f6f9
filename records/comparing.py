"""Find records that are not as history last recorded them: somebody wrote to the database past every door."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from django.apps import apps
from django.db import transaction

from audit.history import Cell, text_of
from audit.models import Act, Change, ChangeValue
from records.models import VersionedModel
from records.saving import snapshots

AT_ONCE = 500  # records compared in one step


class Unlike(NamedTuple):
    """A record that is not as recorded. No fields: history does not know it, or knows it and it is gone."""

    model: type[VersionedModel]
    key: int
    is_known: bool
    is_there: bool
    fields: tuple[Cell, ...]


def unlike() -> Iterator[Unlike]:
    """Each record that is not as history last recorded it, table by table."""
    for model in apps.get_models():
        if issubclass(model, VersionedModel) and not model._meta.proxy:
            known = Change.objects.filter(table=model._meta.label_lower).order_by().values_list("row", flat=True)
            keys = {int(row) for row in known.distinct()} | set(model._base_manager.values_list("pk", flat=True))
            remaining = iter(sorted(keys))
            while some := list(islice(remaining, AT_ONCE)):
                for one in _compared(model, some):
                    yield from _compared_alone(model, one.key)


@transaction.atomic
def _compared_alone(model, key) -> list[Unlike]:
    """Once more, while nobody else can be writing to the record."""
    list(model._base_manager.select_for_update().filter(pk=key))
    return _compared(model, [key])


def _compared(model, keys) -> list[Unlike]:
    recorded, stored, taken_out = last_recorded(model, keys), snapshots(model, keys), _taken_out(model, keys)
    found = []
    for key in keys:
        known, there = recorded.get(key), stored.get(key)
        if there is None and key in taken_out:
            continue
        if known is None or there is None:
            found.append(Unlike(model, key, known is not None, there is not None, ()))
            continue
        now = {cell: text_of(value) for cell, value in there.items()}
        if cells := [cell for cell in {**known, **now} if known.get(cell, "") != now.get(cell, "")]:
            found.append(Unlike(model, key, True, True, tuple(cells)))
    return found


def _taken_out(model, keys) -> set[int]:
    """Those whose import was undone: history says that they went, all of them. A key is never given twice."""
    taken_out = Change.objects.filter(
        table=model._meta.label_lower, row__in=map(str, keys), act=Act.UNIMPORTED, values=None
    )
    return {int(row) for row in taken_out.order_by().values_list("row", flat=True)}


def last_recorded(model, keys) -> dict[int, dict[Cell, str]]:
    """What history last said of each value of these records and their parts, as JSON texts; empty means no value.

    An erased value says nothing: whoever erased it recorded again what stands.
    """
    table, rows = model._meta.label_lower, [str(key) for key in keys]
    known = Change.objects.filter(table=table, row__in=rows).order_by().values_list("row", flat=True)
    recorded = {int(row): {} for row in known.distinct()}
    values = ChangeValue.objects.filter(change__table=table, change__row__in=rows).order_by("change_id", "pk")
    for row, *cell, after in values.values_list("change__row", "table", "row", "field", "after"):
        if cell[0] != ChangeValue._meta.label_lower:
            recorded[int(row)][Cell(*cell)] = after
    return recorded
