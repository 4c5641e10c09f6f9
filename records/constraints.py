"""Check constraints that many tables need, each named as a sentence."""

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

LOW_ABOVE_HIGH = _("The lower bound is above the upper one: write the smaller number first.")


class Rule(CheckConstraint):
    """A check constraint whose breach is told at one of its fields, where the editor can mend it.

    Migrations see a plain `CheckConstraint`: where it is told is no matter of the database.
    """

    def __init__(self, *, at="", **kwargs):
        super().__init__(**kwargs)
        self.at = at

    def clone(self):
        copy = super().clone()
        copy.at = self.at
        return copy

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError as error:
            raise ValidationError({self.at: error.messages}) from error


class OfOneValue(CheckConstraint):
    """A check constraint of one column that a form checks by itself: Django asks the database thrice for each.

    `passes` says of a value what `condition` says of it in the database; an unknown value passes there too. Migrations
    see a plain `CheckConstraint`.
    """

    def __init__(self, *, field="", passes=None, **kwargs):
        super().__init__(**kwargs)
        self.field, self.passes = field, passes

    def clone(self):
        copy = super().clone()
        copy.field, copy.passes = self.field, self.passes
        return copy

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        if exclude and self.field in exclude:
            return
        value = getattr(instance, self.field)
        if value is not None and not self.passes(value):
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)


def one_of(field: str, choices, *, blank: bool = True) -> CheckConstraint:
    """The column holds a value of the list, or nothing where nothing is allowed."""
    values = [*choices.values, ""] if blank else choices.values
    return OfOneValue(
        field=field,
        passes=frozenset(values).__contains__,
        condition=Q(**{f"{field}__in": values}),
        name=f"%(app_label)s_%(class)s_{field}_is_known",
    )


def not_empty(field: str, name: str) -> CheckConstraint:
    """The text is not empty."""
    return OfOneValue(field=field, passes=bool, condition=~Q(**{field: ""}), name=name)


def low_not_above_high(low: str, high: str) -> CheckConstraint:
    """Two bounds stand in order; either may be missing."""
    return Rule(
        at=low,
        condition=Q(**{f"{low}__isnull": True}) | Q(**{f"{high}__isnull": True}) | Q(**{f"{low}__lte": F(high)}),
        name=f"%(app_label)s_%(class)s_{low}_not_above_{high}",
        violation_error_message=LOW_ABOVE_HIGH,
    )


def not_itself(field: str, other: str) -> CheckConstraint:
    """A row does not point from a thing to that same thing; the model's `clean` tells it to the editor."""
    return CheckConstraint(
        condition=~Q(**{field: F(other)}),
        name=f"%(app_label)s_%(class)s_{field}_is_not_{other}",
    )
