"""The queue and the page of a message, as a reviewer has them; what no other role has."""

import html
import re

import pytest
from django.db import models

from inbox import acts
from inbox.letterbox.models import Answer, Correction, today
from inbox.models import Case, Disclosure, Outcome, Stage
from sources.models import Report
from tests.builders import a_person, a_report
from tests.inbox.test_acts import aged
from tests.letters import WORDS, a_case, a_message, sealed_for

QUEUE = "/admin/inbox/case/"


def address(case):
    return f"{QUEUE}{case.pk}/change/"


def send(client, case, act, **typed):
    case.refresh_from_db()
    return client.post(address(case), {"act": act, "version": case.version, **typed}, follow=True)


def page(response) -> str:
    return response.content.decode()


def test_what_came_in_is_listed_and_counted_on_the_start_page(reviewer_client):
    a_message()
    assert "1 message that nobody opened" in page(reviewer_client.get("/admin/"))
    listed = page(reviewer_client.get(QUEUE))
    assert f"Message {Case.objects.get().pk}" in listed


def test_the_queue_asks_the_database_no_more_for_more_messages(reviewer_client, django_assert_max_num_queries):
    for number in range(12):
        a_case(str(number))
    with django_assert_max_num_queries(20):
        reviewer_client.get(QUEUE)


def test_who_waits_too_long_is_listed(reviewer_client):
    late, fresh = aged(a_case(), 15), a_case("other")
    assert "1 message not answered for more than two weeks" in page(reviewer_client.get("/admin/"))
    listed = page(reviewer_client.get(f"{QUEUE}?waiting=long"))
    assert (address(late).split("?")[0] in listed, address(fresh) in listed) == (True, False)
    assert "for 15 days" in listed


def test_the_sealed_text_is_given_to_whoever_opened_it_only(reviewer_client):
    case = a_case()
    sealed = acts.sealed_text(case).sealed
    assert sealed not in page(reviewer_client.get(address(case)))
    assert sealed in page(send(reviewer_client, case, "open"))
    case.refresh_from_db()
    assert (case.stage, case.opened_on) == (Stage.OPENED, today())


def test_no_input_of_the_key_has_a_name_or_a_form(reviewer_client):
    shown = page(reviewer_client.get(QUEUE))
    panel = shown[shown.index('id="group-key"') : shown.index("</section>", shown.index('id="group-key"'))]
    assert panel.count("<input") == 2
    assert " name=" not in panel
    assert "<form" not in panel
    assert shown[: shown.index('id="group-key"')].count("<form") == shown[: shown.index('id="group-key"')].count(
        "</form"
    )


def test_the_answer_that_is_typed_has_no_name(reviewer_client):
    case = a_case()
    shown = page(send(reviewer_client, case, "open"))
    box = shown[shown.index('id="answer-text"') :].split(">")[0]
    assert " name=" not in box


def test_an_answer_is_taken_sealed(reviewer_client):
    case = a_case()
    send(reviewer_client, case, "open")
    assert "is kept, sealed" in page(send(reviewer_client, case, "answer", sealed_answer=sealed_for(case, "Ол тірі")))
    assert Answer.objects.count() == 1
    assert "not sealed" in page(send(reviewer_client, case, "answer", sealed_answer="Ол тірі"))
    assert Answer.objects.count() == 1


def test_a_person_and_a_report_are_linked_by_their_numbers(reviewer_client):
    case, person, report = a_case(), a_person(), a_report()
    send(reviewer_client, case, "open")
    send(reviewer_client, case, "link", person=person.shown_id.lower(), report=f"https://x.example/{report.shown_id}")
    case.refresh_from_db()
    assert (case.person, case.report) == (person, report)
    assert "no such record" in page(send(reviewer_client, case, "link", person="nobody"))


def test_a_tracing_request_is_checked_against_all_records(reviewer_client):
    case, person = a_case(), a_person("Ақжан Төлеген")
    found = page(send(reviewer_client, case, "search", name="Akzhan Tolegen"))
    assert person.shown_id not in found  # nobody opened it yet
    send(reviewer_client, case, "open")
    found = page(send(reviewer_client, case, "search", name="Akzhan Tolegen"))
    assert person.shown_id in found
    assert "not public: say nothing of it" in found
    assert "Ақжан" not in found
    mended = page(send(reviewer_client, case, "disclose", person=person.pk, name="Akzhan Tolegen", verified=""))
    assert "it cannot stay empty" in mended
    assert not Disclosure.objects.exists()
    shown = page(send(reviewer_client, case, "disclose", person=person.pk, verified="a photograph of both"))
    assert "Ақжан Төлеген" in shown
    assert "a photograph of both" in shown


def test_a_testimony_keeps_no_text_without_consent(reviewer_client):
    case = a_case()
    send(reviewer_client, case, "open")
    consents = {f"consent_{use}": "not_asked" for use in ("store", "publish", "advocacy", "court")}
    given = {"title": "A mother, January", "text": WORDS} | consents
    assert "did not consent" in page(send(reviewer_client, case, "report", **given))
    assert not Report.objects.exists()
    send(reviewer_client, case, "report", **given | {"consent_store": "yes"})
    assert Report.objects.get().captured_text == WORDS


