"""Lists of our models, for tests that ask something of each."""

from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = settings.BASE_DIR
BESIDE = ("accounts", "audit", "desk", "publishing", "lookup", "inbox", "letterbox")  # these are no working tables


def our_models(beside: bool = False) -> list[type]:
    """The concrete models of the working tables, without proxies; with `beside`, of every table of ours."""
    folders = [app for app in apps.get_app_configs() if Path(app.path).parent in (ROOT, ROOT / "inbox")]
    return [
        model
        for app in folders
        if beside or app.label not in BESIDE
        for model in app.get_models()
        if not model._meta.proxy
    ]
