"""What a data package says of itself: for programs as datapackage.json, for people as README and data dictionary."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from records.cells import safe

LANGUAGES = ("en", "ru", "kk")
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# Ids that name somebody or something outside of what a filter left: no key of a filtered package.
ALWAYS_THERE = {"reports", "incidents", "places", "figures", "statements"}
HANGS_ON = {"person", "detention", "charge", "claim", "id"}
DICTIONARY = {
    "dictionary": ("file", "column", "type", *(f"meaning_{code}" for code in LANGUAGES)),
    "codes": ("file", "column", "code", *(f"label_{code}" for code in LANGUAGES)),
}


class Release(NamedTuple):
    """What a frozen package says of itself beside the data."""

    name: str  # 2026.11.1, 2026.11.1-r1
    day: str  # ISO
    citation: str
    changes: str  # what changed since the release before, in words


def datapackage(files: Iterable, filters, code: str, release: Release | None = None) -> dict:
    """Data Package and Table Schema, https://datapackage.org/."""
    described = {
        "$schema": PROFILE,
        "name": "tizim-filtered" if filters else "tizim",
        "title": _("Tizim: a register of the killed and the detained"),
        "description": f"{_summary(filters)} {advice()}",
        "licenses": [LICENCE],
        "languages": [code],
    }
    if release:
        described |= {"version": release.name, "created": f"{release.day}T00:00:00Z", "citation": release.citation}
    described["resources"] = [*(_resource(file, bool(filters)) for file in files), *map(_table, DICTIONARY)]
    return described


def _resource(file, is_filtered: bool) -> dict:
    schema = {"fields": [_field(column, file) for column in file.columns], "missingValues": [""]}
    if file.key:
        schema["primaryKey"] = list(file.key)
    if keys := [_foreign_key(column, file) for column in file.columns if _is_key(column, is_filtered)]:
        schema["foreignKeys"] = keys
    return {
        "name": file.name,
        "type": "table",
        "path": f"data/{file.name}.csv",
        "title": str(file.title),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column, file) -> dict:
    described = {"name": column.name, "type": column.type, "description": str(column.meaning)}
    if column.name in file.key:
        described["constraints"] = {"required": True} | ({"unique": True} if len(file.key) == 1 else {})
    return described


def _is_key(column, is_filtered: bool) -> bool:
    return bool(column.refers) and (not is_filtered or column.refers in ALWAYS_THERE or column.name in HANGS_ON)


def _foreign_key(column, file) -> dict:
    field = "code" if column.refers == "places" else "id"
    resource = "" if column.refers == file.name else column.refers
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [field]}}


def _table(name: str) -> dict:
    fields = [{"name": column, "type": "string"} for column in DICTIONARY[name]]
    schema = {"fields": fields, "missingValues": [""]}
    common = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {"name": name, "path": f"{name}.csv", **common, "schema": schema}


def dictionary(files: Iterable) -> Iterator[tuple]:
    """Every column of every file, with what it means in each language."""
    yield DICTIONARY["dictionary"]
    for file in files:
        for column in file.columns:
            yield (file.name, column.name, column.type, *_in_each_language(column.meaning))


def codes(files: Iterable) -> Iterator[tuple]:
    """Every code of a closed list, with its label in each language."""
    yield DICTIONARY["codes"]
    for file in files:
        for column in file.columns:
            for code, label in (column.codes or {}).items():
                yield (file.name, column.name, code, *_in_each_language(label))


def _in_each_language(text) -> list[str]:
    found = []
    for code in LANGUAGES:
        with translation.override(code):
            found.append(safe(str(text)))
    return found


def _summary(filters) -> str:
    if filters:
        return _("A part of what is public, chosen by a filter.")
    return _("Everything that is public.")


def advice() -> str:
    return _("Every row of claims, figures and statements names its report and the one who says it.")


def readme(files: Iterable, filters, release: Release | None = None) -> str:
    """For people, in the language in use."""
    lines = [f"# {_('Tizim: a register of the killed and the detained')}", "", _summary(filters), advice(), ""]
    if release:
        heading = _("Release %(name)s of %(day)s") % release._asdict()
        lines += [f"## {heading}", "", release.citation, "", release.changes, ""]
    if filters:
        lines += [f"## {_('Filtered: this is not the whole register')}", ""]
        lines += [f"- {label}: {choice}" for label, choice in filters]
        whole = _(
            "Figures, statements, reports, events, places and help are whole; all other files tell of those alone."
        )
        lines += ["", whole, ""]
    lines += [f"## {_('Files')}", ""]
    lines += [f"- `data/{file.name}.csv`: {file.title}" for file in files]
    lines += [f"- `dictionary.csv`: {_('what every column means, in three languages')}"]
    lines += [f"- `codes.csv`: {_('what every code means, in three languages')}"]
    lines += [f"- `datapackage.json`: {_('the same for programs (Frictionless Data Package)')}", ""]
    lines += [f"## {_('How to read them')}", "", *(f"- {line}" for line in rules()), ""]
    lines += [f"## {_('What you may do with them')}", "", LICENCE["path"], "", *"\n\n".join(licence()).splitlines(), ""]
    return "\n".join(lines)


def rules() -> list[str]:
    return [
        _("The text is UTF-8; commas stand between cells."),
        _("Ids join the files: the column “person” in one is the column “id” in people.csv."),
        _("Columns that end in _label hold the labels of the codes beside them, in the language that was asked for."),
        _("A date stands as the source gives it (2022-01, 2022-01-05?), with the first and last day that it can mean."),
        _(
            "A text that begins with = + - or @ has an apostrophe before it, so that a spreadsheet program does not "
            "take it for a formula."
        ),
        _("Do not add figures up: they overlap, correct and repeat each other."),
        _("An empty cell means that nothing is recorded or public. It is not zero and not no."),
    ]


def licence() -> list[str]:
    return [
        _(
            "You may use, share and change the data if you name this register and the day of the download, and say "
            "what you changed (licence CC BY 4.0). Quotations belong to those who said or wrote them."
        ),
        _(
            "Places: Bureau of National Statistics of Kazakhstan (KATO). Coordinates: GeoNames, CC BY 4.0, changed: "
            "selected, renamed, joined with KATO."
        ),
        _(
            "These are people. Do not try to find out who stands behind a withheld name, and do not publish lists of "
            "the living."
        ),
    ]
