"""What the public ids in published rows stand for, fetched in bulk; and which rows may be shown at all.

An id that is not published stands for nothing: it is never printed, and a person is then a withheld name.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.lookups import In
from django.utils.translation import gettext as _

from lookup.conditions import Unsought, has_any
from lookup.models import (
    PublishedCasualty,
    PublishedCharge,
    PublishedClaim,
    PublishedDetention,
    PublishedIncident,
    PublishedPerson,
    PublishedReport,
)

SUBJECTS = (PublishedCasualty, PublishedDetention, PublishedCharge)  # records about a person
PERSONS = ("person", "relative", "claimant_person", "relayed_by_person", "by_person", "to_person", "persons")
REPORTS = ("report", "standing_report", "republishes", "mentions")
INCIDENTS = ("incident", "incidents", "part_of")


class Who(NamedTuple):
    """Somebody as the public may read it, with the address of the page if there is one."""

    text: str
    url: str = ""


class References:
    """The published people, reports and incidents that some rows name. Three queries and one for pages."""

    def __init__(self, rows: Iterable = (), *, people: Iterable[str] = ()):
        rows = list(rows)
        ids = {*people, *_named(rows, PERSONS)}
        self.people = _by_id(PublishedPerson.objects, ids)
        self._with_page = set(
            PublishedPerson.objects.with_page().filter(public_id__in=ids).values_list("public_id", flat=True)
        )
        self.reports = _by_id(PublishedReport.objects, _named(rows, REPORTS))
        self.incidents = _by_id(PublishedIncident.objects, _named(rows, INCIDENTS))

    def who(self, public_id: str) -> Who:
        person = self.people.get(public_id)
        if person is None or not (person.name or person.description):
            return Who(_("name withheld"), self._page(person))
        return Who(person.name_for_reader or person.description, self._page(person))

    def _page(self, person) -> str:
        return person.get_absolute_url() if person and person.public_id in self._with_page else ""

    def is_named(self, public_id: str) -> bool:
        person = self.people.get(public_id)
        return person is not None and bool(person.name)


def _named(rows, fields) -> set[str]:
    """The ids that the rows hold in the given fields, single or in lists."""
    found = set()
    for row in rows:
        for field in fields:
            value = getattr(row, field, "")
            found.update(filter(None, value) if isinstance(value, list) else [value])
    return found - {""}


def _by_id(objects, ids) -> dict:
    return {row.public_id: row for row in objects.filter(public_id__in=ids)}


def subjects(claims: Iterable[PublishedClaim]) -> dict[str, str]:
    """The person whom each record is about that the claims are about: `{about: person}`. Three queries."""
    abouts = {claim.about for claim in claims}
    found = {about: about for about in abouts}
    for subject in SUBJECTS:
        found.update(subject.objects.filter(public_id__in=abouts).values_list("public_id", "person"))
    return found


def person_of(rows: QuerySet) -> Q:
    """The person of one of these casualties, detentions or charges. One list for all people: asked person by person,
    SQLite goes through the whole index of the condition each time."""
    return Q(In(Unsought("public_id"), rows.order_by().values("person")))


def of_published_people(rows: QuerySet) -> QuerySet:
    """Casualties, detentions or charges whose person is published; the others are shown nowhere."""
    return rows.filter(Exists(PublishedPerson.objects.filter(public_id=OuterRef("person"))))


def claims_of_published_people() -> QuerySet:
    """Claims about a published person or a record of one."""
    records = [of_published_people(subject.objects.filter(public_id=OuterRef("about"))) for subject in SUBJECTS]
    people = PublishedPerson.objects.filter(public_id=OuterRef("about"))
    return PublishedClaim.objects.filter(has_any(people, *records))
