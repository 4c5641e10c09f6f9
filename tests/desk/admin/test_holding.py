"""Saving a person while somebody with such a name is here: the question, its answers, and that nothing is lost."""

import pytest

from audit.models import Change
from desk.merging import judge_different
from desk.possible_duplicates import Pair
from people.models import NotTheSame, Person, PossibleDuplicate
from records.choices import State
from sources.models import PersonClaim
from tests.admin_forms import AdminForm, rows
from tests.builders import a_casualty, a_name, a_person, a_person_claim, a_place, a_report, changed, withdrawn

ADD = "/admin/people/person/add/"
SPELLING = "Akzhan Tolegen"


@pytest.fixture
def here(db):
    return a_person("Ақжан Төлеген")


def change_page(person):
    return f"/admin/people/person/{person.pk}/change/"


def answers(person, answer, reason=""):
    return {f"answer-{person.pk}": answer, f"reason-{person.pk}": reason}


def held(response) -> bool:
    return response.status_code == 200 and response.context["hold"].is_held


def send(client, person, answer, reason="", button="_save", **values):
    """A new person, held once, and sent again with the answer."""
    form = AdminForm(client, ADD)
    response = form.send({"names-0-text": SPELLING, **values}, button)
    assert held(response)
    return form.again(response).send(answers(person, answer, reason), button)


def new_person(but):
    return Person.objects.exclude(pk__in=[person.pk for person in but]).get()


# Held


def test_a_save_is_held_and_the_evidence_shown(here, researcher_client):
    report = a_report("Three days in Zhuparly")
    a_person_claim(here, report=report)
    a_casualty(person=here, harmed_on="2022-01-05", harmed_place=a_place())
    before = rows()
    response = AdminForm(researcher_client, ADD).send({"names-0-text": SPELLING, "occupation": "baker"})
    assert held(response)
    for text in ("“Akzhan Tolegen” and “Ақжан Төлеген”: other spelling", "baker", "Three days in Zhuparly"):
        assert text in response.text
    assert "killed · 5 January 2022 · Zhuparly · Shooting on Reed Street" in response.text
    assert rows() == before


def test_what_was_typed_stays_on_the_page(here, researcher_client):
    form, report = AdminForm(researcher_client, ADD), a_report()
    claim = form.part("claims", {"report": report, "attribution": "report", "summary": "baker by trade"})
    again = form.again(form.send({"names-0-text": SPELLING, "born_on": "1990", **claim}))
    assert again.values["names-0-text"] == [SPELLING]
    assert (again.values["born_on"], again.values["claims-0-summary"]) == (["1990"], ["baker by trade"])
    assert report.title in again.page.text.split("Reports that claim it")[1].split("</tr>")[0]


def test_without_an_answer_it_is_held_again(here, researcher_client):
    form = AdminForm(researcher_client, ADD)
    response = form.again(form.send({"names-0-text": SPELLING})).send()
    assert held(response)
    assert Person.objects.get() == here


@pytest.mark.parametrize("name", ["Шұғыла Ермек", "Ақжан"])
def test_another_name_is_saved_at_once(here, researcher_client, name):
    assert AdminForm(researcher_client, ADD).send({"names-0-text": name}).status_code == 302


def test_a_person_without_a_name_is_saved_at_once(here, researcher_client):
    assert AdminForm(researcher_client, ADD).send({"description": "boy of 12"}).status_code == 302


def test_a_part_of_a_name_is_held_when_the_year_of_birth_agrees(researcher_client):
    a_person("Төлеген", born_on="1990")
    form = AdminForm(researcher_client, ADD)
    assert held(form.send({"names-0-text": "Толеген", "born_on": "1990"}))
    assert form.send({"names-0-text": "Толеген", "born_on": "1991"}).status_code == 302


def test_a_name_that_is_struck_out_holds_nothing(here, researcher_client):
    form = AdminForm(researcher_client, ADD)
    assert form.send({"names-0-text": SPELLING, "names-0-withdrawn": "on"}).status_code == 302


def test_a_withdrawn_person_holds_nothing(here, researcher_client):
    changed(here, state=State.WITHDRAWN)
    assert AdminForm(researcher_client, ADD).send({"names-0-text": SPELLING}).status_code == 302