def test_a_message_becomes_one_report_however_often_the_button_is_pressed(reviewer_client):
    case = a_case()
    send(reviewer_client, case, "open")
    case.refresh_from_db()
    typed = {"act": "report", "version": case.version, "title": "A mother", "text": WORDS, "consent_store": "yes"}
    typed |= {f"consent_{use}": "not_asked" for use in ("publish", "advocacy", "court")}
    reviewer_client.post(address(case), typed)
    told = html.unescape(page(reviewer_client.post(address(case), typed)))
    case.refresh_from_db()
    typed |= {"version": case.version, "text": f"{WORDS} 2"}
    again = html.unescape(page(reviewer_client.post(address(case), typed)))
    assert "Somebody else worked" in told
    assert "Add to it what is missing" in again
    assert f"{WORDS} 2" in again
    assert "Make the report" not in told + again
    assert Report.objects.get().captured_text == WORDS


def test_it_is_closed_with_an_outcome_and_taken_up_again(reviewer_client):
    case, person = a_case(), a_person()
    acts.link(case=case, person=person, report=None, by=None)
    assert "Nothing was done" in page(send(reviewer_client, case, "close", outcome=""))
    send(reviewer_client, case, "close", outcome=Outcome.CORRECTED, corrected=["name"], note="by her document")
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.note) == (Stage.CLOSED, Outcome.CORRECTED, "by her document")
    assert Correction.objects.get().person == person.public_id
    send(reviewer_client, case, "reopen")
    case.refresh_from_db()
    assert (case.stage, case.closed_on) == (Stage.WAITING, None)


def test_who_saw_an_older_page_is_told_and_what_was_typed_stays_beside_what_is_stored(reviewer_client):
    case, person = a_case(), a_person()
    send(reviewer_client, case, "open")
    case.refresh_from_db()
    older = case.version
    acts.link(case=Case.objects.get(), person=person, report=None, by=None)
    typed = {"title": "A mother", "text": WORDS, "consent_store": "yes"}
    typed |= {f"consent_{use}": "not_asked" for use in ("publish", "advocacy", "court")}
    response = reviewer_client.post(address(case), {"act": "report", "version": older, **typed})
    shown = html.unescape(page(response))
    assert "Somebody else worked" in shown
    assert WORDS in shown
    assert not Report.objects.exists()
    assert f'value="{person.shown_id}"' in shown  # of whom somebody else linked it to
    case.refresh_from_db()
    assert f'name="version" value="{older}"' not in shown
    assert f'name="version" value="{case.version}"' in shown


@pytest.mark.parametrize("is_closed", [False, True])
def test_what_was_typed_stays_where_the_act_cannot_be_done(reviewer_client, is_closed):
    case = a_case()
    if is_closed:
        acts.close(case=case, outcome=Outcome.TOLD, by=None)
    shown = page(send(reviewer_client, case, "close", outcome="corrected", corrected=["name"], note="by her document"))
    assert ("Link the person" in shown, "It is closed already" in shown) == (True, False)
    assert "by her document" in shown
    assert re.search(r'value="name"[^>]* checked', shown)
    assert re.search(r'value="corrected"[^>]* selected', shown)


@pytest.mark.parametrize("act", ["", "delete", "expire", "__class__"])
def test_an_unknown_act_is_refused(reviewer_client, act):
    assert send(reviewer_client, a_case(), act).status_code == 403


def test_sealed_texts_are_taken_out_for_another_machine(reviewer_client):
    case = a_case()
    response = reviewer_client.post(QUEUE, {"action": "take_out", "_selected_action": [case.pk]})
    assert acts.sealed_text(case).sealed in response.content.decode()
    case.refresh_from_db()
    assert case.stage == Stage.OPENED


def test_a_flood_is_closed_unread(reviewer_client):
    flood, opened = a_case(), a_case("other")
    acts.open_case(case=opened, by=None)
    chosen = [flood.pk, opened.pk]
    reviewer_client.post(QUEUE, {"action": "close_as_flood", "_selected_action": chosen})
    assert dict(Case.objects.values_list("pk", "outcome")) == {flood.pk: Outcome.FLOOD, opened.pk: ""}


def test_history_of_a_message_is_shown(reviewer_client):
    case = a_case()
    send(reviewer_client, case, "open")
    assert "Opened." in page(reviewer_client.get(f"{QUEUE}{case.pk}/history/"))


def test_a_message_that_is_gone_is_said(reviewer_client):
    case = a_case()
    send(reviewer_client, case, "open")
    acts.sealed_text(case).delete()
    assert "though nobody deleted it" in page(reviewer_client.get(address(case)))


def test_an_earlier_key_is_named(reviewer_client, settings):
    case = a_case()
    models.QuerySet(Case).filter(pk=case.pk).update(key="0" * 16)
    assert "earlier key of the group" in page(send(reviewer_client, case, "open"))


@pytest.mark.parametrize("role", ["researcher", "exporter", "administrator"])
def test_no_other_role_sees_that_there_is_a_message(db, role):
    from tests.conftest import member, signed_in

    case = a_case()
    client = signed_in(member(role))
    assert [client.get(one).status_code for one in (QUEUE, address(case), f"{QUEUE}{case.pk}/history/")] == [403] * 3
    assert send(client, case, "open").status_code == 403
    assert "Messages from the public" not in page(client.get("/admin/"))
    case.refresh_from_db()
    assert case.stage == Stage.WAITING
