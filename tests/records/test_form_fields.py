"""Text and dates in forms: what is refused stays as it was typed."""

import pytest
from django import forms
from django.utils import translation

from records.form_fields import PartialDateFormField, ProseFormField, TextLineFormField


class Event(forms.Form):
    title = TextLineFormField(max_length=20)
    summary = ProseFormField(required=False)
    when = PartialDateFormField(required=False)


def filled(**typed):
    return Event({"title": "A march", **typed})


def test_a_date_is_kept_as_edtf():
    form = filled(when="5 января 2022")
    assert form.is_valid()
    assert form.cleaned_data["when"] == "2022-01-05"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "5 January 2022"), ("ru", "5 января 2022 г."), ("kk", "2022 ж. 5 қаңтар")]
)
def test_a_date_is_shown_as_it_was_read(language, words):
    with translation.override(language):
        assert words in str(filled(when="05.01.2022")["when"])


def test_an_empty_date_shows_no_reading():
    assert "read-as" not in str(filled(when="")["when"])


def test_what_is_no_date_shows_no_reading():
    assert "read-as" not in str(filled(when="yesterday")["when"])


def test_a_date_that_can_be_either_is_asked_in_words():
    message = "Write 2022-01-05 for 5 January 2022, or 2022-05-01 for 1 May 2022."
    assert filled(when="05/01/2022").errors == {"when": [message]}


@pytest.mark.parametrize(
    "typed",
    [
        {"when": "yesterday"},
        {"when": "2022\u202e-01"},
        {"title": "a\u200bmarch"},
        {"summary": "one\x00two"},
        {"title": "march " * 9},
    ],
    ids=ascii,
)
def test_what_is_refused_stays_in_the_form(typed):
    form, (name, text) = filled(**typed), next(iter(typed.items()))
    assert list(form.errors) == [name]
    assert form[name].value() == text


def test_white_space_is_not_a_title():
    assert filled(title=" \u00a0 ").errors["title"].as_data()[0].code == "required"


def test_a_form_as_it_was_shown_has_not_changed():
    shown = {"title": "A march", "summary": "one\ntwo", "when": "2022-01-05"}
    form = Event({"title": "A march", "summary": "one\r\ntwo", "when": "5 January 2022"}, initial=shown)
    assert form.changed_data == []


def test_no_browser_cuts_what_is_pasted():
    assert "maxlength" not in str(filled()["title"])
