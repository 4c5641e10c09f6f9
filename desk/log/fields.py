"""Inputs that read what stands in the report: dates without a year, ages, figures."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desk.importing.ages import is_less_than_years, read_less_than_years
from desk.log.typed_numbers import Age, UnreadableNumber, read_age, read_figure
from records.dates import UnreadableDate
from records.form_fields import PartialDateFormField, TextLineFormField
from records.typed_dates import read

NUMBER_REFUSED = {
    "none": _("There is neither a number nor a word like “dozens”: write the number, or say below how it is meant."),
    "several": _("Several numbers stand here: write the one that counts, or the two ends of a range (15–17)."),
    "large": _("The number is too large: check it."),
    "months": _("Write such an age as “2 months”, “3 weeks” or “5 days”; from three years on, in years."),
}


class ReportDateField(PartialDateFormField):
    """A date as the report prints it. `July 11` gets its year from the report: the last 11 July that it can tell of.

    `is_inferred` says after cleaning that the year was added so. Without a date of the report, a year is asked for.
    """

    last_day: date | None = None  # the last day on which the report can have been published
    is_inferred = False

    def to_python(self, value):
        self.is_inferred = False
        try:
            return super().to_python(value)
        except ValidationError:
            found = self._with_year(value)
            if not found:
                raise
            self.is_inferred = True
            return found

    def _with_year(self, typed) -> str:
        if self.last_day is None or any(len(digits) > 2 for digits in _digits(typed)):
            return ""
        for year in (self.last_day.year, self.last_day.year - 1):
            try:
                found = read(f"{typed} {year}")
            except UnreadableDate:
                continue
            if found.earliest and found.earliest <= self.last_day:
                return found.text
        return ""


def _digits(text: str) -> list[str]:
    return "".join(letter if letter.isdigit() else " " for letter in text).split()


class AgeField(TextLineFormField):
    """Cleans to `typed_numbers.Age`, or None."""

    def to_python(self, value):
        text = super().to_python(value)
        if is_less_than_years(text):  # two months are not two years
            age = read_less_than_years(text)
            if age.doubt:
                raise ValidationError(NUMBER_REFUSED["months"], code="months")
            return Age(age.low, age.high, age.printed)
        try:
            return read_age(text) if text else None
        except UnreadableNumber as error:
            raise ValidationError(NUMBER_REFUSED[error.code], code=error.code) from error


class FigureField(TextLineFormField):
    """Cleans to what was typed; `read_as` tells the figure read in it, or None: then the form asks."""

    def read_as(self, text):
        try:
            return read_figure(text), ""
        except UnreadableNumber as error:
            return None, NUMBER_REFUSED[error.code]


class ChoiceOrBlank(forms.ChoiceField):
    """One of a closed list, or nothing, which has a meaning of its own."""

    def __init__(self, *, choices, blank, **kwargs):
        super().__init__(**{"required": False, "choices": [("", blank), *choices.choices], **kwargs})
