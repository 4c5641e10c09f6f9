"""What merging and undoing do to what is public."""

import pytest

from desk import merging
from desk.merging_preview import warnings
from lookup import models as lookup
from publishing import door, related
from publishing.delivery import rebuild
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_name,
    a_named_person,
    a_person,
    a_person_claim,
    a_statement,
    changed,
    in_review,
    published,
    withdrawn,
)

TABLES = [
    lookup.PublishedPerson,
    lookup.PublishedName,
    lookup.PublishedCasualty,
    lookup.PublishedStatement,
    lookup.PublishedClaim,
    lookup.PublishedRedirect,
    lookup.PublishedSpelling,
]
OF_THE_ROW = {"id", "version", "published_at", "person_id"}  # differ from one publication to the next


def public():
    """Everything that is public, without keys, versions and times."""
    return {
        table.__name__: sorted(
            repr({name: value for name, value in row.items() if name not in OF_THE_ROW})
            for row in table.objects.values()
        )
        for table in TABLES
    }


def merge(keep, duplicate, by, **more):
    keep.refresh_from_db()
    duplicate.refresh_from_db()
    return merging.merge(keep=keep, duplicate=duplicate, by=by, reason="same birthday", **more)


def undone(made, by):
    return merging.undo(merge=made, by=by, reason="two cousins")


@pytest.fixture
def pair(researcher, reviewer):
    """Two persons, each public with a name, a claim and a casualty."""
    people = [a_named_person("Ақжан Төлеген", by=researcher), a_named_person("Акжан Толеген", by=researcher)]
    for person in people:
        a_person_claim(person, occupation="baker", by=researcher)
        casualty = a_casualty(person=person, by=researcher)
        a_casualty_claim(casualty, name_as_printed="Akzhan", by=researcher)
        published(person, by=reviewer)
        published(casualty, by=reviewer)
    return people


def test_the_old_address_leads_on(pair, reviewer, visitor):
    keep, duplicate = pair
    merge(keep, duplicate, reviewer)
    response = visitor.get(f"/en/p/{duplicate.shown_id}")
    assert (response.status_code, response["Location"]) == (301, f"/en/p/{keep.shown_id}")
    assert response["Cache-Control"] == "no-cache"


def test_after_undoing_the_old_address_shows_the_person_again(pair, reviewer, visitor):
    undone(merge(*pair, reviewer), reviewer)
    assert [visitor.get(f"/en/p/{person.shown_id}").status_code for person in pair] == [200, 200]


def test_the_old_address_leads_on_through_two_merges(pair, reviewer):
    keep, duplicate = pair
    merge(keep, duplicate, reviewer)
    other = published(a_named_person("Гүлжан"), by=reviewer)
    merge(other, keep, reviewer)
    assert lookup.PublishedRedirect.objects.leading_on(duplicate.public_id) == other.public_id


def test_an_address_does_not_lead_to_somebody_who_is_not_public(pair, reviewer, visitor):
    merge(a_person("Гүлжан"), pair[1], reviewer)
    assert visitor.get(f"/en/p/{pair[1].shown_id}").status_code == 404


def test_a_published_casualty_names_the_kept_person_at_once(pair, reviewer):
    keep, duplicate = pair
    merge(keep, duplicate, reviewer)
    assert set(lookup.PublishedCasualty.objects.values_list("person", flat=True)) == {keep.public_id}


def test_edits_that_wait_are_not_let_through(pair, researcher, reviewer):
    keep, duplicate = pair
    casualty = duplicate.casualties.get()
    changed(casualty, site="the square", by=researcher)
    merge(keep, duplicate, reviewer)
    assert not lookup.PublishedCasualty.objects.filter(site="the square").exists()
    casualty.refresh_from_db()
    assert related.is_waiting(casualty)


