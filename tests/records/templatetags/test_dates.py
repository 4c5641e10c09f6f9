"""Dates in templates."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

RECORD = SimpleNamespace(died="2022-01-07", died_inferred=True, harmed="2022-01-05", harmed_inferred=False)


def shown(source, language="en", **values):
    with translation.override(language):
        return Template("{% load dates %}" + source).render(Context(values))


@pytest.mark.parametrize(("language", "words"), [("en", "January 2022"), ("ru", "январь 2022 г.")])
def test_a_date_is_in_the_language_of_the_page(language, words):
    assert shown("{{ text|partial_date }}", language, text="2022-01") == words


def test_an_inferred_date_says_so():
    assert shown('{{ record|partial_date:"died" }}', record=RECORD) == "7 January 2022 (inferred)"


def test_a_stated_date_says_nothing():
    assert shown('{{ record|partial_date:"harmed" }}', record=RECORD) == "5 January 2022"


def test_no_date_is_shown_as_nothing():
    assert shown("{{ text|partial_date }}", text="") == ""


def test_what_is_no_date_is_shown_escaped():
    assert shown("{{ text|partial_date }}", text="<b>") == "&lt;b&gt;"
