"""Merge, edit, undo: whatever the register, it is then what it was, plus the edits.

The same edits are made twice from the same start: alone, and between a merge and its undoing. Both must end in
the same register and the same public site.
"""

from contextlib import contextmanager
from typing import NamedTuple

from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk import merging, possible_duplicates
from desk.namesakes import Alike
from desk.person_facts import Agreement
from desk.person_relations import TAKEN_OVER, owner_of
from desk.possible_duplicates import Pair
from detentions.models import Detention
from people.choices import FoundBy
from people.models import Name, NotTheSame, Person, PossibleDuplicate
from people.name_tables import NameSpelling
from people.names import MatchKind
from publishing.decisions import named_person
from records.models import Part, Record
from records.saving import changing
from sources.models import Incident, Report
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_detention,
    a_kinship,
    a_name,
    a_person,
    a_person_claim,
    a_report,
    a_statement,
    an_incident,
    changed,
    published,
)
from tests.desk.test_merging_public import public
from victims.models import Casualty

KEEP, DUPLICATE, OTHER, THIRD = range(4)
WHO = st.sampled_from([KEEP, DUPLICATE, OTHER, THIRD])
ONE_WHO_STAYS = st.sampled_from([KEEP, OTHER, THIRD])
ONE_OF_TWO = st.sampled_from([KEEP, DUPLICATE])
PAIR = (st.sampled_from([KEEP, DUPLICATE, OTHER]), st.sampled_from([DUPLICATE, OTHER, THIRD]))
SPELLINGS = ["Ақжан", "Акжан", "Aqjan"]
REGISTERS = st.lists(
    st.one_of(
        st.tuples(st.just("name"), ONE_OF_TWO, st.sampled_from(SPELLINGS), st.booleans()),
        st.tuples(st.just("claim"), WHO, WHO),
        st.tuples(st.just("casualty"), ONE_OF_TWO, WHO),
        st.tuples(st.just("detention"), ONE_OF_TWO),
        st.tuples(st.just("kin"), ONE_OF_TWO, st.sampled_from([OTHER, THIRD]), st.booleans()),
        st.tuples(st.just("statement"), WHO, st.sets(WHO)),
        st.tuples(st.just("pair"), *PAIR, st.booleans()),
        st.tuples(st.just("judgement"), ONE_OF_TWO, st.sampled_from([OTHER, THIRD])),
    ),
    min_size=1,
    max_size=6,
)
VALUES = st.lists(st.sampled_from(sorted(TAKEN_OVER)), unique=True)
TWO = st.sets(ONE_OF_TWO)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("add name"), st.sampled_from(["Aqzhan", *SPELLINGS])),
        st.tuples(st.just("add claim"), ONE_WHO_STAYS),
        st.tuples(st.just("add casualty")),
        st.tuples(st.just("add statement"), ONE_WHO_STAYS),
        st.tuples(st.just("occupation"), st.sampled_from(["", "miller", "smith"])),
        st.tuples(st.just("edit"), st.integers(0, 5)),
        st.tuples(st.just("publish")),
        st.tuples(st.just("find pair"), st.sampled_from([OTHER, THIRD])),
        st.tuples(st.just("judge"), st.sampled_from([OTHER, THIRD])),
    ),
    max_size=4,
)


class BackToTheStart(Exception):
    """Takes back all that was written since."""


class Start(NamedTuple):
    people: list[Person]
    rows: list
    report: Report
    incident: Incident


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(register=REGISTERS, named=TWO, shown=TWO, take_over=VALUES, edits=EDITS)
@example(
    register=[
        ("name", KEEP, "Ақжан", True),
        ("name", DUPLICATE, "Ақжан", True),
        ("name", DUPLICATE, "Aqjan", False),
        ("claim", DUPLICATE, DUPLICATE),
        ("casualty", DUPLICATE, DUPLICATE),
        ("kin", DUPLICATE, OTHER, True),
        ("statement", DUPLICATE, {KEEP, DUPLICATE}),
        ("pair", KEEP, DUPLICATE, True),
        ("pair", DUPLICATE, OTHER, False),
        ("pair", KEEP, THIRD, True),
        ("judgement", DUPLICATE, THIRD),
    ],
    named={KEEP, DUPLICATE},
    shown={KEEP, DUPLICATE},
    take_over=sorted(TAKEN_OVER),
    edits=[("add name", "Aqzhan"), ("occupation", "miller"), ("publish",)],
)
def test_merge_edit_undo_leaves_what_was_and_the_edits(researcher, reviewer, register, named, shown, take_over, edits):
    with taken_back():
        start = entered(register, named, shown, researcher, reviewer)
        with taken_back():
            make(edits, start, researcher, reviewer)
            expected, expected_public = snapshot(start, edits), public()
        keep, duplicate = stored(start.people[KEEP]), stored(start.people[DUPLICATE])
        made = merging.merge(keep=keep, duplicate=duplicate, by=reviewer, reason="one", take_over=take_over)
        make(edits, start, researcher, reviewer)
        assert merging.undo(merge=made, by=reviewer, reason="two").left == []
        assert snapshot(start, edits) == expected
        if not any(edit[0] == "edit" for edit in edits):  # what was edited is shown again when it is published
            assert public() == expected_public


@contextmanager
def taken_back():
    try:
        with transaction.atomic():
            yield
            raise BackToTheStart
    except BackToTheStart:
        pass


