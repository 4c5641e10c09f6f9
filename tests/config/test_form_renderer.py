"""Inputs are written as Django's own templates write them."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from config.form_renderer import WRITERS, Quick

HARMLESS = mark_safe("<b>&amp;</b>")
CHOICES = [("", "---"), ("<1>", 'A & "B"'), ("two", gettext_lazy("yes")), ("group <x>", [(3, 3000), (None, HARMLESS)])]
STRANGE = {"id": "id_x", "class": 'a"b', "required": True, "disabled": False, "data-n": 1.5, "title": HARMLESS}

CASES = {
    "text": (forms.TextInput(STRANGE), '"><script>'),
    "nothing typed": (forms.TextInput(), None),
    "empty": (forms.TextInput(), ""),
    "number": (forms.NumberInput({"min": 0}), 1500),
    "date": (forms.DateInput(format="%Y-%m-%d"), date(2022, 1, 5)),
    "hidden": (forms.HiddenInput(), HARMLESS),
    "ticked": (forms.CheckboxInput(STRANGE), True),
    "not ticked": (forms.CheckboxInput(), False),
    "long text": (forms.Textarea(STRANGE), "a\n<b> & 'c'"),
    "no long text": (forms.Textarea(), ""),
    "select": (forms.Select(STRANGE, CHOICES), "<1>"),
    "several": (forms.SelectMultiple(STRANGE, CHOICES), ["two", 3]),
    "of no choices": (forms.Select(), "x"),
    "yes or no": (forms.NullBooleanSelect(), True),
}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("case", CASES)
def test_an_input_is_written_as_django_writes_it(case, language):
    widget, value = CASES[case]
    with override(language):
        assert widget.render("a<b", value, renderer=Quick()) == widget.render("a<b", value, renderer=DjangoTemplates())


def test_all_that_is_written_here_is_a_template_of_django():
    for name in WRITERS:
        assert DjangoTemplates().get_template(name)


def test_an_option_with_a_template_of_its_own_keeps_it():
    class Own(forms.Select):
        option_template_name = "django/forms/widgets/radio_option.html"

    widget = Own(choices=[("1", "one")])
    assert widget.render("x", "1", renderer=Quick()) == widget.render("x", "1", renderer=DjangoTemplates())


def test_the_site_uses_it(settings):
    assert settings.FORM_RENDERER == "config.form_renderer.Quick"
