"""Write the facts for staff as CSV files or as one XLSX workbook."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from desk.facts import TABLES, resource
from desk.open_facts import open_resource
from records.one_moment import one_moment
from records.sheets import write_workbook


class Extent(models.TextChoices):
    """How much is taken out; each has a permission of its own."""

    OPEN = "open", _("what can become public: no private column, no withheld value, no confidential report")
    ALL = "all", _("everything: private columns, withheld names and confidential reports too")


class Files(models.TextChoices):
    CSV = "csv", _("CSV files, one for each table")
    XLSX = "xlsx", _("one XLSX workbook, with a sheet for each table")


README = """\
Every fact of the register with its source, one table for each kind of record; made by manage.py export_facts.
%(extent)s
A record is named in other tables by its public_id. Several values are joined by |. An apostrophe at the start of a text
that begins with = + - or @ (after a semicolon or line break too) keeps spreadsheet programs from running it.
Places: Bureau of National Statistics of Kazakhstan (KATO). Coordinates: GeoNames, CC BY 4.0, changed.
"""
EXTENTS = {
    Extent.ALL: "For staff: names that are not public stand here too. The public files are on the public site.",
    Extent.OPEN: "For staff: drafts that nobody has checked stand here too. Left out are private columns, values that\n"
    "are withheld, what was withdrawn, and confidential reports. The public files are on the public site.",
}


def export_facts(folder: Path, *, extent: str = Extent.ALL, files: str = Files.CSV) -> dict[str, int]:
    """Write `<table>.csv` for each table, or `facts.xlsx`, and a README; returns the number of rows of each table.

    All files are of one moment, and nobody who saves meanwhile waits. Raises `records.sheets.TooLongForXlsx`.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    counts = {}
    with one_moment(), translation.override("en"):  # whoever asks, the labels are English
        tables = ((table, _counted(table, extent, counts)) for table in TABLES)
        if files == Files.XLSX:
            write_workbook(folder / "facts.xlsx", tables)
        else:
            for table, rows in tables:
                with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                    csv.writer(file).writerows(rows)
    (folder / "README.txt").write_text(README % {"extent": EXTENTS[Extent(extent)]}, encoding="utf-8")
    return counts


def _counted(table, extent, counts) -> Iterator[list]:
    """The header and the rows of a table."""
    rows = (open_resource if extent == Extent.OPEN else resource)(table).written()
    yield next(rows)
    counts[table] = 0
    for row in rows:
        counts[table] += 1
        yield row
