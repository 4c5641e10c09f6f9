"""The form fields of text and partial dates. What was typed stays in the form when it is refused."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from records.dates import AmbiguousDate, UnreadableDate, in_words
from records.text import Unreadable, clean_text
from records.typed_dates import read


def refusal(error: Unreadable) -> ValidationError:
    """What to show to the editor, in the editor's language."""
    if isinstance(error, AmbiguousDate):
        first, second = error.candidates
        params = {"first": first, "second": second, "first_words": words(first), "second_words": words(second)}
        message = _("Write %(first)s for %(first_words)s, or %(second)s for %(second_words)s.")
        return ValidationError(message, code=error.code, params=params)
    return ValidationError(gettext(error.message), code=error.code, params=error.params)


def words(text: str) -> str:
    """A date in words of the language in use."""
    return in_words(text, get_language() or "en")


class TextLineFormField(forms.CharField):
    multiline = False
    default_error_messages = {"required": _("Write something here: it cannot stay empty.")}

    def __init__(self, **kwargs):
        super().__init__(**{"strip": False, **kwargs})  # clean_text strips, and counts positions before it does

    def has_changed(self, initial, data):
        """White space alone is something typed: where text is needed, it is refused rather than passed over."""
        return super().has_changed(initial, data) or bool(self.required and data and not initial)

    def widget_attrs(self, widget):
        return {}  # no maxlength: a browser would cut what is pasted without a word

    def to_python(self, value):
        value = super().to_python(value)
        try:
            return clean_text(value, max_length=self.max_length, multiline=self.multiline) if value else value
        except Unreadable as error:
            raise refusal(error) from error


class WebAddressFormField(forms.URLField):
    def to_python(self, value):
        try:
            return super().to_python(clean_text(value, max_length=self.max_length) if value else value)
        except Unreadable as error:
            raise refusal(error) from error


class ProseFormField(TextLineFormField):
    multiline = True
    widget = forms.Textarea


class PartialDateWidget(forms.TextInput):
    """A text input that shows beside it how its date was read."""

    template_behind = "records/partial_date_widget.html"

    def render(self, name, value, attrs=None, renderer=None):
        typed = super().render(name, value, attrs, renderer)
        return render_to_string(self.template_behind, {"input": typed, "read_as": self.read_as(value)})

    def read_as(self, value) -> str:
        try:
            return words(read(value or "").text)
        except UnreadableDate:
            return ""


class PartialDateFormField(forms.CharField):
    """Takes a date as people type it; its cleaned value is EDTF."""

    widget = PartialDateWidget

    def to_python(self, value):
        value = super().to_python(value)
        try:
            return read(value).text if value else value
        except UnreadableDate as error:
            raise refusal(error) from error
