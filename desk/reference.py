"""Load places, terms and law articles from CSV files, through the ordinary verbs."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction

from detentions.models import LawArticle
from places.models import Place
from records.saving import changing
from sources.models import Term


class UnreadableReference(Exception):
    """A file cannot be loaded; the message names the file, the line and what to mend."""


@dataclass(frozen=True)
class Source:
    """One file, the table that it fills and the columns that tell a row apart."""

    file: str
    table: type[models.Model]
    key: tuple[str, ...]


SOURCES = [
    Source("terms.csv", Term, ("list", "code")),
    Source("places.csv", Place, ("code",)),
    Source("law_articles.csv", LawArticle, ("code", "number", "part")),
]


@transaction.atomic
def load_reference(folder: Path, *, by=None) -> dict[str, int]:
    """Add the rows that are missing; rows that are there stay as they are, edits included.

    Returns the number of rows added from each file. Raises `UnreadableReference`, and then nothing is loaded.
    """
    return {source.file: _load(source, Path(folder) / source.file, by) for source in SOURCES}


def _load(source: Source, path: Path, by) -> int:
    there = set(source.table.objects.values_list(*source.key))
    added = 0
    for line, row in _rows(path):
        key = tuple(row.get(column) or "" for column in source.key)
        if key in there:
            continue
        try:
            _refuse_odd(row, key)
            _add(source.table, row, by)
        except (ValidationError, Place.DoesNotExist, KeyError) as error:
            raise UnreadableReference(f"{path.name}, line {line} ({', '.join(key)}): {_reason(error)}") from error
        there.add(key)
        added += 1
    return added


def _refuse_odd(row, key):
    if None in row:
        raise KeyError("it has more values than columns")
    if None in row.values():
        raise KeyError("it has fewer values than columns")
    if not any(key):
        raise KeyError("it has nothing to tell it apart by: give it a code")


def _add(table, row: dict[str, str], by):
    known = {field.name for field in table._meta.concrete_fields}
    if unknown := set(row) - known:
        raise KeyError(f"unknown column {', '.join(sorted(unknown))}")
    values = {name: text for name, text in row.items() if text and name != "parent"}
    if row.get("parent"):
        values["parent"] = Place.objects.get(code=row["parent"])
    thing = table(**values)
    thing.full_clean()
    with changing(thing, by=by, reason="reference data"):
        thing.save()


def _rows(path: Path):
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from enumerate(csv.DictReader(file), start=2)
    except FileNotFoundError as error:
        raise UnreadableReference(
            f"{path.name} is missing in {path.parent.name}: restore it from the project."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableReference(f"{path.name} is not UTF-8: save it as UTF-8.") from error


def _reason(error) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
    if isinstance(error, Place.DoesNotExist):
        return "its parent stands on no earlier line: move the parent up or correct the code"
    return str(error.args[0])
