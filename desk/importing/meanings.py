"""What a list calls by words of its own, and what holds for all of its rows: fields of the page of columns."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _

from desk.importing import words
from desk.importing.columns import FIELDS
from desk.importing.mappings import Mapping
from desk.importing.privacy import private_number
from desk.importing.tables import Row, Table
from desk.importing.values import NOBODY, Fault, RowReader
from records.form_fields import TextLineFormField

MOST_WORDS = 40  # of one column; a list with more has something else in it
IN_EVERY_ROW = 4  # lines offered at first
MOST_IN_EVERY_ROW = 40
BLANK = "-"  # as a form sends it: the word says nothing
_OF_WORD = re.compile(r"text_([0-9]{1,3})_([0-9]{1,5})")
_OF_LINE = re.compile(r"every_([0-9]{1,2})")


def is_closed(name: str | None) -> bool:
    """Whether a field takes the words of a closed list."""
    return name in FIELDS and FIELDS[name].kind == "choice"


def unknown_words(mapping: Mapping, table: Table, rows: Iterable[Row]) -> dict[str, list[str]]:
    """By header, the words in columns of closed lists that neither we nor the mapping know."""
    asked = [
        (index, header, name)
        for index, header in enumerate(table.headers)
        if is_closed(name := mapping.columns.get(header))
    ]
    found: dict[str, dict[str, None]] = {header: {} for _index, header, _name in asked}
    for row in rows if asked else ():
        for index, header, name in asked:
            text = words.one_line(row.cells[index])
            if text and text not in found[header] and len(found[header]) < MOST_WORDS and len(text) <= 200:
                known = words.is_unknown(text) or words.is_not_disclosed(text) or words.meaning(name, text)
                if not known and text not in mapping.words.get(header, ()) and not private_number(text):
                    found[header][text] = None
    return {header: list(texts) for header, texts in found.items() if texts}


def sent_words(posted, table: Table) -> dict[str, list[str]]:
    """By header, the words whose meaning a form asked for."""
    found: dict[str, list[str]] = {}
    for name in posted:
        if (place := _OF_WORD.fullmatch(name)) and int(place[1]) < len(table.headers):
            found.setdefault(table.headers[int(place[1])], []).append(words.one_line(posted[name])[:200])
    return found


def faults_in_every_row(mapping: Mapping, table: Table) -> list[Fault]:
    """What cannot be read of that which holds for the whole list."""
    reader = RowReader(replace(mapping, columns={}, key=None), table)
    faults = reader.read(Row(0, [""] * len(table.headers), {})).faults
    return [fault for fault in faults if fault.reason != NOBODY]


class MeaningsForm(forms.Form):
    """Part of the form of columns. `table` and `words` (by header) are set before the fields are made."""

    def add_words(self, columns: dict[str, str], asked: dict[str, list[str]], known: dict[str, dict[str, str]]):
        """A field for the meaning of each word; `known` says what was chosen before."""
        self.words: dict[str, list[tuple[str, str]]] = {}  # by header: the word, and the name of its field
        for index, header in enumerate(self.table.headers):
            if not is_closed(columns.get(header)):
                continue
            meanings = [
                ("", _("not said: such rows are refused")),
                (BLANK, _("says nothing: the cell counts as empty")),
            ]
            for place, word in enumerate(dict.fromkeys([*known.get(header, ()), *asked.get(header, ())])):
                name = f"word_{index}_{place}"
                self.words.setdefault(header, []).append((word, name))
                self.fields[name] = forms.ChoiceField(
                    required=False,
                    label=_("“%(word)s” means") % {"word": word},
                    choices=[*meanings, *words.labelled(columns[header])],
                    initial=(known.get(header, {}).get(word, "") or BLANK) if word in known.get(header, ()) else "",
                )

    def add_in_every_row(self, kind: str, known: dict[str, str]):
        """Lines of a field and its value."""
        sent = [int(place[1]) + 1 for name in self.data if (place := _OF_LINE.fullmatch(name))]
        lines = max([IN_EVERY_ROW, len(known) + 2, *sent])
        fields = [it for it in FIELDS.values() if kind in it.lists and not it.private]
        given = [*known.items()] + [("", "")] * lines
        for place in range(min(lines, MOST_IN_EVERY_ROW)):
            name, value = given[place]
            self.fields[f"every_{place}"] = forms.ChoiceField(
                required=False,
                label=_("Column that the list has not got"),
                choices=[("", "–"), *((it.name, it.label) for it in fields)],
                initial=name,
            )
            self.fields[f"value_{place}"] = TextLineFormField(
                required=False, max_length=500, label=_("The same in every row"), initial=value
            )

    def lines_in_every_row(self):
        """For the page: pairs of bound fields."""
        for name in self.fields:
            if place := _OF_LINE.fullmatch(name):
                yield self[name], self[f"value_{place[1]}"]

    def clean(self):
        given, seen = super().clean(), set()
        for of_field, of_value in self.lines_in_every_row():
            name, value = given.get(of_field.name), given.get(of_value.name)
            if name and not value and of_value.name not in self.errors:
                self.add_error(of_value.name, _("Write what holds for every row, or take the column away."))
            elif value and not name and of_field.name not in self.errors:
                self.add_error(of_field.name, _("Choose what this is."))
            elif name and name in seen:
                self.add_error(of_field.name, _("This stands in another line already."))
            seen.add(name)
        return given

    def meanings(self) -> dict[str, dict[str, str]]:
        """As `Mapping.words` has them."""
        given = self.cleaned_data
        chosen = {
            header: {word: given[name].removeprefix(BLANK) for word, name in listed if given.get(name)}
            for header, listed in self.words.items()
        }
        return {header: meant for header, meant in chosen.items() if meant}

    def in_every_row(self) -> dict[str, str]:
        pairs = [(of_field.name, of_value.name) for of_field, of_value in self.lines_in_every_row()]
        given = self.cleaned_data
        return {given[name]: given[value] for name, value in pairs if given.get(name) and given.get(value)}

    def say_unreadable(self, mapping: Mapping):
        """An error at each line whose value cannot be read."""
        for of_field, of_value in self.lines_in_every_row():
            name = self.cleaned_data.get(of_field.name)
            if name and name in mapping.in_every_row:
                alone = replace(mapping, in_every_row={name: mapping.in_every_row[name]})
                for fault in faults_in_every_row(alone, self.table):
                    self.add_error(of_value.name, fault.reason)
