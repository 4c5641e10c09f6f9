"""The forms of an import: the file; how its columns are read and what report the list is; undoing."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.importing.columns import DETAINED, FIELDS, KILLED, guess, guess_kind
from desk.importing.dates import ORDERS
from desk.importing.delimited import ENCODINGS
from desk.importing.mappings import Mapping, UnreadableMapping
from desk.importing.meanings import MeaningsForm, is_closed
from desk.importing.tables import Row, Table
from desk.models import SavedMapping
from records import public_id
from records.form_fields import PartialDateFormField, ProseFormField, TextLineFormField, WebAddressFormField
from sources.models import Incident, Report

SAMPLES = 3  # cells of each column that are shown
ORDER_LABELS = {
    "dmy": gettext_lazy("day, month, year"),
    "mdy": gettext_lazy("month, day, year"),
    "ymd": gettext_lazy("year, month, day"),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV, TSV or XLSX. It is kept privately until the import is undone, and never published."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm"}),
    )
    saved = forms.ModelChoiceField(
        SavedMapping.objects.all(),
        required=False,
        label=gettext_lazy("Mapping"),
        empty_label=gettext_lazy("guessed from the headers"),
        help_text=gettext_lazy("How the columns of an earlier list of this sort were read."),
    )


class ColumnsForm(MeaningsForm):
    """Where the table stands, what each column holds, what its words mean, and what report the list is.

    `saved` is the mapping as it was before, of which the words and what holds in every row are taken over.
    """

    sheet = forms.ChoiceField(required=False, label=gettext_lazy("Sheet"))
    header_row = forms.IntegerField(
        min_value=0, label=gettext_lazy("Row with the headers"), help_text=gettext_lazy("0 if the list has none.")
    )
    encoding = forms.ChoiceField(
        required=False, label=gettext_lazy("Encoding"), choices=[("", gettext_lazy("recognised by itself")), *(
            (name, name) for name in ENCODINGS
        )]
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("The list is of"),
        choices=[(KILLED, gettext_lazy("the killed and injured")), (DETAINED, gettext_lazy("the detained"))],
    )
    key = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Column that tells the rows"),
        help_text=gettext_lazy(
            "A number or code that a person keeps in every version of the list. Without one, a row that was corrected "
            "counts as one that is gone and one that is new."
        ),
    )
    year = forms.IntegerField(
        required=False,
        min_value=1900,
        max_value=2100,
        label=gettext_lazy("Year of dates that have none"),
    )
    name = TextLineFormField(
        max_length=100,
        label=gettext_lazy("Keep this mapping as"),
        help_text=gettext_lazy(
            "Under this name it can be chosen for the next list. One of that name gives way to it and stays in history."
        ),
    )
    report = TextLineFormField(
        required=False,
        max_length=20,
        label=gettext_lazy("Report that this list is"),
        help_text=gettext_lazy(
            "Its id, such as K7Q2M-9XD4T: then this is a newer version of a list imported before, or another part of "
            "it. Leave it empty for a list that the register has not got yet."
        ),
    )
    title = TextLineFormField(required=False, max_length=300, label=gettext_lazy("or title of a new report"))
    url = WebAddressFormField(required=False, max_length=1000, label=gettext_lazy("its address"), assume_scheme="https")
    published_on = PartialDateFormField(required=False, label=gettext_lazy("published on"))
    incident = forms.ModelChoiceField(
        Incident.objects.standing(),
        label=gettext_lazy("Event"),
        help_text=gettext_lazy("What the deaths or arrests in the list belong to."),
    )

    def __init__(self, *args, table: Table, samples: list[Row], asked=(), words=None, saved=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.table, self.samples, self.asked = table, samples, dict(asked)
        self.saved_words = saved.words if saved else {}
        self.settled: dict[str, str] = {}  # orders of dates that the dates themselves tell
        self.fields["sheet"].choices = [(name, name) for name in table.sheets]
        self.fields["key"].choices = [("", _("none")), *((header, header) for header in table.headers)]
        if not table.sheets:
            del self.fields["sheet"]
        else:
            del self.fields["encoding"]
        kind = (self.data.get("kind") if self.is_bound else None) or self.initial.get("kind")
        known = [("", _("not read")), *((it.name, it.label) for it in FIELDS.values() if kind in it.lists)]
        orders = [("", _("choose")), *((order, ORDER_LABELS[order]) for order in ORDERS)]
        for index, header in enumerate(table.headers):
            self.fields[f"column_{index}"] = forms.ChoiceField(required=False, choices=known, label=header)
            if header in self.asked:
                self.fields[f"order_{index}"] = forms.ChoiceField(
                    choices=orders, label=_("Order of the dates in “%(column)s”") % {"column": header}
                )
        given = self.data if self.is_bound else self.initial
        read_as = {header: given.get(f"column_{index}") for index, header in enumerate(table.headers)}
        self.add_words(read_as, words or {}, {} if self.is_bound else self.saved_words)
        self.add_in_every_row(kind, saved.in_every_row if saved and not self.is_bound else {})

    def plain_fields(self):
        others = ("column_", "order_", "word_", "every_", "value_")
        return [self[name] for name in self.fields if not name.startswith(others)]

    def columns(self):
        """For the table of columns: each with its cells and its inputs."""
        for index, header in enumerate(self.table.headers):
            order = f"order_{index}"
            yield {
                "header": header,
                "cells": [row.cells[index] for row in self.samples if index < len(row.cells)],
                "field": self[f"column_{index}"],
                "order": self[order] if order in self.fields else None,
                "asked": self.asked.get(header),
                "words": [
                    (word, name.replace("word", "text"), self[name]) for word, name in self.words.get(header, ())
                ],
            }

    def clean_report(self):
        typed = self.cleaned_data["report"]
        if not typed:
            return None
        report = Report.objects.standing().filter(public_id=public_id.read(typed)).first()
        if report is None:
            raise forms.ValidationError(_("There is no such report. Write its id as it stands on its page."))
        return report

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("report") and not given.get("title"):
            self.add_error("title", _("Write the id of the report that the list is, or the title of a new one."))
        if not self.errors:
            try:
                self.mapping().check()
            except UnreadableMapping as error:
                self.add_error(None, str(error))
            else:
                self.say_unreadable(self.mapping())
        return given

    def mapping(self) -> Mapping:
        given, headers = self.cleaned_data, self.table.headers
        columns = {header: given.get(f"column_{index}") for index, header in enumerate(headers)}
        orders = {header: given.get(f"order_{index}") for index, header in enumerate(headers)}
        return Mapping(
            name=given["name"],
            kind=given["kind"],
            columns={header: name for header, name in columns.items() if name},
            key=given["key"] or None,
            date_order=self.settled | {header: order for header, order in orders.items() if order},
            year=given["year"],
            words=self._words(),
            in_every_row=self.in_every_row(),
            sheet=given.get("sheet") or None,
            header_row=given["header_row"],
            encoding=given.get("encoding") or None,
        )

    def _words(self) -> dict[str, dict[str, str]]:
        """Those chosen here, and those of columns that are no closed list, which only a file can give."""
        read_as = {header: self.cleaned_data.get(f"column_{index}") for index, header in enumerate(self.table.headers)}
        others = {it: words for it, words in self.saved_words.items() if read_as.get(it) and not is_closed(read_as[it])}
        return others | self.meanings()


def first_guess(table: Table, samples: list[Row], saved: Mapping | None) -> dict:
    """What the form holds at first: of an earlier mapping, or guessed."""
    kind = saved.kind if saved else guess_kind(table.headers)
    guessed = guess(table.headers, [row.cells for row in samples], kind)
    if saved:
        guessed = {place: saved.columns[it] for place, it in enumerate(table.headers) if it in saved.columns}
    number = next((table.headers[place] for place, name in guessed.items() if name == "number"), "")
    return {
        "sheet": table.sheet,
        "header_row": table.header_row,
        "kind": kind,
        "key": (saved.key if saved and saved.key in table.headers else number) or "",
        "year": saved.year if saved else None,
        "name": saved.name if saved else table.name.rpartition(".")[0][:100],
        **{f"column_{place}": name for place, name in guessed.items()},
        **({f"order_{table.headers.index(it)}": order for it, order in saved.date_order.items() if it in table.headers}
           if saved else {}),
    }  # fmt: skip


class UndoForm(forms.Form):
    reason = ProseFormField(
        max_length=2000,
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Why the import is taken back. Kept in history, never published."),
    )
    keeps_edited = forms.BooleanField(
        required=False,
        label=gettext_lazy("Leave as it is what was edited, published or named by others since"),
    )
