"""The base of exports for staff: columns named one by one, cells that no spreadsheet program runs."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from import_export.resources import ModelResource

from records import public_id
from records.cells import safe

AT_ONCE = 500  # rows read together, with what they point at


class RecordResource(ModelResource):
    """Rows of one table for staff; nothing is imported by it.

    `Meta.fields` is the allow-list of columns, in order; `report__title` follows a key. A record stands by its public
    id, several values are joined by `|`.
    """

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        meta = cls.__dict__.get("Meta")
        if getattr(meta, "model", None) and not getattr(meta, "fields", None):
            raise TypeError(f"{cls.__name__} names no fields: write Meta.fields, or every column would be exported.")

    def get_queryset(self):
        """All rows, with what the columns point at."""
        keys, lists = set(), set()
        for name in self._meta.fields:
            first = self._meta.model._meta.get_field(name.split("__")[0])
            if first.is_relation:
                (lists if first.many_to_many else keys).add(first.name)
        return self._meta.model._base_manager.order_by("pk").select_related(*keys).prefetch_related(*lists)

    def written(self) -> Iterator[list]:
        """The header and then each row, as they stand in a file; few rows are in memory at once."""
        yield self.get_export_headers()
        for row in self.get_queryset().iterator(AT_ONCE):
            yield self.export_resource(row)

    def export_field(self, field, instance, **kwargs):
        name = self.get_field_name(field)
        if method := getattr(self, f"dehydrate_{name}", None):
            return self.cell(method(instance))
        value = instance
        for step in name.split("__"):
            value = getattr(value, step, None)
        return self.cell(public_id.shown(value) if step == "public_id" and value else value)

    def cell(self, value):
        """A value as it stands in the file."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if value is None or isinstance(value, int | float | Decimal):
            return safe(value)
        if isinstance(value, date | datetime):
            return value.isoformat()
        if isinstance(value, models.Manager):
            return safe("|".join(self.reference(other) for other in value.all()))
        return safe(self.reference(value) if isinstance(value, models.Model) else str(value))

    def reference(self, other) -> str:
        """How a row stands in the row of another."""
        return public_id.shown(other.public_id) if hasattr(other, "public_id") else str(other)