def test_what_the_old_page_showed_stands_on_the_kept_one(pair, reviewer):
    keep, duplicate = pair
    merge(keep, duplicate, reviewer)
    assert set(lookup.PublishedName.objects.values_list("text", "person__public_id")) == {
        ("Ақжан Төлеген", keep.public_id),
        ("Акжан Толеген", keep.public_id),
    }
    assert lookup.PublishedClaim.objects.filter(table="personclaim", about=keep.public_id).count() == 2


def test_a_name_that_was_never_public_waits(pair, researcher, reviewer):
    keep, duplicate = pair
    a_name(duplicate, "Aqjan", by=researcher)
    merge(keep, duplicate, reviewer)
    assert not lookup.PublishedName.objects.filter(text="Aqjan").exists()
    assert related.is_waiting(type(keep).objects.get(pk=keep.pk))


def test_names_do_not_become_public_where_the_kept_persons_are_withheld(pair, reviewer):
    keep, duplicate = pair
    keep.refresh_from_db()
    door.hide_names(person=keep, by=reviewer, reason="the family asks")
    merge(keep, duplicate, reviewer)
    assert not lookup.PublishedName.objects.exists()
    assert not lookup.PublishedClaim.objects.filter(values__has_key="name_as_printed").exists()


def test_nothing_waits_after_a_merge_and_its_undoing_if_nothing_waited_before(pair, reviewer):
    keep, duplicate = pair
    casualty = duplicate.casualties.get()
    made = merge(keep, duplicate, reviewer)
    for row in (keep, casualty):
        row.refresh_from_db()
        assert not related.is_waiting(row)
    undone(made, reviewer)
    for row in (keep, duplicate, casualty):
        row.refresh_from_db()
        assert not related.is_waiting(row)


def test_undoing_makes_public_what_was_public_before(pair, reviewer):
    a_statement_about = published(a_statement(persons=pair, claimant_person=pair[1]), by=reviewer)
    before = public()
    made = merge(*pair, reviewer)
    assert lookup.PublishedStatement.objects.get().persons == [pair[0].public_id]
    undone(made, reviewer)
    assert public() == before
    assert lookup.PublishedStatement.objects.get().public_id == a_statement_about.public_id


def test_what_was_published_since_stays_public_where_it_stays(pair, researcher, reviewer):
    keep, duplicate = pair
    made = merge(keep, duplicate, reviewer)
    keep.refresh_from_db()
    a_name(keep, "Aqzhan", by=researcher)
    published(keep, by=reviewer)
    undone(made, reviewer)
    shown = lookup.PublishedName.objects.filter(person__public_id=keep.public_id)
    assert set(shown.values_list("text", flat=True)) == {"Ақжан Төлеген", "Aqzhan"}


def test_a_value_taken_over_and_published_since_is_public_of_the_duplicate_only(pair, researcher, reviewer):
    keep, duplicate = pair
    changed(duplicate, occupation="baker", by=researcher)
    made = merge(keep, duplicate, reviewer, take_over=["occupation"])
    published(keep, by=reviewer)
    assert lookup.PublishedPerson.objects.get(public_id=keep.public_id).occupation == "baker"
    undone(made, reviewer)
    assert lookup.PublishedPerson.objects.get(public_id=keep.public_id).occupation == ""


def test_what_was_taken_away_since_does_not_come_back(pair, researcher, reviewer):
    keep, duplicate = pair
    claim = duplicate.claims.get()
    made = merge(keep, duplicate, reviewer)
    claim.refresh_from_db()
    keep.refresh_from_db()
    withdrawn(claim, keep, by=researcher)
    door.take_away(record=keep, by=researcher, reason="struck out")
    undone(made, reviewer)
    assert not lookup.PublishedClaim.objects.filter(public_id=claim.public_id).exists()


