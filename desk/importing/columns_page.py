"""The page of columns: how a list that was handed in is to be read, asked until nothing is left to ask."""

from functools import partial
from itertools import islice

from desk.importing import batches
from desk.importing.columns import FIELDS
from desk.importing.delimited import ENCODINGS
from desk.importing.files import UnreadableFile, open_table
from desk.importing.forms import ColumnsForm, first_guess
from desk.importing.kept_mappings import keep
from desk.importing.mappings import Mapping, UnreadableMapping, ambiguous_dates, from_toml, to_toml
from desk.importing.meanings import sent_words, unknown_words
from desk.importing.values import RowReader
from desk.models import BatchState, ImportBatch

GUESSED_FROM = 20  # rows


class ColumnsPage:
    """`form` as it is to be shown. `asks`: words were found whose meaning nobody said yet. `same` is an earlier import
    of the same file. `unreadable` says what is wrong with the mapping that the batch had. Raises `UnreadableFile`."""

    def __init__(self, batch: ImportBatch, posted):
        self.batch, self.posted, self.asks = batch, posted, False
        self.saved, self.unreadable = None, ""
        try:
            self.saved = from_toml(batch.mapping) if batch.mapping else None
        except UnreadableMapping as error:
            self.unreadable = str(error)
        self.reads_again = "_read_again" in posted
        self.same = None
        if not (batch.report_id or batch.new_report):
            self.same = ImportBatch.objects.filter(sha256=batch.sha256, state=BatchState.DONE).first()
        with batches.local_file(batch) as here:
            self.table = self._table(here)
            self.samples = list(islice(self.table.rows(), GUESSED_FROM))
            self.form = self._asking() if posted and not self.reads_again else self._first()

    @property
    def is_complete(self) -> bool:
        return bool(self.posted) and not self.reads_again and not self.asks and self.form.is_valid()

    def kept(self, *, by) -> dict:
        """What the batch keeps of it; the mapping is kept under its name too."""
        given, mapping = self.form.cleaned_data, self.form.mapping()
        new = {name: given[name] for name in ("title", "url", "published_on") if given[name]}
        keep(mapping, by=by)
        return {
            "mapping": to_toml(mapping),
            "unread": RowReader(mapping, self.table).unread,
            "report": given["report"],
            "new_report": {} if given["report"] else new,
            "incident": given["incident"],
        }

    def _table(self, here):
        """As it was sent; else as the mapping has it; of a mapping kept for an earlier file, as far as it fits this."""
        posted, saved, batch = self.posted, self.saved, self.batch
        read = partial(open_table, here, name=batch.file_name)
        if posted or not saved:
            encoding, row = posted.get("encoding"), posted.get("header_row", "")
            return read(
                sheet=posted.get("sheet") or None,
                encoding=encoding if encoding in ENCODINGS else None,
                header_row=int(row) if len(row) < 5 and row.isascii() and row.isdecimal() else None,
            )
        chosen = {name: getattr(saved, name) for name in ("sheet", "header_row", "encoding", "delimiter")}
        if batch.report_id or batch.new_report:
            return read(**chosen)
        try:
            table = read(**chosen)
        except UnreadableFile:
            return read()
        if saved.columns.keys() <= {*table.headers}:
            return table
        try:
            return max(table, read(), key=self._known)
        except UnreadableFile:
            return table

    def _known(self, table) -> int:
        """How many columns of the mapping a table has."""
        return len(self.saved.columns.keys() & {*table.headers})

    def _form(self, *given, **more) -> ColumnsForm:
        saved = None if self.reads_again else self.saved
        return ColumnsForm(*given, table=self.table, samples=self.samples, saved=saved, **more)

    def _first(self) -> ColumnsForm:
        saved = None if self.reads_again else self.saved
        initial = first_guess(self.table, self.samples, saved) | self._report()
        if self.reads_again and self.posted.get("kind"):
            initial |= {"kind": self.posted["kind"], "header_row": self.table.header_row}
        initial["encoding"] = self._chosen_encoding()
        columns = {it: name for place, it in enumerate(self.table.headers) if (name := initial.get(f"column_{place}"))}
        guessed = Mapping("", initial["kind"], columns, words=saved.words if saved else {})
        words = unknown_words(guessed, self.table, self.samples)
        return self._form(None, initial=initial, words=words, asked=self._ordered(columns))

    def _chosen_encoding(self) -> str:
        """Empty where it is recognised by itself."""
        chosen = self.posted.get("encoding") if self.reads_again else self.saved and self.saved.encoding
        return chosen if chosen == self.table.encoding else ""

    def _ordered(self, columns: dict[str, str]) -> dict[str, None]:
        """The columns of dates whose order an earlier mapping says: it is shown, and can be corrected."""
        orders = self.saved.date_order if self.saved and not self.reads_again else ()
        return {header: None for header in orders if header in columns and FIELDS[columns[header]].kind == "date"}

    def _report(self) -> dict:
        """The report of the list as chosen before, or of an earlier import of the same file."""
        known = self.same or self.batch
        report = known.report.shown_id if known.report else ""
        return {**known.new_report, "report": report, "incident": known.incident_id}

    def _asking(self) -> ColumnsForm:
        """The form as sent; it asks for the order of dates where the dates themselves do not tell, and for the words
        that are not known."""
        posted, headers = self.posted, self.table.headers
        words = sent_words(posted, self.table)
        given = {header: order for index, header in enumerate(headers) if (order := posted.get(f"order_{index}"))}
        form = self._form(posted, words=words, asked=dict.fromkeys(given))
        if not form.is_valid():
            return form
        mapping = form.mapping()
        asked = dict.fromkeys(given) | ambiguous_dates(mapping, self.table)
        found = unknown_words(mapping, self.table, self.table.rows())
        for header, texts in found.items():
            new = [text for text in texts if text not in words.get(header, ())]
            words[header] = [*words.get(header, ()), *new]
            self.asks |= bool(new)
        form = self._form(posted, words=words, asked=asked)
        form.settled = {header: order for header, order in mapping.date_order.items() if header not in asked}
        return form
