"""Each record has a page that tells its whole history in words, and that nobody can edit."""

import pytest
from django.contrib.admin.models import LogEntry

from audit.models import Change, ChangeValue
from desk.redaction import redact
from records.history_page import entries
from tests.admin_forms import MAKERS, AdminForm
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_detention,
    a_name,
    a_person,
    a_place,
    a_report,
    a_term,
    changed,
    withdrawn,
)
from victims.choices import Harm


def latest(record):
    """The newest change as `{where: (before, after)}`."""
    _change, differences = entries(record)[0]
    return {one.where: (one.before, one.after) for one in differences}


def test_a_date_is_told_in_words(db):
    casualty = a_casualty(harmed_on="2022-01~")
    changed(casualty, harmed_on="2022-01-05", harmed_on_inferred=True)
    told = latest(casualty)
    assert told["Harmed on"] == ("about January 2022 (2022-01~)", "5 January 2022 (2022-01-05)")
    assert told["Harmed on, inferred"] == ("", "yes")
    assert len(told) == 2


def test_a_row_is_told_by_its_name(db):
    place = a_place("Жұпарлы", name_en="Zhuparly")
    casualty = a_casualty()
    changed(casualty, harmed_place=place, methods=[a_term("method", "firearm")])
    assert latest(casualty) == {
        "Harmed place": ("", "Zhuparly · city or town"),
        "Methods": ("", "firearm"),
    }


def test_a_choice_is_told_by_its_label(db):
    casualty = a_casualty(harm=Harm.KILLED)
    changed(casualty, harm=Harm.TORTURED)
    assert latest(casualty) == {"Harm": ("killed", "tortured or ill-treated")}


def test_a_part_is_told_by_what_it_says(db):
    casualty = a_casualty()
    report = a_report("Three days in Zhuparly")
    claim = a_casualty_claim(casualty, report=report, name_as_printed="A. Tolegen")
    withdrawn(claim, casualty)
    where = "Casualty claim: A. Tolegen · the report itself · Three days in Zhuparly · stated"
    assert latest(casualty) == {f"{where} – Withdrawn": ("", "yes")}


def test_every_change_is_there_newest_first(db, researcher, reviewer):
    person = a_person(by=researcher)
    a_name(person, "Ақжан", by=researcher)
    changed(person, occupation="driver", by=reviewer)
    assert [change.by_name for change, _differences in entries(person)] == ["reviewer", "researcher", "researcher"]


def test_an_erased_value_is_told_as_erased(db):
    person = changed(a_person(occupation="driver"), occupation="teacher")
    for value in Change.objects.first().values.all():
        value.before = value.after = value.salt = ""
        value.erased_at = value.change.at
        value.save()
    assert [one.erased for one in entries(person)[0][1]] == [True]


def test_a_field_that_is_gone_is_told_by_its_old_name(db):
    person = a_person(occupation="driver")
    change = Change.objects.get()
    value = change.values.get(field="occupation")
    value.pk, value.field, value.after = None, "shoe_size", "44"
    value.save(force_insert=True)
    assert ("shoe_size", "44") in [(one.where, one.after) for one in entries(person)[0][1]]


def test_the_page_shows_who_why_and_what(researcher_client, reviewer):
    detention = a_detention(arrested_on="2022-01-08", by=reviewer)
    page = researcher_client.get(f"/admin/detentions/detention/{detention.pk}/history/").content.decode()
    assert "8 January 2022 (2022-01-08)" in page
    assert "reviewer" in page
    assert Change.objects.get(row=str(detention.pk), table="detentions.detention").commitment in page


def test_the_page_has_no_form_but_those_of_the_head(researcher_client):
    person = a_person()
    page = researcher_client.get(f"/admin/people/person/{person.pk}/history/").content.decode()
    of_the_head = ['id="logout-form"', 'class="languages"']
    assert page.count("<form") == sum(page.count(form) for form in of_the_head) == 2
    assert researcher_client.post(f"/admin/people/person/{person.pk}/history/").status_code == 405


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_each_table_has_it(researcher_client, make):
    row = make()
    page = researcher_client.get(f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/history/")
    assert page.status_code == 200
    assert "version 1" in page.content.decode()


def test_what_the_admin_saves_is_in_it(researcher_client):
    form = AdminForm(researcher_client, "/admin/people/person/add/")
    form.send({"description": "boy of 12", "names-0-text": "Ақжан"})
    change = Change.objects.get()
    differences = {value.field: value.after for value in change.values.all()}
    assert (change.act, change.by_name, change.version) == ("added", "researcher", 1)
    assert differences["text"] == '"Ақжан"'


def test_the_admins_own_log_stays_empty(researcher_client):
    AdminForm(researcher_client, "/admin/people/person/add/").send({"description": "boy of 12"})
    assert not LogEntry.objects.exists()


def test_an_erasure_says_what_was_erased_and_not_what_it_was(researcher, reviewer):
    person = changed(a_person(by=researcher, occupation="baker"), by=researcher, occupation="welder")
    redact(record=person, field="occupation", by=reviewer, reason="asked by the family")
    (change, lines), *older = entries(person)
    assert (change.act, change.by_name) == ("redacted", "reviewer")
    first, second = ChangeValue.objects.filter(table="people.person", field="occupation").exclude(erased_at=None)
    assert [(line.where, line.erased) for line in lines] == [
        (f"Occupation, change {first.change_id}", True),
        (f"Occupation, change {second.change_id}", True),
        ("Occupation", False),
    ]
    assert "baker" not in str(older)
