"""Merging two records of one person, and undoing it."""

import pytest
from django.apps import apps

from audit.models import Change
from desk import merging
from desk.merging import CannotMerge, CannotUndo, judge_different, preview, take_judgement_back, undo
from desk.merging_preview import beside
from desk.person_relations import NOT_TAKEN_OVER, RELATIONS, TAKEN_OVER
from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim
from inbox.acts import link
from inbox.models import Case
from people.models import Name, Person
from publishing import door, reviews
from publishing.models import Review
from records.choices import Sex, State
from records.models import StaleVersion
from records.saving import changing
from sources.models import Kinship, PersonClaim, Statement, Toll
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_charge,
    a_charge_update,
    a_custody_step,
    a_detention,
    a_detention_claim,
    a_kinship,
    a_name,
    a_person,
    a_person_claim,
    a_statement,
    a_toll,
    changed,
    in_review,
    published,
    withdrawn,
)
from tests.letters import a_case
from victims.models import Casualty, CasualtyClaim

WHY = "same birthday and the same father"


def merge(keep, duplicate, by, **more):
    keep.refresh_from_db()
    duplicate.refresh_from_db()
    made = merging.merge(keep=keep, duplicate=duplicate, by=by, reason=WHY, **more)
    keep.refresh_from_db()
    duplicate.refresh_from_db()
    return made


def undone(made, by):
    return undo(merge=made, by=by, reason="two cousins")


def texts(person):
    return set(person.names.filter(withdrawn=False).values_list("text", flat=True))


# What points at a person


def relations_to_persons():
    """Every foreign key and list of the register that points at a person, with those that nobody decided."""
    return {
        (model, field.name)
        for model in apps.get_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation and issubclass(field.related_model, Person) and not field.remote_field.parent_link
    }


def test_every_relation_to_a_person_is_decided():
    assert relations_to_persons() == set(RELATIONS)


def test_every_value_of_a_person_is_decided():
    of_the_row = {"id", "public_id", "version", "created_at", "created_by", "edited_at", "edited_by"}
    of_the_row |= {"reviewed_at", "reviewed_by"}
    taken_over = {name for names in TAKEN_OVER.values() for name in names}
    assert {field.name for field in Person._meta.local_fields} - of_the_row == taken_over | set(NOT_TAKEN_OVER)


# Merging


@pytest.fixture
def pair(db):
    return a_person("Ақжан Төлеген"), a_person("Акжан Толеген")


MOVING = [relation for relation, decided in RELATIONS.items() if decided.moves]


@pytest.mark.parametrize(("table", "field"), MOVING, ids=[f"{table.__name__}-{field}" for table, field in MOVING])
def test_what_points_at_the_duplicate_points_at_the_kept_person(table, field, pair, reviewer):
    keep, duplicate = pair
    row = something_pointing_at(duplicate, table, field)
    made = merge(keep, duplicate, reviewer)
    assert table.objects.filter(pk=row.pk, **{field: keep}).exists()
    undone(made, reviewer)
    assert table.objects.filter(pk=row.pk, **{field: duplicate}).exists()


def a_linked_case(person):
    case = a_case()
    link(case=case, person=person, report=None, by=None)
    return case


def something_pointing_at(person, table, field):
    """A row of the table that names the person in this field alone."""
    others = {
        Name: lambda **values: person.names.get(),
        PersonClaim: lambda **values: a_person_claim(values.pop("person", None) or a_person(), **values),
        Kinship: lambda **values: a_kinship(
            values.pop("person", None) or a_person(), **({"relative": a_person()} | values)
        ),
        CasualtyClaim: lambda **values: a_casualty_claim(a_casualty(), **values),
        DetentionClaim: lambda **values: a_detention_claim(a_detention(), **values),
        CustodyStep: lambda **values: a_custody_step(a_detention(), **values),
        ChargeUpdate: lambda **values: a_charge_update(a_charge(), **values),
        Case: lambda **values: a_linked_case(**values),
        Casualty: a_casualty,
        Detention: a_detention,
        Charge: a_charge,
        Toll: a_toll,
        Statement: a_statement,
    }
    return others[table](**{field: [person] if field == "persons" else person})


