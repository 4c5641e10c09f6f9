import pytest
from django.db import IntegrityError, transaction

from detentions.models import LawArticle
from tests.builders import a_casualty, a_charge, a_charge_update, a_person, an_article


def test_the_dead_are_charged_too(db):
    person = a_person()
    a_casualty(person=person, harm="killed")
    assert a_charge(person=person, posthumous="yes").person == person


def test_a_charge_needs_no_article(db):
    charge = a_charge(offence_as_printed="mass riots")
    charge.full_clean()
    assert charge.article is None


def test_what_reports_say_of_a_charge_stands_side_by_side(db):
    charge = a_charge()
    a_charge_update(charge, status="convicted", article=an_article("272"))
    a_charge_update(charge, status="acquitted", article=an_article("255"))
    assert [update.status for update in charge.updates.all()] == ["convicted", "acquitted"]


def test_an_article_stands_once(db):
    an_article("167.2.2.1", part="2")
    with pytest.raises(IntegrityError), transaction.atomic():
        an_article("167.2.2.1", part="2")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"title_en": "Mass riots"}, "272 Mass riots"),
        ({"part": "2", "title_ru": "Массовые беспорядки"}, "272 (2) Массовые беспорядки"),
        ({}, "272"),
    ],
    ids=["English", "part, Russian", "no title"],
)
def test_an_article_is_called_by_its_number(values, text):
    assert str(LawArticle(code="kz-criminal-code-2014", number="272", **values)) == text
