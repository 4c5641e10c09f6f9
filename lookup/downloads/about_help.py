"""Whom relatives can turn to, in each language in which editors wrote it."""

from django.utils.translation import gettext_lazy as _

from lookup.downloads.columns import PUBLISHED, choice, label, own_id, plain
from lookup.downloads.writing import File
from lookup.models import PublishedHelpPoint
from places.choices import HelpKind

LANGUAGES = {"en": "English", "ru": "Russian", "kk": "Kazakh"}


def in_each_language(name: str, meaning: str) -> list:
    return [plain(f"{name}_{code}", f"{meaning}, in {language}") for code, language in LANGUAGES.items()]


HELP = File(
    name="help",
    title=_("Whom relatives can turn to, with the day when each entry was checked"),
    rows=PublishedHelpPoint.objects.all,
    columns=[
        own_id("Id of the entry"),
        *choice("kind", "What sort of help", HelpKind),
        *label("place", "The place that it serves; empty for the whole country"),
        *in_each_language("name", "Name"),
        *in_each_language("advice", "What it does, what to ask for, what to bring"),
        plain("telephone", "Telephone; an apostrophe before the + is not dialled"),
        *in_each_language("address", "Street address"),
        *in_each_language("hours", "When it is open"),
        plain("website", "Address on the web"),
        plain("source", "Where this is known from"),
        plain("checked_on", "The day when somebody last made sure that it is right"),
        *PUBLISHED,
    ],
)
