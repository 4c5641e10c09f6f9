"""Whom the rows of a file are about, and so which of them may stand in it: nobody without a page is ever listed.

Each works on the fields of a chunk, finds the people in few queries, and leaves out the rows of others.
"""

from dataclasses import dataclass
from itertools import compress

from django.db.models import QuerySet

from lookup.downloads.rows import People, among
from lookup.models import PublishedPerson
from lookup.reading import SUBJECTS


@dataclass(frozen=True)
class Whole:
    """Rows that hang on nobody: all of them."""

    fields: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()  # fields that are not in the table
    looked_up: tuple[str, ...] = ()

    def kept(self, fields: dict[str, list], known: People, people: frozenset | None, rows: QuerySet) -> dict:
        """The fields of those rows of a chunk that may stand in the file. `rows`: all rows of the file."""
        return fields


class OfPeople(Whole):
    """Rows of people, or of a table in their order: `fields` names their public id."""

    def kept(self, fields, known, people, rows):
        ids = fields[self.fields[0]]
        for table in SUBJECTS:
            found = table.objects.filter(person__gte=ids[0], person__lte=ids[-1]).order_by()
            known.have_page(found.values_list("person", flat=True))
        wanted = people if people is not None else known.with_page
        return _only(fields, [one in wanted for one in ids])


class OfRecords(Whole):
    """Casualties, detentions and charges, in the order of their people: those of published people."""

    def kept(self, fields, known, people, rows):
        ids = fields[self.fields[0]]
        near = PublishedPerson.objects.filter(public_id__gte=ids[0], public_id__lte=ids[-1])
        known.look_up(set(), near.filter(public_id__in=_between(rows, "person", ids)))
        known.have_page(ids)
        wanted = known.public if people is None else people & known.public
        return _only(fields, [one in wanted for one in ids])


class OfClaims(Whole):
    """Claims about a published person or a record of one."""

    def kept(self, fields, known, people, rows):
        ids = {*fields["about"]}
        subjects = {}
        for table in SUBJECTS:
            found = table.objects.filter(public_id__in=among(ids)).order_by()
            subjects.update(found.values_list("public_id", "person"))
        known.have_page(subjects.values())
        known.look_up({*subjects.values(), *(ids - {*subjects})})
        known.find_pages(ids - {*subjects})
        fields["person"] = [subjects.get(about, about) for about in fields["about"]]
        wanted = known.public if people is None else people & known.public
        return _only(fields, [one in wanted for one in fields["person"]])


def _between(rows: QuerySet, name: str, values: list) -> QuerySet:
    """What a chunk has in the field by which the file is ordered, as a part of another query: where few of a table are
    asked for, the others are not read."""
    return rows.filter(**{f"{name}__gte": values[0], f"{name}__lte": values[-1]}).order_by().values(name)


def _only(fields, wanted: list[bool]) -> dict[str, list]:
    if all(wanted):
        return fields
    return {name: list(compress(values, wanted)) for name, values in fields.items()}


PEOPLE = OfPeople(("public_id",))
NAMES = OfPeople(("person__public_id",))
RECORDS = OfRecords(("person",), looked_up=("person",))
CLAIMS = OfClaims(("about",), ("person",), looked_up=("person",))
