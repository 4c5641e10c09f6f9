import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import AppendOnly, Change, ChangeValue, FormToken, canonical, digest
from tests.builders import a_person


@pytest.fixture
def change(db):
    a_person(occupation="baker")
    return Change.objects.get()


@pytest.fixture
def value(change):
    return change.values.get(field="occupation")


# Append-only


def test_a_change_is_not_saved_again(change):
    change.reason = "another"
    with pytest.raises(AppendOnly):
        change.save()


@pytest.mark.parametrize("row", ["change", "value"])
def test_a_row_of_history_is_not_deleted(row, request):
    with pytest.raises(AppendOnly):
        request.getfixturevalue(row).delete()


@pytest.mark.parametrize("model", [Change, ChangeValue])
@pytest.mark.parametrize(
    "act",
    [
        lambda rows: rows.update(table="x"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_update(list(rows), ["table"]),
    ],
    ids=["update", "delete", "bulk_update"],
)
def test_rows_of_history_are_not_altered_in_bulk(change, model, act):
    with pytest.raises(AppendOnly):
        act(model.objects.all())


# Erasing


def erase(value):
    value.before = value.after = value.salt = ""
    value.erased_at = timezone.now()
    value.save()


def test_an_erased_value_tells_nothing(value):
    erase(value)
    stored = ChangeValue.objects.get(pk=value.pk)
    assert (stored.before, stored.after, stored.salt) == ("", "", "")


def test_the_change_still_verifies_after_a_value_was_erased(change, value):
    erase(value)
    stored = Change.objects.get()
    assert stored.commit_to([one.commitment for one in stored.values.all()]) == stored.commitment


# Commitments


@pytest.mark.parametrize("field", ["table", "row", "field", "before", "after", "salt"])
def test_another_value_has_another_commitment(value, field):
    setattr(value, field, "9")
    assert value.expected_commitment() != value.commitment


@pytest.mark.parametrize(
    "field", ["at", "by", "by_name", "act", "table", "row", "public_id", "version", "reason", "values"]
)
def test_another_change_has_another_commitment(change, field):
    commitments = [value.commitment for value in change.values.all()]
    assert change.commit_to(commitments) == change.commitment
    if field == "values":
        commitments = [*commitments[:-1], "0" * 64]
    else:
        setattr(change, field, timezone.now() if field == "at" else 9)
    assert change.commit_to(commitments) != change.commitment


def test_the_same_value_twice_has_two_commitments(db):
    a_person(occupation="baker")
    a_person(occupation="baker")
    first, second = ChangeValue.objects.filter(field="occupation")
    assert (first.after, second.after) == ('"baker"', '"baker"')
    assert first.commitment != second.commitment


def test_the_parts_of_a_digest_cannot_run_together():
    assert digest("a", "bc") != digest("ab", "c")


def test_canonical_json_has_one_spelling():
    assert canonical({"ә": 1, "b": [1, None]}) == '{"b":[1,null],"ә":1}'


# Constraints


def test_an_unknown_act_is_refused(db):
    with pytest.raises(IntegrityError, match="audit_change_act_is_known"), transaction.atomic():
        Change.objects.create(act="burnt", by_name="x", table="x", row="1", commitment="x")


def test_a_form_is_remembered_once(db):
    FormToken.objects.create(token="a", table="people.person", row="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        FormToken.objects.create(token="a", table="people.person", row="2")
