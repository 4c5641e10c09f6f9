"""Whom relatives can turn to, in each language in which editors wrote it."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lookup.downloads.columns import DAY, PUBLISHED, choice, label, own_id, plain
from lookup.downloads.writing import File
from lookup.models import PublishedHelpPoint
from places.choices import HelpKind

IN_LANGUAGES = {"en": _("{what}, in English"), "ru": _("{what}, in Russian"), "kk": _("{what}, in Kazakh")}


def in_each_language(name: str, meaning: str) -> list:
    return [plain(f"{name}_{code}", format_lazy(words, what=meaning)) for code, words in IN_LANGUAGES.items()]


HELP = File(
    name="help",
    title=_("Whom relatives can turn to, with the day when each entry was checked"),
    rows=PublishedHelpPoint.objects.all,
    columns=[
        own_id(_("Id of the entry")),
        *choice("kind", _("What sort of help"), HelpKind),
        *label("place", _("The place that it serves; empty for the whole country")),
        *in_each_language("name", _("Name")),
        *in_each_language("advice", _("What it does, what to ask for, what to bring")),
        plain("telephone", _("Telephone; an apostrophe before the + is not dialled")),
        *in_each_language("address", _("Street address")),
        *in_each_language("hours", _("When it is open")),
        plain("website", _("Address on the web")),
        plain("source", _("Where this is known from")),
        plain("checked_on", _("The day when somebody last made sure that it is right"), DAY),
        *PUBLISHED,
    ],
)
