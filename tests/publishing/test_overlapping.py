"""Acts at the door that overlap, each on its own connection. On SQLite a transaction has the database to itself."""

import csv
import io
import threading
import zipfile

import pytest
from django.db import connection, transaction

from lookup.models import PublishedClaim, PublishedPerson, PublishedReleasePiece
from people.models import Person
from publishing import door, releases
from publishing.models import Publication
from records.models import StaleVersion
from sources.models import Report
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_named_person,
    a_report,
    a_toll,
    answered,
    changed,
    in_review,
    published,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only"),
]
PRINTED = "A. Tolegen"


def elsewhere(act):
    """Starts `act` in a transaction of its own; what it raised is in `faults` of the thread."""

    def run():
        try:
            with transaction.atomic():
                act()
        except Exception as fault:
            thread.faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.faults = []
    thread.start()
    return thread


def over_or_waiting(thread):
    """Goes on when the thread is done, or as soon as its connection waits for a lock."""
    waits = False
    while thread.is_alive() and not waits:
        thread.join(0.02)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            waits = cursor.fetchone() is not None


def hide_names(person, by):
    door.hide_names(person=Person.objects.get(pk=person.pk), by=by, reason="the family asks")


def test_names_that_are_hidden_while_a_casualty_is_published_are_not_shown(researcher, reviewer):
    person = a_named_person()
    published(person, by=reviewer)
    casualty = a_casualty(person=person)
    a_casualty_claim(casualty, name_as_printed=PRINTED)
    in_review(casualty)
    answered(casualty, by=reviewer)
    with transaction.atomic():
        door.publish(record=casualty, by=reviewer, reason="checked")
        hiding = elsewhere(lambda: hide_names(person, researcher))
        over_or_waiting(hiding)
    hiding.join()
    assert hiding.faults == []
    assert PRINTED not in str(list(Publication.objects.filter(public_id=casualty.public_id)[:1].values()))
    assert PRINTED not in str(list(PublishedClaim.objects.values()))


def test_a_casualty_that_is_published_while_names_are_hidden_shows_none(researcher, reviewer):
    person = a_named_person()
    published(person, by=reviewer)
    casualty = a_casualty(person=person)
    a_casualty_claim(casualty, name_as_printed=PRINTED)
    in_review(casualty)
    answered(casualty, by=reviewer)
    with transaction.atomic():
        hide_names(person, researcher)
        publishing = elsewhere(lambda: door.publish(record=casualty, by=reviewer, reason="checked"))
        over_or_waiting(publishing)
    publishing.join()
    assert publishing.faults == []
    assert PRINTED not in str(list(PublishedClaim.objects.values()))


def test_a_report_made_confidential_while_its_figure_is_published_is_not_named(researcher, reviewer):
    report = a_report("An article")
    published(report, by=reviewer)
    toll = in_review(a_toll(report=report))

    def make_confidential():
        stored = changed(Report.objects.get(pk=report.pk), by=researcher, is_confidential=True)
        door.take_away(record=stored, by=researcher, reason="the source asks")

    with transaction.atomic():
        door.publish(record=toll, by=reviewer, reason="checked")
        taking = elsewhere(make_confidential)
        over_or_waiting(taking)
    taking.join()
    assert taking.faults == []
    assert report.public_id not in str(door.latest(toll).values)


def test_of_two_who_publish_at_once_one_does(reviewer):
    person = in_review(a_named_person())
    seen = [Person.objects.get(pk=person.pk) for _number in range(2)]
    with transaction.atomic():
        door.publish(record=seen[0], by=reviewer, reason="checked")
        second = elsewhere(lambda: door.publish(record=seen[1], by=reviewer, reason="checked"))
        over_or_waiting(second)
    second.join()
    assert [type(fault) for fault in second.faults] == [StaleVersion]
    assert Publication.objects.filter(public_id=person.public_id).count() == 1


def test_an_edit_that_overlaps_with_publishing_does_not_get_through(researcher, reviewer):
    person = in_review(a_named_person())
    with transaction.atomic():
        changed(Person.objects.get(pk=person.pk), by=researcher, occupation="not checked")
        publishing = elsewhere(lambda: door.publish(record=person, by=reviewer, reason="checked"))
        over_or_waiting(publishing)
    publishing.join()
    assert [type(fault) for fault in publishing.faults] == [StaleVersion]
    assert not PublishedPerson.objects.exists()


def test_what_is_withdrawn_while_it_is_published_is_not_public(researcher, reviewer):
    person = in_review(a_named_person())
    answered(person, by=reviewer)
    with transaction.atomic():
        door.publish(record=person, by=reviewer, reason="checked")
        withdrawing = elsewhere(
            lambda: door.withdraw(record=Person.objects.get(pk=person.pk), by=researcher, reason="the wrong person")
        )
        over_or_waiting(withdrawing)
    withdrawing.join()
    is_out = [type(fault) for fault in withdrawing.faults] == [
        StaleVersion
    ]  # then the page says so, and one tries again
    assert is_out != (not PublishedPerson.objects.exists())


# Releases


def test_a_release_that_is_begun_while_names_are_hidden_does_not_hold_them(researcher, reviewer):
    person = a_named_person("Ақжан Төлеген")
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    with transaction.atomic():
        hide_names(person, researcher)
        making = elsewhere(lambda: releases.release(by=reviewer, reason="the first"))
        over_or_waiting(making)
    making.join()
    assert making.faults == []
    assert names_in_releases() == [""]


def test_names_that_are_hidden_while_a_release_is_made_hold_it_back(researcher, reviewer):
    person = a_named_person("Ақжан Төлеген")
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    with transaction.atomic():
        releases.release(by=reviewer, reason="the first")
        assert names_in_releases() == ["Ақжан Төлеген"]
        hiding = elsewhere(lambda: hide_names(person, researcher))
        over_or_waiting(hiding)
    hiding.join()
    assert hiding.faults == []
    assert names_in_releases() == []


def names_in_releases() -> list[str]:
    """Of the one person in the one release, if it is served."""
    content = b"".join(bytes(piece.content) for piece in PublishedReleasePiece.objects.all())
    if not content:
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [row["name"] for row in csv.DictReader(archive.read("data/people.csv").decode().splitlines())]
