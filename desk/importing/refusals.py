"""What is told about a file that cannot be taken: the file, the line, what is wrong, and the next step."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEGABYTE = 1024 * 1024

REFUSED = {
    # What sort of file it is
    "empty": gettext_lazy("There is nothing in it. Choose another file."),
    "large": gettext_lazy("It is larger than %(megabytes)d MB. Divide the list into several files."),
    "ending": gettext_lazy(
        "Its name does not say what it is. Save it as CSV, TSV or XLSX, and keep the ending .csv, .tsv or .xlsx."
    ),
    "not_named_xlsx": gettext_lazy(
        "It is an XLSX workbook under the name of something else. Give it a name that ends with .xlsx."
    ),
    "not_xlsx": gettext_lazy(
        "It is named as an XLSX workbook and is none. Open it in a spreadsheet program and save it as XLSX."
    ),
    "old_xls": gettext_lazy(
        "It is a workbook of the old kind (XLS). Open it in a spreadsheet program and save it as XLSX."
    ),
    "locked": gettext_lazy(
        "It is locked with a password. Open it in a spreadsheet program and save a copy without a password."
    ),
    "ods": gettext_lazy("It is an OpenDocument file. Open it in a spreadsheet program and save it as XLSX."),
    "web_page": gettext_lazy("It is a web page. Open it in a spreadsheet program and save it as XLSX."),
    "no_table": gettext_lazy(
        "It is a picture, a PDF or another file without cells. Save the list as CSV or XLSX and choose that file."
    ),
    "damaged": gettext_lazy(
        "It is damaged or cut off. Open it in a spreadsheet program, see whether all is there, and save it anew."
    ),
    # CSV
    "encoding": gettext_lazy(
        "Its letters cannot be read as UTF-8, UTF-16 or windows-1251. Choose its encoding, or save it anew as UTF-8."
    ),
    "damaged_letters": gettext_lazy(
        "A letter is damaged: bytes stand there that are no %(encoding)s. Correct the line, or choose another encoding."
    ),
    "other_encoding": gettext_lazy("It begins with the mark of %(encoding)s. Choose that encoding, or none."),
    "quotes": gettext_lazy(
        "A quotation mark stands where none can stand, or one is never closed. Inside a cell, write each of them twice."
    ),
    "long_cell": gettext_lazy(
        "A cell has more than 131,072 characters, or a line has no end: perhaps a quotation mark is never closed. "
        "Correct it and save the file anew."
    ),
    # Workbooks
    "bomb": gettext_lazy(
        "It unpacks to far more than a list can hold, so it was not opened. Copy the list alone into a new workbook."
    ),
    "no_sheet": gettext_lazy(
        "It has no sheet “%(wanted)s” that can be seen. Choose another sheet; one that is hidden must be shown first."
    ),
    "no_sheets": gettext_lazy("It has no sheet with cells that can be seen. Show the hidden sheet and save it anew."),
    "no_value": gettext_lazy(
        "Cell %(cell)s holds a formula whose result is not in the file. Open it in a spreadsheet program and save it."
    ),
    # The table
    "no_header": gettext_lazy(
        "There is no header row %(row)d. Choose the row in which the names of the columns stand."
    ),
    "no_cells": gettext_lazy("There is no cell with text in it. Choose another sheet or another file."),
    "many_columns": gettext_lazy("It has more than %(most)d columns. Take out those that are not needed."),
    "many_rows": gettext_lazy("It has more than %(most)d rows. Divide the list into several files."),
}


class UnreadableFile(Exception):
    """A file that is not taken. `str()` is the whole message, in the language that is active then.

    `code` is a key of `REFUSED`; `line` counts from 1: the line of a CSV file, the row of a sheet.
    """

    def __init__(self, code: str, *, name: str, line: int | None = None, sheet: str = "", **params: object):
        self.code, self.name, self.line, self.sheet, self.params = code, name, line, sheet, params
        super().__init__(code)

    def __str__(self):
        about = {"file": self.name, "line": self.line, "sheet": self.sheet, "problem": REFUSED[self.code] % self.params}
        if self.sheet and self.line:
            return _("%(file)s, sheet “%(sheet)s”, row %(line)d: %(problem)s") % about
        if self.sheet:
            return _("%(file)s, sheet “%(sheet)s”: %(problem)s") % about
        if self.line:
            return _("%(file)s, line %(line)d: %(problem)s") % about
        return _("%(file)s: %(problem)s") % about
