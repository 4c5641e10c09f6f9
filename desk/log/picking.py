"""Inputs that name something: typed text beside what the register already knows under it.

They work without a script: a page sent back shows the choices for what was typed. The script only fetches them sooner.
"""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from desk.log.known import Option, Unknown
from people.choices import OrganisationKind
from records.form_fields import refusal
from records.text import Unreadable, clean_text

NEW = "new"


class Picked(NamedTuple):
    """What was typed, and the row that was chosen for it; `kind` is that of a new body."""

    typed: str = ""
    row: Any = None
    kind: str = ""

    def __bool__(self):
        return bool(self.typed or self.row)


class PickWidget(forms.Widget):
    """A text input, and below it the rows to choose among as radio buttons.

    The names of the inputs: `name`, `name_choice`, and `name_kind` for the kind of a new body.
    """

    template_name = "admin/desk/log/pick.html"
    options_template = "admin/desk/log/options.html"
    source = None  # set with the form: an object of desk.log.known
    address = ""  # where the script asks for the choices

    def __init__(self, *, none: str, new: bool = False, is_person: bool = False, attrs=None):
        super().__init__(attrs)
        self.none, self.new, self.is_person = none, new, is_person

    def value_from_datadict(self, data, files, name):
        return Picked(data.get(name, ""), data.get(f"{name}_choice", ""), data.get(f"{name}_kind", ""))

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_choice" not in data

    def id_for_label(self, id_):
        return id_

    def render(self, name, value, attrs=None, renderer=None):
        value = value or Picked()
        context = {
            "name": name,
            "typed": value.typed,
            "attrs": {**self.attrs, **(attrs or {})},
            "address": self.address,
            "is_person": self.is_person,
            "options": self.options(name, value.typed, value.row or "", value.kind),
        }
        return render_to_string(self.template_name, context)

    def options(self, name: str, typed: str, chosen: str, kind: str = "") -> str:
        """The choices as HTML, the chosen one among them whatever was typed."""
        found = self.source.find(typed)
        if chosen not in ("", NEW, *(option.value for option in found)):
            try:
                found = [self.source.option(chosen), *found]
            except Unknown:
                chosen = ""
        exact = [option.value for option in found if option.is_exact]
        context = {
            "name": name,
            "none": self.none,
            "options": found,
            "chosen": chosen or (exact[0] if len(exact) == 1 else ""),
            "kinds": OrganisationKind.choices if self.new else (),
            "kind": kind,
            "new": NEW,
        }
        return render_to_string(self.options_template, context)


class PickField(forms.Field):
    """Cleans to `Picked`. Where nothing was chosen, the only row with the very name that was typed is meant.

    `may_be_new` says what happens to a text that names no row: "as typed" (a new person), "if said" (a new body, when
    that was chosen) or "" (refused).
    """

    default_error_messages = {
        "unknown": _("That one is not there any more: choose again."),
        "choose": _("Choose which one is meant, or empty the field."),
        "choose_or_new": _("Choose which one is meant, or say that it is a new one."),
        "nothing": _("Nothing is known under this name: try another spelling, or empty the field."),
        "two": _("What is typed is the name of another one than the one chosen: empty the text, or choose again."),
        "no_kind": _("Say what sort of body it is."),
    }

    def __init__(self, *, none, may_be_new="", **kwargs):
        widget = PickWidget(none=none, new=may_be_new == "if said", is_person=may_be_new == "as typed")
        super().__init__(**{"required": False, "widget": widget, **kwargs})
        self.may_be_new = may_be_new

    def bind(self, source, address):
        self.source = self.widget.source = source
        self.widget.address = address

    def clean(self, value) -> Picked:
        try:
            typed = clean_text(value.typed, max_length=200)
        except Unreadable as error:
            raise refusal(error) from error
        if value.row == NEW and self.may_be_new == "if said":
            return self._new(typed, value.kind)
        if value.row:
            try:
                row = self.source.row(value.row)
            except Unknown:
                raise ValidationError(self.error_messages["unknown"], code="unknown") from None
            exact = {option.value for option in self.source.find(typed) if option.is_exact} if typed else set()
            if exact and value.row not in exact:
                raise ValidationError(self.error_messages["two"], code="two")
            return Picked(typed, row)
        if not typed or self.may_be_new == "as typed":
            return Picked(typed)
        return Picked(typed, self.source.row(self._meant(typed).value))

    def has_changed(self, initial, data):
        return bool(data)

    def _new(self, typed, kind):
        if not typed:
            raise ValidationError(self.error_messages["choose"], code="choose")
        if kind not in OrganisationKind.values:
            raise ValidationError(self.error_messages["no_kind"], code="no_kind")
        return Picked(typed, kind=kind)

    def _meant(self, typed) -> Option:
        found = self.source.find(typed)
        exact = [option for option in found if option.is_exact]
        if len(exact) == 1:
            return exact[0]
        code = "choose_or_new" if self.may_be_new else "choose" if found else "nothing"
        raise ValidationError(self.error_messages[code], code=code)


class TermsWidget(forms.CheckboxSelectMultiple):
    """Words of one list: those that are ticked stay in sight, the others open with the input that filters them."""

    template_name = "admin/desk/log/terms.html"
    input_type = "terms"  # no single box to tick, as templates would take it for

    def id_for_label(self, id_, index=None):
        return id_

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        options = [option for _group, some, _index in context["widget"]["optgroups"] for option in some]
        return render_to_string(self.template_name, {"name": name, "options": options, "attrs": attrs or {}})