def test_a_form_with_a_fault_is_told_the_fault_too(here, researcher_client):
    response = AdminForm(researcher_client, ADD).send({"names-0-text": SPELLING, "born_on": "yesterday"})
    assert held(response)
    assert "Write 2022-01-08" in response.text


def test_of_many_with_the_name_five_are_asked_about_and_the_rest_listed(researcher_client):
    people = [a_person("Ақжан Төлеген") for _number in range(7)]
    form = AdminForm(researcher_client, ADD)
    response = form.send({"names-0-text": SPELLING})
    asked = [question.alike.person for question in response.context["hold"].questions]
    assert len(asked) == 5
    sent = {f"answer-{person}": "not_sure" for person in asked}
    assert form.again(response).send(sent).status_code == 302
    person = new_person(people)
    assert PossibleDuplicate.objects.open().touching([person.pk]).count() == 7


# The same person


def test_the_same_person_gets_what_was_typed_and_no_new_one_is_made(here, researcher, researcher_client):
    report, form = a_report(), AdminForm(researcher_client, ADD)
    claim = form.part("claims", {"report": report, "attribution": "report", "summary": "baker by trade"})
    response = send(researcher_client, here, "same", occupation="baker", **claim)
    assert response["Location"] == change_page(here)
    here.refresh_from_db()
    assert Person.objects.get() == here
    assert [name.text for name in here.names.all()] == ["Ақжан Төлеген", SPELLING]
    assert (here.claims.get().summary, here.claims.get().report, here.occupation) == ("baker by trade", report, "baker")
    change = Change.objects.filter(table="people.person", row=str(here.pk)).first()
    assert (change.act, change.by, change.version) == ("changed", researcher.pk, here.version)
    assert "No new person was made" in researcher_client.get(change_page(here)).text


def test_a_value_that_differs_is_kept_in_the_notes_and_replaces_nothing(here, researcher_client):
    changed(here, born_on="1990", occupation="baker", internal_notes="Seen in two lists.")
    typed = {"born_on": "1991", "occupation": "baker", "sex": "male", "internal_notes": "From the list of March."}
    response = send(researcher_client, here, "same", **typed)
    here.refresh_from_db()
    assert (here.born_on, here.occupation, here.sex) == ("1990", "baker", "male")
    for text in ("Seen in two lists.", "From the list of March.", "Born on: 1991"):
        assert text in here.internal_notes
    assert "Occupation" not in here.internal_notes
    assert "Born on: 1991" in researcher_client.get(response["Location"]).text


@pytest.mark.parametrize(("room", "fits"), [(8, False), (200, True)])
def test_notes_that_have_no_room_for_what_differs_hold_the_save(here, researcher_client, room, fits):
    changed(here, occupation="baker", internal_notes="n" * (20_000 - room - len("miller")))
    response = send(researcher_client, here, "same", occupation="miller")
    here.refresh_from_db()
    assert ("Occupation: miller" in here.internal_notes) == fits
    assert held(response) != fits
    if not fits:
        assert "would become too long" in response.text
        assert 'value="miller"' in response.text
    assert here.occupation == "baker"
    assert Person.objects.get() == here


def test_the_day_to_check_again_is_taken_over_or_kept_in_the_notes(here, researcher_client):
    send(researcher_client, here, "same", check_again_on="2022-03-01")
    here.refresh_from_db()
    assert here.check_again_on.isoformat() == "2022-03-01"
    form = AdminForm(researcher_client, ADD)
    response = form.send({"names-0-text": "Aqzhan Tolegen", "check_again_on": "2022-04-01"})
    form.again(response).send(answers(here, "same"))
    here.refresh_from_db()
    assert here.check_again_on.isoformat() == "2022-03-01"
    assert "Check again on: 2022-04-01" in here.internal_notes


def test_nothing_is_shown_to_the_public_that_nobody_decided(here, researcher_client):
    send(researcher_client, here, "same", name_is_public="on")
    here.refresh_from_db()
    assert not here.name_is_public
    assert "Name is public: yes" in here.internal_notes


def test_the_name_at_the_head_stays_there(here, researcher_client):
    a_name(here, "Ақжан Т.", shown_first=True)
    send(researcher_client, here, "same", **{"names-0-shown_first": "on"})
    assert [name.text for name in here.names.filter(shown_first=True)] == ["Ақжан Т."]
    assert here.names.filter(text=SPELLING).exists()


