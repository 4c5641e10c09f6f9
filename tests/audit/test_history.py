import pytest
from django.db import DatabaseError, connection
from django.db.transaction import TransactionManagementError

from audit import history
from audit.history import Cell
from audit.models import Act, Change, ChangeValue
from people.models import Person
from publishing import door
from publishing.models import Publication
from records.choices import State
from tests.builders import a_person, changed, in_review

CELL = Cell("people.person", "7", "occupation")


def written(**values):
    return history.write(**{"act": Act.CHANGED, "by": None, "table": "people.person", "row": 7, **values})


def lose(table):
    """From here on, nothing can be written to the table."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO lost")


def test_a_change_tells_who_did_what_to_which_record(researcher):
    person = a_person(by=researcher)
    change = Change.objects.get()
    assert (change.by, change.by_name, change.act) == (researcher.pk, "researcher", "added")
    assert (change.table, change.row, change.public_id) == ("people.person", str(person.pk), person.public_id)
    assert change.version == 1


def test_what_a_command_did_is_told_apart_from_accounts(db):
    change = written()
    assert (change.by, change.by_name) == (None, "command")


def test_only_what_differs_is_written(db):
    same = Cell("people.person", "7", "sex")
    change = written(before={CELL: "baker", same: "male"}, after={CELL: "welder", same: "male"})
    assert [(value.field, value.before, value.after) for value in change.values.all()] == [
        ("occupation", '"baker"', '"welder"')
    ]


@pytest.mark.parametrize(
    ("before", "after", "texts"),
    [({}, {CELL: 5}, ("", "5")), ({CELL: 5}, {}, ("5", "")), (None, {CELL: "і"}, ("", '"і"'))],
    ids=["set", "emptied", "new"],
)
def test_no_value_is_an_empty_text(db, before, after, texts):
    value = written(before=before, after=after).values.get()
    assert (value.before, value.after) == texts


def test_the_stored_commitments_can_be_computed_again(researcher):
    changed(a_person(by=researcher, occupation="baker"), by=researcher, occupation="welder", sex="male")
    for change in Change.objects.all():
        values = change.values.all()
        assert [value.expected_commitment() for value in values] == [value.commitment for value in values]
        assert change.commit_to([value.commitment for value in values]) == change.commitment


def test_a_change_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(TransactionManagementError):
        written()
    assert not Change.objects.exists()


def test_changes_come_newest_first(db):
    person = changed(a_person(), occupation="welder")
    assert [change.act for change in history.of_record("people.person", person.pk)] == ["changed", "added"]


def test_editors_are_those_after_the_version(researcher, reviewer):
    person = changed(a_person(by=researcher), by=reviewer, sex="male")
    assert history.editors_since("people.person", person.pk, 0) == {researcher.pk, reviewer.pk}
    assert history.editors_since("people.person", person.pk, 1) == {reviewer.pk}


def test_commands_are_no_editors(db):
    person = a_person()
    assert history.editors_since("people.person", person.pk, 0) == set()


# Where history cannot be written, nothing happens

TABLES = ["audit_change", "audit_changevalue"]


@pytest.mark.parametrize("table", TABLES)
def test_without_history_nothing_is_added(db, table):
    lose(table)
    with pytest.raises(DatabaseError):
        a_person()
    assert not Person.objects.exists()


@pytest.mark.parametrize("table", TABLES)
def test_without_history_nothing_is_changed(db, table):
    person = a_person("Ақжан Төлеген", occupation="baker")
    lose(table)
    with pytest.raises(DatabaseError):
        changed(person, occupation="welder")
    person.refresh_from_db()
    assert (person.occupation, person.version) == ("baker", 2)


@pytest.mark.parametrize("table", TABLES)
def test_without_history_nothing_is_published(reviewer, table):
    person = in_review(a_person())
    lose(table)
    with pytest.raises(DatabaseError):
        door.publish(record=person, by=reviewer, reason="checked")
    assert Person.objects.get().state == State.IN_REVIEW
    assert not Publication.objects.exists()


def test_without_the_public_tables_no_publication_is_written(reviewer):
    person = in_review(a_person())
    lose("lookup_publishedperson")
    with pytest.raises(DatabaseError):
        door.publish(record=person, by=reviewer, reason="checked")
    assert Person.objects.get().state == State.IN_REVIEW
    assert not Publication.objects.exists()
    assert not ChangeValue.objects.filter(change__act=Act.PUBLISHED).exists()
