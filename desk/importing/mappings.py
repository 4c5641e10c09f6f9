"""How the columns of one list are read: kept under a name, and as a TOML file."""

import json
import tomllib
from dataclasses import dataclass, field, fields

from django.utils import timezone
from django.utils.translation import gettext as _

from desk.importing.columns import BOTH, FIELDS, SEVERAL
from desk.importing.dates import ORDERS, Ambiguous, orders_of
from desk.importing.delimited import ENCODINGS
from desk.importing.tables import Table
from desk.importing.words import known_words, one_line


class UnreadableMapping(ValueError):
    """`str()` says what is wrong and what to write."""


@dataclass
class Mapping:
    """Columns are named by their headers, as `Table.headers` has them; those that are not named are not read."""

    name: str
    kind: str  # killed or detained
    columns: dict[str, str]  # header: field, see desk.importing.columns.FIELDS
    key: str | None = None  # the header of the column that tells a row in every version of the list
    date_order: dict[str, str] = field(default_factory=dict)  # header: dmy, mdy or ymd
    year: int | None = None  # where a date has none; such dates are marked as inferred
    words: dict[str, dict[str, str]] = field(default_factory=dict)  # header: {what stands in a cell: what it means}
    in_every_row: dict[str, str] = field(default_factory=dict)  # field: what holds for the whole list
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None

    def check(self):
        """Raise `UnreadableMapping` for what cannot be meant."""
        if self.kind not in BOTH:
            raise UnreadableMapping(_("Write kind = “killed” or kind = “detained”."))
        if not self.columns:
            raise UnreadableMapping(_("The mapping says no %(setting)s. Add it.") % {"setting": "columns"})
        seen = set()
        for header, name in [*self.columns.items(), *((None, name) for name in self.in_every_row)]:
            found = FIELDS.get(name)
            if found is None or self.kind not in found.lists:
                known = ", ".join(known.name for known in FIELDS.values() if self.kind in known.lists)
                raise UnreadableMapping(
                    _("There is no field “%(field)s” in a list of this kind. Write one of: %(known)s.")
                    % {"field": name, "known": known}
                )
            if header is None and found.private:
                raise UnreadableMapping(
                    _("“%(field)s” is private: a mapping is kept, so it cannot hold for every row.") % {"field": name}
                )
            if name in seen and found.kind not in SEVERAL:
                raise UnreadableMapping(
                    _("Two columns are read as “%(field)s”. Take one of them out.") % {"field": name}
                )
            seen.add(name)
            if header and header == self.key and found.kind == "left_out":
                raise UnreadableMapping(
                    _("“%(column)s” is left out because it is private: choose another column as the key.")
                    % {"column": header}
                )
        for header, meanings in self.words.items():
            self._check_words(header, meanings)
        if self.encoding and self.encoding not in ENCODINGS:
            raise UnreadableMapping(
                _("There is no encoding “%(encoding)s”. Write one of: %(known)s.")
                % {"encoding": self.encoding, "known": ", ".join(ENCODINGS)}
            )
        if self.delimiter is not None and len(self.delimiter) != 1:
            raise UnreadableMapping(_("The delimiter is one character: a comma, a semicolon or a tab."))
        if wrong := next((order for order in self.date_order.values() if order not in ORDERS), None):
            raise UnreadableMapping(
                _("The order of a date is “dmy”, “mdy” or “ymd”, not “%(order)s”.") % {"order": wrong}
            )

    def _check_words(self, header, meanings):
        """What a word means in a column of a closed list is one of its values, or nothing."""
        name = self.columns.get(header)
        if name is None or FIELDS[name].kind != "choice":
            return
        known = known_words(name)
        if wrong := next((meant for meant in meanings.values() if meant and meant not in known), None):
            raise UnreadableMapping(
                _("A word of the column “%(column)s” means one of %(known)s, not “%(meant)s”.")
                % {"column": header, "known": ", ".join(known), "meant": wrong}
            )


_TEXTS = ("name", "kind", "key", "sheet", "encoding", "delimiter")
_NUMBERS = ("year", "header_row")
_TABLES = ("columns", "date_order", "in_every_row")


def to_toml(mapping: Mapping) -> str:
    lines = []
    for name in (*_TEXTS, *_NUMBERS):
        if (value := getattr(mapping, name)) is not None:
            lines.append(f"{name} = {value if isinstance(value, int) else _quoted(value)}")
    for name in _TABLES:
        if table := getattr(mapping, name):
            lines += _section(name, table)
    for header, words in mapping.words.items():
        lines += _section(f"words.{_quoted(header)}", words)
    return "\n".join(lines) + "\n"


def _section(name, table):
    return ["", f"[{name}]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in table.items())]


def _quoted(text: str) -> str:
    """A basic string of TOML: as in JSON, but that DEL is escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def from_toml(text: str) -> Mapping:
    """Raises `UnreadableMapping`."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableMapping(_("The mapping is no TOML: %(problem)s.") % {"problem": error}) from None
    known = {field.name for field in fields(Mapping)}
    if unknown := sorted(found.keys() - known):
        raise UnreadableMapping(
            _("The mapping has no setting “%(unknown)s”. Write one of: %(known)s.")
            % {"unknown": unknown[0], "known": ", ".join(sorted(known))}
        )
    for name in ("name", "kind", "columns"):
        if not found.get(name):
            raise UnreadableMapping(_("The mapping says no %(setting)s. Add it.") % {"setting": name})
    for name, value in found.items():
        if not _fits(name, value):
            raise UnreadableMapping(
                _("The setting “%(setting)s” of the mapping has a value of the wrong sort. See docs/importing.md.")
                % {"setting": name}
            )
    mapping = Mapping(**found)
    mapping.words = {
        header: {one_line(word): meant for word, meant in meanings.items()}
        for header, meanings in mapping.words.items()
    }
    mapping.check()
    return mapping


def _fits(name, value) -> bool:
    if name in _TEXTS:
        return isinstance(value, str)
    if name in _NUMBERS:
        return type(value) is int and value >= 0
    texts = value.values() if isinstance(value, dict) else [None]
    if name == "words":
        return all(isinstance(words, dict) and _all_texts(words.values()) for words in texts)
    return _all_texts(texts)


def _all_texts(values) -> bool:
    return all(isinstance(value, str) for value in values)


def ambiguous_dates(mapping: Mapping, table: Table) -> dict[str, Ambiguous]:
    """The headers whose dates could be read in two ways, each with an example: to be asked once and kept in
    `date_order`.

    A column in which some dates can be read in one order only is settled by them: that order is written into
    `mapping.date_order`, and it is not asked. Reads the whole table.
    """
    dates = [
        header
        for header, name in mapping.columns.items()
        if FIELDS[name].kind == "date" and header in table.headers and header not in mapping.date_order
    ]
    settled, asked = orders_of(table, dates, today=timezone.localdate())
    mapping.date_order |= settled
    return asked
