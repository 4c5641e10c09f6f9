"""Read a row of a list as what the register can hold, cell by cell. No database.

A cell that cannot be read is a *fault*, told with the column, the cell and the next step: whoever takes the row in
must refuse it or leave that cell out. A cell that is read with something left out is a *note*.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.importing import ages, names, words
from desk.importing.columns import FIELDS, Field
from desk.importing.dates import read_date
from desk.importing.mappings import Mapping
from desk.importing.privacy import leads_to_a_telephone, private_number
from desk.importing.tables import Row, Table, column_letters
from records.dates import UnreadableDate
from records.text import UnreadableText, clean_text

LONGEST = {"name": 200, "age": 500, "line": 500, "prose": 2000, "place": 500, "terms": 500}
LONGER = {"quotation": 4000, "internal_notes": 20_000, "offence_as_printed": 300, "description": 300}
WORDS_FOR_ALL = ("unknown", "not disclosed")
PRIVATE = {
    "identity": gettext_lazy("An identity number stands here. Take it out of the list: the register keeps none."),
    "telephone": gettext_lazy(
        "A telephone number stands here. Take it out of the list; the page of the person seals contacts."
    ),
}
NOBODY = gettext_lazy("Nothing in this row is about a person: perhaps it is a heading. Take it out.")


class Fault(NamedTuple):
    header: str
    cell: str
    reason: str


@dataclass
class ReadRow:
    """`values` by field, see docs/importing.md; empty ones are left away."""

    number: int
    key: str = ""  # what tells the row in every version of the list; empty if the mapping names no key
    values: dict[str, object] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)  # addresses of other reports, each once
    unknown: list[str] = field(default_factory=list)  # the fields that the list calls unknown
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)


class _Unreadable(ValueError):
    """A cell of a column; `str()` is the reason."""


class RowReader:
    """Reads the rows of one table by one mapping."""

    def __init__(self, mapping: Mapping, table: Table):
        self.mapping, self.headers, self.kind = mapping, table.headers, table.kind
        self.columns: list[tuple[int, str, Field]] = [
            (index, header, FIELDS[mapping.columns[header]])
            for index, header in enumerate(table.headers)
            if header in mapping.columns
        ]
        self.key = table.headers.index(mapping.key) if mapping.key in table.headers else None
        self.missing = [header for header in mapping.columns if header not in table.headers]  # to be told before all
        self.ignored = [header for header in table.headers if header not in mapping.columns and header != mapping.key]
        self.left_out = [header for _index, header, found in self.columns if found.kind == "left_out"]
        self.today = timezone.localdate()

    @property
    def unread(self) -> dict[str, list[str]]:
        """What `ImportBatch.unread` keeps. Where a row was taken for the headers, a private number is no header."""
        columns = {"ignored": self.ignored, "left_out": self.left_out}
        return {why: [_kept(header) or "…" for header in headers] for why, headers in columns.items()}

    def read(self, row: Row) -> ReadRow:
        return _Reading(self, row).result


def read_rows(mapping: Mapping, table: Table) -> Iterator[ReadRow]:
    """Every row of a table, one after another."""
    reader = RowReader(mapping, table)
    for row in table.rows():
        yield reader.read(row)


class _Reading:
    """One row."""

    def __init__(self, reader: RowReader, row: Row):
        self.reader, self.row = reader, row
        self.result = result = ReadRow(row.number)
        self.parts: dict[str, str] = {}
        self.not_disclosed: list[str] = []
        if reader.key is not None:
            result.key = words.one_line(row.cells[reader.key])
        for index, header, found in reader.columns:
            self._take(found, header, row.cells[index], row.addresses.get(index, ""))
        for name, cell in reader.mapping.in_every_row.items():
            if name not in result.values and name not in result.unknown:
                self._take(FIELDS[name], "", cell, "")
        self._finish()

    def _take(self, found: Field, header: str, cell: str, address: str):
        if found.kind == "left_out":
            return
        if found.kind == "links":
            self._take_links(header, cell, address)
            return
        cell = self.reader.mapping.words.get(header, {}).get(words.one_line(cell), cell)
        text = cell.strip()
        if not text:
            return
        if words.is_not_disclosed(text):
            self.not_disclosed.append(header or str(found.label))
            return
        if words.is_unknown(text) and found.name != "number":
            if found.name not in self.result.unknown:
                self.result.unknown.append(found.name)
            if found.kind == "choice" and "unknown" in words.values_of(found.name):
                self.result.values[found.name] = "unknown"
            return
        try:
            if text.lower() in words.ERRORS:
                raise _Unreadable(_("A formula failed here. Correct it in the spreadsheet program and save the file."))
            if kind := private_number(text):
                raise _Unreadable(str(PRIVATE[kind]))
            getattr(self, f"_take_{found.kind}")(found, header, text)
        except (_Unreadable, UnreadableText) as error:
            self._fault(header, cell, _told(error))

    def _fault(self, header, cell, reason):
        self.result.faults.append(Fault(header, _kept(cell), reason))

    def _note(self, header, cell, reason):
        self.result.notes.append(Fault(header, _kept(cell), reason))

    # Kinds of cells

    def _take_name(self, found, header, text):
        if found.name in ("surname", "given_name", "patronymic"):
            self.parts[found.name] = clean_text(" ".join(text.split()), max_length=100)
            return
        for name in names.names_in(text, found.name):
            self._add_name(name._replace(text=clean_text(name.text, max_length=LONGEST["name"])))
        if names.remarks_in(text):
            self._note(
                header, text, _("What stands in brackets is no name. It is left out: give it a column of its own.")
            )

    def _add_name(self, name):
        listed = self.result.values.setdefault("names", [])
        if name.text not in [it.text for it in listed]:
            listed.append(name)

    def _take_age(self, found, header, text):
        age = ages.read_cell(text)
        values = {"age_low": age.low, "age_high": age.high, "age_as_printed": clean_text(age.printed, max_length=500)}
        found = {name: value for name, value in values.items() if value not in (None, "")}
        self.result.values = {
            **found,
            **self.result.values,
        }  # columns of their own for the lowest and highest come first
        if age.doubt:
            reasons = {
                "year": _("This looks like a year of birth. It is kept as printed, not as an age."),
                "large": _("Nobody is so old. It is kept as printed, not as an age."),
                "unclear": _("No age can be read in it. It is kept as printed."),
            }
            self._note(header, text, reasons[age.doubt])

    def _take_bound(self, found, header, text):
        age = ages.read_cell(text)
        if age.doubt or age.low is None or age.low != age.high:
            raise _Unreadable(_("One age in completed years stands here, such as 25."))
        self.result.values[found.name] = age.low

    def _take_choice(self, found, header, text):
        value = words.meaning(found.name, text)
        if not value:
            known = ", ".join(words.known_words(found.name))
            raise _Unreadable(
                _("This word is not known here. Say in the mapping, under “words”, what it means: %(known)s.")
                % {"known": known}
            )
        self.result.values[found.name] = value

    def _take_date(self, found, header, text):
        mapping = self.reader.mapping
        if re.fullmatch(r"[34]\d{4}(?:\.\d+)?", text):
            raise _Unreadable(
                _("This is a date as a spreadsheet program keeps it. Give the column the format of a date and save it.")
            )
        is_birth = found.name == "born_on"
        try:
            read = read_date(
                " ".join(text.split()),
                order=mapping.date_order.get(header, ""),
                year=None if is_birth else mapping.year,
                today=self.reader.today,
            )
        except UnreadableDate as error:
            raise _Unreadable(_(error.message) % error.params) from None
        self.result.values[found.name] = read.date.text
        if read.is_inferred:
            self.result.values[f"{found.name}_inferred"] = True
        if read.left_out:
            self._note(header, text, _("The day is taken, the time of day is not."))
        if _is_future(read.date.earliest, self.reader.today):
            self._note(header, text, _("This day has not come yet."))

    def _take_line(self, found, header, text):
        text = " ".join(text.split())
        self.result.values[found.name] = clean_text(text, max_length=LONGER.get(found.name, LONGEST["line"]))

    def _take_prose(self, found, header, text):
        text = clean_text(text, max_length=LONGER.get(found.name, LONGEST["prose"]), multiline=True)
        before = self.result.values.get(found.name)
        self.result.values[found.name] = f"{before}\n{text}" if before else text

    def _take_place(self, found, header, text):
        text = clean_text(" ".join(text.split()), max_length=LONGEST["place"])
        before = self.result.values.get(found.name)
        self.result.values[found.name] = f"{before}, {text}" if before and before != text else text

    def _take_terms(self, found, header, text):
        listed = [clean_text(word, max_length=LONGEST["terms"]) for word in words.several(text)]
        self.result.values[found.name] = [*self.result.values.get(found.name, []), *listed]

    def _take_links(self, header, cell, address):
        rest = cell
        for found in [address, *_WEB.findall(cell)]:
            rest = rest.replace(found, " ") if found else rest
            found = found.rstrip(".,;)»\"'")
            link = found if "://" in found else f"https://{found}" if found else ""
            if leads_to_a_telephone(link):
                self._fault(header, cell, str(PRIVATE["telephone"]))
                continue
            try:
                link = clean_text(link)
            except UnreadableText as error:
                self._fault(header, cell, _told(error))
                continue
            if link and link not in self.result.links and len(link) <= 1000:
                self.result.links.append(link)
        rest = rest.strip(" \n\t;,|/()«»\"'")
        if re.search(r"\w", rest) and not address and not words.is_unknown(rest):
            self._note(header, cell, _("Only addresses on the web are taken from this column; the rest is left."))

    # The whole row

    def _finish(self):
        result = self.result
        if name := names.joined(self.parts):
            listed = result.values.setdefault("names", [])
            listed.insert(0, names.ReadName(name, names.language_of(name), names.NameKind.AS_PRINTED))
        if result.values.get("names"):
            result.values["name_as_printed"] = result.values["names"][0].text
        low, high = (result.values.get(name) for name in ("age_low", "age_high"))
        if low is not None and high is not None and low > high:
            self._fault("", f"{low} – {high}", _("The lowest age is above the highest: turn them round."))
        if self.not_disclosed:
            result.values["not_disclosed"] = ", ".join(self.not_disclosed)[:300]
        if self.reader.kind != "xlsx":  # a cell too many in a text file: the others may stand in wrong columns
            for index in range(len(self.reader.headers), len(self.row.cells)):
                if self.row.cells[index].strip():
                    reason = _(
                        "This row has more cells than the list has columns. Put the cell with the comma in quotes."
                    )
                    self._fault(column_letters(index), self.row.cells[index], reason)
        said = result.values.keys() - {"number"} - set(self.reader.mapping.in_every_row)
        if not (said or result.unknown or result.faults):
            self._fault("", "", str(NOBODY))


_WEB = re.compile(
    r"(?:https?://|www\.)[^\s;,|<>\"]+(?:,[^\s;,|<>\"]+)*|\b(?:[\w-]+\.)+(?:kz|com|org|net|ru|info|me)/[^\s;,|<>\"]+"
)


def _told(error) -> str:
    return _(error.message) % error.params if isinstance(error, UnreadableText) else str(error)


def _kept(cell: str) -> str:
    """The cell as it is told of: what the register never keeps is not kept there either. PostgreSQL keeps no NUL."""
    if private_number(cell):
        return ""
    cell = cell.replace("\0", "\ufffd")
    return cell if len(cell) <= 200 else f"{cell[:200]}…"


def _is_future(day: date | None, today: date) -> bool:
    return day is not None and day > today
