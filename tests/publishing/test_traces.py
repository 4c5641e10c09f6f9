"""What the public tables tell of earlier publications; that a rebuild makes the same, tests/publishing/test_delivery.py
holds for a register without withdrawals, and the tests here for one with some."""

from datetime import UTC, datetime

import pytest

from lookup.models import PublishedChange, PublishedWithdrawal
from people.models import Person
from publishing import door
from publishing.delivery import deliver_waiting, rebuild
from tests.builders import a_casualty, a_named_person, a_report, changed, published
from tests.publishing.test_delivery import in_any_order, public_tables


@pytest.fixture
def killed(reviewer):
    person = a_named_person("Ақжан Төлеген")
    casualty = a_casualty(person=person, harmed_on="2022-01-05")
    for record in (person, casualty):
        published(record, by=reviewer)
    return casualty


def gone() -> set[str]:
    """As delivered, and the same when made anew."""
    delivered = in_any_order(public_tables())
    rebuild()
    made_anew = in_any_order(public_tables())
    assert [
        table for table in delivered if table != "PublishedIndexState" and delivered[table] != made_anew[table]
    ] == []
    return set(PublishedWithdrawal.objects.values_list("public_id", flat=True))


def test_nothing_is_gone_at_first(killed):
    assert gone() == set()


def test_of_a_withdrawn_person_the_id_remains(killed, researcher):
    door.withdraw(record=killed.person, by=researcher, reason="the family asks")
    assert gone() == {killed.person.public_id}


def test_of_a_person_whose_only_casualty_is_withdrawn_too(killed, researcher):
    door.withdraw(record=killed, by=researcher, reason="it was somebody else")
    assert gone() == {killed.person.public_id}


def test_of_somebody_who_never_had_a_page_nothing_remains(researcher, reviewer):
    speaker = a_named_person("Төлеген Бекбол")
    published(speaker, by=reviewer)
    door.withdraw(record=speaker, by=researcher, reason="asked to be left out")
    assert gone() == set()


def test_of_a_withdrawn_report_the_id_remains(researcher, reviewer):
    report = a_report()
    published(report, by=reviewer)
    door.withdraw(record=report, by=researcher, reason="logged twice")
    assert gone() == {report.public_id}


def test_what_is_published_again_is_not_gone(killed, researcher, reviewer):
    person = Person.objects.get(pk=killed.person.pk)
    door.withdraw(record=person, by=researcher, reason="the family asks")
    door.restore(record=person, by=researcher, reason="the family agrees")
    published(person, by=reviewer)
    assert gone() == set()


def fields_of(record) -> list[list[str]]:
    gone()
    return list(PublishedChange.objects.filter(about=record.public_id).values_list("fields", flat=True))


def test_a_change_names_the_fields_and_no_value(killed, reviewer):
    changed(killed, harmed_on="2022-01-06", site="by the school")
    published(killed, by=reviewer)
    assert fields_of(killed) == [[], ["harmed_on", "site"]]
    assert "2022-01" not in str(list(PublishedChange.objects.values("about", "fields")))


def test_what_was_told_before_a_withdrawal_is_told_no_more(killed, researcher, reviewer):
    changed(killed, site="by the school")
    published(killed, by=reviewer)
    door.withdraw(record=killed, by=researcher, reason="not sure")
    assert fields_of(killed) == []
    door.restore(record=killed, by=researcher, reason="sure again")
    published(killed, by=reviewer)
    assert fields_of(killed) == [[]]


def test_of_a_record_taken_off_the_page_of_its_person_the_day_remains(killed, researcher, reviewer, visitor):
    other = a_casualty(person=killed.person, harm="injured", site="by the school")
    published(other, by=reviewer)
    door.withdraw(record=other, by=researcher, reason="it was somebody else")
    assert fields_of(other) == []
    assert fields_of(killed.person) == [[], ["taken_off"]]
    PublishedChange.objects.exclude(fields=["taken_off"]).update(at=datetime(2022, 5, 1, tzinfo=UTC))
    PublishedChange.objects.filter(fields=["taken_off"]).update(at=datetime(2099, 5, 2, tzinfo=UTC))
    page = visitor.get(f"/en/p/{killed.person.shown_id}").content.decode()
    assert "2 May 2099: something was taken off the page" in page
    assert f"Page {killed.person.shown_id}, last changed 2 May 2099." in page
    rebuild()
    person = changed(Person.objects.get(pk=killed.person.pk), occupation="welder")
    published(person, by=reviewer)
    assert fields_of(person) == [[], ["taken_off"], ["occupation"]]
    door.restore(record=other, by=researcher, reason="it was not")
    published(other, by=reviewer)
    assert fields_of(person) == [[], ["taken_off"], ["occupation"]]
    door.withdraw(record=person, by=researcher, reason="the family asks")
    door.restore(record=person, by=researcher, reason="the family agrees")
    published(person, by=reviewer)
    assert fields_of(person) == [[]]


def test_what_was_corrected_to_be_of_another_person_was_taken_off_the_page_of_the_first(killed, reviewer):
    first, other = killed.person, a_named_person("Бекзат Серік")
    published(other, by=reviewer)
    published(changed(killed, person=other), by=reviewer)
    assert fields_of(first) == [[], ["taken_off"]]
    assert fields_of(other) == [[]]
    assert gone() == {first.public_id}
    published(changed(killed, person=first), by=reviewer)
    assert gone() == {other.public_id}


def test_a_withdrawal_and_what_followed_delivered_in_one_go_leave_nothing_older(apart, killed, researcher, reviewer):
    other = a_casualty(person=killed.person, harm="injured", site="by the school")
    published(other, by=reviewer)
    door.withdraw(record=other, by=researcher, reason="it was somebody else")
    person = Person.objects.get(pk=killed.person.pk)
    assert fields_of(person) == [[], ["taken_off"]]
    with apart.away():
        door.withdraw(record=person, by=researcher, reason="the family asks")
        door.restore(record=person, by=researcher, reason="the family agrees")
        published(person, by=reviewer)
    deliver_waiting()
    assert fields_of(person) == [[]]


def test_a_publication_that_changes_nothing_is_no_change(killed, reviewer):
    changed(killed, internal_notes="for the team alone")
    published(killed, by=reviewer)
    assert fields_of(killed) == [[]]


def test_a_page_that_is_gone_says_so_in_the_reader_s_language(killed, researcher, visitor):
    door.withdraw(record=killed.person, by=researcher, reason="MARKED-REASON")
    response = visitor.get(f"/kk/p/{killed.person.shown_id}")
    page = response.content.decode()
    assert response.status_code == 410
    assert '<html lang="kk">' in page
    assert "MARKED-REASON" not in page
    assert "Ақжан" not in page
