"""What, besides the name, tells whether two persons may be one: year of birth, places, days."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from detentions.models import Detention
from people.models import Person
from places.choices import PlaceKind
from places.models import Place
from records.fields import PartialDateField
from victims.models import Casualty

MOST_DAYS = 31  # a date that may be any of more days than these is no day on which something happened


class Facts(NamedTuple):
    """What is known of one person. An unknown fact agrees with nothing."""

    births: frozenset[tuple[int, int]] = frozenset()  # first and last year that it can be
    places: frozenset[int] = frozenset()  # keys: where the person lived, was harmed, died, was arrested
    around: frozenset[int] = frozenset()  # these, and the districts and regions that they lie in
    days: frozenset[tuple[date, date]] = frozenset()  # first and last day of each event


class Agreement(NamedTuple):
    """Which facts of two persons may be the same; the names of the columns of `PossibleDuplicate`."""

    birth_agrees: bool
    place_agrees: bool
    day_agrees: bool


def agreement(one: Facts, other: Facts) -> Agreement:
    return Agreement(
        birth_agrees=_overlap(one.births, other.births),
        place_agrees=bool(one.places & other.around or other.places & one.around),
        day_agrees=_overlap(one.days, other.days),
    )


def facts_of(persons: Iterable[int]) -> dict[int, Facts]:
    """The facts of these persons (keys), as concluded; the number of queries does not grow with them."""
    known = {key: _Known() for key in persons}
    born = Person.objects.filter(pk__in=known).values_list("pk", "born_on_earliest", "born_on_latest", "home_place")
    for key, first, last, home in born:
        known[key].add_birth(first, last)
        known[key].add_place(home)
    harms = Casualty.objects.standing().filter(person__in=known)
    for harm in harms.only(*_HARM):
        known[harm.person_id].add_harm(harm)
    for arrest in Detention.objects.standing().filter(person__in=known).only(*_ARREST):
        known[arrest.person_id].add_event(arrest.arrested_on_earliest, arrest.arrested_on_latest)
        known[arrest.person_id].add_place(arrest.arrested_place_id)
    upwards = _upwards({place for of_one in known.values() for place in of_one.places})
    return {key: of_one.facts(upwards) for key, of_one in known.items()}


def typed_facts(person: Person) -> Facts:
    """The facts of a person that is not saved yet; those stored of it, if any, are not read."""
    known = _Known()
    known.add_birth(*Person._meta.get_field("born_on").days(person.born_on).values())
    known.add_place(person.home_place_id)
    return known.facts(_upwards(known.places))


def entered_facts(person: Person, event: Casualty | Detention | None) -> Facts:
    """The facts of a person and of what happened to them, neither of them saved yet."""
    known = _Known()
    for row in filter(None, (person, event)):
        for field in row._meta.concrete_fields:
            if isinstance(field, PartialDateField):
                field.pre_save(row, add=True)  # derives the days
    known.add_birth(person.born_on_earliest, person.born_on_latest)
    known.add_place(person.home_place_id)
    if isinstance(event, Casualty):
        known.add_harm(event)
    elif event:
        known.add_event(event.arrested_on_earliest, event.arrested_on_latest)
        known.add_place(event.arrested_place_id)
    return known.facts(_upwards(known.places) if known.places else {})


def together(one: Facts, other: Facts) -> Facts:
    return Facts(*(some | more for some, more in zip(one, other, strict=True)))


_HARM = (
    "person",
    "harmed_on_earliest",
    "harmed_on_latest",
    "harmed_place",
    "died_on_earliest",
    "died_on_latest",
    "died_place",
    "age_low",
    "age_high",
)
_ARREST = ("person", "arrested_on_earliest", "arrested_on_latest", "arrested_place")


class _Known:
    """Facts of one person while they are collected."""

    def __init__(self):
        self.births, self.places, self.days = set(), set(), set()

    def add_birth(self, first: date | None, last: date | None):
        if first and last:
            self.births.add((first.year, last.year))

    def add_place(self, place: int | None):
        if place:
            self.places.add(place)

    def add_event(self, first: date | None, last: date | None):
        if first and last and (last - first).days < MOST_DAYS:
            self.days.add((first, last))

    def add_harm(self, harm: Casualty):
        self.add_event(harm.harmed_on_earliest, harm.harmed_on_latest)
        self.add_event(harm.died_on_earliest, harm.died_on_latest)
        self.add_place(harm.harmed_place_id)
        self.add_place(harm.died_place_id)
        ages = [age for age in (harm.age_low, harm.age_high) if age is not None]
        if ages and harm.harmed_on_earliest and harm.harmed_on_latest:
            # Whoever was 12 at a day of 2022 was born in 2009 or in 2010.
            self.births.add((harm.harmed_on_earliest.year - max(ages) - 1, harm.harmed_on_latest.year - min(ages)))

    def facts(self, upwards: dict[int, set[int]]) -> Facts:
        places = frozenset(place for place in self.places if upwards.get(place))
        around = frozenset(place for inner in places for place in upwards[inner])
        return Facts(frozenset(self.births), places, around, frozenset(self.days))


def _upwards(places: set[int]) -> dict[int, set[int]]:
    """For each place, itself and those it lies in; a country tells nothing, so it is left out."""
    parents: dict[int, int | None] = {}
    countries, new = set(), set(places)
    while new:
        rows = list(Place.objects.filter(pk__in=new).values_list("pk", "kind", "parent"))
        parents |= {key: parent for key, _kind, parent in rows}
        countries |= {key for key, kind, _parent in rows if kind == PlaceKind.COUNTRY}
        new = {parent for _key, _kind, parent in rows if parent} - parents.keys()
    found: defaultdict[int, set[int]] = defaultdict(set)
    for place in places:
        above: int | None = place
        while above is not None and above not in found[place]:
            found[place].add(above)
            above = parents.get(above)
        found[place] -= countries
    return found


def _overlap(some: Iterable[tuple], others: Iterable[tuple]) -> bool:
    others = list(others)
    return any(
        first <= other_last and other_first <= last for first, last in some for other_first, other_last in others
    )
