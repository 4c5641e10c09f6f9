"""The CSV files: one list of columns for each, written row by row.

Codes stay as they are, each with an English label beside it; an id stands only where its page or row is public.
"""

from lookup.downloads import about_claims, about_figures, about_help, about_people, about_records
from lookup.downloads.writing import csv_lines

FILES = {
    file.name: file
    for file in (
        about_people.PEOPLE,
        about_people.NAMES,
        about_records.CASUALTIES,
        about_records.DETENTIONS,
        about_records.CHARGES,
        about_claims.CLAIMS,
        about_figures.FIGURES,
        about_figures.STATEMENTS,
        about_records.REPORTS,
        about_records.INCIDENTS,
        about_help.HELP,
    )
}

__all__ = ["FILES", "csv_lines"]