def test_a_spelling_that_is_there_is_not_added_twice(here, researcher_client):
    form = AdminForm(researcher_client, ADD)
    response = form.send({"names-0-text": "Ақжан Төлеген"})
    assert form.again(response).send(answers(here, "same")).status_code == 302
    assert here.names.count() == 1


@pytest.mark.parametrize(("button", "state"), [("_save", State.DRAFT), ("_review", State.IN_REVIEW)])
def test_the_person_goes_where_the_button_says(here, researcher_client, button, state):
    changed(here, state=State.APPROVED)
    send(researcher_client, here, "same", button=button)
    here.refresh_from_db()
    assert here.state == state


def test_the_same_answer_sent_twice_adds_once(here, researcher_client):
    form = AdminForm(researcher_client, ADD)
    again = form.again(form.send({"names-0-text": SPELLING}))
    again.send(answers(here, "same"))
    response = again.send(answers(here, "same"))
    assert response["Location"] == change_page(here)
    assert here.names.count() == 2


def test_somebody_who_saves_the_person_meanwhile_loses_nothing(here, researcher_client):
    form = AdminForm(researcher_client, ADD)
    again = form.again(form.send({"names-0-text": SPELLING, "occupation": "miller"}))
    changed(here, occupation="baker")
    again.send(answers(here, "same"))
    here.refresh_from_db()
    assert here.occupation == "baker"
    assert "Occupation: miller" in here.internal_notes


def test_in_the_window_of_another_form_the_person_here_is_chosen(here, researcher_client):
    form = AdminForm(researcher_client, f"{ADD}?_popup=1")
    again = form.again(form.send({"names-0-text": SPELLING}))
    response = again.send(answers(here, "same"))
    assert f"&quot;value&quot;: &quot;{here.pk}&quot;" in response.text


def test_kin_of_the_person_typed_are_not_that_person(here, researcher_client):
    form = AdminForm(researcher_client, ADD)
    kin = {"report": a_report(), "attribution": "report", "relative": here, "relation": "father"}
    again = form.again(form.send({"names-0-text": SPELLING, **form.part("kinships", kin)}))
    response = again.send(answers(here, "same"))
    assert held(response)
    assert "nobody is their own relative" in response.text


def test_what_was_typed_is_one_person_at_most(here, researcher_client):
    other = a_person("Ақжан Төлеген")
    form = AdminForm(researcher_client, ADD)
    again = form.again(form.send({"names-0-text": SPELLING}))
    response = again.send(answers(here, "same") | answers(other, "same"))
    assert "can be one person only" in response.text
    assert Person.objects.count() == 2


@pytest.mark.parametrize("answer", ["not_the_same", "not_sure"])
def test_who_was_told_apart_from_the_person_before_stays_so(here, researcher, researcher_client, answer):
    other = a_person("Ақжан Төлеген")
    judge_different(one=here, other=other, by=researcher, reason="two graves")
    form = AdminForm(researcher_client, ADD)
    again = form.again(form.send({"names-0-text": SPELLING}))
    response = again.send(answers(here, "same") | answers(other, answer, "another street"))
    assert response.status_code == 302
    assert NotTheSame.objects.get().reason == "two graves"
    assert not PossibleDuplicate.objects.open().exists()


def test_not_sure_of_a_third_is_kept_for_the_person_who_got_it(here, researcher_client):
    other = a_person("Ақжан Төлеген")
    form = AdminForm(researcher_client, ADD)
    again = form.again(form.send({"names-0-text": SPELLING}))
    again.send(answers(here, "same") | answers(other, "not_sure", "ask the mother"))
    pair = PossibleDuplicate.objects.open().get()
    assert (pair.first, pair.second, pair.note) == (here, other, "ask the mother")


# Not the same, not sure


def test_not_the_same_is_saved_and_remembered(here, researcher, researcher_client):
    assert send(researcher_client, here, "not_the_same", "two graves").status_code == 302
    person, judgement = new_person([here]), NotTheSame.objects.get()
    assert (judgement.first, judgement.second, judgement.reason, judgement.by) == (
        here,
        person,
        "two graves",
        researcher,
    )
    assert not PossibleDuplicate.objects.open().exists()