@pytest.mark.parametrize("again", [False, True], ids=["stays off", "is on again, not published"])
def test_names_that_were_hidden_since_do_not_come_back(again, pair, researcher, reviewer):
    keep, duplicate = pair
    made = merge(keep, duplicate, reviewer)
    keep.refresh_from_db()
    door.hide_names(person=keep, by=researcher, reason="the family asks")
    if again:
        changed(keep, name_is_public=True, by=researcher)
    undone(made, reviewer)
    duplicate.refresh_from_db()
    assert door.is_public(duplicate)
    assert not duplicate.name_is_public
    assert not lookup.PublishedName.objects.exists()
    assert not lookup.PublishedClaim.objects.filter(values__has_key="name_as_printed").exists()


def test_names_that_were_hidden_and_published_again_come_back(pair, researcher, reviewer):
    keep, duplicate = pair
    made = merge(keep, duplicate, reviewer)
    keep.refresh_from_db()
    door.hide_names(person=keep, by=researcher, reason="the family asks")
    published(changed(keep, name_is_public=True, by=researcher), by=reviewer)
    undone(made, reviewer)
    assert lookup.PublishedName.objects.get(person__public_id=duplicate.public_id).text == "Акжан Толеген"


def test_a_spelling_of_both_that_was_taken_away_since_does_not_come_back(researcher, reviewer):
    keep, duplicate = (published(a_named_person("Ақжан Төлеген", by=researcher), by=reviewer) for _one in range(2))
    made = merge(keep, duplicate, reviewer)
    keep.refresh_from_db()
    withdrawn(keep.names.get(withdrawn=False), keep, by=researcher)
    door.take_away(record=keep, by=researcher, reason="struck out")
    undone(made, reviewer)
    assert not lookup.PublishedName.objects.exists()


def test_who_was_withdrawn_as_one_does_not_come_back_as_two(pair, researcher, reviewer, visitor):
    keep, duplicate = pair
    made = merge(keep, duplicate, reviewer)
    keep.refresh_from_db()
    door.withdraw(record=keep, by=researcher, reason="the family asks")
    undone(made, reviewer)
    keep.refresh_from_db()
    duplicate.refresh_from_db()
    assert (duplicate.state, duplicate.name_is_public) == ("draft", False)
    assert not lookup.PublishedPerson.objects.exists()
    assert not lookup.PublishedClaim.objects.filter(values__has_key="name_as_printed").exists()
    door.restore(record=keep, by=researcher, reason="they agree")
    published(keep, by=reviewer)
    assert visitor.get(f"/en/p/{keep.shown_id}").status_code == 200
    assert not lookup.PublishedRedirect.objects.exists()


@pytest.fixture
def chain(pair, researcher, reviewer):
    """The merge of a person into a second one, and of that one into a third; all three were public."""
    keep, duplicate = pair
    first = merge(keep, duplicate, reviewer)
    third = published(a_named_person("Ақжан Т.", by=researcher), by=reviewer)
    return first, merge(third, keep, reviewer)


@pytest.mark.parametrize("act", [door.withdraw, door.hide_names])
def test_what_was_taken_from_the_last_of_a_chain_comes_back_with_nobody(act, chain, researcher, reviewer):
    kept = chain[1].kept
    kept.refresh_from_db()
    act(**{"record" if act is door.withdraw else "person": kept}, by=researcher, reason="the family asks")
    for made in reversed(chain):
        undone(made, reviewer)
    assert not lookup.PublishedName.objects.exists()
    assert not lookup.PublishedClaim.objects.filter(values__has_key="name_as_printed").exists()
    assert lookup.PublishedPerson.objects.count() == (0 if act is door.withdraw else 3)


def test_names_withheld_before_a_chain_and_taken_from_its_last_stay_off(researcher, reviewer):
    duplicate = published(a_named_person("Акжан Толеген", by=researcher), by=reviewer)
    keep, third = (published(a_person(name_is_public=shown, by=researcher), by=reviewer) for shown in (False, True))
    first = merge(keep, duplicate, reviewer)
    second = merge(third, keep, reviewer)
    third.refresh_from_db()
    door.hide_names(person=third, by=researcher, reason="the family asks")
    undone(second, reviewer)
    undone(first, reviewer)
    assert not lookup.PublishedName.objects.exists()


