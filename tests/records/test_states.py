"""Every way from state to state, act by act: what is not listed here is refused."""

import pytest

from audit.models import Act, Change
from people.models import Person
from records.choices import State
from records.saving import changing
from records.states import IllegalMove, is_legal
from tests.builders import a_person

DRAFT, IN_REVIEW, APPROVED, WITHDRAWN = State
LEGAL = {
    (Act.ADDED, None, DRAFT),
    (Act.ADDED, None, IN_REVIEW),
    (Act.CHANGED, DRAFT, IN_REVIEW),
    (Act.CHANGED, IN_REVIEW, DRAFT),
    (Act.CHANGED, APPROVED, DRAFT),
    (Act.CHANGED, APPROVED, IN_REVIEW),
    (Act.CHANGED, WITHDRAWN, DRAFT),
    (Act.PUBLISHED, IN_REVIEW, APPROVED),
    (Act.WITHDRAWN, DRAFT, WITHDRAWN),
    (Act.WITHDRAWN, IN_REVIEW, WITHDRAWN),
    (Act.WITHDRAWN, APPROVED, WITHDRAWN),
}


def moved(person, act, state):
    with changing(person, by=None, act=act):
        person.state = state
        person.save()


ACTS = [Act.ADDED, Act.CHANGED, Act.PUBLISHED, Act.WITHDRAWN, Act.REDUCED, Act.UNPUBLISHED]  # a merge has its own rules


def test_no_other_way_is_open():
    ways = {(act, before, after) for act in ACTS for before in [None, *State] for after in State if before != after}
    assert {way for way in ways if is_legal(*way)} == LEGAL


def test_a_record_that_stays_where_it_stands_is_let_through():
    assert all(is_legal(act, state, state) for act in ACTS for state in State)


@pytest.mark.parametrize(
    ("act", "after"), [(Act.CHANGED, APPROVED), (Act.PUBLISHED, APPROVED), (Act.CHANGED, WITHDRAWN)]
)
def test_an_illegal_way_saves_nothing(db, act, after):
    person, changes = a_person(), Change.objects.count()
    with pytest.raises(IllegalMove):
        moved(person, act, after)
    assert (Person.objects.get().state, Person.objects.get().version, Change.objects.count()) == (DRAFT, 1, changes)


@pytest.mark.parametrize("state", [APPROVED, WITHDRAWN])
def test_no_record_is_born_reviewed(db, state):
    person = Person(state=state)
    with pytest.raises(IllegalMove):
        moved(person, None, state)
    assert not Person.objects.exists()