def test_the_duplicate_is_withdrawn_and_history_says_why(pair, reviewer):
    keep, duplicate = pair
    merge(keep, duplicate, reviewer)
    assert duplicate.state == State.WITHDRAWN
    changes = Change.objects.filter(table="people.person", act="merged", reason=WHY, by=reviewer.pk)
    assert set(changes.values_list("row", "version")) == {(str(one.pk), one.version) for one in pair}


def test_a_record_of_somebody_else_that_names_the_duplicate_gets_its_change(pair, reviewer):
    keep, duplicate = pair
    statement = a_statement(by_person=duplicate)
    merge(keep, duplicate, reviewer)
    change = Change.objects.get(table="sources.statement", act="merged")
    assert change.version == statement.version + 1
    assert change.values.get().field == "by_person"


def test_the_kept_person_bears_both_names(pair, reviewer):
    keep, duplicate = pair
    merge(keep, duplicate, reviewer)
    assert texts(keep) == {"Ақжан Төлеген", "Акжан Толеген"}
    assert keep.shown_name == "Ақжан Төлеген"
    assert duplicate.shown_name == ""


def test_one_name_is_shown_first(db, reviewer):
    keep, duplicate = a_person(), a_person()
    a_name(keep, "Ақжан", shown_first=True)
    a_name(duplicate, "Aqjan", shown_first=True)
    merge(keep, duplicate, reviewer)
    assert [name.text for name in keep.names.filter(shown_first=True)] == ["Ақжан"]


def test_a_spelling_that_both_have_is_struck_out_not_shown_twice(db, reviewer):
    keep, duplicate = a_person("Ақжан"), a_person("Ақжан")
    made = merge(keep, duplicate, reviewer)
    assert list(keep.names.values_list("withdrawn", flat=True)) == [False, True]
    undone(made, reviewer)
    assert texts(duplicate) == {"Ақжан"}


def test_a_statement_that_names_both_names_the_kept_one_once(pair, reviewer):
    keep, duplicate = pair
    statement = a_statement(persons=[keep, duplicate])
    made = merge(keep, duplicate, reviewer)
    assert list(statement.persons.all()) == [keep]
    undone(made, reviewer)
    assert set(statement.persons.all()) == {keep, duplicate}


def test_kin_of_each_other_are_not_merged(pair, reviewer):
    keep, duplicate = pair
    a_kinship(keep, duplicate)
    with pytest.raises(CannotMerge, match="kin of each other"):
        merge(keep, duplicate, reviewer)


def test_a_kinship_between_them_that_is_struck_out_stays_where_it_is(pair, reviewer):
    keep, duplicate = pair
    kinship = withdrawn(a_kinship(keep, duplicate, claimant_person=duplicate), keep)
    merge(keep, duplicate, reviewer)
    kinship.refresh_from_db()
    assert (kinship.person, kinship.relative, kinship.claimant_person) == (keep, duplicate, keep)


def test_values_are_taken_over_only_where_ticked(db, reviewer):
    keep, duplicate = a_person(), a_person(sex=Sex.MALE, born_on="1990-04", born_on_inferred=True, occupation="baker")
    merge(keep, duplicate, reviewer, take_over=["born_on", "occupation"])
    assert (keep.sex, keep.born_on, keep.born_on_inferred, keep.occupation) == ("", "1990-04", True, "baker")
    assert keep.born_on_earliest.isoformat() == "1990-04-01"


def test_the_preview_tells_what_would_move_and_shows_values_beside_each_other(pair):
    keep, duplicate = pair
    changed(duplicate, sex=Sex.MALE)
    a_casualty(person=duplicate)
    moving = {line.table: (line.count, line.labels) for line in preview(keep=keep, duplicate=duplicate)}
    assert moving["Names"] == (1, ["Акжан Толеген"])
    assert moving["Casualties"][0] == 1
    assert [(line.kept, line.duplicate) for line in beside(keep, duplicate) if line.differs] == [("", "male")]