def test_a_spelling_taken_away_under_the_last_of_a_chain_stays_away(researcher, reviewer):
    keep, duplicate = (a_named_person("Ақжан Төлеген", by=researcher) for _one in range(2))
    published(duplicate, by=reviewer)
    first = merge(keep, duplicate, reviewer)
    third = published(a_named_person("Ақжан Т.", by=researcher), by=reviewer)
    second = merge(third, keep, reviewer)
    published(third, by=reviewer)
    third.refresh_from_db()
    withdrawn(third.names.get(withdrawn=False, text="Ақжан Төлеген"), third, by=researcher)
    door.take_away(record=third, by=researcher, reason="struck out")
    undone(second, reviewer)
    undone(first, reviewer)
    assert lookup.PublishedName.objects.get().text == "Ақжан Т."


def test_undoing_a_chain_makes_public_what_was_public_before(pair, researcher, reviewer):
    third = published(a_named_person("Ақжан Т.", by=researcher), by=reviewer)
    before = public()
    first = merge(*pair, reviewer)
    second = merge(third, pair[0], reviewer)
    undone(second, reviewer)
    third.refresh_from_db()
    door.withdraw(record=third, by=researcher, reason="another person, who asks")
    undone(first, reviewer)
    door.restore(record=third, by=researcher, reason="they agree")
    published(third, by=reviewer)
    assert public() == before


def test_a_passage_edited_since_does_not_come_back_as_it_was(pair, researcher, reviewer):
    keep, duplicate = pair
    made = merge(keep, duplicate, reviewer)
    claim = keep.claims.last()
    keep.refresh_from_db()
    with merging.changing(keep, by=researcher):
        claim.occupation = ""
        claim.save()
    published(keep, by=reviewer)
    undone(made, reviewer)
    shown = lookup.PublishedClaim.objects.get(public_id=claim.public_id)
    assert (shown.about, shown.values) == (duplicate.public_id, {})


@pytest.mark.parametrize("then", ["merged", "undone"])
def test_rebuilding_changes_nothing(then, pair, reviewer):
    made = merge(*pair, reviewer)
    if then == "undone":
        undone(made, reviewer)
    before = public()
    rebuild()
    assert public() == before


def test_who_edited_the_duplicate_may_not_publish_the_kept_person(pair, researcher, reviewer):
    keep, duplicate = pair
    a_name(duplicate, "Aqjan", by=researcher)
    merge(keep, duplicate, reviewer)
    keep.refresh_from_db()
    in_review(keep)
    assert "somebody else" in door.obstacle_to_publishing(keep, researcher)
    assert not door.obstacle_to_publishing(keep, reviewer)


def test_who_edited_a_moved_row_may_not_publish_it_after_undoing(pair, researcher, reviewer):
    keep, duplicate = pair
    made = merge(keep, duplicate, reviewer)
    keep.refresh_from_db()
    a_name(keep, "Aqzhan", by=researcher)
    undone(made, reviewer)
    duplicate.refresh_from_db()
    assert door.obstacle_to_publishing(duplicate, researcher)


def test_it_warns_when_the_public_one_would_go(pair, reviewer):
    hidden = a_person("Гүлжан")
    assert "will not be seen" in warnings(hidden, pair[1])[0]
    assert "same harm in the same event" not in " ".join(warnings(hidden, pair[1]))
    assert warnings(pair[0], pair[1]) == []


def test_it_warns_of_the_same_harm_twice(pair, reviewer):
    keep, duplicate = pair
    changed(duplicate.casualties.get(), incident=keep.casualties.get().incident)
    assert "same harm in the same event" in warnings(keep, duplicate)[0]
