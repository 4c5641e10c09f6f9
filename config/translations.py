"""The catalogues of `locale/`: what is to be translated, and what each language still lacks.

A text comes from our Python, our templates, the names of our fields and tables, or from a package that does not
translate its own texts into that language (Django's Kazakh is incomplete). Babel does all of it, so no machine needs
gettext; `locale/*/LC_MESSAGES/*.mo` stand in the repository beside the `.po` of which they are made.
"""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.utils.translation import template as django_templates

from config import labels
from config.environment import BASE_DIR
from lookup.downloads import FILES

ROOT = BASE_DIR
LANGUAGES = ("kk", "ru")
DOMAINS = ("django", "djangojs")  # djangojs: what scripts of the admin say
PLURALS = {
    "kk": "nplurals=2; plural=(n!=1);",  # as Django has it
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Each function that marks a text, and how many texts it takes.
FUNCTIONS = {"_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3, "gettext_noop": 1} | {
    f"{name}_lazy": number for name, number in [("gettext", 1), ("ngettext", 2), ("pgettext", 2), ("npgettext", 3)]
}
NO_TIME = datetime(2022, 1, 1, tzinfo=UTC)  # Babel writes one into each .mo
# Texts that Django marks in its code and forgot in its own catalogues.
OVERLOOKED = {("django.contrib.auth", "Set password: %s")}
# Words of Django for which ours stand instead: its Kazakh months begin with a capital letter.
REPLACED = {"kk": {("alt. month", month) for month in MONTHS}}


class Text(NamedTuple):
    """A text to translate; `plural` and `context` are empty where it has none."""

    singular: str
    plural: str
    context: str


# What is to be translated


def ours() -> dict[Text, set[str]]:
    """Each text of ours, with the files in which it stands."""
    found: dict[Text, set[str]] = {}
    for file in sorted(ROOT.glob("*/**/*.py")):
        if _is_served(file):
            for text in _in_python(file):
                found.setdefault(text, set()).add(str(file.relative_to(ROOT)))
    for file in sorted((ROOT / "templates").rglob("*")):
        if file.is_file():
            for text in _in_template(file.read_text(encoding="utf-8")):
                found.setdefault(text, set()).add(str(file.relative_to(ROOT)))
    for file in FILES.values():
        for text in (file.title, *(column.meaning for column in file.columns)):
            found.setdefault(Text(str(text), "", ""), set()).add("lookup/downloads")
    for text, places in labels.texts.items():
        found.setdefault(Text(text, "", ""), set()).update(places)
    return found


def _is_served(file: Path) -> bool:
    folder = file.relative_to(ROOT).parts[0]
    return "migrations" not in file.parts and (folder == "config" or apps.is_installed(folder))


def _in_python(file: Path) -> Iterator[Text]:
    """Babel's own reader does not look into f-strings."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            wanted = FUNCTIONS.get(name, 0)
            if wanted and len(values) >= wanted:
                context, values = (values[0], values[1:]) if name.startswith(("p", "np")) else ("", values)
                yield Text(values[0], values[1] if "ngettext" in name or "npgettext" in name else "", context)


_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf" (n?p?gettext|_)\(({_LITERAL}(?:, {_LITERAL})*)(?:, ?count)?\)")


def _in_template(source: str) -> Iterator[Text]:
    for name, literals in _CALL.findall(django_templates.templatize(source)):
        values = ast.literal_eval(f"({literals},)")
        context, values = (values[0], values[1:]) if "p" in name.replace("gettext", "") else ("", values)
        yield _text(values, context)


def _text(message: str | tuple, context: str | None) -> Text:
    singular, plural = (*message, "")[:2] if isinstance(message, tuple) else (message, "")
    return Text(singular, plural, context or "")


def text_of(message) -> Text:
    return _text(message.id, message.context)


def of_packages(language: str, domain: str) -> dict[Text, set[str]]:
    """The texts of Django and other packages that their own catalogue leaves untranslated."""
    missing: dict[Text, set[str]] = {}
    if domain == "django":
        missing |= {Text(singular, "", ""): {package} for package, singular in OVERLOOKED}
    for package, folder in _folders_of_packages():
        known = {text for text, message in _entries(folder / language, domain) if _is_whole(message)}
        for text, message in _entries(folder / "en", domain):
            is_replaced = (text.context, text.singular) in REPLACED.get(language, ())
            if is_replaced or (text not in known and not _is_out_of_sight(message)):
                missing.setdefault(text, set()).add(package)
    return missing


def _folders_of_packages() -> Iterator[tuple[str, Path]]:
    import django

    yield "django", Path(django.__file__).parent / "conf" / "locale"
    for config in apps.get_app_configs():
        if config.name.startswith("django.contrib.") and (Path(config.path) / "locale").is_dir():
            yield config.name, Path(config.path) / "locale"


# Parts of Django whose words none of our pages shows. What stands in two files counts if one of them is not here.
OUT_OF_SIGHT = (
    "conf/global_settings.py",  # names of languages
    "contrib/messages/apps.py",
    "contrib/sitemaps",
    "contrib/staticfiles",
    "contrib/syndication",
    "contrib/auth/admin.py",
    "views/debug",
    "views/templates",
    "views/generic",
    "views/static.py",
    "core/paginator.py",
    "utils/ipv6.py",
)
KINDS_OF_FIELDS = "db/models/fields/"  # "Integer": for documentation of the admin; but "This field cannot be null."


def _is_out_of_sight(message) -> bool:
    hidden = OUT_OF_SIGHT if str(message.id).endswith(".") else (*OUT_OF_SIGHT, KINDS_OF_FIELDS)
    places = [place for place, _line in message.locations]
    return bool(places) and all(place.startswith(hidden) for place in places)


def _entries(folder: Path, domain: str) -> Iterator[tuple[Text, object]]:
    file = folder / "LC_MESSAGES" / f"{domain}.po"
    if file.is_file():
        with file.open("rb") as opened:
            yield from ((text_of(message), message) for message in read_po(opened) if message.id)


# Catalogues


def path(language: str, domain: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def read(language: str, domain: str) -> Catalog:
    with path(language, domain).open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: str, domain: str, filled: dict[Text, tuple[str, ...]]) -> Catalog:
    """The catalogue with every text that is to be translated and no other; `filled` goes before what it had."""
    texts = ours() if domain == "django" else {}
    for text, packages in of_packages(language, domain).items():
        texts.setdefault(text, set()).update(packages)
    had = {}
    if path(language, domain).is_file():
        had = {text_of(message): forms(message) for message in read(language, domain) if message.id}
    had |= filled
    catalog = _empty(language)
    for text in sorted(texts, key=lambda text: (sorted(texts[text]), text)):
        translated = had.get(text) or had.get(text._replace(plural="")) or ()
        if text.plural:
            message, string = (text.singular, text.plural), (*translated, *[""] * catalog.num_plurals)
            string = string[: catalog.num_plurals]
        else:
            message, string = text.singular, (translated or ("",))[0]
        catalog.add(message, string, [(place, 0) for place in sorted(texts[text])], context=text.context or None)
    return catalog


def _empty(language: str) -> Catalog:
    """A catalogue whose head names neither a machine nor a time, so that it changes only with its texts."""
    head = (
        f"Language: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\nPlural-Forms: {PLURALS[language]}\n"
    )
    source = 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in head.splitlines())
    return read_po(BytesIO(source.encode()), locale=language)


def renew(filled: dict[tuple[str, str], dict[Text, tuple[str, ...]]] | None = None):
    """Write all catalogues anew. `filled` gives translations by language and domain."""
    for language in LANGUAGES:
        for domain in DOMAINS:
            catalog = renewed(language, domain, (filled or {}).get((language, domain), {}))
            file = path(language, domain)
            if len(catalog):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(po := as_po(catalog))
                file.with_suffix(".mo").write_bytes(as_mo(po, language))


def as_po(catalog: Catalog) -> bytes:
    body = BytesIO()
    write_po(body, catalog, width=110, omit_header=True, include_lineno=False)
    head = "\n".join(
        [
            'msgid ""',
            'msgstr ""',
            f'"Language: {catalog.locale}\\n"',
            '"MIME-Version: 1.0\\n"',
            '"Content-Type: text/plain; charset=utf-8\\n"',
            '"Content-Transfer-Encoding: 8bit\\n"',
            f'"Plural-Forms: {PLURALS[str(catalog.locale)]}\\n"',
        ]
    )
    return (head + "\n\n").encode() + body.getvalue()


def as_mo(po: bytes, language: str) -> bytes:
    catalog = read_po(BytesIO(po), locale=language)
    catalog.creation_date = catalog.revision_date = NO_TIME
    body = BytesIO()
    write_mo(body, catalog)
    return body.getvalue()


def forms(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def _is_whole(message) -> bool:
    return all(forms(message)) and not message.fuzzy
