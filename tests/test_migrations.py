import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

NAMED = re.compile(r"\d{4}_(?!auto_|.*_auto_)[a-z0-9_]+")


def ours():
    return [app for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]


def test_no_model_waits_for_a_migration(db):
    call_command("makemigrations", "--check", "--dry-run")


def test_migrations_have_names():
    paths = [path for app in ours() for path in Path(app.path).glob("migrations/[!_]*.py")]
    assert [str(path) for path in paths if not NAMED.fullmatch(path.stem)] == []


def test_our_apps_are_found():
    assert {"audit", "people", "lookup"} <= {app.label for app in ours()}


@pytest.mark.parametrize("name", ["0002_auto_20220105_1015", "0003_alter_name_auto_now", "charges"])
def test_a_migration_without_a_name_is_found(name):
    assert not NAMED.fullmatch(name)


def test_a_migration_with_a_name_is_let_through():
    assert NAMED.fullmatch("0003_charge_may_be_posthumous")
