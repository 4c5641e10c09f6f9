"""Persons in the admin as Django makes it by itself: the baseline of the register's own."""

from contextlib import contextmanager
from pathlib import Path

import django.contrib.admin
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.test import override_settings
from django.urls import path

from people.models import Person

site = AdminSite()
site.register(
    Person,
    type("PersonAdmin", (ModelAdmin,), {"list_display": ("shown_name", "state"), "search_fields": ("shown_name",)}),
)
urlpatterns = [path("admin/", site.urls)]


@contextmanager
def in_place():
    """The addresses and templates of the stock admin, in place of the register's."""
    (own,) = settings.TEMPLATES
    stock = Path(django.contrib.admin.__file__).parent / "templates"
    with override_settings(ROOT_URLCONF=__name__, TEMPLATES=[{**own, "DIRS": [stock, *own["DIRS"]]}]):
        yield
