import datetime

from inbox.letterbox.corrections import AnswerTimes
from inbox.letterbox.models import Answer, Correction, today
from publishing import door
from tests.builders import a_casualty, a_named_person, a_person, published

DAY = datetime.timedelta(days=1)


def page(visitor) -> str:
    return visitor.get("/en/tell/corrections/").content.decode()


def a_published_person(reviewer, name="Ақжан Төлеген"):
    person = a_named_person(name)
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    return person


def an_answer(number, days):
    given = {"asked_on": today() - days * DAY, "answered_on": today(), "receipt": "", "sealed": ""}
    return Answer.objects.create(id=str(number), **given)


def test_it_says_when_whose_page_and_what_kind_of_thing(visitor, reviewer):
    person = a_published_person(reviewer)
    for what in ("name", "age"):
        Correction.objects.create(person=person.public_id, what=what, on=datetime.date(2022, 3, 7))
    shown = page(visitor)
    assert "7 March 2022" in shown
    assert f"/p/{person.shown_id}" in shown
    assert shown.count("Ақжан Төлеген") == 1
    assert "age, birth, occupation or origin, name" in shown


def test_who_is_not_public_is_not_in_it(visitor, db):
    Correction.objects.create(person=a_person("Quxarek Name").public_id, what="name")
    assert "Quxarek" not in page(visitor)
    assert "Nothing was corrected yet" in page(visitor)


def test_who_is_taken_off_is_taken_off_here_too(visitor, reviewer, researcher):
    person = a_published_person(reviewer)
    Correction.objects.create(person=person.public_id, what="name")
    door.hide_names(person=person, by=researcher, reason="the family asks")
    assert "Ақжан" not in page(visitor)
    assert f"/p/{person.shown_id}" in page(visitor)
    door.withdraw(record=person, by=researcher, reason="the family asks")
    assert person.shown_id not in page(visitor)


def test_who_has_no_page_any_more_is_not_in_it(visitor, reviewer, researcher):
    person = a_named_person()
    casualty = a_casualty(person=person)
    for record in (person, casualty):
        published(record, by=reviewer)
    Correction.objects.create(person=person.public_id, what="name")
    assert person.shown_id in page(visitor)
    door.withdraw(record=casualty, by=researcher, reason="the family asks")
    assert person.shown_id not in page(visitor)
    assert "Ақжан" not in page(visitor)


def test_how_long_answers_took(visitor, db):
    assert "No answer was given" in page(visitor)
    for number, days in enumerate((2, 4, 30)):
        an_answer(number, days)
    assert (AnswerTimes().count, AnswerTimes().median) == (3, 4)
    shown = " ".join(page(visitor).split())
    assert "we gave 3 answers." in shown
    assert "Half of them within 4 days." in shown


def test_answers_of_more_than_a_year_ago_do_not_count(db):
    answer = an_answer(1, 400)
    answer.answered_on = today() - 366 * DAY
    answer.save()
    assert AnswerTimes().count == 0


def test_a_long_log_is_in_pages_and_asks_little(visitor, reviewer, django_assert_max_num_queries):
    person = a_published_person(reviewer)
    for day in range(60):
        Correction.objects.create(person=person.public_id, what="name", on=datetime.date(2022, 3, 7) + day * DAY)
    with django_assert_max_num_queries(8):
        assert "Page 1 of 2" in page(visitor)