def test_nobody_waits_for_a_review_of_what_a_merge_made_a_draft(pair, reviewer):
    for person in pair:
        in_review(person)
    made = merge(*pair, reviewer)
    assert not Review.objects.waiting().exists()
    undone(made, reviewer)
    assert set(Review.objects.waiting().values_list("public_id", flat=True)) == {one.public_id for one in pair}


def test_the_note_with_which_the_duplicate_was_sent_back_stands_again_after_undoing(pair, reviewer):
    duplicate = in_review(pair[1])
    reviews.send_back(record=duplicate, by=reviewer, note="Which street?")
    made = merge(*pair, reviewer)
    assert not Review.objects.sent_back().exists()
    undone(made, reviewer)
    duplicate.refresh_from_db()
    assert reviews.note_for(duplicate).note == "Which street?"


def test_undoing_leaves_a_review_of_the_kept_person_that_was_asked_for_since(pair, researcher, reviewer):
    made = merge(*pair, reviewer)
    kept = made.kept
    kept.refresh_from_db()
    asked = reviews.send_to_review(record=kept, by=researcher)
    undone(made, reviewer)
    assert Review.objects.waiting().get() == asked


# What is refused


def test_a_person_is_not_merged_with_themselves(pair, reviewer):
    with pytest.raises(CannotMerge, match="one and the same record"):
        merge(pair[0], pair[0], reviewer)


def test_a_withdrawn_person_is_not_merged(pair, reviewer):
    door.withdraw(record=pair[0], by=reviewer, reason="entered by mistake")
    with pytest.raises(CannotMerge, match="is withdrawn"):
        merge(*pair, reviewer)


@pytest.mark.parametrize("again", ["kept", "duplicate"])
def test_a_merged_person_is_not_merged_again(again, pair, reviewer):
    keep, duplicate = pair
    merge(keep, duplicate, reviewer)
    other = a_person("Гүлжан")
    with pytest.raises(CannotMerge, match="was merged into"):
        merge(*((duplicate, other) if again == "kept" else (other, duplicate)), reviewer)


def test_a_reason_is_needed(pair, reviewer):
    with pytest.raises(CannotMerge, match="Write why"):
        merging.merge(keep=pair[0], duplicate=pair[1], by=reviewer, reason=" ")
    made = merge(*pair, reviewer)
    with pytest.raises(CannotUndo, match="Write why"):
        undo(merge=made, by=reviewer, reason="")


@pytest.mark.parametrize("which", [0, 1], ids=["kept", "duplicate"])
def test_a_person_saved_since_the_preview_is_not_merged(which, pair, reviewer):
    keep, duplicate = (Person.objects.get(pk=person.pk) for person in pair)
    changed(Person.objects.get(pk=pair[which].pk), occupation="baker")
    with pytest.raises(StaleVersion):
        merging.merge(keep=keep, duplicate=duplicate, by=reviewer, reason=WHY)
    assert texts(duplicate) == {"Акжан Толеген"}


def test_two_judged_different_are_not_merged_and_it_says_who_and_why(pair, researcher, reviewer):
    judge_different(one=pair[1], other=pair[0], by=researcher, reason="two graves")
    with pytest.raises(CannotMerge, match="researcher judged them different on .*: two graves"):
        merge(*pair, reviewer)


def test_a_judgement_holds_for_whoever_was_merged_into_them(pair, reviewer):
    keep, duplicate = pair
    third = a_person("Гүлжан")
    judge_different(one=duplicate, other=third, by=reviewer, reason="two graves")
    merge(keep, duplicate, reviewer)
    with pytest.raises(CannotMerge, match="two graves"):
        merge(third, keep, reviewer)


def test_a_judgement_taken_back_stands_in_nobodys_way(pair, reviewer):
    judgement = judge_different(one=pair[0], other=pair[1], by=reviewer, reason="two graves")
    take_judgement_back(judgement=judgement, by=reviewer, reason="one grave moved")
    assert merge(*pair, reviewer).pk
    assert list(Change.objects.filter(table="people.notthesame").values_list("reason", flat=True)) == [
        "one grave moved",
        "two graves",
    ]


# Undoing


