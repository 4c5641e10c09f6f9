"""Renews the catalogues of translations, and says what they lack."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config import translations
from config.translation_faults import faults
from config.translations import DOMAINS, LANGUAGES, Text


class Command(BaseCommand):
    help = "Writes the catalogues in locale/ anew from the code, and says what is not translated, or wrongly."

    def add_arguments(self, parser):
        parser.add_argument("--todo", type=Path, metavar="FILE", help="write there, as JSON, what has no translation")
        parser.add_argument("--fill", type=Path, metavar="FILE", help="first take translations from such a file")

    def handle(self, todo=None, fill=None, **options):
        translations.renew(_filled(fill) if fill else None)
        found = [
            (language, domain, fault)
            for language in LANGUAGES
            for domain in DOMAINS
            if translations.path(language, domain).is_file()
            for fault in faults(language, domain)
        ]
        for language, domain, fault in found:
            self.stderr.write(f"{language} {domain}: {fault}")
        for language in LANGUAGES:
            self.stdout.write(f"{language}: {len(translations.read(language, 'django')) - 1} texts")
        if todo:
            missing = _missing()
            todo.write_text(json.dumps(missing, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            self.stdout.write(f"{todo}: {len(missing)} texts to translate. Then: manage.py translations --fill {todo}")
        if found:
            raise CommandError(f"{len(found)} faults. Mend them in locale/ and run the command again.")


def _missing() -> list[dict]:
    """Each text without a translation: `{"singular", "plural", "context", "domain", "where", "kk": [""], "ru": [""]}`,
    with one empty string for each form."""
    entries = {}
    for language in LANGUAGES:
        for domain in DOMAINS:
            if translations.path(language, domain).is_file():
                for message in translations.read(language, domain):
                    if message.id and not all(translations.forms(message)):
                        text = translations.text_of(message)
                        places = sorted(place for place, _line in message.locations)
                        entry = entries.setdefault((text, domain), text._asdict() | {"domain": domain, "where": places})
                        entry[language] = list(translations.forms(message))
    return list(entries.values())


def _filled(file: Path) -> dict:
    """The translations of such a file, by language and domain."""
    filled = {}
    for entry in json.loads(file.read_text(encoding="utf-8")):
        text = Text(entry["singular"], entry["plural"], entry["context"])
        for language in LANGUAGES:
            if any(entry.get(language, [])):
                filled.setdefault((language, entry["domain"]), {})[text] = tuple(entry[language])
    return filled