@pytest.mark.parametrize(("reason", "told"), [(" ", "Write why"), ("a\0", "control character")], ids=["none", "NUL"])
def test_not_the_same_needs_a_reason(here, researcher_client, reason, told):
    response = send(researcher_client, here, "not_the_same", reason)
    assert held(response)
    assert told in response.text
    assert Person.objects.count() == 1


def test_not_sure_is_saved_and_the_pair_goes_on_the_list(here, researcher, researcher_client):
    send(researcher_client, here, "not_sure", "ask the mother")
    pair = PossibleDuplicate.objects.open().get()
    assert (pair.first, pair.second) == (here, new_person([here]))
    assert (pair.note, pair.noted_by, pair.found_by, pair.matched) == (
        "ask the mother",
        researcher,
        "saving",
        "other spelling",
    )


def test_an_answer_sent_twice_makes_one_person(here, researcher_client):
    form = AdminForm(researcher_client, ADD)
    again = form.again(form.send({"names-0-text": SPELLING}))
    for _time in range(2):
        assert again.send(answers(here, "not_sure")).status_code == 302
    assert (Person.objects.count(), PossibleDuplicate.objects.count()) == (2, 1)


@pytest.mark.parametrize("answer", ["", "merge", "__class__"])
def test_no_other_answer_is_taken(here, researcher_client, answer):
    assert held(send(researcher_client, here, answer))


# A person who is stored


@pytest.fixture
def stored(here):
    return a_person("Шұғыла Ермек")


def rename(client, person, **more):
    form = AdminForm(client, change_page(person))
    part = form.part("names", {"text": SPELLING, "kind": "variant", "is_public": "on"})
    response = form.send(part)
    assert held(response)
    return form.again(response).send(more)


def test_a_new_spelling_of_a_stored_person_is_held_too(stored, here, researcher_client):
    rename(researcher_client, stored, **answers(here, "not_sure"))
    assert stored.names.count() == 2
    assert PossibleDuplicate.objects.open().filter(first=here, second=stored).exists()


def test_the_same_person_is_saved_listed_and_led_to_merging(stored, here, researcher_client):
    response = rename(researcher_client, stored, **answers(here, "same"))
    assert response["Location"] == f"/admin/people/merge/pair/{here.pk}/{stored.pk}/"
    assert (stored.names.count(), here.names.count()) == (2, 1)
    pair = PossibleDuplicate.objects.open().get(**Pair.of(here.pk, stored.pk)._asdict())
    assert "Said to be the same person" in pair.note


@pytest.mark.parametrize("answer", ["not_sure", "not_the_same"])
def test_what_was_answered_is_not_asked_again(stored, here, researcher_client, answer):
    rename(researcher_client, stored, **answers(here, answer, "two graves"))
    form = AdminForm(researcher_client, change_page(stored))
    assert form.send(form.part("names", {"text": "Aqjan Tolegen", "kind": "variant"})).status_code == 302


def test_names_that_stay_as_they_are_hold_nothing(here, researcher_client):
    other = a_person("Ақжан Төлеген")
    response = AdminForm(researcher_client, change_page(other)).send({"occupation": "baker"})
    assert response.status_code == 302


def test_the_persons_own_names_hold_nothing(here, researcher_client):
    form = AdminForm(researcher_client, change_page(here))
    assert form.send(form.part("names", {"text": SPELLING, "kind": "variant"})).status_code == 302


def test_a_form_out_of_date_is_refused_and_the_question_asked(stored, here, researcher_client):
    form = AdminForm(researcher_client, change_page(stored))
    part = form.part("names", {"text": SPELLING, "kind": "variant"})
    changed(stored, occupation="baker")
    response = form.send(part)
    assert "Nothing that you typed is lost" in response.text
    response = form.again(response).send(answers(here, "not_sure"))
    assert response.status_code == 302
    stored.refresh_from_db()
    assert stored.names.count() == 2


def test_the_page_of_a_victim_asks_too(here, researcher_client):
    victim = a_casualty(person=a_person("Шұғыла Ермек")).person
    form = AdminForm(researcher_client, f"/admin/victims/victim/{victim.pk}/change/")
    assert held(form.send(form.part("names", {"text": SPELLING, "kind": "variant"})))


def test_a_page_without_names_saves(here, researcher_client):
    withdrawn(here.names.get(), here)
    assert AdminForm(researcher_client, change_page(here)).send({"occupation": "baker"}).status_code == 302
    assert PersonClaim.objects.count() == 0