def test_undoing_puts_back_rows_values_and_states(db, reviewer):
    keep, duplicate = a_person("Ақжан"), a_person("Aqjan", sex=Sex.MALE, state=State.IN_REVIEW)
    casualty = a_casualty(person=duplicate)
    made = merge(keep, duplicate, reviewer, take_over=["sex"])
    undone(made, reviewer)
    for row in (keep, duplicate, casualty):
        row.refresh_from_db()
    assert (keep.sex, duplicate.sex, duplicate.state) == ("", Sex.MALE, State.IN_REVIEW)
    assert (texts(keep), texts(duplicate), casualty.person) == ({"Ақжан"}, {"Aqjan"}, duplicate)
    assert Change.objects.filter(table="people.person", act="unmerged").count() == 2


def test_later_edits_of_the_kept_person_stay(pair, researcher, reviewer):
    keep, duplicate = pair
    made = merge(keep, duplicate, reviewer)
    a_name(keep, "Aqzhan", by=researcher)
    changed(keep, occupation="baker", by=researcher)
    undone(made, reviewer)
    keep.refresh_from_db()
    assert texts(keep) == {"Ақжан Төлеген", "Aqzhan"}
    assert keep.occupation == "baker"


def test_a_moved_row_that_was_edited_goes_back_with_its_edit(pair, reviewer):
    keep, duplicate = pair
    claim = a_person_claim(duplicate, occupation="baker")
    made = merge(keep, duplicate, reviewer)
    claim.refresh_from_db()
    with changing(keep, by=reviewer):
        claim.occupation = "miller"
        claim.save()
    undone(made, reviewer)
    assert duplicate.claims.get().occupation == "miller"


def test_a_value_taken_over_and_edited_since_keeps_its_edit(db, reviewer):
    keep, duplicate = a_person(), a_person(occupation="baker")
    made = merge(keep, duplicate, reviewer, take_over=["occupation"])
    changed(keep, occupation="miller")
    undone(made, reviewer)
    keep.refresh_from_db()
    assert keep.occupation == "miller"


@pytest.mark.parametrize(
    ("is_edited", "state"), [(False, State.APPROVED), (True, State.DRAFT)], ids=["as is", "edited"]
)
def test_an_approved_person_is_a_draft_until_undone_unless_edited_since(is_edited, state, pair, reviewer):
    keep, duplicate = pair
    published(keep, by=reviewer)
    made = merge(keep, duplicate, reviewer)
    assert keep.state == State.DRAFT
    if is_edited:
        changed(keep, occupation="baker")
    undone(made, reviewer)
    keep.refresh_from_db()
    assert keep.state == state


def test_a_row_moved_elsewhere_since_stays_there_and_is_reported(pair, reviewer):
    keep, duplicate = pair
    casualty, other = a_casualty(person=duplicate), a_person("Гүлжан")
    made = merge(keep, duplicate, reviewer)
    casualty.refresh_from_db()
    changed(casualty, person=other)
    made = undone(made, reviewer)
    casualty.refresh_from_db()
    assert casualty.person == other
    assert made.left == [{"table": "victims.casualty", "row": casualty.pk, "field": "person"}]


def test_a_later_merge_is_undone_first(pair, reviewer):
    keep, duplicate = pair
    other = a_person("Гүлжан")
    first = merge(keep, duplicate, reviewer)
    second = merge(other, keep, reviewer)
    with pytest.raises(CannotUndo, match=f"merge of {keep.shown_id} into {other.shown_id} first"):
        undone(first, reviewer)
    undone(second, reviewer)
    undone(first, reviewer)
    assert [texts(person) for person in (keep, duplicate, other)] == [{"Ақжан Төлеген"}, {"Акжан Толеген"}, {"Гүлжан"}]


def test_a_merge_is_undone_once(pair, reviewer):
    made = merge(*pair, reviewer)
    undone(made, reviewer)
    with pytest.raises(CannotUndo, match="undone before"):
        undone(made, reviewer)


def test_a_merged_person_is_taken_back_by_undoing_only(pair, reviewer):
    merge(*pair, reviewer)
    with pytest.raises(door.NotPublishable, match="undo the merge instead"):
        door.restore(record=pair[1], by=reviewer, reason="still needed")
