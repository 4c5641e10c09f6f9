"""Whom the rows of a file are about, and so which of them may stand in it: nobody without a page is ever listed.

Each works on the fields of a chunk, finds the people in few queries, and leaves out the rows of others.
"""

from dataclasses import dataclass
from itertools import compress

from lookup.downloads.rows import People
from lookup.models import PublishedPerson
from lookup.reading import SUBJECTS


@dataclass(frozen=True)
class Whole:
    """Rows that hang on nobody: all of them."""

    fields: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()  # fields that are not in the table
    looked_up: tuple[str, ...] = ()

    def kept(self, fields: dict[str, list], known: People, people: frozenset | None) -> dict[str, list]:
        return fields


class OfPeople(Whole):
    """Rows of people, or of a table in their order: `fields` names their public id."""

    def kept(self, fields, known, people):
        ids = fields[self.fields[0]]
        for table in SUBJECTS:
            rows = table.objects.filter(person__gte=ids[0], person__lte=ids[-1]).order_by()
            known.have_page(rows.values_list("person", flat=True))
        wanted = people if people is not None else known.with_page
        return _only(fields, [one in wanted for one in ids])


class OfRecords(Whole):
    """Casualties, detentions and charges, in the order of their people: those of published people."""

    def kept(self, fields, known, people):
        ids = fields[self.fields[0]]
        rows = PublishedPerson.objects.filter(public_id__gte=ids[0], public_id__lte=ids[-1])
        known.look_up(set(), rows)
        known.have_page(ids)
        wanted = known.public if people is None else people & known.public
        return _only(fields, [one in wanted for one in ids])


class OfClaims(Whole):
    """Claims about a published person or a record of one."""

    def kept(self, fields, known, people):
        ids = {*fields["about"]}
        subjects = {}
        first, last = fields["about"][0], fields["about"][-1]
        for table in SUBJECTS:
            rows = table.objects.filter(public_id__gte=first, public_id__lte=last).order_by()
            subjects.update((own, one) for own, one in rows.values_list("public_id", "person") if own in ids)
        known.have_page(subjects.values())
        known.look_up({*subjects.values(), *(ids - {*subjects})})
        known.find_pages(ids - {*subjects})
        fields["person"] = [subjects.get(about, about) for about in fields["about"]]
        wanted = known.public if people is None else people & known.public
        return _only(fields, [one in wanted for one in fields["person"]])


def _only(fields, wanted: list[bool]) -> dict[str, list]:
    if all(wanted):
        return fields
    return {name: list(compress(values, wanted)) for name, values in fields.items()}


PEOPLE = OfPeople(("public_id",))
NAMES = OfPeople(("person__public_id",))
RECORDS = OfRecords(("person",), looked_up=("person",))
CLAIMS = OfClaims(("about",), ("person",), looked_up=("person",))
