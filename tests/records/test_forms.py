"""Two editors and one record; one form sent twice."""

import pytest

from audit.models import Change
from people.models import Organisation, Person
from records.admin import RecordAdmin
from records.choices import State
from records.forms import VersionedForm
from records.models import StaleVersion
from records.saving import changing
from sources.choices import Attribution
from tests.admin_forms import AdminForm, errors, rows
from tests.builders import a_casualty, a_casualty_claim, a_name, a_person, a_place, a_report, a_term, changed
from victims.models import Casualty


def page_of(client, record):
    return AdminForm(client, f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/")


def conflicts(response):
    return {one.where: one for one in response.context["adminform"].form.conflicts}


# Two editors


@pytest.fixture
def casualty(db):
    return a_casualty(harmed_on="2022-01-05", harmed_place=a_place("Жұпарлы", name_en="Zhuparly"))


@pytest.fixture
def refused(casualty, researcher_client, reviewer):
    """The page of the researcher, who saves after the reviewer did."""
    form = page_of(researcher_client, casualty)
    changed(casualty, by=reviewer, harmed_on="2022-01-06", harmed_place=a_place("Құмды", name_en="Qumdy"), armed="no")
    response = form.send({"harmed_on": "7 January 2022", "site": "by the bridge"})
    return form, response


def test_a_stale_save_saves_nothing(casualty, researcher_client, reviewer):
    form = page_of(researcher_client, casualty)
    changed(casualty, by=reviewer, harmed_on="2022-01-06")
    before = rows()
    assert form.send({"harmed_on": "2022-01-07"}).status_code == 200
    assert rows() == before
    assert Casualty.objects.get().harmed_on == "2022-01-06"


def test_a_stale_save_says_who_saved(refused):
    _form, response = refused
    assert "reviewer saved this record while you were writing." in errors(response)["__all__"][0]


def test_a_stale_save_shows_both_values(refused):
    _form, response = refused
    date = conflicts(response)["Harmed on"]
    assert (date.stored, date.typed) == ("6 January 2022 (2022-01-06)", "7 January 2022 (2022-01-07)")
    assert not date.is_untouched
    text = response.content.decode()
    assert date.stored in text
    assert date.typed in text


def test_a_stale_save_shows_what_the_editor_did_not_touch(refused):
    _form, response = refused
    place = conflicts(response)["Harmed place"]
    assert (place.stored, place.typed) == ("Qumdy · city or town", "Zhuparly · city or town")
    assert place.is_untouched
    assert "as it was before; you did not change it" in response.content.decode()


def test_a_stale_save_shows_only_what_somebody_saved(refused):
    assert set(conflicts(refused[1])) == {"Harmed on", "Harmed place", "Armed"}


def test_what_was_typed_stays_after_a_stale_save(refused):
    form, response = refused
    again = form.again(response)
    assert again.values["harmed_on"] == ["7 January 2022"]
    assert again.values["site"] == ["by the bridge"]


def test_saving_again_keeps_what_was_typed_and_what_was_not_touched(refused):
    form, response = refused
    assert form.again(response).send().status_code == 302
    casualty = Casualty.objects.get()
    assert (casualty.harmed_on, casualty.site, casualty.version) == ("2022-01-07", "by the bridge", 3)
    assert (casualty.harmed_place.name_en, casualty.armed) == ("Qumdy", "no")


def choice(response, where):
    return conflicts(response)[where].choice


def test_the_editor_chooses_the_stored_value_line_by_line(refused):
    form, response = refused
    again = form.again(response).send({"take:harmed_on": choice(response, "Harmed on"), "take:harmed_place": ""})
    assert again.status_code == 302
    casualty = Casualty.objects.get()
    assert (casualty.harmed_on, casualty.harmed_on_latest.day, casualty.site) == ("2022-01-06", 6, "by the bridge")
    assert casualty.harmed_place.name_en == "Zhuparly"


def test_what_is_typed_after_the_choice_wins(refused):
    form, response = refused
    form.again(response).send({"take:harmed_on": choice(response, "Harmed on"), "harmed_on": "8 January 2022"})
    assert Casualty.objects.get().harmed_on == "2022-01-08"


@pytest.mark.parametrize("sent", ["{", "[]", "null", '{"stored": "2022-01-06"}'])
def test_a_choice_made_by_hand_changes_nothing(sent, refused):
    form, response = refused
    form.again(response).send({"take:harmed_on": sent})
    assert Casualty.objects.get().harmed_on == "2022-01-07"


def test_a_stored_list_an_empty_value_and_a_tick_can_be_chosen(researcher_client, reviewer):
    bullet, gas = a_term("method", "gunshot"), a_term("method", "tear_gas")
    casualty = a_casualty(methods=[bullet], site="a square")
    form = page_of(researcher_client, casualty)
    changed(casualty, by=reviewer, methods=[gas], site="", harmed_on="2022", harmed_on_inferred=True)
    response = form.send({"methods": [bullet.pk, gas.pk], "site": "a bridge", "harmed_on": "2021"})
    chosen = {f"take:{one.input}": one.choice for one in conflicts(response).values()}
    assert set(chosen) == {"take:methods", "take:site", "take:harmed_on", "take:harmed_on_inferred"}
    assert form.again(response).send(chosen).status_code == 302
    casualty.refresh_from_db()
    assert (list(casualty.methods.all()), casualty.site, casualty.harmed_on) == ([gas], "", "2022")
    assert casualty.harmed_on_inferred


def test_a_stored_value_of_a_part_can_be_chosen(casualty, researcher_client, reviewer):
    claim = a_casualty_claim(casualty, name_as_printed="A. Tolegen")
    form = page_of(researcher_client, casualty)
    claim.name_as_printed = "Akzhan T."
    change_part(casualty, claim, reviewer)
    response = form.send({"claims-0-name_as_printed": "Ақжан Т.", "site": "a bridge"})
    (told,) = conflicts(response).values()
    assert form.again(response).send({f"take:{told.input}": told.choice}).status_code == 302
    claim.refresh_from_db()
    casualty.refresh_from_db()
    assert (claim.name_as_printed, casualty.site) == ("Akzhan T.", "a bridge")


def test_a_third_save_in_between_is_shown_too(refused, casualty, reviewer):
    form, response = refused
    changed(casualty, by=reviewer, site="by the market")
    response = form.again(response).send()
    assert conflicts(response)["Site"].stored == "by the market"


def test_a_changed_part_is_shown_beside_what_was_typed(casualty, researcher_client, reviewer):
    claim = a_casualty_claim(casualty, name_as_printed="A. Tolegen", site="a square")
    form = page_of(researcher_client, casualty)
    with_claim = {"claims-0-name_as_printed": "Ақжан Т."}
    claim.name_as_printed, claim.site = "Akzhan T.", "a bridge"
    change_part(casualty, claim, reviewer)
    response = form.send(with_claim)
    told = {where.split(" – ")[-1]: one for where, one in conflicts(response).items()}
    assert (told["Name as printed"].stored, told["Name as printed"].typed) == ("Akzhan T.", "Ақжан Т.")
    assert (told["Site"].stored, told["Site"].typed, told["Site"].is_untouched) == ("a bridge", "a square", True)


def change_part(record, part, by):
    with changing(record, by=by):
        part.save()


def test_a_part_that_somebody_added_is_shown_and_kept(researcher_client, reviewer):
    person = a_person("Ақжан Төлеген")
    form = page_of(researcher_client, person)
    a_name(person, "Akzhan Tolegen", by=reviewer)
    response = form.send({"occupation": "driver"})
    shown = conflicts(response)["Name: Akzhan Tolegen – Text"]
    assert (shown.stored, shown.is_readable) == ("Akzhan Tolegen", False)
    assert form.again(response).send().status_code == 302
    assert person.names.count() == 2


def test_a_stale_form_that_cannot_be_read_breaks_nothing(casualty, researcher_client, reviewer):
    form = page_of(researcher_client, casualty)
    changed(casualty, by=reviewer, harmed_on="2022-01-06", harmed_place=None)
    response = form.send({"harmed_on": "yesterday", "harmed_place": 99999})
    assert {"__all__", "harmed_on", "harmed_place"} <= set(errors(response))
    assert not conflicts(response)["Harmed on"].is_readable


def test_a_save_between_check_and_write_is_noticed(casualty, researcher_client, reviewer, monkeypatch):
    """The form's check comes too early once; the write finds that the version moved, and the check runs again."""
    real, seen = VersionedForm.clean, []

    def blind_once(form):
        seen.append(form)
        return form.cleaned_data if len(seen) == 1 else real(form)

    form = page_of(researcher_client, casualty)
    changed(casualty, by=reviewer, site="by the market")
    monkeypatch.setattr(VersionedForm, "clean", blind_once)
    response = form.send({"site": "by the bridge"})
    assert len(seen) == 2
    assert conflicts(response)["Site"].stored == "by the market"
    assert Casualty.objects.get().site == "by the market"


def test_the_lock_raises_where_the_version_moved(casualty, researcher):
    with pytest.raises(StaleVersion):
        casualty.take_version(casualty.version - 1, researcher)


# The same form twice


def test_a_form_sent_twice_makes_one_record(researcher_client):
    form = AdminForm(researcher_client, "/admin/people/person/add/")
    typed = {"description": "boy of 12", "names-0-text": "Ақжан"}
    assert form.send(typed).status_code == 302
    second = form.send(typed)
    person = Person.objects.get()
    assert second.status_code == 302
    assert second.url == f"/admin/people/person/{person.pk}/change/"
    assert Change.objects.count() == 1
    assert person.names.count() == 1


def test_a_form_sent_twice_says_so(researcher_client):
    form = AdminForm(researcher_client, "/admin/people/organisation/add/")
    typed = {"name_en": "Reed Street Gazette", "kind": "news_outlet"}
    form.send(typed)
    response = form.send(typed, follow=True)
    assert "This form was sent before: here is the record that it made." in response.content.decode()


def test_a_form_refused_and_mended_makes_one_record(researcher_client):
    form = AdminForm(researcher_client, "/admin/people/organisation/add/")
    refused = form.send({"name_en": "Reed Street Gazette"})
    form.again(refused).send({"kind": "news_outlet"})
    form.again(refused).send({"kind": "news_outlet"})
    assert Organisation.objects.count() == 1


def test_two_forms_make_two_records(researcher_client):
    for _visit in range(2):
        AdminForm(researcher_client, "/admin/people/person/add/").send({"description": "boy of 12"})
    assert Person.objects.count() == 2


def test_two_that_arrive_together_make_one_record(researcher_client, monkeypatch):
    """The second is past the check when the first is saved: the token's uniqueness stops it."""
    form = AdminForm(researcher_client, "/admin/people/person/add/")
    form.send({"description": "boy of 12"})
    real, seen = RecordAdmin._already_sent, []

    def blind_once(self, token):
        seen.append(token)
        return None if len(seen) == 1 else real(self, token)

    monkeypatch.setattr(RecordAdmin, "_already_sent", blind_once)
    assert form.send({"description": "boy of 12"}).url == f"/admin/people/person/{Person.objects.get().pk}/change/"
    assert Person.objects.count() == 1


# What a save does to the state


def test_a_save_makes_a_draft(casualty, researcher_client):
    changed(casualty, state=State.APPROVED)
    page_of(researcher_client, casualty).send({"site": "by the bridge"})
    assert Casualty.objects.get().state == State.DRAFT


def test_a_save_that_says_nothing_new_leaves_no_trace(casualty, researcher_client):
    changed(casualty, state=State.APPROVED)
    before = rows()
    response = page_of(researcher_client, casualty).send(follow=True)
    assert "Nothing was changed" in response.content.decode()
    stored = Casualty.objects.get()
    assert (stored.version, stored.state) == (casualty.version, State.APPROVED)
    assert rows() == before


def test_a_record_is_sent_to_review(casualty, researcher_client):
    page_of(researcher_client, casualty).send(button="_review")
    assert Casualty.objects.get().state == State.IN_REVIEW


def test_a_new_record_is_sent_to_review(researcher_client):
    typed = {"description": "boy of 12"}
    AdminForm(researcher_client, "/admin/people/person/add/").send(typed, button="_review")
    assert Person.objects.get().state == State.IN_REVIEW


def test_a_withdrawn_record_cannot_be_changed(casualty, researcher_client):
    form = page_of(researcher_client, casualty)
    changed(casualty, state=State.WITHDRAWN)
    assert form.send({"site": "by the bridge"}).status_code == 403
    page = researcher_client.get(form.url).content.decode()
    assert 'name="_save"' not in page


# Parts


def test_the_name_shown_first_moves_in_one_save(researcher_client):
    person = a_person()
    first = a_name(person, "Ақжан", shown_first=True)
    second = a_name(person, "Akzhan")
    form = page_of(researcher_client, person)
    response = form.send({"names-0-shown_first": [], "names-1-shown_first": "on"})
    assert response.status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.shown_first, second.shown_first) == (False, True)


def test_a_new_name_takes_the_first_place(researcher_client):
    person = a_person()
    a_name(person, "Ақжан", shown_first=True)
    form = page_of(researcher_client, person)
    form.send({"names-0-shown_first": [], **form.part("names", {"text": "Akzhan", "shown_first": "on"})})
    assert person.names.get(shown_first=True).text == "Akzhan"
    assert Person.objects.get().shown_name == "Akzhan"


def test_a_claim_may_repeat_an_earlier_one_of_its_record(casualty, researcher_client):
    first = a_casualty_claim(casualty)
    a_casualty_claim(a_casualty())
    form = page_of(researcher_client, casualty)
    claim = {"report": a_report(), "attribution": Attribution.REPORT, "repeats": [first.pk]}
    added = form.part("claims", claim)
    added["claims-1-repeats"] = [first]
    assert form.send(added).status_code == 302
    assert list(casualty.claims.last().repeats.all()) == [first]
    offered = page_of(researcher_client, casualty).page.content.decode()
    assert offered.count('name="claims-0-repeats"') == 1
