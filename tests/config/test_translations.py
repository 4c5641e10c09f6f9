"""The catalogues hold every text, whole, in the words of the glossary."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from babel.messages import Catalog
from django.apps import apps
from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, override

from config import translations
from config.translation_faults import faults
from config.translations import DOMAINS, LANGUAGES
from records.dates import in_words
from tests.models import ROOT, our_models

STORED = [
    (language, domain) for language in LANGUAGES for domain in DOMAINS if translations.path(language, domain).is_file()
]
RENEW = "run bin/translations"


@pytest.mark.parametrize(("language", "domain"), STORED)
def test_a_catalogue_holds_every_text_and_no_other(language, domain):
    stored = translations.path(language, domain).read_bytes()
    assert translations.as_po(translations.renewed(language, domain, {})) == stored, RENEW


@pytest.mark.parametrize(("language", "domain"), STORED)
def test_a_catalogue_is_compiled(language, domain):
    po = translations.path(language, domain)
    assert po.with_suffix(".mo").read_bytes() == translations.as_mo(po.read_bytes(), language), RENEW


@pytest.mark.parametrize(("language", "domain"), STORED)
def test_every_text_is_translated_with_its_placeholders(language, domain):
    assert faults(language, domain) == []


def test_both_languages_have_a_catalogue():
    assert {("kk", "django"), ("ru", "django"), ("kk", "djangojs")} <= set(STORED)


@pytest.mark.parametrize(
    ("text", "translated", "fault"),
    [
        ("Save", "", "no translation"),
        ("Figures: %s", "Сандар:", "other placeholders"),
        ("by %(body)s", "кем: %(who)s", "other placeholders"),
        ("{date}, first day", "{day}: бірінші күн", "other placeholders"),
        ("It is not zero.", "Бұл нөл емес", "ends otherwise"),
        ("By:", "Кім", "ends otherwise"),
        (" by ", "кім ", "begins"),
        ("One.\nTwo.", "Бір. Екі.", "other lines"),
        (("%d code", "%d codes"), ("%d код", "код"), "other placeholders"),
    ],
)
def test_a_fault_is_found(monkeypatch, text, translated, fault):
    catalog = Catalog(locale="kk")
    catalog.add(text, translated)
    monkeypatch.setattr(translations, "read", lambda language, domain: catalog)
    assert any(fault in found for found in faults("kk", "django"))


def test_a_text_that_is_marked_fuzzy_is_a_fault(monkeypatch):
    catalog = Catalog(locale="kk")
    catalog.add("Save", "Сақтау", flags=["fuzzy"])
    monkeypatch.setattr(translations, "read", lambda language, domain: catalog)
    assert ["fuzzy" in found for found in faults("kk", "django")] == [True]


def test_texts_are_found_in_python_templates_and_names_of_fields():
    found = {text.singular: files for text, files in translations.ours().items()}
    assert "records/choices.py" in found["probable"]
    assert "templates/lookup/base.html" in found["Not everyone who is known is public."] | found["Skip to the content"]
    assert "victims/models.py" in found["harmed place"]
    assert {text.plural for text in translations.ours()} >= {"%(count)s claims"}


# Names of fields and choices

SAME = {"ID", "kk", "ru", "en"}


def shown_of(model) -> list:
    fields = [field for field in model._meta.get_fields() if hasattr(field, "verbose_name") and not field.auto_created]
    choices = [label for field in fields for _value, label in field.choices or []]
    return [
        *(model._meta.verbose_name, model._meta.verbose_name_plural),
        *(field.verbose_name for field in fields),
        *(field.help_text for field in fields if field.help_text),
        *choices,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", our_models(beside=True), ids=lambda model: model._meta.label)
def test_what_is_shown_of_a_table_is_in_the_language(model, language):
    if model._meta.app_label == "lookup":
        return  # no admin shows these tables; their pages have words of their own
    in_english = []
    for text in shown_of(model):
        with override("en"):
            english = str(text)
        with override(language):
            if english and str(text) == english and english not in SAME:
                in_english.append(english)
    assert in_english == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_the_parts_of_the_admin_are_in_the_language(language):
    ours = [config for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR]
    assert [config.label for config in ours if not isinstance(config.verbose_name, Promise)] == []
    with override(language):
        assert [str(config.verbose_name) for config in ours if re.search("[A-Za-z]", str(config.verbose_name))] == []


# The glossary


def glossary() -> dict[str, dict[str, str]]:
    lines = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {english: {"kk": kazakh, "ru": russian} for english, kazakh, russian, _why in rows if english != "English"}


def test_the_glossary_has_the_given_words():
    words = glossary()
    assert words["claimant"] == {"kk": "кім хабарлады", "ru": "кто сообщил"}
    assert len(words) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogues_use_the_words_of_the_glossary(language):
    catalog = translations.read(language, "django")
    differing = {
        term: (words[language], catalog.get(term).string)
        for term, words in glossary().items()
        if catalog.get(term) and catalog.get(term).string != words[language]
    }
    assert differing == {}


# Dates and numbers


@pytest.mark.parametrize(
    ("language", "day", "moment", "number"),
    [
        ("en", "5 January 2022", "5 January 2022, 14:03", "12,345.6"),
        ("ru", "5 января 2022 г.", "5 января 2022 г., 14:03", "12\xa0345,6"),
        ("kk", "2022 ж. 5 қаңтар", "2022 ж. 5 қаңтар, 14:03", "12\xa0345,6"),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_does(language, day, moment, number):
    with override(language):
        assert date_format(date(2022, 1, 5)) == day == in_words("2022-01-05", language)
        assert date_format(datetime(2022, 1, 5, 14, 3), "DATETIME_FORMAT") == moment  # noqa: DTZ001
        assert number_format(12345.6, use_l10n=True, force_grouping=True) == number


def test_no_template_writes_a_date_in_the_order_of_one_language():
    fixed = re.compile(r'\|(?:date|time):"(?![A-Z_]+_FORMAT")')
    templates = [path for path in (ROOT / "templates").rglob("*.html") if fixed.search(path.read_text("utf-8"))]
    assert templates == []


def test_a_word_with_two_meanings_has_two_translations():
    with override("ru"):
        from detentions.choices import Access
        from sources.choices import Standing, StatementKind

        assert str(Access.DENIED.label) != str(Standing.DENIED.label)
        assert str(StatementKind.ORDER.label) != gettext("order")


def test_boxes_of_choices_speak_kazakh():
    from django.contrib.admin.widgets import get_select2_language
    from django.contrib.staticfiles import finders

    with override("kk"):
        assert get_select2_language() == "kk"
    words = Path(finders.find("admin/js/vendor/select2/i18n/kk.js")).read_text(encoding="utf-8")
    russian = Path(finders.find("admin/js/vendor/select2/i18n/ru.js")).read_text(encoding="utf-8")
    assert set(re.findall(r"(\w+): \(", words)) == set(re.findall(r"(\w+):function\(", russian))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_ending_hangs_on_a_placeholder(language):
    """What is put in may end in any letter; only a number takes a hyphen and a word."""
    hanging = re.compile(r"(?:%\(\w+\)[sdf]|%[sdf]|\{\w*\})[^\W\d_]")
    texts = [string for message in translations.read(language, "django") for string in translations.forms(message)]
    assert [text for text in texts if hanging.search(text)] == []
