"""The pages on which two persons are compared, merged, told apart and made two again."""

import pytest
from django.urls import reverse

from desk.merging import judge_different, merge
from people.models import Merge, NotTheSame, Person
from records.choices import State
from tests.builders import a_casualty, a_person, changed


@pytest.fixture
def pair(db):
    return a_person("Ақжан Төлеген"), a_person("Акжан Толеген", occupation="baker")


def address(keep, duplicate):
    return reverse("admin:people_merge_pair", args=[keep.pk, duplicate.pk])


def answer(client, keep, duplicate, act, **values):
    keep, duplicate = Person.objects.get(pk=keep.pk), Person.objects.get(pk=duplicate.pk)
    versions = {"kept_version": keep.version, "duplicate_version": duplicate.version}
    return client.post(address(keep, duplicate), {"reason": "same birthday", "act": act, **versions, **values})


@pytest.mark.parametrize("field", ["other", "shown_id"])
def test_the_other_person_is_chosen_by_name_or_by_id(field, pair, reviewer_client):
    keep, duplicate = pair
    choose = reverse("admin:people_merge_choose", args=[keep.pk])
    assert choose in reviewer_client.get(reverse("admin:people_person_change", args=[keep.pk])).text
    values = {"other": "", "shown_id": "", field: duplicate.pk if field == "other" else duplicate.shown_id.lower()}
    assert reviewer_client.get(choose, values)["Location"] == address(keep, duplicate)


def test_an_unknown_id_leads_nowhere(pair, reviewer_client):
    response = reviewer_client.get(reverse("admin:people_merge_choose", args=[pair[0].pk]), {"shown_id": "K7"})
    assert "Choose a person, or write an id" in response.text


def test_the_page_shows_both_and_what_would_move(pair, reviewer_client):
    a_casualty(person=pair[1])
    page = reviewer_client.get(address(*pair)).text
    for text in ("Ақжан Төлеген", "Акжан Толеген", "baker", "Casualties: 1", 'value="occupation"'):
        assert text in page


def test_a_reviewer_merges_and_is_told_where_to_undo_it(pair, reviewer_client, reviewer):
    response = answer(reviewer_client, *pair, "merge", take_over=["occupation"])
    made = Merge.objects.get()
    assert (made.by, made.reason, made.kept.occupation) == (reviewer, "same birthday", "baker")
    page = reviewer_client.get(response["Location"]).text
    assert reverse("admin:people_merge_change", args=[made.pk]) in page


@pytest.mark.parametrize("act", ["merge", "not_the_same", "take_back"])
def test_a_reason_is_needed(act, pair, reviewer_client):
    response = answer(reviewer_client, *pair, act, reason=" ")
    assert "Nothing was done" in response.text
    assert not Merge.objects.exists()


def test_a_page_that_is_out_of_date_merges_nothing(pair, reviewer_client):
    keep, duplicate = pair
    versions = {"kept_version": keep.version, "duplicate_version": duplicate.version}
    saved = changed(Person.objects.get(pk=duplicate.pk), occupation="miller")
    response = answer(reviewer_client, keep, duplicate, "merge", **versions, take_over=["occupation"])
    assert "was saved since you opened this page" in response.text
    assert f'name="duplicate_version" value="{saved.version}"' in response.text
    assert "miller" in response.text
    assert not Merge.objects.exists()


@pytest.mark.parametrize("act", ["merge", "no such act"])
def test_a_researcher_may_not_merge(act, pair, researcher_client):
    assert 'value="merge"' not in researcher_client.get(address(*pair)).text
    assert answer(researcher_client, *pair, act).status_code == 403


def test_a_researcher_says_that_they_are_two(pair, researcher_client, researcher):
    answer(researcher_client, pair[1], pair[0], "not_the_same", reason="two graves")
    judgement = NotTheSame.objects.get()
    assert (judgement.first, judgement.second, judgement.by) == (*pair, researcher)
    assert "two graves" in researcher_client.get(address(*pair)).text
    assert "two graves" in researcher_client.get(reverse("admin:people_notthesame_changelist")).text


def test_a_judgement_is_taken_back(pair, researcher, researcher_client):
    judge_different(one=pair[0], other=pair[1], by=researcher, reason="two graves")
    answer(researcher_client, *pair, "take_back", reason="one grave moved")
    assert not NotTheSame.objects.standing().exists()


def test_a_merge_is_undone_on_its_page(pair, reviewer, reviewer_client):
    made = merge(keep=pair[0], duplicate=pair[1], by=reviewer, reason="same birthday")
    page = reverse("admin:people_merge_change", args=[made.pk])
    assert page in reviewer_client.get(reverse("admin:people_merge_changelist")).text
    assert page in reviewer_client.get(reverse("admin:people_person_change", args=[pair[1].pk])).text
    reviewer_client.post(page, {"reason": "two cousins"})
    assert Person.objects.get(pk=pair[1].pk).state == State.DRAFT
    assert "two cousins" in reviewer_client.get(page).text


def test_a_researcher_sees_a_merge_and_may_not_undo_it(pair, reviewer, researcher_client):
    made = merge(keep=pair[0], duplicate=pair[1], by=reviewer, reason="same birthday")
    page = reverse("admin:people_merge_change", args=[made.pk])
    assert "Undo the merge" not in researcher_client.get(page).text
    assert researcher_client.post(page, {"reason": "two cousins"}).status_code == 403


def test_undoing_needs_a_reason(pair, reviewer, reviewer_client):
    made = merge(keep=pair[0], duplicate=pair[1], by=reviewer, reason="same birthday")
    assert "cannot stay empty" in reviewer_client.post(reverse("admin:people_merge_change", args=[made.pk])).text
    assert Merge.objects.standing().exists()


def test_the_day_to_check_the_duplicate_again_is_told(pair, reviewer_client):
    keep, duplicate = pair
    changed(duplicate, check_again_on="2022-03-01")
    assert "is to be checked again on 1 March 2022" in reviewer_client.get(address(keep, duplicate)).text
