"""Before somebody dead is named, or a living detainee is published, somebody answers; nobody outside reads it."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from publishing import door, grounds
from publishing.door import NotPublishable
from publishing.models import Answer, Ground, Publication, Question
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_charge,
    a_detention,
    a_named_person,
    a_person,
    a_report,
    answered,
    changed,
    in_review,
    published,
)
from tests.publishing.test_admin import act, address

REASON = "checked against the report"
TOLD = {"answer": "informed", "who": "a sister, by telephone", "told_on": "2022-02-01"}
DECIDED = {"answer": "public_interest", "who": "the editors", "why": "nobody says where he is"}


def ask(client, record, answers=None, name="publish", **more):
    """Press the button, with what is typed about the record's person."""
    person = getattr(record, "person", record)
    stems = [f"ground-{person.public_id}-{question}" for question in Question]
    typed = {f"{stem}-{field}": value for stem in stems for field, value in (answers or {}).items()}
    sent = {"act": name, "reason": REASON, "version": record.version, **typed, **more}
    return client.post(address(record), sent)


@pytest.fixture
def dead(researcher):
    """Somebody named who was killed."""
    person = a_named_person("Ақжан Төлеген", by=researcher)
    return in_review(a_casualty(person=person, by=researcher))


@pytest.fixture
def held(researcher):
    return in_review(a_detention(person=a_person("Бибіш Қуат", by=researcher), by=researcher))


# What is asked


def test_of_the_dead_who_are_named_the_family_is_asked(dead):
    assert grounds.questions_about(dead) == [(dead.person, Question.FAMILY)]
    assert grounds.questions_about(dead.person) == [(dead.person, Question.FAMILY)]


def test_of_the_dead_without_a_name_nothing_is_asked(db):
    assert grounds.questions_about(a_casualty()) == []


def test_of_the_living_without_a_detention_nothing_is_asked(db):
    assert grounds.questions_about(a_casualty(person=a_named_person(), harm="injured")) == []
    assert grounds.questions_about(a_report()) == []


@pytest.mark.parametrize("build", [a_casualty, a_charge, a_detention], ids=["injury", "charge", "detention"])
def test_of_a_living_detainee_every_record_asks(held, build):
    values = {"harm": "injured"} if build is a_casualty else {}
    assert grounds.questions_about(build(person=held.person, **values)) == [(held.person, Question.DETAINEE)]


def test_who_died_in_custody_is_dead(held):
    changed(held.person, name_is_public=True)
    changed(held, status="died_in_custody")
    assert grounds.questions_about(held) == [(held.person, Question.FAMILY)]


def test_a_death_that_was_ruled_out_is_none(held):
    a_casualty(person=held.person, confirmation="ruled_out")
    assert grounds.questions_about(held) == [(held.person, Question.DETAINEE)]


@pytest.mark.parametrize(
    ("confirmation", "state", "asked"),
    [
        ("confirmed", "draft", [Question.FAMILY, Question.DETAINEE]),
        ("unconfirmed", "in_review", [Question.FAMILY, Question.DETAINEE]),
        ("probable", "in_review", [Question.FAMILY]),
    ],
)
def test_a_detainee_is_living_until_a_death_is_settled(held, confirmation, state, asked):
    changed(held.person, name_is_public=True)
    a_casualty(person=held.person, confirmation=confirmation, state=state)
    assert grounds.questions_about(held) == [(held.person, question) for question in asked]


def test_of_one_whose_death_is_not_settled_both_questions_are_answered_at_once(held, reviewer_client, researcher):
    changed(held.person, name_is_public=True, by=researcher)
    a_casualty(person=held.person, by=researcher)
    why = {"answer": "not_reached", "why": "no relative is known"}
    [family, detainee] = ask(reviewer_client, held, why).context["grounds"]
    assert (family.errors, list(detainee.errors)) == ({}, ["answer"])
    decided = {f"ground-{held.person.public_id}-detainee-{field}": value for field, value in DECIDED.items()}
    assert ask(reviewer_client, held, why, **decided).status_code == 302
    assert set(Ground.objects.values_list("question", flat=True)) == {"family", "detainee"}


def test_a_death_in_custody_by_a_draft_settles_nothing(held):
    changed(held.person, name_is_public=True)
    a_detention(person=held.person, status="died_in_custody")
    assert [question for _person, question in grounds.questions_about(held)] == [Question.FAMILY, Question.DETAINEE]


# The door


def test_without_an_answer_nothing_is_published(dead, held, reviewer):
    for record, words in ((dead, "whether the family is informed"), (held, "on what ground")):
        with pytest.raises(NotPublishable, match=words):
            door.publish(record=record, by=reviewer, reason=REASON)
    assert not Publication.objects.exists()


def test_an_answer_given_before_is_enough(dead, reviewer):
    answered(dead.person, by=reviewer)
    assert door.publish(record=dead, by=reviewer, reason=REASON).is_public


def test_who_is_found_dead_is_asked_about_anew(held, reviewer):
    published(held, by=reviewer)
    changed(held.person, name_is_public=True)
    death = in_review(a_casualty(person=held.person))
    with pytest.raises(NotPublishable, match="family"):
        door.publish(record=death, by=reviewer, reason=REASON)


def test_a_report_that_became_confidential_is_no_answer(dead, reviewer):
    report = a_report()
    a_casualty_claim(dead, report=report, name_as_printed="Akzhan")
    answer = {"answer": Answer.ALREADY_PUBLIC, "report": report}
    grounds.write_down(person=dead.person, question=Question.FAMILY, by=reviewer, **answer)
    assert grounds.missing(dead) == ""
    changed(report, is_confidential=True)
    assert grounds.missing(dead) != ""


