"""The list of pairs that may be one person: what puts a pair on it, and what answers it.

The judgements are `Merge` and `NotTheSame`. What the list says of a pair is worked out from them anew whenever one of
them is made or taken back, so that undoing a merge brings the list back to what it was.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from audit import history
from audit.models import Act
from desk.namesakes import Alike, namesakes
from desk.person_facts import facts_of
from people.choices import FoundBy, PairAnswer
from people.models import Merge, NotTheSame, Person, PossibleDuplicate

FOUND = ("likeness", "matched", "birth_agrees", "place_agrees", "day_agrees")  # what a search says of a pair


class Pair(NamedTuple):
    """Keys of two persons, the smaller one first."""

    first: int
    second: int

    @classmethod
    def of(cls, one: int, other: int) -> "Pair":
        return cls(min(one, other), max(one, other))


# Putting pairs on the list


@transaction.atomic
def note(found: Iterable[tuple[int, Alike]], *, found_by) -> int:
    """Put pairs, each a person's key and somebody like that person, on the list; returns how many of them now wait for
    an answer and were not listed before.

    A pair that was judged different comes with that answer: it waits only if the judgement is taken back. One that is
    there is not put there twice: what the search says of it is brought up to date, what people said of it stays.
    """
    best: dict[Pair, Alike] = {}
    for person, alike in found:
        pair = Pair.of(person, alike.person)
        if pair not in best or alike.likeness > best[pair].likeness:
            best[pair] = alike
    answered = known_answers(best)
    rows = [_row(pair, alike, found_by, answered.get(pair)) for pair, alike in best.items()]
    listed = PossibleDuplicate.objects.filter(first__in={pair.first for pair in best}).values_list("first", "second")
    new = best.keys() - answered.keys() - set(listed)
    PossibleDuplicate.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["first", "second"], update_fields=[*FOUND, "carried_by"]
    )
    return len(new)


def note_namesakes(person: Person) -> int:
    """Put the person on the list beside everybody who may be the same; returns how many pairs are new on it. For pages
    that do not hold a save until it is answered."""
    names = list(person.names.filter(withdrawn=False).values_list("text", flat=True))
    others = Person.objects.standing().exclude(pk=person.pk)
    found = namesakes(names, facts=facts_of([person.pk])[person.pk], people=others)
    return note([(person.pk, one) for one in found], found_by=FoundBy.SAVING)


def _row(pair: Pair, alike: Alike, found_by, answered) -> PossibleDuplicate:
    answer, answered_by = answered or (PairAnswer.OPEN, None)
    return PossibleDuplicate(
        first_id=pair.first,
        second_id=pair.second,
        likeness=alike.likeness,
        matched=alike.matched,
        found_by=found_by,
        answer=answer,
        answered_by_id=answered_by,
        **alike.agrees._asdict(),
    )


# Answers


@transaction.atomic
def not_sure(*, pair: PossibleDuplicate, by, note):
    """Somebody looked and cannot tell: the pair stays open, with their note."""
    table = "people.possibleduplicate"
    cell = history.Cell(table, str(pair.pk), "note")
    before = {cell: pair.note}
    pair.note, pair.noted_by = note, by
    if pair.answer == PairAnswer.OPEN:
        pair.answered_by = by
    pair.save(update_fields=["note", "noted_by", "answered_by"])
    history.write(act=Act.CHANGED, by=by, table=table, row=pair.pk, before=before, after={cell: note})


def settle(persons: Iterable[int]):
    """Work out anew what the list says of the pairs with these persons, with who was merged into them, and with whom
    they were merged into."""
    merged = _merged_into(set(persons))
    lines = [person for start in persons for person, _merge in _upwards(start, merged)]
    rows = list(PossibleDuplicate.objects.touching(list(_members(lines))))
    answers = known_answers(Pair(row.first_id, row.second_id) for row in rows)
    changed = []
    for row in rows:
        answer, answered_by = answers.get(Pair(row.first_id, row.second_id), (PairAnswer.OPEN, row.noted_by_id))
        if (answer, answered_by) != (row.answer, row.answered_by_id):
            row.answer, row.answered_by_id = answer, answered_by
            changed.append(row)
    PossibleDuplicate.objects.bulk_update(changed, ["answer", "answered_by"])


def known_answers(pairs: Iterable[Pair]) -> dict[Pair, tuple[PairAnswer, int]]:
    """Of these pairs, those that are answered: how, and the key of the account that did."""
    pairs = list(pairs)
    persons = {person for pair in pairs for person in pair}
    merged, different = _merged_into(persons), _judged(persons)
    found = {}
    for pair in pairs:
        ways = [list(_upwards(person, merged)) for person in pair]
        if ways[0][-1][0] == ways[1][-1][0]:  # both lead to one kept person
            by = max((merge.pk, merge.by_id) for way in ways for _person, merge in way if merge)[1]
            found[pair] = (PairAnswer.SAME, by)
        elif pair in different:
            found[pair] = (PairAnswer.NOT_THE_SAME, different[pair])
    return found


# What merging does with the list; settling follows in both cases


def follow_merge(merge: Merge):
    """Whoever may be the duplicate may now be the kept person: such a pair is carried over, unless it is listed."""
    rows = []
    for row in PossibleDuplicate.objects.touching([merge.duplicate_id]).filter(answer=PairAnswer.OPEN):
        other = row.second_id if row.first_id == merge.duplicate_id else row.first_id
        if other != merge.kept_id:
            pair = Pair.of(merge.kept_id, other)
            rows.append(
                PossibleDuplicate(
                    first_id=pair.first,
                    second_id=pair.second,
                    found_at=row.found_at,
                    found_by=row.found_by,
                    carried_by=merge,
                    **{name: getattr(row, name) for name in FOUND},
                )
            )
    PossibleDuplicate.objects.bulk_create(rows, ignore_conflicts=True)
    settle([merge.kept_id, merge.duplicate_id])


def follow_undo(merge: Merge):
    """Pairs that the merge carried over go, unless somebody wrote a note on them since."""
    PossibleDuplicate.objects.filter(carried_by=merge, noted_by=None).delete()
    settle([merge.kept_id, merge.duplicate_id])


# Steps


def _members(persons: Iterable[int]) -> dict[int, set[int]]:
    """For each person and each who was merged into one of them: the persons asked about that they belong to."""
    found = {person: {person} for person in persons}
    new = set(found)
    while new:
        rows = Merge.objects.standing().filter(kept__in=new).values_list("kept", "duplicate")
        new = set()
        for kept, duplicate in rows:
            owners = found.setdefault(duplicate, set())
            if not found[kept] <= owners:
                owners |= found[kept]
                new.add(duplicate)
    return found


def _merged_into(persons: set[int]) -> dict[int, Merge]:
    """The standing merge of each who was merged, of these persons and those that they were merged into."""
    found: dict[int, Merge] = {}
    asked, new = set(), set(persons)
    while new:
        merges = list(Merge.objects.standing().filter(duplicate__in=new).only("kept", "duplicate", "by"))
        found |= {merge.duplicate_id: merge for merge in merges}
        asked |= new
        new = {merge.kept_id for merge in merges} - asked
    return found


def _upwards(person: int, merged: dict[int, Merge]):
    """The person, and those it was merged into one after the other, each with the merge that leads on."""
    while merge := merged.get(person):
        yield person, merge
        person = merge.kept_id
    yield person, None


def _judged(persons: set[int]) -> dict[Pair, int]:
    """Pairs of these persons that were judged different, themselves or through who was merged into them; by whom."""
    members = _members(persons)
    judgements = NotTheSame.objects.standing().between(list(members), list(members)).order_by("pk")
    return {
        Pair.of(one, other): judgement.by_id
        for judgement in judgements
        for one in members[judgement.first_id]
        for other in members[judgement.second_id]
        if one != other
    }
