"""Inputs that choose rows by typing, and what they do with keys that no row can have."""

from collections import defaultdict
from collections.abc import Iterable
from types import SimpleNamespace

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from records.models import Part
from records.site import may_see, staff_label

LARGEST_KEY = 2**63 - 1
NO_KEY = "0"  # no row has it


def is_key(value) -> bool:
    text = str(value)
    return text.isascii() and text.isdecimal() and int(text) <= LARGEST_KEY


class KeysOnly:
    """A hand-made key becomes an error at the field, and is not asked of the database."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        if isinstance(value, list):
            return [key if is_key(key) else NO_KEY for key in value]
        return value if not value or is_key(value) else NO_KEY

    known = None  # the rows that stand in the inputs of the page, by key, when they were read at once

    def optgroups(self, name, value, attr=None):
        keys, choices = [key for key in value if key == "" or is_key(key)], self.choices
        if self.known is None:
            return super().optgroups(name, keys, attr)
        self.choices = SimpleNamespace(field=choices.field, queryset=_Read(self.known))
        try:
            return super().optgroups(name, keys, attr)
        finally:
            self.choices = choices


class _Read:
    """Stands for the queryset of a field: its rows are there already."""

    def __init__(self, rows: dict[str, object]):
        self.rows = rows

    def using(self, _database):
        return self

    def filter(self, **wanted):
        (keys,) = wanted.values()
        return [row for key, row in self.rows.items() if key in keys]


def read_at_once(forms: Iterable):
    """Read the rows that stand in the inputs of these forms: one query a table, however many inputs there are."""
    keys, widgets = defaultdict(set), defaultdict(list)
    for form in forms:
        for bound in form:
            widget = getattr(bound.field.widget, "widget", bound.field.widget)
            if isinstance(widget, KeysOnly):
                table, value = bound.field.queryset.model, bound.field.prepare_value(bound.value())
                widgets[table].append(widget)
                values = value if isinstance(value, list | tuple) else [value]
                keys[table] |= {str(key) for key in values if key is not None and is_key(key)}
    for table, some in widgets.items():
        found = table._base_manager.filter(pk__in=keys[table]) if keys[table] else ()
        rows = {str(row.pk): row for row in (related(found) if found != () else ())}
        for widget in some:
            widget.known = rows


def related(rows):
    """Rows with what their names for staff are made of."""
    named = getattr(rows.model, "named_by", ())
    return rows.select_related(*named) if named else rows


class ChooseRow(KeysOnly, AutocompleteSelect):
    pass


class ChooseRows(KeysOnly, AutocompleteSelectMultiple):
    pass


def close(field):
    """A choice among rows that the user may not see: what is stored stays, and nothing of it is shown."""
    field.disabled = True
    field.required = False
    field.help_text = ""
    field.label_from_instance = lambda row: "…"
    return field


class ChoosesFromLargeTables:
    """Every foreign key and list of rows is chosen by typing: no page loads a whole table."""

    def get_autocomplete_fields(self, request):
        own = [*self.model._meta.concrete_fields, *self.model._meta.many_to_many]
        rows = [field for field in own if field.is_relation and field.editable]
        return [field.name for field in rows if not issubclass(field.related_model, Part)]  # parts have no list

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseRow(db_field, self.admin_site))
        return self._labelled(super().formfield_for_foreignkey(db_field, request, **kwargs), request)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseRows(db_field, self.admin_site))
        return self._labelled(super().formfield_for_manytomany(db_field, request, **kwargs), request)

    def _labelled(self, field, request):
        if field is None:
            return None
        if not may_see(self.admin_site, field.queryset.model, request):
            return close(field)
        field.label_from_instance = staff_label
        return field
