"""Log from a report: one page and one submit make the person, the record and the claim."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from audit.models import Change
from desk.admin.log import tabs
from detentions.models import Charge, ChargeUpdate, Detention
from people.models import Name, NotTheSame, Organisation, Person, PossibleDuplicate
from sources.choices import TollLink
from sources.models import Kinship, PersonClaim, Statement, Toll
from tests.admin_forms import AdminForm, rows
from tests.builders import (
    a_casualty,
    a_person,
    a_place,
    a_report,
    a_toll,
    an_incident,
    an_organisation,
    changed,
    withdrawn,
)
from tests.conftest import signed_in
from victims.models import Casualty, CasualtyClaim


def address(report, what):
    return reverse("admin:sources_report_log", args=[report.pk, what])


def log(client, report, what, typed, button="_save", query=""):
    form = AdminForm(client, address(report, what) + query)
    form.url = address(report, what)
    return form.send(typed, button)


def refused(response) -> dict:
    assert response.status_code == 200
    return {name: [str(line) for line in lines] for name, lines in response.context["form"].errors.items()}


BOY = {"description": "Boy near the market", "harm": "killed", "harmed_on": "January 5", "age": "12"}


# A death


def test_one_submit_makes_the_person_the_record_and_the_claim(researcher_client, researcher, report, words):
    typed = {
        "person": "Aqjan Tolegen",
        "sex": "male",
        "age": "12",
        "harm": "killed",
        "harmed_on": "5 January 2022",
        "place": "Zhuparly",
        "methods": [words["gunshot"]],
        "armed": "no",
        "claimant": "Temir Oralbai",
        "relation": "father",
        "relay": "RN",
        "quotation": "a boy of 12 was shot",
    }
    response = log(researcher_client, report, "casualty", typed)
    assert response.status_code == 302
    casualty, claim = Casualty.objects.get(), CasualtyClaim.objects.get()
    assert (casualty.person.shown_name, casualty.person.sex) == ("Aqjan Tolegen", "male")
    assert casualty.incident == report.incidents.get()
    assert (claim.report, claim.attribution, claim.relayed_by) == (report, "named", words["news"])
    assert (claim.name_as_printed, claim.age_low, claim.quotation) == ("Aqjan Tolegen", 12, "a boy of 12 was shot")
    assert claim.claimant_person.shown_name == "Temir Oralbai"
    assert casualty.created_by == claim.claimant_person.created_by == researcher


def test_a_new_records_conclusion_is_the_claim(researcher_client, report, words):
    typed = {**BOY, "place": "Zhuparly", "methods": [words["gunshot"]], "armed": "no", "site": "the market"}
    log(researcher_client, report, "casualty", typed)
    casualty = Casualty.objects.get()
    assert (casualty.harm, casualty.harmed_on, casualty.harmed_place) == ("killed", "2022-01-05", words["town"])
    assert (list(casualty.methods.all()), casualty.armed, casualty.age_low) == ([words["gunshot"]], "no", 12)
    assert casualty.confirmation == "unconfirmed"


def test_everything_that_was_made_stands_in_the_history(researcher_client, researcher, report, words):
    log(researcher_client, report, "casualty", {**BOY, "claimant": "Temir Oralbai", "relation": "father"})
    changes = Change.objects.filter(by=researcher.pk, reason="logged from a report")
    assert set(changes.values_list("table", flat=True)) == {"people.person", "victims.casualty"}
    fields = {(value.table, value.field) for change in changes for value in change.values.all()}
    assert {("victims.casualtyclaim", "harmed_on"), ("sources.kinship", "relation"), ("people.name", "text")} <= fields


def test_the_year_of_a_date_comes_from_the_report_and_is_marked_inferred(researcher_client, report):
    log(researcher_client, report, "casualty", BOY)
    claim = CasualtyClaim.objects.get()
    assert (claim.harmed_on, claim.harmed_on_inferred) == ("2022-01-05", True)


def test_a_day_after_the_report_was_a_year_before(researcher_client, report):
    log(researcher_client, report, "casualty", {**BOY, "harmed_on": "16 December"})
    assert CasualtyClaim.objects.get().harmed_on == "2021-12-16"


def test_without_a_date_of_the_report_a_year_is_asked_for(researcher_client):
    report = a_report(incidents=[an_incident()])
    assert "harmed_on" in refused(log(researcher_client, report, "casualty", BOY))


def test_a_named_claimant_is_kin_and_sourced(researcher_client, report):
    log(researcher_client, report, "casualty", {**BOY, "claimant": "Temir Oralbai", "relation": "father"})
    kin, father = Kinship.objects.get(), PersonClaim.objects.get()
    assert (kin.relation, kin.relative.shown_name, kin.person.description) == (
        "father",
        "Temir Oralbai",
        BOY["description"],
    )
    assert (kin.report, father.name_as_printed, father.report) == (report, "Temir Oralbai", report)
    assert CasualtyClaim.objects.get().claimant_relation == "father"


@pytest.mark.parametrize(
    ("kind", "attribution"), [("unnamed_group", "unnamed_group"), ("news_outlet", "named")], ids=["group", "outlet"]
)
def test_who_says_it_gives_the_attribution(researcher_client, report, kind, attribution):
    an_organisation("People of the street", kind=kind)
    log(researcher_client, report, "casualty", {**BOY, "body": "people of the street"})
    assert CasualtyClaim.objects.get().attribution == attribution


def test_without_a_claimant_the_report_says_it(researcher_client, report):
    log(researcher_client, report, "casualty", BOY)
    assert CasualtyClaim.objects.get().attribution == "report"


def test_a_new_body_is_made_when_that_is_said(researcher_client, report):
    typed = {"body": "Жұпарлы полициясы", "body_choice": "new", "body_kind": "police"}
    log(researcher_client, report, "casualty", {**BOY, **typed})
    body = Organisation.objects.get()
    assert (body.name_kk, body.kind) == ("Жұпарлы полициясы", "police")
    assert CasualtyClaim.objects.get().claimant_organisation == body


@pytest.mark.parametrize(
    "typed", [{"body": "Nobody knows them"}, {"body": "Reed", "relay": "e"}, {"place": "Nowhere"}], ids=str
)
def test_a_name_that_means_no_one_row_is_refused(researcher_client, report, words, typed):
    before = rows()
    an_organisation("Reed Street Committee")
    assert set(refused(log(researcher_client, report, "casualty", {**BOY, **typed}))) & set(typed)
    assert rows()["victims.Casualty"] == before["victims.Casualty"]


def test_a_text_that_names_another_place_than_the_one_chosen_is_refused(researcher_client, report, words):
    typed = {**BOY, "place": "Zhuparly", "place_choice": str(words["region"].pk)}
    assert "place" in refused(log(researcher_client, report, "casualty", typed))


# Someone already there


def test_a_person_already_there_is_chosen_and_gets_the_spelling_of_the_report(researcher_client, report):
    person = a_person("Ақжан Төлеген")
    typed = {"person": "Aqzhan Toelegen", "person_choice": f"person-{person.pk}", "harm": "killed"}
    log(researcher_client, report, "casualty", typed)
    assert Casualty.objects.get().person == person
    assert set(person.names.values_list("text", flat=True)) == {"Ақжан Төлеген", "Aqzhan Toelegen"}
    assert person.names.get(text="Aqzhan Toelegen").language == "en-Latn"


@pytest.mark.parametrize("typed", ["Толеген", "boy", "АҚЖАН", ""])
def test_what_one_searched_with_is_no_new_spelling(researcher_client, report, typed):
    person = a_person("Ақжан Толеген", description="Boy near the market")
    chosen = {"person": typed, "person_choice": f"person-{person.pk}", "harm": "killed"}
    assert log(researcher_client, report, "casualty", chosen).status_code == 302
    assert Name.objects.count() == 1


def test_a_claim_joins_a_record_already_there_and_changes_no_conclusion(researcher_client, report, researcher):
    casualty = a_casualty(person=a_person("Ақжан Төлеген"), harmed_on="2022-01-05", armed="no")
    typed = {"person_choice": f"record-{casualty.pk}", "harm": "killed", "harmed_on": "2022-01-06", "armed": "yes"}
    log(researcher_client, report, "casualty", typed)
    stored = Casualty.objects.get()
    assert (stored.harmed_on, stored.armed, stored.version) == ("2022-01-05", "no", casualty.version + 1)
    assert (stored.claims.get().harmed_on, stored.edited_by) == ("2022-01-06", researcher)


def test_an_approved_record_with_a_new_claim_is_a_draft_again(researcher_client, report):
    casualty = changed(a_casualty(), state="approved")
    log(researcher_client, report, "casualty", {"person_choice": f"record-{casualty.pk}", "harm": "killed"})
    casualty.refresh_from_db()
    assert casualty.state == "draft"


def test_what_is_known_tells_namesakes_apart(researcher_client, report, words):
    driver = a_person("Ақжан Төлеген", occupation="driver", sex="male", born_on="1990")
    baker = a_person("Ақжан Төлеген", occupation="baker", home_place=words["town"])
    a_casualty(person=baker, harmed_on="2022-01-05")
    found = researcher_client.get(f"{address(report, 'casualty')}known/person/", {"typed": "Akzhan Tolegen"}).text
    assert "male; born 1990; driver" in found
    assert "Zhuparly; baker; killed, 5 January 2022" in " ".join(found.split())
    assert all(f'value="person-{person.pk}"' in found for person in (driver, baker))


def test_without_a_script_a_button_looks_up_what_was_typed(researcher_client, report):
    person = a_person("Ақжан Төлеген")
    before = rows()
    page = log(researcher_client, report, "casualty", {**BOY, "person": "Aqzhan Tolegen"}, "_look_up").text
    assert f'value="person-{person.pk}"' in page
    assert 'value="Aqzhan Tolegen"' in page
    assert rows() == before


@pytest.mark.parametrize("choice", ["person-0", "person-x", "record-1", "toll-1", "person-99999999999999999999", "x"])
def test_a_choice_that_is_none_is_refused(researcher_client, report, choice):
    assert "person" in refused(log(researcher_client, report, "casualty", {**BOY, "person_choice": choice}))


def test_a_withdrawn_person_cannot_be_chosen(researcher_client, report):
    person = changed(a_person("Ақжан Төлеген"), state="withdrawn")
    assert "person" in refused(log(researcher_client, report, "casualty", {"person_choice": f"person-{person.pk}"}))


# One after the other


def test_the_next_begins_with_event_place_day_harm_and_claimant(researcher_client, report, words):
    typed = {**BOY, "place": "Zhuparly", "claimant": "Temir Oralbai", "relation": "father", "relay": "RN"}
    typed |= {"methods": [words["gunshot"]], "quotation": "a boy of 12 was shot"}
    response = log(researcher_client, report, "casualty", typed, "_next")
    form = AdminForm(researcher_client, response["Location"])
    claim = CasualtyClaim.objects.get()
    kept = {name: form.values[name][0] for name in ("harm", "harmed_on", "place_choice", "relay_choice")}
    assert kept == {
        "harm": "killed",
        "harmed_on": "2022-01-05",
        "place_choice": str(words["town"].pk),
        "relay_choice": str(words["news"].pk),
    }
    assert form.values["claimant_choice"] == [f"person-{claim.claimant_person_id}"]
    empty = ("person", "description", "sex", "age", "relation", "quotation", "circumstances", "armed")
    assert [form.values[name][0] for name in empty] == [""] * len(empty)
    assert form.values["person_choice"] == [""]


def test_nothing_is_kept_from_another_report(researcher_client, report):
    log(researcher_client, report, "casualty", BOY)
    other = a_report(incidents=[an_incident()])
    form = AdminForm(researcher_client, f"{address(other, 'casualty')}?after={CasualtyClaim.objects.get().pk}")
    assert form.values["harmed_on"] == [""]


def test_the_same_form_sent_twice_makes_one_record(researcher_client, report):
    form = AdminForm(researcher_client, address(report, "casualty"))
    first, second = form.send(BOY, "_next"), form.send(BOY, "_next")
    assert first["Location"] == second["Location"]
    assert Casualty.objects.count() == Person.objects.count() == 1


def test_what_the_table_refuses_is_told_at_its_input_and_nothing_is_saved(researcher_client, report):
    before = rows()
    response = log(researcher_client, report, "casualty", {**BOY, "age": "15-12"})
    assert "age" in refused(response)
    assert 'value="15-12"' in response.text
    assert rows() == before


def test_someone_without_name_or_description_is_refused(researcher_client, report):
    assert "person" in refused(log(researcher_client, report, "casualty", {"harm": "killed"}))


@pytest.mark.parametrize("harm", ["killed", "injured"])
def test_a_death_and_an_injury_have_a_link_of_their_own(researcher_client, report, harm):
    link = next(link for link, _label, _slug in tabs(report) if link.endswith(harm))
    assert AdminForm(researcher_client, link).values["harm"] == [harm]
    assert link in researcher_client.get(reverse("admin:sources_report_change", args=[report.pk])).text


def test_saying_more_leads_to_the_full_form(researcher_client, report):
    response = log(researcher_client, report, "casualty", BOY, "_more")
    assert response["Location"] == reverse("admin:victims_casualty_change", args=[Casualty.objects.get().pk])


# What the report told is not asked


def test_report_date_language_and_its_only_event_are_not_asked(researcher_client, report):
    form = AdminForm(researcher_client, address(report, "casualty"))
    assert not {"report", "published_on", "language"} & set(form.values)
    assert '<input type="hidden" name="incident"' in form.page.text


def test_of_several_events_the_widest_is_proposed(researcher_client, report, incident):
    unrest = an_incident("Unrest in Zhuparly")
    changed(incident, part_of=unrest)
    changed(report, incidents=[incident, unrest])
    assert AdminForm(researcher_client, address(report, "casualty")).values["incident"] == [str(unrest.pk)]


def test_where_the_report_names_no_event_one_is_chosen_by_name(researcher_client, incident):
    report = a_report(published_on="2022-01-12")
    assert "incident" in refused(log(researcher_client, report, "casualty", BOY))
    response = log(researcher_client, report, "casualty", {**BOY, "incident": incident.title}, "_next")
    form = AdminForm(researcher_client, response["Location"])
    form.url = address(report, "casualty")
    assert form.send({**BOY, "description": "Another boy"}).status_code == 302
    assert [casualty.incident for casualty in Casualty.objects.all()] == [incident, incident]


def test_a_withdrawn_report_leads_back(researcher_client, report):
    changed(report, state="withdrawn")
    response = researcher_client.post(address(report, "casualty"), BOY)
    assert response["Location"] == reverse("admin:sources_report_change", args=[report.pk])


# The other kinds


def test_an_arrest(researcher_client, report, words):
    typed = {"person": "Aqjan Tolegen", "arrested_on": "4 January", "forces": [words["army"]], "status": "unknown"}
    typed |= {"status_as_of": "12 January", "age": "young", "circumstances": "Taken at home."}
    assert log(researcher_client, report, "detention", typed).status_code == 302
    detention = Detention.objects.get()
    claim = detention.claims.get()
    assert (detention.arrested_on, detention.status, detention.status_as_of) == ("2022-01-04", "unknown", "2022-01-12")
    assert list(detention.forces.all()) == list(claim.forces.all()) == [words["army"]]
    assert (claim.name_as_printed, claim.age_as_printed, claim.circumstances) == (
        "Aqjan Tolegen",
        "young",
        "Taken at home.",
    )


def test_where_somebody_is_held_becomes_the_next_step_of_custody(researcher_client, report):
    jail = a_place("Тергеу изоляторы", name_en="Remand prison of Zhuparly", kind="facility")
    typed = {"person": "Aqjan Tolegen", "arrested_on": "4 January", "claimant": "Temir Oralbai", "relation": "father"}
    held = {"held_as_printed": "a gymnasium", "held_since": "4 January", "held_until": "6 January"}
    log(researcher_client, report, "detention", {**typed, **held})
    detention = Detention.objects.get()
    again = {
        "person_choice": f"record-{detention.pk}",
        "held_at": "Remand prison of Zhuparly",
        "held_since": "2022-01-06",
    }
    log(researcher_client, report, "detention", again)
    first, second = detention.steps.all()
    assert (first.order, first.facility_as_printed, first.began_on, first.ended_on) == (
        1,
        "a gymnasium",
        "2022-01-04",
        "2022-01-06",
    )
    assert (first.began_on_inferred, first.report) == (True, report)
    assert (first.attribution, first.claimant_person.shown_name, first.claimant_relation) == (
        "named",
        "Temir Oralbai",
        "father",
    )
    assert (second.order, second.facility, second.began_on_inferred) == (2, jail, False)
    assert detention.claims.count() == 2


@pytest.mark.parametrize(
    "typed", [{"held_at": "Zhuparly"}, {"held_since": "5 January"}], ids=["no facility", "no place"]
)
def test_a_place_of_custody_is_a_facility_and_is_named(researcher_client, report, words, typed):
    assert "held_at" in refused(log(researcher_client, report, "detention", {"person": "Aqjan Tolegen", **typed}))
    assert not Detention.objects.exists()


def test_a_charge_keeps_how_the_report_describes_the_person(researcher_client, report, words):
    typed = {"person": "Aqjan Tolegen", "sex": "male", "status": "charged", "offence": words["mass_disorder"]}
    typed |= {"offence_as_printed": "taking part", "posthumous": "yes", "authority_as_printed": "They"}
    assert log(researcher_client, report, "charge", typed).status_code == 302
    charge, update = Charge.objects.get(), ChargeUpdate.objects.get()
    assert (charge.offence, charge.offence_as_printed, charge.posthumous) == (
        words["mass_disorder"],
        "taking part",
        "yes",
    )
    assert (update.status, update.authority_as_printed, update.report) == ("charged", "They", report)
    claim = PersonClaim.objects.get()
    assert (claim.person, claim.name_as_printed, claim.sex) == (charge.person, "Aqjan Tolegen", "male")


def test_a_charge_against_someone_logged_before_takes_one_click(researcher_client, report):
    log(researcher_client, report, "casualty", BOY)
    person = Person.objects.get()
    page = researcher_client.get(address(report, "casualty")).text
    link = f"{address(report, 'charge')}?about=person-{person.pk}"
    assert link in page
    log(researcher_client, report, "charge", {"offence_as_printed": "taking part"}, query=f"?about=person-{person.pk}")
    assert Charge.objects.get().person == person
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "low", "high", "bound"),
    [
        ({"wording": "At least 14 people"}, 14, None, "at_least"),
        ({"wording": "dozens"}, None, None, "vague"),
        ({"wording": "14 of 20", "low": "14", "bound": "exactly"}, 14, None, "exactly"),
        ({"bound": "not_disclosed", "not_disclosed": "How many"}, None, None, "not_disclosed"),
        ({"wording": "14", "bound": "about"}, 14, None, "about"),
        ({"low": "14"}, 14, None, "exactly"),
    ],
)
def test_a_figure_is_read_in_its_wording(researcher_client, report, words, typed, low, high, bound):
    response = log(researcher_client, report, "toll", {"what": [words["injured"]], "place": "Zhuparly", **typed})
    assert response.status_code == 302
    toll = Toll.objects.get()
    assert (toll.low, toll.high, toll.bound, toll.wording) == (low, high, bound, typed.get("wording", ""))
    assert (list(toll.what.all()), list(toll.places.all())) == ([words["injured"]], [words["town"]])


@pytest.mark.parametrize("wording", ["225, including 19", "people", ""])
def test_a_figure_that_cannot_be_read_is_asked_for(researcher_client, report, words, wording):
    assert "wording" in refused(log(researcher_client, report, "toll", {"what": [words["killed"]], "wording": wording}))


def test_a_figure_stands_to_another_of_the_report(researcher_client, report, words):
    other = a_toll(225, report=report, incident=report.incidents.get())
    a_toll(99)  # of another report: it is not offered
    typed = {"what": [words["killed"]], "wording": "175", "link": TollLink.INSIDE, "other": other}
    page = researcher_client.get(address(report, "toll")).context["form"]
    assert list(page.fields["other"].queryset) == [other]
    log(researcher_client, report, "toll", typed, "_next")
    relation = Toll.objects.get(low=175).relations.get()
    assert (relation.link, relation.other) == ("inside", other)


def test_a_statement(researcher_client, report, words):
    typed = {"kind": "demand", "by": "Temir Oralbai", "summary": "An inquiry.", "made_on": "5 January"}
    typed |= {"claimant": "Temir Oralbai", "label_as_printed": "bandits"}
    assert log(researcher_client, report, "statement", typed).status_code == 302
    statement = Statement.objects.get()
    assert statement.by_person == statement.claimant_person == Person.objects.get()  # typed twice, one person
    assert (statement.kind, statement.made_on, statement.attribution) == ("demand", "2022-01-05", "named")


# What was logged


def test_what_was_logged_is_listed_with_counts_on_both_pages(researcher_client, report):
    log(researcher_client, report, "casualty", BOY)
    a_toll(14, report=report)
    a_casualty()  # from elsewhere
    for page in (address(report, "casualty"), reverse("admin:sources_report_change", args=[report.pk])):
        response = researcher_client.get(page)
        assert {it.slug: it.count for it in response.context["sections"] if it.count} == {"casualty": 1, "toll": 1}
        assert reverse("admin:victims_casualty_change", args=[report.casualtyclaims.get().casualty_id]) in response.text


def test_a_withdrawn_claim_is_not_counted(researcher_client, report):
    log(researcher_client, report, "casualty", BOY)
    claim = CasualtyClaim.objects.get()
    withdrawn(claim, claim.casualty)
    assert not any(it.count for it in researcher_client.get(address(report, "casualty")).context["sections"])


# Somebody who may be here already

TYPED = {"person": "Акжан Толеген", "harm": "killed", "age": "12", "circumstances": "Shot near the market."}


def held(researcher_client, report, **typed):
    """The form as it comes back, with the question who the person is; nothing is saved, and nothing lost."""
    before = rows()
    form = AdminForm(researcher_client, address(report, "casualty"))
    response = form.send({**TYPED, **typed})
    assert response.context["hold"].is_held
    assert "Perhaps already here" in response.text
    assert rows() == before
    return form.again(response)


def test_a_new_person_with_such_a_name_holds_the_save_and_nothing_is_lost(researcher_client, report):
    a_person("Ақжан Төлеген", occupation="baker")
    form = held(researcher_client, report)
    assert {name: form.values[name] for name in TYPED} == {name: [value] for name, value in TYPED.items()}
    assert "baker" in form.page.text
    assert form.send().context["hold"].is_held  # without an answer it is held again


def test_the_same_person_gets_the_record_and_the_spelling(researcher_client, report):
    here = a_person("Ақжан Төлеген")
    assert held(researcher_client, report).send({f"answer-{here.pk}": "same"}).status_code == 302
    assert Person.objects.get() == Casualty.objects.get().person == here
    assert here.names.filter(text=TYPED["person"]).exists()
    assert CasualtyClaim.objects.get().circumstances == TYPED["circumstances"]


@pytest.mark.parametrize("known", ["", "driver of a bus"])
def test_a_description_that_was_typed_of_the_same_person_is_kept(researcher_client, report, known):
    here = a_person("Ақжан Төлеген", description=known)
    form = held(researcher_client, report, description="Boy near the market")
    form.send({f"answer-{here.pk}": "same"})
    here.refresh_from_db()
    assert here.description == (known or "Boy near the market")
    assert "Boy near the market" in (here.internal_notes if known else here.description)


def test_who_is_not_the_same_is_remembered(researcher_client, researcher, report):
    here = a_person("Ақжан Төлеген")
    form = held(researcher_client, report)
    assert "Write why they are not the same" in form.send({f"answer-{here.pk}": "not_the_same"}).text
    form.send({f"answer-{here.pk}": "not_the_same", f"reason-{here.pk}": "another town"})
    judged = NotTheSame.objects.get()
    assert {judged.first, judged.second} == {here, Casualty.objects.get().person}
    assert (judged.reason, judged.by) == ("another town", researcher)


def test_somebody_of_whom_one_is_not_sure_goes_on_the_list(researcher_client, report):
    before = a_person("Ақжан Төлеген")
    held(researcher_client, report).send({f"answer-{before.pk}": "not_sure", f"reason-{before.pk}": "ask the father"})
    pair = PossibleDuplicate.objects.get()
    assert {pair.first, pair.second} == {before, Casualty.objects.get().person}
    assert pair.note == "ask the father"


def test_the_same_form_sent_twice_after_an_answer_makes_one_record(researcher_client, report):
    here = a_person("Ақжан Төлеген")
    form = held(researcher_client, report)
    for _again in range(2):
        assert form.send({f"answer-{here.pk}": "not_sure"}).status_code == 302
    assert Casualty.objects.count() == 1


def test_a_speaker_who_may_have_been_here_before_goes_on_the_list(researcher_client, report):
    before = a_person("Ақжан Төлеген")
    response = log(researcher_client, report, "casualty", {**BOY, "claimant": "Акжан Толеген"})
    assert "may have been here before" in researcher_client.get(response["Location"]).text
    pair = PossibleDuplicate.objects.get()
    assert {pair.first, pair.second} == {before, CasualtyClaim.objects.get().claimant_person}


# Who may


@pytest.mark.parametrize("what", ["nothing", "person", "report"])
def test_an_unknown_kind_is_not_found(researcher_client, report, what):
    assert researcher_client.get(address(report, what)).status_code == 404


@pytest.mark.parametrize("name", ["harm", "nothing", "methods"])
def test_only_inputs_that_name_rows_have_choices(researcher_client, report, name):
    assert researcher_client.get(f"{address(report, 'casualty')}known/{name}/").status_code == 404


def test_whoever_may_only_look_cannot_log(report):
    client = signed_in(User.objects.create_user("staff", is_staff=True))
    assert client.post(address(report, "casualty"), BOY).status_code == 403
    assert client.get(f"{address(report, 'casualty')}known/person/?typed=a").status_code == 403


# How many queries


@pytest.mark.parametrize(
    ("what", "most"), [("casualty", 36), ("detention", 36), ("charge", 34), ("toll", 36), ("statement", 38)]
)
def test_a_page_asks_the_database_little_however_much_was_logged(
    researcher_client, report, words, what, most, django_assert_max_num_queries
):
    for number in range(12):
        typed = {**BOY, "description": f"Person {number}", "claimant": f"Speaker {number}"}
        log(researcher_client, report, "casualty", typed)
        log(researcher_client, report, "toll", {"what": [words["killed"]], "wording": str(number + 1)})
        log(researcher_client, report, "statement", {"kind": "demand", "summary": "An inquiry."})
    with django_assert_max_num_queries(most):
        assert researcher_client.get(address(report, what)).status_code == 200


def test_choices_ask_the_database_little(researcher_client, report, django_assert_max_num_queries):
    for number in range(12):
        a_casualty(person=a_person("Ақжан Төлеген", occupation=f"driver {number}"))
    with django_assert_max_num_queries(30):
        found = researcher_client.get(f"{address(report, 'casualty')}known/person/", {"typed": "Akzhan Tolegen"}).text
    assert found.count('value="person-') == 8
