"""The triggers of the database refuse to alter history, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit.models import Change, ChangeValue
from tests.builders import a_person

# What each database has beyond SQL's UPDATE and DELETE to lose rows.
REPLACED = {
    "sqlite": "REPLACE INTO {table} SELECT * FROM {table}",
    "postgresql": "TRUNCATE {table} CASCADE",
}


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_change SET reason = 'another'",
        "UPDATE audit_change SET reason = reason",
        "DELETE FROM audit_change",
        "DELETE FROM audit_changevalue",
        "UPDATE audit_changevalue SET after = 'another'",
        "UPDATE audit_changevalue SET commitment = 'another'",
        "UPDATE audit_changevalue SET before = '', after = '', salt = ''",
        "UPDATE audit_changevalue SET before = '', after = '', erased_at = CURRENT_TIMESTAMP",
        "UPDATE audit_changevalue SET before='', after='', salt='', erased_at=CURRENT_TIMESTAMP, field='another'",
        "UPDATE audit_changevalue SET before='', after='', salt='', erased_at=CURRENT_TIMESTAMP, change_id=0",
    ],
)
def test_raw_sql_is_refused(db, sql):
    a_person(occupation="baker")
    before = list(Change.objects.values()), list(ChangeValue.objects.values())
    with pytest.raises(DatabaseError, match="history is append-only"):
        run(sql)
    assert (list(Change.objects.values()), list(ChangeValue.objects.values())) == before


@pytest.mark.parametrize("table", ["audit_change", "audit_changevalue"])
def test_rows_are_neither_replaced_nor_emptied(transactional_db, table):
    a_person(occupation="baker")
    with pytest.raises(DatabaseError, match="history is append-only"):
        run(REPLACED[connection.vendor].format(table=table))


def test_a_change_is_not_saved_under_the_key_of_another(db):
    a_person()
    old = Change.objects.get()
    with pytest.raises(DatabaseError, match="history is append-only"), transaction.atomic():
        Change(pk=old.pk, act="changed", by_name="x", table="x", row="1", commitment="x").save()


def test_a_value_can_be_erased(db):
    a_person(occupation="baker")
    run("UPDATE audit_changevalue SET before = '', after = '', salt = '', erased_at = CURRENT_TIMESTAMP")
    assert {(value.after, value.salt) for value in ChangeValue.objects.all()} == {("", "")}


@pytest.mark.parametrize("time", ["first", "second"])
def test_the_triggers_are_there_after_all_tables_were_emptied(transactional_db, time):
    assert not Change.objects.exists()
    a_person()
    with pytest.raises(DatabaseError, match="history is append-only"):
        run("DELETE FROM audit_change")
