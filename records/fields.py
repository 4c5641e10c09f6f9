"""The model fields of text and partial dates. Every door checks them: forms, `full_clean()` and saving."""

import copy
from datetime import date

from django import forms
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from records.dates import MAX_LENGTH, parse
from records.form_fields import (
    PartialDateFormField,
    PartialDateWidget,
    ProseFormField,
    TextLineFormField,
    WebAddressFormField,
    refusal,
)
from records.text import Unreadable, clean_text


class _Checked:
    """A field whose value is checked by `full_clean()` and again when it is saved; raises `ValidationError`."""

    def checked(self, text: str) -> str:
        """The text as it is stored."""
        try:
            return self.read(text) if text else text
        except Unreadable as error:
            raise refusal(error) from error

    def clean(self, value, model_instance):
        return super().clean(self.checked(value), model_instance)

    def pre_save(self, model_instance, add):
        value = self.checked(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class TextLine(_Checked, models.CharField):
    """One line of text as `records.text` allows it."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 500)
        super().__init__(*args, **kwargs)

    def read(self, text: str) -> str:
        return clean_text(text, max_length=self.max_length)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": TextLineFormField, **kwargs})


class Prose(_Checked, models.TextField):
    """Lines of text as `records.text` allows them, `max_length` characters in all."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 20_000)
        super().__init__(*args, **kwargs)

    def read(self, text: str) -> str:
        return clean_text(text, max_length=self.max_length, multiline=True)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": ProseFormField, **kwargs})


class WebAddress(_Checked, models.URLField):
    """An address on the web without hidden characters. Migrations see a plain `URLField`."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def read(self, text: str) -> str:
        return clean_text(text, max_length=self.max_length)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": WebAddressFormField, "assume_scheme": "https", **kwargs})


class PartialDateField(_Checked, models.CharField):
    """A date as EDTF text (see `records.dates`), empty if unknown.

    It brings three columns with it: `<name>_earliest` and `<name>_latest`, the first and the last day that the date
    can mean, derived from the text on saving; and `<name>_inferred`. Where rows are written in other ways, a
    `CheckedQuerySet` and `companions()` keep the days in step.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": MAX_LENGTH, "blank": True, "default": "", **kwargs})
        # Made here, so that they follow the field in forms and tables wherever an abstract class hands it on.
        day = {"null": True, "blank": True, "editable": False}
        self._earliest, self._latest = models.DateField(**day), models.DateField(**day)
        self._inferred = models.BooleanField(
            default=False,
            help_text=_("The editor inferred this date; the report does not state it. Public if the date is."),
        )

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        # An abstract class hands the field on, and it arrives here again. A migration names the columns itself.
        if cls._meta.abstract or cls.__module__ == "__fake__":
            return
        for ending, companion, verbose_name in [
            ("earliest", self._earliest, _("{date}, first day")),
            ("latest", self._latest, _("{date}, last day")),
            ("inferred", self._inferred, _("{date}, inferred")),
        ]:
            field = copy.deepcopy(companion)
            field.verbose_name = format_lazy(verbose_name, date=gettext_lazy(self.verbose_name))
            cls.add_to_class(f"{name}_{ending}", field)

    def read(self, text: str) -> str:
        return parse(text).text

    def days(self, text: str) -> dict[str, date | None]:
        """The values of the two derived columns."""
        known = parse(self.checked(text)) if text else None
        return {
            f"{self.name}_earliest": known and known.earliest,
            f"{self.name}_latest": known and known.latest,
        }

    def pre_save(self, model_instance, add):
        text = super().pre_save(model_instance, add)
        for name, day in self.days(text).items():
            setattr(model_instance, name, day)
        return text

    def formfield(self, **kwargs):
        # The admin asks for its own text input; hidden and other inputs are left as they are.
        if _is_text_input(kwargs.get("widget", forms.TextInput)):
            kwargs["widget"] = PartialDateWidget
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs, "max_length": None})


def _is_text_input(widget) -> bool:
    kind = widget if isinstance(widget, type) else type(widget)
    return issubclass(kind, forms.TextInput) and not issubclass(kind, PartialDateWidget)


def companions(model, names) -> list[str]:
    """The names with those of the days derived from them, for `save(update_fields=…)`."""
    days = [
        f"{field.name}_{ending}"
        for field in model._meta.concrete_fields
        if isinstance(field, PartialDateField) and field.name in names
        for ending in ("earliest", "latest")
    ]
    return [*names, *(name for name in days if name not in names)]


class CheckedQuerySet(models.QuerySet):
    """Checks text and derives days also where rows are written without `save()`."""

    def update(self, **values):
        for name, value in list(values.items()):
            field = self.model._meta.get_field(name)
            if isinstance(field, _Checked) and isinstance(value, str):
                values[name] = field.checked(value)
                if isinstance(field, PartialDateField):
                    values |= field.days(value)
            elif isinstance(field, PartialDateField) and f"{name}_earliest" not in values:
                raise ValueError(f"{name} is set by an expression: its first and last day cannot be derived.")
        return super().update(**values)

    update.alters_data = True

    def bulk_update(self, objs, fields, batch_size=None):
        objs = tuple(objs)
        for field in map(self.model._meta.get_field, fields):
            if isinstance(field, _Checked):
                for obj in objs:
                    field.pre_save(obj, add=False)
        return super().bulk_update(objs, companions(self.model, fields), batch_size)

    bulk_update.alters_data = True


def dates_in_order(*names: str) -> list[CheckConstraint]:
    """For `Meta.constraints`: the first day of each partial date is not after its last."""
    return [
        CheckConstraint(
            condition=Q(**{f"{name}_earliest__lte": F(f"{name}_latest")}),  # holds where one of them is null
            name=f"%(app_label)s_%(class)s_{name}_days_in_order",
        )
        for name in names
    ]


def overlapping(name: str, start: date | None, end: date | None) -> Q:
    """Rows whose partial date can mean a day from `start` to `end`, both included; None: no limit on that side."""
    found = ~Q(**{name: ""})
    if start:
        found &= Q(**{f"{name}_latest__isnull": True}) | Q(**{f"{name}_latest__gte": start})
    if end:
        found &= Q(**{f"{name}_earliest__isnull": True}) | Q(**{f"{name}_earliest__lte": end})
    return found
