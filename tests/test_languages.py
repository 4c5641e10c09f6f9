"""Every page in Kazakh and in Russian holds no English word but those of the data and a few that have no other form."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models, transaction
from django.test import Client

from lookup.downloads import FILES
from tests.conftest import member, signed_in
from tests.test_access import ACCESS, addresses
from tests.texts_of_pages import WORD, latin_words

pytestmark = pytest.mark.any_database  # words of pages

SAME_EVERYWHERE = {
    *(
        "CSV",
        "csv",
        "XLSX",
        "TSV",
        "BOM",
        "PDF",
        "pdf",
        "txt",
        "html",
        "mhtml",
        "URL",
        "UTF",
        "SHA",
        "zip",
        "ZIP",
        "OK",  # as programs say it
        "JSON",
        "id",
        "KATO",
        "ID",
    ),
    *("Ctrl", "Enter", "Control", "Command", "Mac", "Aegis", "FreeOTP", "Google", "Authenticator"),
    *(
        "cookie",
        "Tor",
        "Browser",
        "JavaScript",
        "http",
        "https",
        "testserver",
        "onion",
    ),  # of browsers
    *("CC", "BY", "MIT", "GNU", "Affero", "General", "Public", "License", "GeoNames", "Datamaps"),
    *("Standards", "for", "Casualty", "Recording", "Every"),  # a title
    *("Frictionless", "Data", "Package"),  # a format
    *("mark", "yes", "label"),  # what stands in addresses and names of columns
    *(word for name in FILES for word in name.split("_")),  # files
    *("bin", "open", "sealed", "docs", "inbox", "md"),  # files of the project
    *("Tizim", "EDTF", "ISO", "BCP", "UTC", "LDAP", "Single", "Sign", "Sing", "On"),
    *("True", "False"),  # what Django's pictures of yes and no are called: not marked for translation
    *("kk", "ru", "en", "Cyrl", "Latn", "XX", "kz", "criminal", "code"),  # codes
    *("manage", "py", "find", "duplicates", "deliver", "rebuild", "names", "app", "model", "clear"),  # commands
}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Who reads, an address for each route, and the words of the data."""
    with django_db_blocker.unblock(), transaction.atomic():
        staff, superuser = User.objects.create_user("staff", is_staff=True), User.objects.create_superuser("superuser")
        found = addresses(staff, member("reviewer"))
        yield {"visitor": Client(), "superuser": signed_in(superuser), "addresses": found, "data": words_of_data()}
        transaction.set_rollback(True)


def words_of_data() -> set[str]:
    """The words that people typed; not codes and choices, which pages show by their labels."""
    return {
        word
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in ("contenttypes", "sessions")
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField)) and is_typed(model, field)
        for value in model._base_manager.values_list(field.name, flat=True)
        for word in WORD.findall(str(value or ""))
    }


def is_typed(model, field) -> bool:
    return (
        not field.choices
        and field.name not in ("codename", "table", "act", "field", "code")
        and model.__name__
        not in (
            "Permission",
            "ChangeValue",
        )
    )


def in_language(address: str, language: str) -> str:
    return re.sub(r"^/en/", f"/{language}/", address)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("who", ["visitor", "superuser"])
@pytest.mark.parametrize("route", ACCESS)
def test_a_page_holds_no_english_word(scene, db, route, who, language):
    address = in_language(scene["addresses"][route], language)
    with transaction.atomic():
        answer = scene[who].get(address, headers={"Accept-Language": language}, follow=True)
        transaction.set_rollback(True)
    if not answer["Content-Type"].startswith("text/html"):
        return  # files and scripts
    found = latin_words(answer.content.decode(), language)
    left = {word: text for word, text in found.items() if word not in scene["data"] | SAME_EVERYWHERE}
    assert left == {}
    if b"<html" in answer.content:  # choices fetched for a form are a part of a page
        assert f'lang="{language}"' in answer.content.decode()


def test_an_english_word_is_found_wherever_it_is_read():
    page = (
        '<p lang="en">switch</p><p title="Hint">Бет <b>now</b></p><code>x = word</code><input type="submit" value="Go">'
    )
    assert set(latin_words(page, "kk")) == {"Hint", "now", "Go"}