def stored(person):
    return Person.objects.get(pk=person.pk)


def entered(register, named, shown, researcher, reviewer) -> Start:
    """Four persons and what the register says of them; of those in `shown`, all of it is public."""
    by = {"by": researcher}
    people = [a_person(name_is_public=number in named, **by) for number in range(4)]
    changed(people[DUPLICATE], sex="male", born_on="1990-04~", born_on_inferred=True, occupation="baker", **by)
    start = Start(people, [], a_report(**by), an_incident(**by))
    for entry in register:
        start.rows.extend(entered_rows(entry, start, by))
    for who in shown:
        own = [owner for row in start.rows if named_person(owner := owner_of(row)) == people[who]]
        for record in {people[who], *own}:
            published(record, by=reviewer)
    return start


def entered_rows(entry, start, by) -> list:
    kind, who, *more = entry
    if kind == "pair":
        find_pair(start.people[who], start.people[more[0]], noted_by=by["by"] if more[1] else None)
        return []
    if kind == "judgement":
        judge(start.people[who], start.people[more[0]], by["by"])
        return []
    person, said, about = stored(start.people[who]), {"report": start.report}, {"incident": start.incident}
    if kind == "name":
        first = more[1] and not person.names.filter(shown_first=True).exists()
        return [a_name(person, more[0], shown_first=first, **by)]
    if kind == "claim":
        return [a_person_claim(person, claimant_person=start.people[more[0]], **said, **by)]
    if kind == "casualty":
        casualty = a_casualty(person=person, **about, **by)
        return [casualty, a_casualty_claim(casualty, relayed_by_person=start.people[more[0]], **said, **by)]
    if kind == "detention":
        return [a_detention(person=person, **about, **by)]
    if kind == "kin":
        other = stored(start.people[more[0]])
        return [a_kinship(*((person, other) if more[1] else (other, person)), **said, **by)]
    persons = [start.people[other] for other in more[0]]
    return [a_statement(by_person=person, persons=persons, **about, **said, **by)]


def make(edits, start, researcher, reviewer):
    """Edits of the kept person and of rows that a merge may have moved."""
    for number, (kind, *more) in enumerate(edits):
        keep, by = stored(start.people[KEEP]), {"by": researcher}
        new = {"public_id": f"NEW{number:07}", **by}
        said, about = {"report": start.report}, {"incident": start.incident}
        if kind == "add name":
            a_name(keep, more[0], **new)
        elif kind == "add claim":
            a_person_claim(keep, claimant_person=start.people[more[0]], **said, **new)
        elif kind == "add casualty":
            a_casualty(person=keep, **about, **new)
        elif kind == "add statement":
            a_statement(persons=[keep], by_person=start.people[more[0]], **said, **about, **new)
        elif kind == "occupation":
            changed(keep, occupation=more[0], **by)
        elif kind == "edit" and start.rows:
            edit(start.rows[more[0] % len(start.rows)], researcher)
        elif kind == "publish":
            published(keep, by=reviewer)
        elif kind == "find pair":
            find_pair(keep, start.people[more[0]])
        elif kind == "judge":
            judge(keep, start.people[more[0]], researcher)


def find_pair(one, other, noted_by=None):
    """Puts two persons on the list of possible duplicates."""
    if one.pk == other.pk:
        return
    alike = Alike(other.pk, "", "", 0.9, MatchKind.SIMILAR, Agreement(False, True, False))
    possible_duplicates.note([(one.pk, alike)], found_by=FoundBy.COMMAND)
    pair = PossibleDuplicate.objects.filter(**Pair.of(one.pk, other.pk)._asdict()).first()
    if pair and noted_by:
        possible_duplicates.not_sure(pair=pair, by=noted_by, note="ask the mother")


def judge(one, other, by):
    if not NotTheSame.objects.standing().between([one.pk], [other.pk]).exists():
        merging.judge_different(one=one, other=other, by=by, reason="two graves")


def edit(row, researcher):
    row = type(row).objects.get(pk=row.pk)
    field = {Name: "text", Casualty: "site", Detention: "court"}.get(type(row), "summary")
    with changing(owner_of(row), by=researcher):
        type(row).objects.filter(pk=row.pk).update(**{field: f"{getattr(row, field)}бек"})


# The register in one value

OF_THE_ROW = {"id", "version", "created_at", "edited_at", "edited_by", "reviewed_at"}


def snapshot(start, edits) -> dict:
    """Every row of the register by its public id. An edit makes an approved person a draft: that is left out."""
    tables = [table for table in apps.get_models() if issubclass(table, Record | Part) and not table._meta.proxy]
    rows = {(table.__name__, row.public_id): values(row) for table in tables for row in table.objects.all()}
    listed = ("first", "second", "likeness", "place_agrees", "answer", "answered_by", "note", "noted_by", "carried_by")
    rows["possible duplicates"] = set(PossibleDuplicate.objects.values_list(*listed))
    rows["index of names"] = set(NameSpelling.objects.values_list("owner", "text"))
    if edits:
        del rows["Person", start.people[KEEP].public_id]["state"]
    return rows


def values(row) -> dict:
    own = {field.name: field.value_from_object(row) for field in row._meta.concrete_fields}
    own |= {field.name: {other.pk for other in field.value_from_object(row)} for field in row._meta.many_to_many}
    return {name: value for name, value in own.items() if name not in OF_THE_ROW}
