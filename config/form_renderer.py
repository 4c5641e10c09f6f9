"""Inputs of forms written by plain functions, as Django's own templates write them, byte for byte.

A list of places has hundreds of options, and Django renders a template with another one inside for each: measured, that
was most of the work of a search, and of a page of the admin.
"""

from functools import lru_cache

from django.forms.renderers import DjangoTemplates
from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

FOLDER = "django/forms/widgets/"
OPTION = f"{FOLDER}select_option.html"
NOTHING = Context()


class Quick(DjangoTemplates):
    def render(self, template_name, context, request=None):
        write = WRITERS.get(template_name)
        written = write(context["widget"]) if write else None
        return super().render(template_name, context, request) if written is None else written


def _select(widget) -> str | None:
    """None where an option has a template of its own."""
    lines = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _number in widget["optgroups"]:
        if group:
            lines.append(f'\n  <optgroup label="{_shown(group)}">')
        for option in options:
            if option["template_name"] != OPTION:
                return None
            value, label, attributes = option["value"], option["label"], _attributes(option["attrs"])
            is_plain = type(value) is type(label) is str  # a text marked as safe is equal to one that is not
            lines.append((_plain_option if is_plain else _option)(value, label, attributes))
        if group:
            lines.append("\n  </optgroup>")
    return mark_safe("".join([*lines, "\n</select>"]))  # noqa: S308 (each part is escaped)


def _option(value, label, attributes: str) -> str:
    return f'\n  <option value="{_text(value)}"{attributes}>{_shown(label)}</option>\n'


_plain_option = lru_cache(maxsize=10_000)(_option)


def _input(widget) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    name, kind = conditional_escape(widget["name"]), conditional_escape(widget["type"])
    return mark_safe(f'<input type="{kind}" name="{name}"{value}{_attributes(widget["attrs"])}>')  # noqa: S308


def _textarea(widget) -> str:
    text = _shown(widget["value"]) if widget["value"] else ""
    name = conditional_escape(widget["name"])
    return mark_safe(f'<textarea name="{name}"{_attributes(widget["attrs"])}>\n{text}</textarea>')  # noqa: S308


def _attributes(given) -> str:
    return "".join(
        f" {conditional_escape(name)}" + ("" if value is True else f'="{_text(value)}"')
        for name, value in given.items()
        if value is not False
    )


def _text(value) -> str:
    return conditional_escape(value if isinstance(value, SafeString) else f"{value}")


def _shown(value) -> str:
    """As a template shows it: numbers in the form of the language."""
    return conditional_escape(value) if isinstance(value, str) else render_value_in_context(value, NOTHING)


INPUTS = ("input", "text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox")
WRITERS = {
    f"{FOLDER}select.html": _select,
    f"{FOLDER}textarea.html": _textarea,
    **{f"{FOLDER}{name}.html": _input for name in INPUTS},
}
