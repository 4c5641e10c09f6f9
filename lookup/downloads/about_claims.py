"""Claims: each row names its report, the one who says it, and the person it is about."""

from django.utils.translation import gettext_lazy as _

from lookup import facts
from lookup.downloads.columns import Column, fact_columns, own_id, person_id
from lookup.downloads.said import SAID, SaidReferences
from lookup.downloads.writing import File
from lookup.evidence import public_values
from lookup.facts import QUOTED, Fact
from lookup.reading import claims_of_published_people, subjects
from records import public_id


class ClaimReferences(SaidReferences):
    """Also knows whom each claim is about."""

    def __init__(self, claims):
        self.subjects = subjects(claims)
        super().__init__(claims, people=self.subjects.values())


def _claimed(column: Column) -> Column:
    """A column of what a claim says. One name can mean different lists in different tables (`status`)."""

    def value(claim, references):
        about = _COLUMNS.get(claim.table, {}).get(column.name)
        return about.value(public_values(claim, references, references.subjects), references) if about else ""

    return column._replace(value=value)


AGE_AS_PRINTED = fact_columns(Fact("age_as_printed", "Age as printed, where it is not a number", QUOTED))
_COLUMNS = {
    table: {column.name: column for column in [*(c for fact in about for c in fact_columns(fact)), *AGE_AS_PRINTED]}
    for table, about in facts.OF_CLAIMS.items()
}


def _all_columns() -> list[Column]:
    """Each column once, with all that it means."""
    found = {}
    for column in (column for columns in _COLUMNS.values() for column in columns.values()):
        meanings = found.setdefault(column.name, (column, {}))[1]
        meanings[column.meaning] = True
    return [column._replace(meaning="; or: ".join(meanings)) for column, meanings in found.values()]


CLAIMS = File(
    name="claims",
    title=_("What each report says about a person, a harm, an arrest or a charge, as it says it"),
    rows=claims_of_published_people,
    order=("about", "pk"),  # never by key alone, which tells what was published when
    references=ClaimReferences,
    columns=[
        own_id("Id of the claim"),
        Column("about", "Id of the record that it is about", lambda row, references: public_id.shown(row.about)),
        Column("table", "What sort of claim", lambda row, references: row.table),
        Column(
            "person",
            "Id of the person that it is about",
            lambda row, references: person_id(references.subjects[row.about], references),
        ),
        Column(
            "person_name",
            "Name or description of that person",
            lambda row, references: references.who(references.subjects[row.about]).text,
        ),
        *SAID,
        *map(_claimed, _all_columns()),
        Column(
            "relative",
            "Of a claim about kin: id of the relative, if published",
            lambda row, references: person_id(row.relative, references),
        ),
        Column(
            "relative_name",
            "Name or description of the relative",
            lambda row, references: references.who(row.relative).text if row.relative else "",
        ),
    ],
)
