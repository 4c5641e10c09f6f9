"""Who is known to have been a child. Of a child, nothing is switched on without a decision that says why."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from detentions.models import Detention, DetentionClaim
from people.models import Person
from publishing.decisions import named_person
from records.choices import State
from records.models import Record
from records.saving import part_relations
from sources.models import PersonClaim
from victims.models import Casualty, CasualtyClaim

GROWN_UP = 18  # years (Convention on the Rights of the Child, article 1)
UNDER_AGE = Q(age_low__lt=GROWN_UP) | Q(age_low=None, age_high__lt=GROWN_UP)


def known_as_child(person: Person) -> str:
    """Why the person counts as a child at the time of the events, in words for staff, or an empty text."""
    return known_as_children([person])[person.pk]


def known_as_children(persons: Iterable[Person]) -> dict[int | None, str]:
    """The same for each of these persons, by key; the number of queries does not grow with them."""
    persons = {person.pk: person for person in persons}
    keys = [key for key in persons if key is not None]
    casualties = Casualty.objects.standing().filter(person__in=keys)
    detentions = Detention.objects.standing().filter(person__in=keys)
    events = list(casualties.only("person", "age_low", "age_high", "harmed_on_earliest")) if keys else []
    days = defaultdict(list)
    for event in events:
        days[event.person_id].append(event.harmed_on_earliest)
    for person, day in detentions.values_list("person", "arrested_on_earliest"):
        days[person].append(day)
    told = [(0, 0, event.person_id, event.age_low, event.age_high) for event in events if _is_under_age(event)]
    if keys:
        told += sorted(
            _told(1, CasualtyClaim.objects.filter(casualty__in=casualties), "casualty__person").union(
                _told(2, DetentionClaim.objects.filter(detention__in=detentions), "detention__person"),
                _told(3, PersonClaim.objects.filter(person__in=keys), "person"),
            )
        )
    why: dict[int | None, str] = {}
    for table, _key, person, low, high in told:
        age = str(low if high in (low, None) else high if low is None else f"{low}–{high}")
        why.setdefault(
            person, _("aged %(age)s, by a %(table)s") % {"age": age, "table": TELL[table]._meta.verbose_name}
        )
    return {key: why.get(key) or _born_late(person, list(filter(None, days[key]))) for key, person in persons.items()}


TELL = (Casualty, CasualtyClaim, DetentionClaim, PersonClaim)  # of an age


def _told(table: int, claims, of: str):
    """Of each claim that tells of a child: number of the table, key, whom it tells of, and the bounds of the age."""
    rows = claims.filter(UNDER_AGE, withdrawn=False).order_by()
    return rows.values_list(Value(table), "pk", of, "age_low", "age_high")


def _is_under_age(row) -> bool:
    age = row.age_high if row.age_low is None else row.age_low
    return age is not None and age < GROWN_UP


def _born_late(person, days: list[date]) -> str:
    """Too young by birth on the first of the days, or today if there is none. The latest birth that may be, counts."""
    born = person.born_on_latest or person.born_on_earliest
    if born is None:
        return ""
    day = min(days, default=timezone.localdate())
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return _("born %s") % person.born_on if age < GROWN_UP else ""


def undecided_child(person: Person) -> str:
    """Why showing the person is not decided yet, though a child: see `known_as_child`; else an empty text."""
    return "" if person.child_decision else known_as_child(person)


def obstacles(records: Iterable[Record]) -> dict[Record, str]:
    """What stands in the way of publishing each record: that it would show a child; or an empty text."""
    shown = {record: [person for person, is_shown in of_one if is_shown] for record, of_one in _shown(records).items()}
    undecided = [person for of_one in shown.values() for person in of_one if not person.child_decision]
    children = known_as_children(undecided) if undecided else {}
    return {
        record: next((_obstacle(person, children[person.pk]) for person in of_one if children.get(person.pk)), "")
        for record, of_one in shown.items()
    }


def _obstacle(person, why) -> str:
    return _(
        "%(person)s was a child (%(why)s), and nobody decided why that may be shown. Write the decision on the "
        "person's page, or switch off what is shown there."
    ) % {"person": person.staff_label(), "why": why}


def shown_by(record):
    """The persons of whom the record shows a name, a description or what they said; each with whether it does."""
    return _shown([record])[record]


def _shown(records: Iterable[Record]) -> dict[Record, list[tuple[Person, bool]]]:
    """The same for each record: one query for all their claims, and one for those who speak there."""
    records = list(records)
    found = {record: list(_shown_by_itself(record)) for record in records}
    tables = list(dict.fromkeys(type(record) for record in records))
    claims = [
        part.objects.filter(**{f"{key}__in": [record.pk for record in records if type(record) is table]})
        .filter(withdrawn=False, claimant_is_public=True)
        .order_by()
        .values_list(Value(tables.index(table)), key, Value(order), "pk", "claimant_person", "relayed_by_person")
        for table in tables
        for order, (part, key) in enumerate(part_relations(table))
        if hasattr(part, "claimant_is_public")
    ]
    rows = sorted(claims[0].union(*claims[1:], all=True)) if claims else []
    speakers = Person.objects.in_bulk({person for row in rows for person in row[-2:] if person})
    by_key = {(tables.index(type(record)), record.pk): record for record in records}
    for table, key, _order, _pk, *persons in rows:
        found[by_key[table, key]] += [(speakers[person], True) for person in persons if person]
    return found


def _shown_by_itself(record):
    if isinstance(record, Person):
        yield record, record.name_is_public or record.description_is_public
    elif person := named_person(record):
        yield person, person.name_is_public and person.state != State.WITHDRAWN
    if hasattr(record, "claimant_is_public"):
        for person in filter(None, (record.claimant_person, record.relayed_by_person)):
            yield person, record.claimant_is_public
