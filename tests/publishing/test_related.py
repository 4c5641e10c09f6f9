from publishing.related import is_waiting, may_be_public, waiting_with
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_named_person,
    a_person,
    a_report,
    changed,
    published,
    withdrawn,
)


def test_what_a_record_names_waits_with_it(db):
    person, report = a_named_person(), a_report()
    casualty = a_casualty(person=person)
    a_casualty_claim(casualty, report=report)
    assert set(waiting_with(casualty)) == {person, report, casualty.incident}


def test_what_stands_on_the_page_of_a_person_waits_with_the_person(db):
    person = a_person()
    casualty = a_casualty(person=person)
    assert set(waiting_with(person)) == {casualty, casualty.incident}


def test_what_is_public_as_it_stands_does_not_wait(reviewer):
    casualty = a_casualty(person=a_named_person())
    published(casualty.incident, by=reviewer)
    assert waiting_with(casualty) == [casualty.person]


def test_what_was_changed_since_waits_again(reviewer):
    report = published(a_report(), by=reviewer)
    assert not is_waiting(report)
    assert is_waiting(changed(report, title="Four days in Zhuparly"))


def test_a_confidential_report_does_not_wait(db):
    casualty = a_casualty()
    a_casualty_claim(casualty, report=a_report(is_confidential=True))
    assert set(waiting_with(casualty)) == {casualty.person, casualty.incident}


def test_what_a_withdrawn_part_names_does_not_wait(db):
    casualty, report = a_casualty(), a_report()
    withdrawn(a_casualty_claim(casualty, report=report), casualty)
    assert report not in waiting_with(casualty)


def test_someone_who_only_spoke_waits_if_switched_on(db):
    assert not may_be_public(a_person("Ақжан Төлеген"))
    assert may_be_public(a_named_person())
    assert may_be_public(a_person(description_is_public=True))