# The page


def test_the_answer_is_kept_with_who_and_when(dead, reviewer_client, reviewer):
    assert ask(reviewer_client, dead, TOLD).status_code == 302
    ground = Ground.objects.get()
    assert (ground.public_id, ground.by, ground.who) == (dead.person.public_id, reviewer, TOLD["who"])
    assert door.is_public(dead)


@pytest.mark.parametrize(
    ("answers", "faulty"),
    [
        ({}, ["answer"]),
        ({"answer": "informed"}, ["told_on", "who"]),
        ({"answer": "informed", "who": "a sister", "told_on": "some day"}, ["told_on"]),
        ({"answer": "already_public"}, ["report"]),
        ({"answer": "not_reached"}, ["why"]),
        ({"answer": "consent"}, ["answer"]),
    ],
    ids=["nothing", "told whom and when", "no date", "which report", "why not", "another question's"],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(dead, reviewer_client, answers, faulty):
    response = ask(reviewer_client, dead, answers)
    [form] = response.context["grounds"]
    assert sorted(form.errors) == faulty
    assert response.context["form"]["reason"].value() == REASON
    assert {name: form[name].value() for name in answers} == answers
    assert not Publication.objects.exists()
    assert not Ground.objects.exists()


def test_all_that_is_missing_is_said_at_once(dead, reviewer_client):
    response = ask(reviewer_client, dead, {"answer": "informed"}, reason="")
    assert (list(response.context["form"].errors), sorted(list(response.context["grounds"])[0].errors)) == (
        ["reason"],
        ["told_on", "who"],
    )


def test_the_family_could_not_be_reached(dead, reviewer_client):
    ask(reviewer_client, dead, {"answer": "not_reached", "why": "no relative is known"})
    assert door.is_public(dead)


def test_the_report_that_names_the_dead_is_chosen_among_those_about_them(dead, reviewer_client, researcher):
    open_one, closed, other = a_report("Open"), a_report("Closed", is_confidential=True), a_report("Other")
    for report in (open_one, closed):
        a_casualty_claim(dead, report=report, by=researcher)
    dead.refresh_from_db()
    for report in (closed, other):
        ask(reviewer_client, dead, {"answer": "already_public", "report": report.pk})
        assert not Ground.objects.exists()
    ask(reviewer_client, dead, {"answer": "already_public", "report": open_one.pk})
    assert Ground.objects.get().report == open_one


def test_a_living_detainee_is_published_on_a_ground(held, reviewer_client):
    assert ask(reviewer_client, held, {"answer": "public_interest"}).status_code == 200
    assert ask(reviewer_client, held, DECIDED).status_code == 302
    assert Ground.objects.get().answer == Answer.PUBLIC_INTEREST


def test_the_next_publication_shows_the_answer_and_keeps_it_once(held, reviewer_client, researcher):
    ask(reviewer_client, held, DECIDED)
    held.refresh_from_db()
    in_review(changed(held, court="a court", state="draft", by=researcher))
    [form] = reviewer_client.get(address(held)).context["grounds"]
    assert {name: form[name].value() for name in DECIDED} == DECIDED
    ask(reviewer_client, held, DECIDED)
    assert (Ground.objects.count(), Publication.objects.count()) == (1, 2)


def test_an_answer_that_changed_is_another(held, reviewer_client, researcher):
    ask(reviewer_client, held, DECIDED)
    held.refresh_from_db()
    in_review(changed(held, court="a court", state="draft", by=researcher))
    ask(reviewer_client, held, DECIDED | {"answer": "consent"})
    assert [ground.answer for ground in Ground.objects.all()] == ["consent", "public_interest"]


def test_taking_away_asks_nothing(dead, reviewer, researcher_client):
    published(dead, by=reviewer)
    assert ask(researcher_client, dead, {"who": "half typed"}, name="withdraw").status_code == 302
    assert not door.is_public(dead)


def test_records_published_with_it_are_asked_about_if_ticked(dead, reviewer_client, researcher):
    changed(dead.person, state="in_review", by=researcher)
    other = f"{dead.person.public_id}.{dead.person.version}"
    assert ask(reviewer_client, dead, TOLD, others=[other]).status_code == 302
    assert Ground.objects.count() == 1
    assert door.is_public(dead.person)


def test_the_answer_is_in_no_publication(dead, reviewer_client):
    ask(reviewer_client, dead, TOLD)
    assert TOLD["who"] not in json.dumps([row.values for row in Publication.objects.all()])


def test_a_researcher_does_not_answer(dead, researcher_client):
    assert act(researcher_client, dead).status_code == 403
    assert 'class="module ground"' not in researcher_client.get(address(dead)).content.decode()


# The database


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"question": "family", "answer": "consent", "who": "x", "why": "x"}, "answers_the_question_of_family"),
        ({"question": "detainee", "answer": "informed", "who": "x", "why": "x", "told_on": "2022"}, "of_detainee"),
        ({"question": "family", "answer": "informed", "who": "x"}, "who_was_told_and_when"),
        ({"question": "family", "answer": "already_public"}, "names_the_report"),
        ({"question": "family", "answer": "not_reached"}, "why_nobody_was_reached"),
        ({"question": "detainee", "answer": "consent", "who": "x"}, "who_decided_and_why"),
    ],
)
def test_half_an_answer_is_refused(reviewer, values, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Ground.objects.create(public_id="K7Q2M9XD4T", by=reviewer, **values)


def test_the_verb_refuses_half_an_answer_too(dead, reviewer):
    with pytest.raises(ValidationError):
        grounds.write_down(person=dead.person, question=Question.FAMILY, by=reviewer, answer=Answer.NOT_REACHED)
