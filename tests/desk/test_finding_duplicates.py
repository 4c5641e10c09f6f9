"""Searching the whole register for possible duplicates."""

import pytest

from desk import finding_duplicates
from desk.finding_duplicates import MOST_OF_ONE, find_duplicates
from desk.invented import invent_people
from desk.merging import judge_different
from people.models import DuplicateSearch, Name, Person, PossibleDuplicate
from people.name_tables import NAMES
from people.search import ManySearches, search
from tests.builders import a_name, a_person, a_place, changed, withdrawn


def pairs():
    return set(PossibleDuplicate.objects.open().values_list("first", "second"))


@pytest.fixture
def small_steps(monkeypatch):
    monkeypatch.setattr(finding_duplicates, "AT_ONCE", 1)


class CutShort(Exception):
    pass


def cut_short(*, stage, after):
    """Passes the steps on and stops the run when so many of a stage are saved."""

    def progress(steps, name, total):
        for number, step in enumerate(steps):
            if name == stage and number == after:
                raise CutShort
            yield step

    return progress


def test_names_written_alike_and_names_that_sound_alike_are_found(db):
    one, same, spelled = (a_person(name) for name in ("Ақжан Төлеген", "Ақжан Төлеген", "Akzhan Tolegen"))
    a_person("Шұғыла Ермек")
    run = find_duplicates()
    assert pairs() == {(one.pk, same.pk), (one.pk, spelled.pk), (same.pk, spelled.pk)}
    assert (run.found, run.left_out, run.reached_name) == (3, 0, "")
    assert run.finished_at


def test_any_spelling_of_a_person_counts(db):
    one, other = a_person("Ақжан Төлеген"), a_person("Шұғыла Ермек")
    a_name(other, "Akzhan Tolegen")
    find_duplicates()
    assert pairs() == {(one.pk, other.pk)}


def test_withdrawn_names_and_withdrawn_persons_are_not_searched(db):
    one = a_person("Ақжан Төлеген")
    withdrawn(one.names.get(), one)
    changed(a_person("Ақжан Төлеген"), state="withdrawn")
    a_person("Ақжан Төлеген")
    assert find_duplicates().found == 0


def test_a_part_of_a_name_is_listed_when_something_else_agrees(db):
    place = a_place()
    one, other = (a_person("Төлеген", home_place=place) for _number in range(2))
    a_person("Төлеген")
    find_duplicates()
    assert pairs() == {(one.pk, other.pk)}


def test_a_second_run_adds_nothing(db):
    for _number in range(3):
        a_person("Ақжан Төлеген")
    assert (find_duplicates().found, find_duplicates().found) == (3, 0)
    assert (DuplicateSearch.objects.count(), PossibleDuplicate.objects.count()) == (2, 3)


def test_what_was_judged_different_does_not_come_back(db, researcher):
    one, other = a_person("Ақжан Төлеген"), a_person("Ақжан Төлеген")
    judge_different(one=one, other=other, by=researcher, reason="two graves")
    assert find_duplicates().found == 0
    assert pairs() == set()


@pytest.mark.parametrize(
    ("stage", "after"), [("the same name", 0), ("the same name", 1), ("similar names", 0), ("similar names", 3)]
)
def test_a_run_that_was_cut_short_goes_on_where_it_was(db, small_steps, stage, after):
    for name in ("Ақжан Төлеген", "Ақжан Төлеген", "Akzhan Tolegen", "Шұғыла Ермек", "Шұғыла Ермек", "Shugyla Ermek"):
        a_person(name)
    with pytest.raises(CutShort):
        find_duplicates(progress=cut_short(stage=stage, after=after))
    reached = DuplicateSearch.objects.get()
    steps = []
    run = find_duplicates(progress=lambda some, name, total: (steps.append((name, step)) or step for step in some))
    assert run.pk == reached.pk
    assert (run.found, len(pairs())) == (6, 6)
    done = {"the same name": 2 if reached.exact_is_done else after, "similar names": reached.reached_person}
    assert len([step for name, step in steps if name == "the same name"]) == 2 - min(2, done["the same name"])
    searched = {person for name, step in steps if name == "similar names" for person in step}
    assert searched == set(Person.objects.filter(pk__gt=reached.reached_person).values_list("pk", flat=True))


def test_begun_anew_it_starts_at_the_beginning(db, small_steps):
    a_person("Ақжан Төлеген"), a_person("Akzhan Tolegen")
    with pytest.raises(CutShort):
        find_duplicates(progress=cut_short(stage="similar names", after=1))
    run = find_duplicates(anew=True)
    assert DuplicateSearch.objects.count() == 2
    assert run.finished_at


def test_a_run_by_older_rules_is_not_gone_on_with(db):
    DuplicateSearch.objects.create(rules="0-older", reached_person=10**9)
    a_person("Ақжан Төлеген"), a_person("Akzhan Tolegen")
    assert find_duplicates().found == 1


def test_a_name_that_many_bear_does_not_drown_the_list(db):
    for year in range(1960, 1960 + MOST_OF_ONE + 3):
        a_person("Ақжан Төлеген", born_on=str(year))
    twins = [a_person("Ақжан Төлеген", born_on="2001") for _number in range(2)]
    run = find_duplicates()
    count = Person.objects.count()
    assert run.left_out == count
    assert PossibleDuplicate.objects.count() < count * (count - 1) / 2
    assert tuple(twin.pk for twin in twins) in pairs()  # of whom more agrees


@pytest.mark.parametrize("other", ["Ақжан Төлеген", "Akzhan Tolegen"], ids=["the same name", "similar"])
def test_answered_pairs_take_no_place_on_the_list(db, researcher, monkeypatch, other):
    monkeypatch.setattr(finding_duplicates, "MOST_OF_ONE", 2)
    one, *others = [a_person("Ақжан Төлеген"), *(a_person(other, born_on=str(year)) for year in range(1970, 1974))]
    for different in others[:2]:
        judge_different(one=one, other=different, by=researcher, reason="two graves")
    find_duplicates()
    assert {(one.pk, rest.pk) for rest in others[2:]} <= pairs()


def test_the_number_of_queries_does_not_grow_with_the_square(db, django_assert_max_num_queries):
    """Each person costs one search of the index; the pairs of a step are compared and saved together."""
    invent_people(people=60, seed=1)
    assert Name.objects.count() == 60
    with django_assert_max_num_queries(60 * 14 + 40):
        find_duplicates()


def test_searching_many_in_a_row_finds_what_each_search_by_itself_finds(db):
    invent_people(people=60, seed=3)
    for text in Name.objects.order_by("-pk").values_list("text", flat=True)[:8]:
        a_person(f"{text[:-1]}ъ")
    people = Person.objects.standing()
    many = ManySearches(tables=NAMES, people=people)
    for text in Name.objects.values_list("text", flat=True):
        alone = search(text, tables=NAMES, people=people, limit=50, threshold=0.7)
        assert many.search(text, limit=50, threshold=0.7) == alone
