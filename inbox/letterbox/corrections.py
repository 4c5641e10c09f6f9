"""The public log of corrections, and how long answers took."""

import datetime
from statistics import median
from typing import NamedTuple

from django.utils.functional import cached_property

from inbox.letterbox.models import Answer, Correction, today
from lookup.models import PublishedPerson, PublishedRedirect

YEAR = datetime.timedelta(days=365)


class Line(NamedTuple):
    on: datetime.date
    person: PublishedPerson
    what: list[str]


def lines() -> list[Line]:
    """Newest first, of those who have a page now; what was told of one person on one day is one line."""
    rows = list(Correction.objects.all())
    now = {asked: PublishedRedirect.objects.leading_on(asked) or asked for asked in {row.person for row in rows}}
    with_page = PublishedPerson.objects.with_page().filter(public_id__in=now.values())
    people = {person.public_id: person for person in with_page}
    told: dict[tuple, list[str]] = {}
    for row in rows:
        if person := people.get(now[row.person]):
            told.setdefault((row.on, person.public_id), []).append(row.get_what_display())
    return [Line(on, people[public_id], what) for (on, public_id), what in told.items()]


class AnswerTimes:
    """Of the answers of the last twelve months: how many, and within how many days half of them were given."""

    @cached_property
    def days(self) -> list[int]:
        rows = Answer.objects.filter(answered_on__gt=today() - YEAR).values_list("asked_on", "answered_on")
        return [(answered - asked).days for asked, answered in rows]

    @property
    def count(self) -> int:
        return len(self.days)

    @property
    def median(self) -> int:
        return round(median(self.days))
