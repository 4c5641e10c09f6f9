"""Finds the pairs of the whole register that may be one person, and puts them on the list.

First the persons whose names are read alike, word for word; then, person by person, those whose names are similar,
from the index of names: what one person costs does not grow with the square of the register. A run that was cut short
goes on where it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from desk import possible_duplicates
from desk.namesakes import Alike, Likeness, alike, most_alike
from desk.person_facts import facts_of
from desk.possible_duplicates import Pair, known_answers
from people.choices import FoundBy
from people.models import DuplicateSearch, Name, Person
from people.name_tables import NAMES
from people.names import RULES, match_kind
from people.search import ManySearches
from records.choices import State

# A name that half a town bears would drown the list: of one person, only the pairs most alike are listed (of those
# equally alike, the ones of whom most agrees besides the name), and the run counts of whom some were left out.
MOST_OF_ONE = 10
MOST_BEARERS = 200  # of one name, that are compared with each other; the others are met in the second stage
AT_ONCE = 100  # persons, or names, whose pairs are saved in one step


def find_duplicates(*, anew: bool = False, progress=lambda steps, stage, total: steps) -> DuplicateSearch:
    """Go through the whole register, or through the rest of it if an earlier run was cut short; `anew`, from the start.

    `progress` gets the steps of each stage to pass them on, the name of the stage and their number.
    """
    run = _begun(anew)
    if not run.exact_is_done:
        shared = _shared_names(run)
        for names in progress(_portions(shared.iterator(AT_ONCE)), "the same name", _steps(shared)):
            _save(run, _pairs_of_names(names), reached_name=names[-1])
        _save(run, [], exact_is_done=True, reached_name="")
    persons = _persons(run)
    searches = ManySearches(tables=NAMES, people=Person.objects.standing())
    for some in progress(_portions(persons.iterator(AT_ONCE)), "similar names", _steps(persons)):
        pairs, left_out = _pairs_of_persons(some, searches)
        _save(run, pairs, reached_person=some[-1], left_out=run.left_out + left_out)
    _save(run, [], finished_at=timezone.now())
    return run


def _begun(anew: bool) -> DuplicateSearch:
    """The run that was cut short, or a new one; one that began by other rules of matching is not gone on with."""
    last = DuplicateSearch.objects.first()
    if last and not last.finished_at and last.rules == RULES and not anew:
        return last
    return DuplicateSearch.objects.create(rules=RULES)


@transaction.atomic
def _save(run: DuplicateSearch, pairs: Iterable[tuple[int, Alike]], **reached):
    """The pairs, and how far the run has come: both or neither."""
    run.found += possible_duplicates.note(pairs, found_by=FoundBy.COMMAND)
    for name, value in reached.items():
        setattr(run, name, value)
    run.save()


# Names that are read alike


def _standing_spellings() -> QuerySet:
    """The index keeps beside each spelling how it is read: those written alike, in whatever script, are read alike."""
    return NAMES.spelling.objects.exclude(owner__state=State.WITHDRAWN).exclude(packed="")


def _shared_names(run: DuplicateSearch) -> QuerySet:
    """Names as they are read that several persons bear, in order, after the last one that the run paired."""
    rest = _standing_spellings().filter(packed__gt=run.reached_name).order_by("packed").values("packed")
    shared = rest.annotate(bearers=Count("owner", distinct=True)).filter(bearers__gt=1)
    return shared.values_list("packed", flat=True)


def _pairs_of_names(names: list[str]) -> Iterator[tuple[int, Alike]]:
    bearers: defaultdict[str, dict[int, str]] = defaultdict(dict)
    rows = _standing_spellings().filter(packed__in=names).order_by("owner").values_list("packed", "owner", "text")
    for name, person, text in rows.iterator(2000):
        if len(bearers[name]) < MOST_BEARERS:
            bearers[name].setdefault(person, text)
    facts = facts_of(person for of_one in bearers.values() for person in of_one)
    for of_one in bearers.values():
        found = {}
        for person, text in of_one.items():
            others = [
                Likeness(other, text, spelling, 1.0, match_kind(text, spelling, 1.0))
                for other, spelling in of_one.items()
                if other != person
            ]
            found[person] = alike(others, facts=facts[person], known=facts)
        yield from _to_be_listed(found)[0]


# Similar names


def _persons(run: DuplicateSearch) -> QuerySet:
    """Keys of the persons with a name, in order, after the last one whose likes the run sought."""
    named = Exists(Name.objects.filter(person=OuterRef("pk"), withdrawn=False))
    rest = Person.objects.standing().filter(named, pk__gt=run.reached_person)
    return rest.order_by("pk").values_list("pk", flat=True)


def _pairs_of_persons(persons: list[int], searches: ManySearches) -> tuple[list[tuple[int, Alike]], int]:
    """The pairs of these persons with anybody, and how many persons have more than are listed."""
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for person, text in Name.objects.filter(person__in=persons, withdrawn=False).values_list("person", "text"):
        texts[person].append(text)
    likes = {person: most_alike(texts[person], searches=searches) for person in persons}
    facts = facts_of({*persons, *(other for of_one in likes.values() for other in of_one)})
    found = {}
    for person, of_one in likes.items():
        others = [one for other, one in of_one.items() if other != person]
        found[person] = alike(others, facts=facts[person], known=facts)
    return _to_be_listed(found)


# How many of one person


def _to_be_listed(found: dict[int, list[Alike]]) -> tuple[list[tuple[int, Alike]], int]:
    """Of each person the pairs most alike that wait for an answer, with all that are answered, which drown nothing; and
    of how many persons some were left out."""
    many = {person: likes for person, likes in found.items() if len(likes) > MOST_OF_ONE}
    answered = known_answers(Pair.of(person, one.person) for person, likes in many.items() for one in likes)
    pairs, left_out = [], 0
    for person, likes in found.items():
        waiting = [one for one in likes if Pair.of(person, one.person) not in answered]
        left_out += len(waiting) > MOST_OF_ONE
        unlisted = {one.person for one in waiting[MOST_OF_ONE:]}
        pairs += [(person, one) for one in likes if one.person not in unlisted]
    return pairs, left_out


def _portions(values: Iterator) -> Iterator[list]:
    while portion := list(islice(values, AT_ONCE)):
        yield portion


def _steps(rows: QuerySet) -> int:
    return -(-rows.count() // AT_ONCE)
