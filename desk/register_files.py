"""Read the plain files of a register: what a researcher wrote, line by line, not yet looked up."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.db import models

from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim
from people.models import Name, Organisation, Person
from places.models import HelpPoint
from records.models import Record
from sources.models import Incident, Kinship, PersonClaim, Report, Statement, Toll, TollRelation
from victims.models import Casualty, CasualtyClaim

# What an entry may be, in the order in which entries are published; and the parts that may stand under it.
TABLES = {
    "organisation": Organisation,
    "incident": Incident,
    "report": Report,
    "person": Person,
    "casualty": Casualty,
    "detention": Detention,
    "charge": Charge,
    "toll": Toll,
    "statement": Statement,
    "help_point": HelpPoint,
}
PARTS = {
    "organisation": {"claim": PersonClaim},
    "person": {"name": Name, "claim": PersonClaim, "kin": Kinship},
    "casualty": {"claim": CasualtyClaim},
    "detention": {"claim": DetentionClaim, "step": CustodyStep},
    "charge": {"update": ChargeUpdate},
    "toll": {"relation": TollRelation},
}
FOR_ALL = ("report", "incident", "publish")  # what a file may say once, under [for_all], for all its entries


class UnreadableRegister(Exception):
    """The files cannot be loaded; `faults` name the file, the entry, the field and the next step."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(eq=False)
class Entry:
    """One row to be made: a record, or a part under it."""

    where: str  # for messages: file, table and key
    kind: str
    key: str
    model: type[models.Model]
    written: dict  # column to value, as in the file
    owner: "Entry | None" = None  # the record that a part belongs to
    publish: str = ""  # the reason why it may be public; empty: it stays unpublished
    fields: dict = field(default_factory=dict)  # looked up: column to value, row or Entry
    lists: dict = field(default_factory=dict)  # looked up: column to a list of rows or Entries
    row: models.Model | None = None

    @property
    def owner_key(self) -> str:
        """The foreign key by which a part points at its record."""
        return next(
            name for name in self.model.part_of if self.model._meta.get_field(name).related_model is self.owner.model
        )


def read_folder(folder: Path) -> list[Entry]:
    """The entries of all `.toml` files, files in the order of their names, parts after their record."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise UnreadableRegister([f"{folder} holds no .toml file: name the folder that holds the register's files."])
    entries, faults = [], []
    for path in paths:
        try:
            entries += _entries(path.name, tomllib.loads(path.read_text(encoding="utf-8")), faults)
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{path.name}: {error}. Mend that line; the format is described on toml.io.")
        except UnicodeDecodeError:
            faults.append(f"{path.name} is not UTF-8: save it as UTF-8.")
    faults += _twice(entries)
    if faults:
        raise UnreadableRegister(faults)
    return entries


def _entries(file: str, content: dict, faults: list[str]) -> list[Entry]:
    defaults, entries = content.pop("for_all", {}), []
    if unknown := sorted(set(defaults) - set(FOR_ALL)):
        faults.append(f"{file}, for_all: {', '.join(unknown)} cannot stand there. Write {', '.join(FOR_ALL)} only.")
    for kind, rows in content.items():
        if kind not in TABLES or not _are_tables(rows):
            faults.append(f"{file}: {kind!r} is no table. Write [[name]] with one of: {', '.join(TABLES)}.")
            continue
        for number, row in enumerate(rows, start=1):
            entries += _with_parts(file, kind, number, row, defaults, faults)
    return entries


def _with_parts(file, kind, number, row, defaults, faults) -> list[Entry]:
    row = dict(row)
    key = row.pop("key", "")
    where = f"{file}, {kind} {key or number}"
    if not key or not isinstance(key, str):
        faults.append(f'{where}: it has no key. Write key = "a-word-of-your-own", by which others refer to it.')
    parts = {name: row.pop(name) for name in PARTS.get(kind, {}) if name in row}
    entry = Entry(where, kind, key, TABLES[kind], _with_defaults(TABLES[kind], row, defaults))
    if issubclass(entry.model, Record):
        entry.publish = entry.written.pop("publish", defaults.get("publish", ""))
        if not isinstance(entry.publish, str):
            faults.append(f"{where}, publish: write the reason why it may be public, in quotation marks.")
    entries = [entry]
    for name, rows in parts.items():
        model = PARTS[kind][name]
        if not _are_tables(rows):
            faults.append(f"{where}: {name} is not written as a table. Write [[{kind}.{name}]] above it.")
            continue
        for count, part in enumerate(rows, start=1):
            written = _with_defaults(model, part, defaults)
            part_key = written.pop("key", "")
            entries.append(Entry(f"{where}, {name} {count}", name, part_key, model, written, owner=entry))
    return entries


def _are_tables(rows) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _with_defaults(model, row: dict, defaults: dict) -> dict:
    columns = {field.name for field in model._meta.concrete_fields}
    return {name: value for name, value in defaults.items() if name in columns and name != "publish"} | row


def _twice(entries: list[Entry]) -> list[str]:
    """A fault for each key that stands twice in one table."""
    first, faults = {}, []
    for entry in entries:
        if not entry.key:
            continue
        before = first.setdefault((entry.model, entry.key), entry)
        if before is not entry:
            faults.append(f"{entry.where}: the key stands already in {before.where}. Give one of them another.")
    return faults
