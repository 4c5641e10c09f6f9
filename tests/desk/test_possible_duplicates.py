"""The list of possible duplicates: what puts a pair on it, and that it follows judgements and merges."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import Change
from desk import merging, possible_duplicates
from desk.namesakes import Alike
from desk.person_facts import Agreement
from desk.possible_duplicates import Pair, note
from people.choices import FoundBy, PairAnswer
from people.models import Person, PossibleDuplicate
from people.names import MatchKind
from records.choices import State
from tests.builders import a_person, a_possible_duplicate, an_account, changed

NOTHING = Agreement(False, False, False)


@pytest.fixture
def three(db):
    return [a_person("Ақжан Төлеген") for _number in range(3)]


def alike(person, likeness=0.9, agrees=NOTHING):
    return Alike(person.pk, "Ақжан Төлеген", "Акжан Толеген", likeness, MatchKind.OTHER_SPELLING, agrees)


def listed(*pairs, by=FoundBy.COMMAND):
    return note([(one.pk, alike(other)) for one, other in pairs], found_by=by)


def open_pairs():
    return {tuple(pair) for pair in PossibleDuplicate.objects.open().values_list("first", "second")}


def pair_of(one, other):
    return PossibleDuplicate.objects.get(**Pair.of(one.pk, other.pk)._asdict())


def merged(keep, duplicate, by):
    keep, duplicate = (Person.objects.get(pk=person.pk) for person in (keep, duplicate))
    return merging.merge(keep=keep, duplicate=duplicate, by=by, reason="one house")


def judged(one, other, by):
    return merging.judge_different(one=one, other=other, by=by, reason="two graves")


# Finding


def test_a_pair_is_listed_once_whoever_of_the_two_finds_it(three):
    one, other, _third = three
    assert listed((one, other), (other, one)) == 1
    assert listed((other, one), by=FoundBy.SAVING) == 0
    assert (pair_of(one, other).found_by, PossibleDuplicate.objects.count()) == (FoundBy.COMMAND, 1)


def test_of_two_ways_of_being_alike_the_better_one_is_kept(three):
    one, other, _third = three
    agrees = Agreement(True, False, True)
    note([(one.pk, alike(other, 0.8)), (other.pk, alike(one, 0.95, agrees))], found_by=FoundBy.COMMAND)
    pair = pair_of(one, other)
    assert (pair.likeness, pair.agreeing) == (0.95, ["year of birth", "day"])


def test_finding_a_pair_again_keeps_what_people_said_of_it(three, researcher):
    one, other, _third = three
    listed((one, other))
    possible_duplicates.not_sure(pair=pair_of(one, other), by=researcher, note="ask the mother")
    note([(one.pk, alike(other, 0.99))], found_by=FoundBy.COMMAND)
    pair = pair_of(one, other)
    assert (pair.likeness, pair.note, pair.noted_by) == (0.99, "ask the mother", researcher)


def test_a_pair_that_was_judged_different_never_comes_on_the_list(three, researcher):
    one, other, _third = three
    judged(one, other, researcher)
    assert listed((one, other)) == 0
    assert open_pairs() == set()


def test_unless_the_judgement_is_taken_back(three, researcher):
    one, other, _third = three
    judgement = judged(one, other, researcher)
    listed((one, other))
    merging.take_judgement_back(judgement=judgement, by=researcher, reason="one grave moved")
    assert open_pairs() == {(one.pk, other.pk)}


def test_nor_does_it_through_a_merge(three, reviewer):
    one, other, third = three
    judged(one, other, reviewer)
    merged(third, other, reviewer)
    assert listed((one, third)) == 0
    assert open_pairs() == set()


def test_the_database_refuses_a_pair_out_of_order(three):
    one, other, _third = three
    with pytest.raises(IntegrityError, match="smaller_key"), transaction.atomic():
        PossibleDuplicate.objects.create(first=other, second=one, likeness=0.9, matched="similar", found_by="command")


def test_the_database_refuses_an_answer_of_nobody(three):
    with pytest.raises(IntegrityError, match="answered_by_someone"), transaction.atomic():
        a_possible_duplicate(*three[:2], answer=PairAnswer.SAME)


@pytest.mark.parametrize("likeness", [-0.1, 1.1])
def test_the_database_refuses_a_likeness_that_is_no_share(three, likeness):
    with pytest.raises(IntegrityError, match="is_a_share"), transaction.atomic():
        a_possible_duplicate(*three[:2], likeness=likeness)


# Answers


def test_most_alike_first_and_of_equals_the_one_of_whom_most_agrees(three):
    one, other, third = three
    plain = a_possible_duplicate(one, other)
    known = a_possible_duplicate(one, third, birth_agrees=True)
    best = a_possible_duplicate(other, third, likeness=1.0)
    assert list(PossibleDuplicate.objects.most_alike_first()) == [best, known, plain]


def test_not_sure_stays_on_the_list_with_its_note_and_history(three, researcher):
    pair = a_possible_duplicate(*three[:2])
    possible_duplicates.not_sure(pair=pair, by=researcher, note="ask the mother")
    pair.refresh_from_db()
    assert (pair.answer, pair.note, pair.answered_by) == (PairAnswer.OPEN, "ask the mother", researcher)
    assert open_pairs()
    change = Change.objects.get(table="people.possibleduplicate", row=str(pair.pk))
    assert (change.by, change.values.get().after) == (researcher.pk, '"ask the mother"')


def test_a_judgement_takes_the_pair_off_and_taking_it_back_puts_it_on(three, researcher):
    one, other, _third = three
    listed((one, other))
    judgement = judged(one, other, researcher)
    assert (pair_of(one, other).answer, pair_of(one, other).answered_by) == (PairAnswer.NOT_THE_SAME, researcher)
    merging.take_judgement_back(judgement=judgement, by=researcher, reason="one grave moved")
    assert open_pairs() == {(one.pk, other.pk)}
    assert pair_of(one, other).answered_by is None


def test_after_a_judgement_is_taken_back_the_note_counts_again(three, researcher):
    one, other, _third = three
    listed((one, other))
    possible_duplicates.not_sure(pair=pair_of(one, other), by=researcher, note="ask the mother")
    judgement = judged(one, other, an_account())
    merging.take_judgement_back(judgement=judgement, by=an_account(), reason="one grave moved")
    assert pair_of(one, other).answered_by == researcher


def test_a_withdrawn_person_waits_for_no_answer_until_taken_back_into_work(three):
    one, other, _third = three
    listed((one, other))
    changed(one, state=State.WITHDRAWN)
    assert open_pairs() == set()
    changed(one, state=State.DRAFT)
    assert open_pairs() == {(one.pk, other.pk)}


# Merging


def test_a_merged_pair_leaves_the_list_and_undoing_brings_it_back(three, reviewer):
    one, other, _third = three
    listed((one, other))
    made = merged(one, other, reviewer)
    assert (pair_of(one, other).answer, pair_of(one, other).answered_by) == (PairAnswer.SAME, reviewer)
    assert open_pairs() == set()
    merging.undo(merge=made, by=reviewer, reason="two cousins")
    assert open_pairs() == {(one.pk, other.pk)}


def test_whoever_may_be_the_duplicate_may_be_the_kept_person(three, reviewer):
    one, other, third = three
    listed((other, third))
    made = merged(one, other, reviewer)
    assert open_pairs() == {(one.pk, third.pk)}
    merging.undo(merge=made, by=reviewer, reason="two cousins")
    assert open_pairs() == {(other.pk, third.pk)}
    assert PossibleDuplicate.objects.count() == 1


def test_a_pair_that_was_carried_over_and_noted_since_stays(three, reviewer):
    one, other, third = three
    listed((other, third))
    made = merged(one, other, reviewer)
    possible_duplicates.not_sure(pair=pair_of(one, third), by=reviewer, note="ask the mother")
    merging.undo(merge=made, by=reviewer, reason="two cousins")
    assert open_pairs() == {(one.pk, third.pk), (other.pk, third.pk)}


def test_a_pair_that_was_carried_over_and_found_since_stays(three, reviewer):
    one, other, third = three
    listed((other, third))
    made = merged(one, other, reviewer)
    assert listed((one, third)) == 0
    merging.undo(merge=made, by=reviewer, reason="two cousins")
    assert open_pairs() == {(one.pk, third.pk), (other.pk, third.pk)}


def test_who_was_judged_different_from_the_duplicate_is_different_from_the_kept_person(three, reviewer):
    one, other, third = three
    listed((one, third))
    judged(other, third, reviewer)
    made = merged(one, other, reviewer)
    assert pair_of(one, third).answer == PairAnswer.NOT_THE_SAME
    merging.undo(merge=made, by=reviewer, reason="two cousins")
    assert open_pairs() == {(one.pk, third.pk)}


def test_taking_such_a_judgement_back_opens_the_pair_of_the_kept_person(three, reviewer):
    one, other, third = three
    listed((one, third))
    judgement = judged(other, third, reviewer)
    merged(one, other, reviewer)
    merging.take_judgement_back(judgement=judgement, by=reviewer, reason="one grave moved")
    assert open_pairs() == {(one.pk, third.pk)}


def test_two_merges_one_after_the_other_make_every_pair_of_the_three_one_person(three, reviewer):
    one, other, third = three
    listed((one, other), (other, third), (one, third))
    first, second = merged(other, third, reviewer), merged(one, other, reviewer)
    assert set(PossibleDuplicate.objects.values_list("answer", flat=True)) == {PairAnswer.SAME}
    for made in (second, first):
        merging.undo(merge=made, by=reviewer, reason="cousins")
    assert len(open_pairs()) == 3
