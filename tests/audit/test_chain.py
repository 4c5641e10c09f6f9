import threading

import pytest
from django.db import connection, transaction

from audit import chain
from audit.models import AppendOnly, Change, Seal, Unsealed
from tests.builders import a_person

on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")


def numbers() -> list[int]:
    return list(Seal.objects.values_list("number", flat=True))


def test_each_change_is_sealed_once_in_order(db):
    for _person in range(3):
        a_person()
    assert (chain.seal(), chain.seal()) == (3, 0)
    assert numbers() == [1, 2, 3]
    assert list(Seal.objects.values_list("change", flat=True)) == sorted(Change.objects.values_list("pk", flat=True))


def test_a_seal_holds_the_hash_of_the_one_before(db):
    for _person in range(2):
        a_person()
        chain.seal()
    first, second = Seal.objects.all()
    assert (first.previous, second.previous) == ("", first.hash)
    assert [seal.expected_hash() for seal in (first, second)] == [first.hash, second.hash]


def test_many_changes_are_sealed_in_steps(db, monkeypatch):
    monkeypatch.setattr(chain, "AT_ONCE", 2)
    for _person in range(5):
        a_person()
    assert chain.seal() == 5
    assert numbers() == [1, 2, 3, 4, 5]
    assert [line["seal"]["number"] for line in chain.lines()] == [1, 2, 3, 4, 5]


def test_a_change_is_sealed_after_its_commit(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_person()
        assert numbers() == []
    assert numbers() == [1]
    assert not Unsealed.objects.exists()


def test_where_sealing_fails_the_change_is_kept_and_sealed_with_the_next(transactional_db, monkeypatch, caplog):
    with monkeypatch.context() as broken:
        broken.setattr(Seal, "expected_hash", lambda seal: 1 / 0)
        a_person()
    assert (Change.objects.count(), numbers(), Unsealed.objects.count()) == (1, [], 1)
    assert "ZeroDivisionError" in caplog.text
    a_person()
    assert numbers() == [1, 2]


def test_a_change_that_was_taken_back_leaves_no_gap(transactional_db):
    a_person()
    with transaction.atomic():
        a_person()
        transaction.set_rollback(True)
    a_person()
    assert numbers() == [1, 2]


def test_a_seal_is_not_altered(db):
    a_person()
    chain.seal()
    seal = Seal.objects.get()
    for act in (seal.save, seal.delete, Seal.objects.all().delete, lambda: Seal.objects.update(hash="x")):
        with pytest.raises(AppendOnly):
            act()


# Transactions that overlap


def elsewhere(act):
    """Starts `act` on a connection of its own."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@on_postgresql
def test_a_change_that_commits_after_a_later_one_is_not_passed_over(transactional_db):
    with transaction.atomic():
        early = a_person()
        elsewhere(a_person).join()  # takes the later key and commits first
        assert Seal.objects.count() == 1
    keys = list(Seal.objects.values_list("change", flat=True))
    assert len(keys) == 2
    assert keys[0] > keys[1]
    assert Change.objects.get(pk=keys[1]).row == str(early.pk)


@on_postgresql
def test_there_is_one_sealer_at_a_time(transactional_db):
    threads = [elsewhere(lambda: [a_person() for _ in range(5)]) for _ in range(4)]
    for thread in threads:
        thread.join()
    chain.seal()
    assert numbers() == list(range(1, 21))
    assert not Unsealed.objects.exists()
