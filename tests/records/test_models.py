import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from records.choices import State
from records.models import refuse_ring
from sources.models import Report
from tests.builders import a_person, a_place, a_report, changed


def test_a_record_is_written_as_its_public_id(db):
    person = a_person("Ақжан Төлеген")
    assert str(person) == person.shown_id
    assert person.shown_id.replace("-", "") == person.public_id


def test_two_records_never_share_a_public_id(db):
    first = a_person()
    with pytest.raises(IntegrityError):
        a_person(public_id=first.public_id)


def test_a_record_is_born_a_draft(db):
    assert a_person().state == State.DRAFT


def test_the_withdrawn_do_not_stand(db):
    standing = a_report()
    a_report(state=State.WITHDRAWN)
    assert list(Report.objects.standing()) == [standing]


def test_what_is_searched_is_folded_also_in_cyrillic(db):
    place = a_place("ЖҰПАРЛЫ", name_en="Zhuparly")
    assert place.search_text == "zhuparly жұпарлы"


def test_searching_follows_each_change(db):
    place = changed(a_place("Жұпарлы"), name_kk="Тасты")
    assert "тасты" in place.search_text
    assert "жұпарлы" not in place.search_text


# Rings


def ring(*rows):
    """Each row lies in the next, past every check."""
    for row, parent in zip(rows, [*rows[1:], rows[0]], strict=True):
        type(row)._base_manager.filter(pk=row.pk).update(parent=parent)


def test_a_chain_is_no_ring(db):
    city = a_place()
    refuse_ring(a_place(parent=a_place(parent=city)), "parent", "ring")


def test_a_ring_is_refused_at_its_field(db):
    country = a_place()
    country.parent = a_place(parent=a_place(parent=country))
    with pytest.raises(ValidationError) as refusal:
        refuse_ring(country, "parent", "ring")
    assert refusal.value.message_dict == {"parent": ["ring"]}


def test_a_ring_among_others_ends_the_search(db):
    first, second = a_place(), a_place()
    ring(first, second)
    first.refresh_from_db()
    with pytest.raises(ValidationError):
        refuse_ring(type(first)(parent=first), "parent", "ring")
