"""The public files: one list of columns for each, written chunk by chunk, as CSV, as a workbook or as a data package.

Codes stay as they are, each with a label beside it in the language that was asked for; an id stands only where its page
or row is public.
"""

from lookup.downloads import about_claims, about_figures, about_help, about_people, about_records
from lookup.downloads.about_evidence import EVIDENCE
from lookup.downloads.about_places import PLACES
from lookup.downloads.writing import csv_parts

FILES = {
    file.name: file
    for file in (
        about_people.PEOPLE,
        about_people.NAMES,
        about_records.CASUALTIES,
        about_records.DETENTIONS,
        about_claims.CUSTODY,
        about_records.CHARGES,
        about_claims.CHARGE_UPDATES,
        about_figures.FIGURES,
        about_figures.STATEMENTS,
        about_claims.CLAIMS,
        EVIDENCE,
        about_records.REPORTS,
        about_records.INCIDENTS,
        PLACES,
        about_help.HELP,
    )
}

__all__ = ["FILES", "csv_parts"]
