import datetime

import pytest
from django.db import IntegrityError, models, transaction

from audit.models import Change
from inbox import acts
from inbox.letterbox import receipts
from inbox.letterbox.models import Answer, Correction, Message, today
from inbox.models import Case, Disclosure, Outcome, Stage
from records.models import StaleVersion
from sources.choices import ConsentAnswer, ReportKind
from sources.models import Report
from tests.builders import a_person, a_report
from tests.letters import WORDS, a_case, a_message, sealed_for

DAY = datetime.timedelta(days=1)


def told(case) -> list[tuple]:
    """History of the case, oldest first."""
    return list(Change.objects.filter(table="inbox.case", row=case.pk).order_by("pk").values_list("by_name", "reason"))


def aged(case, days, **values):
    """The case as if what happened had happened days ago."""
    given = {name: today() - days * DAY for name in ("arrived_on", *values)}
    models.QuerySet(Case).filter(pk=case.pk).update(**given)
    case.refresh_from_db()
    return case


def closed(case, by, outcome=Outcome.TOLD, **given):
    acts.close(case=case, outcome=outcome, by=by, **given)
    return case


def test_each_message_is_taken_in_once(db):
    a_message()
    a_message("Тағы бір сөз")
    assert [acts.take_in(1), acts.take_in(), acts.take_in()] == [1, 1, 0]
    assert set(Case.objects.values_list("message", flat=True)) == set(Message.objects.values_list("pk", flat=True))


def test_every_act_is_in_history_and_no_word_is(reviewer):
    case, person, report = a_case(), a_person(), a_report()
    acts.open_case(case=case, by=reviewer)
    acts.open_case(case=case, by=reviewer)
    acts.answer(case=case, sealed=sealed_for(case, "Ол тірі"), by=reviewer)
    acts.link(case=case, person=person, report=report, by=reviewer)
    acts.disclose(case=case, person=person, verified="a photograph of both", by=reviewer)
    closed(case, reviewer)
    acts.reopen(case=case, by=reviewer)
    reasons = ["", "Opened.", "Opened again.", "Answered.", "Linked."]
    assert [reason for _by, reason in told(case)][:5] == reasons
    assert [reason.split(".")[0] for _by, reason in told(case)][6:] == ["Closed", "Taken up again"]
    assert {by for by, _reason in told(case)[1:]} == {"reviewer"}
    history = " ".join(
        f"{change.reason} {[(value.before, value.after) for value in change.values.all()]}"
        for change in Change.objects.all()
    )
    assert WORDS not in history
    assert "тірі" not in history
    assert "tizim-sealed" not in history


def test_who_saw_an_older_state_is_stopped(reviewer):
    case = a_case()
    acts.open_case(case=case, by=reviewer, shown=1)
    with pytest.raises(StaleVersion):
        acts.link(case=Case.objects.get(pk=case.pk), person=None, report=None, by=reviewer, shown=1)


@pytest.mark.parametrize("sealed", ["", "Ол тірі", "tizim-sealed:1:0000000000000000:AAAA"])
def test_an_answer_comes_sealed_to_its_receipt_or_not_at_all(reviewer, sealed):
    case = a_case()
    with pytest.raises(acts.CannotDo, match="sealed"):
        acts.answer(case=case, sealed=sealed, by=reviewer)
    with pytest.raises(acts.CannotDo, match="another receipt"):
        acts.answer(case=case, sealed=sealed_for(a_case("other"), "Ол тірі"), by=reviewer)
    assert not Answer.objects.exists()


def test_an_answer_is_kept_once_and_a_second_one_beside_it(reviewer):
    case = a_case()
    sealed = sealed_for(case, "Ол тірі")
    for text in (sealed, sealed, sealed_for(case, "Тағы")):
        acts.answer(case=case, sealed=text, by=reviewer)
    assert Answer.objects.filter(receipt=case.receipt).count() == 2
    assert (case.stage, case.answered_on) == (Stage.ANSWERED, today())


def test_if_the_case_cannot_be_saved_there_is_no_answer_either(reviewer):
    case = a_case()
    with pytest.raises(StaleVersion):
        acts.answer(case=case, sealed=sealed_for(case, "Ол тірі"), by=reviewer, shown=99)
    assert not Answer.objects.exists()


def test_a_message_becomes_a_testimony_with_its_consent(reviewer):
    case = a_case()
    consents = {"store": ConsentAnswer.YES, "publish": ConsentAnswer.NO}
    acts.make_report(case=case, title="A mother, January", text="in her words", consents=consents, by=reviewer)
    report = Report.objects.get()
    assert (report.kind, report.is_confidential, case.report) == (ReportKind.TESTIMONY, True, report)
    assert dict(report.consents.values_list("use", "answer")) == consents


