"""Who may be the person asked about: by name alone, or by a less similar name and something else."""

import pytest

from desk.namesakes import Alike, Likeness, alike, is_enough, namesakes, rank
from desk.person_facts import Agreement, Facts
from people.models import Person
from people.names import DUPLICATE, DUPLICATE_IF_ELSE_AGREES, MatchKind
from tests.builders import a_casualty, a_person

NOTHING, YEAR = Agreement(False, False, False), Agreement(True, False, False)


def like(score, typed="Ақжан Төлеген", spelling="Акжан Толеген"):
    return Likeness(1, typed, spelling, score, MatchKind.SIMILAR)


@pytest.mark.parametrize(
    ("score", "agrees", "expected"),
    [
        (0.80, NOTHING, True),
        (0.799, NOTHING, False),
        (0.70, NOTHING, False),
        (0.70, YEAR, True),
        (0.70, Agreement(False, True, False), True),
        (0.70, Agreement(False, False, True), True),
        (0.699, YEAR, False),
    ],
)
def test_the_thresholds_are_those_of_the_issue(score, agrees, expected):
    assert (DUPLICATE, DUPLICATE_IF_ELSE_AGREES) == (0.80, 0.70)
    assert is_enough(like(score), agrees) == expected


@pytest.mark.parametrize("part", ["Төлеген", "Төлеген А.", "А. Төлеген"])
def test_a_part_of_a_name_is_not_enough_by_itself(part):
    for typed, spelling in ((part, "Ақжан Төлеген"), ("Ақжан Төлеген", part), (part, part)):
        assert not is_enough(like(1.0, typed, spelling), NOTHING)
        assert is_enough(like(1.0, typed, spelling), YEAR)


@pytest.mark.parametrize("typed", ["Ақжан Төлеген", "Акжан Толеген", "Төлеген Ақжан", "Aqjan Tolegen"])
def test_a_spelling_of_the_name_finds_the_person(db, typed):
    person = a_person("Ақжан Төлеген")
    (found,) = namesakes([typed], facts=Facts())
    assert (found.person, found.typed, found.spelling, any(found.agrees)) == (
        person.pk,
        typed,
        "Ақжан Төлеген",
        False,
    )
    assert found.likeness >= DUPLICATE


def test_of_several_spellings_the_most_alike_is_told(db):
    a_person("Ақжан Төлеген")
    (found,) = namesakes(["Ахжан Тулеген", "Ақжан Төлеген"], facts=Facts())
    assert (found.typed, found.likeness, found.matched) == ("Ақжан Төлеген", 1.0, MatchKind.SAME)


def test_people_who_may_not_be_found_are_not(db):
    person = a_person("Ақжан Төлеген")
    assert namesakes(["Ақжан Төлеген"], facts=Facts(), people=Person.objects.exclude(pk=person.pk)) == []


def test_those_of_whom_more_agrees_come_first_among_equals(db):
    plain = a_person("Ақжан Төлеген").pk
    known = a_casualty(person=a_person("Ақжан Төлеген", born_on="1990")).person.pk
    found = namesakes(["Ақжан Төлеген"], facts=Facts(births=frozenset({(1990, 1990)})))
    assert [one.person for one in found] == [known, plain]


def test_the_more_alike_come_before_those_of_whom_more_agrees():
    ones = [Alike(1, "", "", 0.9, MatchKind.SIMILAR, YEAR), Alike(2, "", "", 1.0, MatchKind.SAME, NOTHING)]
    assert [one.person for one in sorted(ones, key=rank)] == [2, 1]


@pytest.mark.parametrize("text", ["", " ", "\0", "%", "_", "a", "ә" * 50_000], ids=repr)
def test_hostile_names_find_nobody(db, text):
    a_person("Ақжан Төлеген")
    assert alike([], facts=Facts(), known={}) == namesakes([text], facts=Facts()) == []
