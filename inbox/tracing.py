"""Tracing requests are checked against all records, also those that are not public."""

from typing import NamedTuple

from inbox.models import Case
from lookup.models import PublishedPerson
from people.models import Person
from people.name_tables import NAMES
from people.search import search
from records.choices import State

MOST = 20


class Found(NamedTuple):
    person: Person
    likeness: int  # per cent
    is_public: bool
    is_disclosed: bool  # the sender of this message may be told

    @property
    def is_shown(self) -> bool:
        return self.is_public or self.is_disclosed


def trace(name: str, *, case: Case) -> list[Found]:
    """Who may bear the name, most alike first. The name is kept nowhere."""
    standing = Person.objects.exclude(state=State.WITHDRAWN)
    matches = {match.owner: match for match in search(name, tables=NAMES, people=standing, limit=MOST)}
    people = {person.pk: person for person in standing.filter(pk__in=matches).prefetch_related("names")}
    ids = [person.public_id for person in people.values()]
    published = PublishedPerson.objects.with_page().filter(public_id__in=ids).values_list("public_id", flat=True)
    public, disclosed = set(published), set(case.disclosures.values_list("person", flat=True))
    return [
        Found(people[key], round(100 * min(match.score, 1)), people[key].public_id in public, key in disclosed)
        for key, match in matches.items()
        if key in people
    ]