def test_a_disclosure_stands_in_the_history_of_both(reviewer):
    case, person = a_case(), a_person("Ақжан Төлеген")
    for _again in range(2):
        acts.disclose(case=case, person=person, verified="a photograph of both", by=reviewer)
    assert Disclosure.objects.count() == 1
    changes = Change.objects.filter(reason__contains="a photograph of both")
    assert set(changes.values_list("table", flat=True)) == {"inbox.case", "people.person"}
    assert changes.count() == 2


def test_kinship_without_a_word_on_how_it_was_verified_is_refused(reviewer):
    with pytest.raises(IntegrityError, match="how_kinship_was_verified"), transaction.atomic():
        acts.disclose(case=a_case(), person=a_person(), verified="", by=reviewer)


def test_closing_tells_the_public_log_what_kind_of_thing_changed(reviewer):
    case, person = a_case(), a_person()
    acts.link(case=case, person=person, report=None, by=reviewer)
    closed(case, reviewer, Outcome.CORRECTED, corrected=["name", "age"])
    given = set(Correction.objects.values_list("on", "person", "what"))
    assert given == {(today(), person.public_id, "name"), (today(), person.public_id, "age")}


def test_a_correction_of_nobody_is_refused(reviewer):
    with pytest.raises(acts.CannotDo, match="Link the person"):
        closed(a_case(), reviewer, Outcome.CORRECTED, corrected=["name"])
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"stage": Stage.CLOSED, "closed_on": today()},
        {"stage": Stage.CLOSED, "outcome": Outcome.TOLD},
        {"outcome": "told"},
    ],
    ids=["no outcome", "no day", "not closed"],
)
def test_a_case_is_closed_with_day_and_outcome(db, values):
    case = a_case()
    with pytest.raises(IntegrityError, match="closed_with_an_outcome"), transaction.atomic():
        models.QuerySet(Case).filter(pk=case.pk).update(**values)


# The end


def test_a_year_after_closing_message_and_answers_are_deleted(reviewer, settings):
    case = a_case()
    acts.answer(case=case, sealed=sealed_for(case, "Ол тірі"), by=reviewer)
    aged(closed(case, reviewer), settings.INBOX_KEEP_DAYS - 1, closed_on=True)
    assert acts.expired() == []
    aged(case, settings.INBOX_KEEP_DAYS, closed_on=True)
    assert acts.expired() == [case]
    acts.expire(case=case)
    assert not Message.objects.exists()
    assert not Answer.objects.exists()
    case.refresh_from_db()
    assert (case.receipt, case.answer_key, case.expired_on) == ("", "", today())
    assert acts.take_in() == 0
    assert acts.expired() == []


def test_what_is_not_closed_never_expires(db):
    aged(a_case(), 4000)
    assert acts.expired() == []


def test_what_a_machine_sent_goes_after_a_week(reviewer):
    case = aged(closed(a_case(), reviewer, Outcome.FLOOD), acts.KEEP_FLOOD, closed_on=True)
    assert acts.expired() == [case]


def test_the_answer_stays_while_another_message_of_its_sender_does(reviewer):
    code = receipts.new_code()
    one, other = a_case(code=code), a_case("Тағы бір сөз", code=code)
    acts.answer(case=one, sealed=sealed_for(one, "Ол тірі"), by=reviewer)
    for case, left in ((one, 1), (other, 0)):
        acts.expire(case=closed(case, reviewer))
        assert Answer.objects.count() == left


@pytest.mark.parametrize(
    "act",
    [
        lambda case, by: acts.open_case(case=case, by=by),
        lambda case, by: acts.answer(case=case, sealed="", by=by),
        lambda case, by: acts.reopen(case=case, by=by),
    ],
    ids=["open", "answer", "reopen"],
)
def test_what_expired_is_not_worked_on(reviewer, act):
    case = closed(a_case(), reviewer)
    acts.expire(case=case)
    with pytest.raises(acts.CannotDo, match="its time was over"):
        act(case, reviewer)


# Waiting


def test_who_waits_for_more_than_two_weeks_is_overdue(reviewer):
    late, fresh = aged(a_case(), 15), aged(a_case("other"), 14)
    answered = a_case("third")
    acts.answer(case=answered, sealed=sealed_for(answered, "Ол тірі"), by=reviewer)
    aged(answered, 40)
    assert list(Case.objects.overdue()) == [late]
    assert (late.is_overdue, fresh.is_overdue, answered.is_overdue) == (True, False, False)
    assert (late.days_waiting, answered.days_waiting) == (15, None)
