from decimal import Decimal

import pytest
from django.db import IntegrityError

from audit.history import Cell
from audit.models import Change, ChangeValue
from people.models import Name, Person
from places.models import Place
from records.models import Part, Record, StaleVersion
from records.saving import changing, kept_fields, part_relations, snapshot
from sources.choices import TermList
from sources.models import Incident, Report
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_name,
    a_named_person,
    a_person,
    a_place,
    a_report,
    a_term,
    a_toll,
    changed,
    saved,
)
from tests.models import our_models
from victims.models import Casualty, CasualtyClaim, Victim


def last_values():
    return [(value.table, value.field) for value in Change.objects.first().values.all()]


# Snapshots


def test_a_snapshot_holds_the_record_its_parts_and_their_lists(db):
    shot = a_term(TermList.METHOD, "gunshot")
    casualty = a_casualty(methods=[shot], site="near the bakery")
    claim = a_casualty_claim(casualty, age_low=12, methods=[shot])
    cells = snapshot(casualty)
    assert cells[Cell("victims.casualty", str(casualty.pk), "site")] == "near the bakery"
    assert cells[Cell("victims.casualty", str(casualty.pk), "methods")] == [shot.pk]
    assert cells[Cell("victims.casualtyclaim", str(claim.pk), "age_low")] == 12
    assert cells[Cell("victims.casualtyclaim", str(claim.pk), "methods")] == [shot.pk]


def test_a_snapshot_leaves_out_what_is_empty(db):
    person = a_person()
    assert {cell.field for cell in snapshot(person)} == {"state"}


def test_a_snapshot_is_of_the_stored_row(db):
    person = a_person(occupation="baker")
    person.occupation = "welder"
    assert snapshot(person)[Cell("people.person", str(person.pk), "occupation")] == "baker"


def test_the_parts_of_another_record_stay_out(db):
    mine, other = a_person("Ақжан Төлеген"), a_person("Бибіш Қуат")
    assert {cell.row for cell in snapshot(mine) if cell.table == "people.name"} == {str(mine.names.get().pk)}
    assert other.names.get().text not in snapshot(mine).values()


def test_zero_is_a_value(db):
    toll = a_toll(low=0)
    assert snapshot(toll)[Cell("sources.toll", str(toll.pk), "low")] == 0


def test_numbers_and_dates_are_kept_as_json(db):
    place = a_place(latitude=Decimal("43.25000"), existed="2022-06-08/..")
    place.refresh_from_db()
    cells = {cell.field: value for cell, value in snapshot(place).items()}
    assert (cells["latitude"], cells["existed"]) == ("43.25000", "2022-06-08/..")


def test_a_proxy_has_the_history_of_its_table(db):
    person = Victim.objects.get(pk=a_person(occupation="baker").pk)
    changed(person, occupation="welder")
    assert Change.objects.first().table == "people.person"


@pytest.mark.parametrize("part", [model for model in our_models() if issubclass(model, Part)])
def test_every_part_belongs_to_the_history_of_its_record(part):
    assert part.part_of
    for key in part.part_of:
        owner = part._meta.get_field(key).related_model
        assert (part, key) in part_relations(owner)


def test_a_record_that_is_part_of_another_is_no_part():
    assert part_relations(Incident) == []


def test_what_nobody_edits_is_no_history():
    names = {field.name for field in kept_fields(Person)}
    assert {"occupation", "born_on", "born_on_inferred", "state", "internal_notes", "name_is_public"} <= names
    assert not {"id", "version", "edited_at", "search_text", "shown_name", "born_on_earliest"} & names


# Versions


def test_a_new_record_is_version_one(db):
    assert a_person().version == 1


def test_the_version_rises_with_each_change(db):
    person = changed(a_person(), occupation="welder")
    person.refresh_from_db()
    assert person.version == 2


def test_a_change_of_a_part_is_a_version_of_the_record(db):
    person = a_person()
    name = a_name(person, "Ақжан Төлеген")
    person.refresh_from_db()
    assert person.version == 2
    assert ("people.name", "text") in last_values()
    assert Change.objects.first().row == str(person.pk)
    assert not Change.objects.filter(table="people.name", row=str(name.pk)).exists()


def test_a_stale_save_changes_nothing(db):
    person = a_person(occupation="baker")
    mine, yours = Person.objects.get(pk=person.pk), Person.objects.get(pk=person.pk)
    changed(yours, occupation="welder")
    with pytest.raises(StaleVersion):
        changed(mine, occupation="teacher")
    assert Person.objects.get().occupation == "welder"
    assert Change.objects.count() == 2


def test_the_version_that_was_shown_decides(db):
    person = changed(a_person(), occupation="welder")
    with pytest.raises(StaleVersion), changing(person, by=None, shown=1):
        person.save()


def test_who_saved_stands_beside_the_record(researcher, reviewer):
    person = changed(a_person(by=researcher), by=reviewer, occupation="welder")
    person.refresh_from_db()
    assert (person.created_by, person.edited_by) == (researcher, reviewer)


# History


def test_an_unchanged_save_is_no_change(researcher):
    person = a_person(by=researcher, occupation="baker")
    changed(person, by=researcher, occupation="baker")
    assert [change.act for change in Change.objects.all()] == ["added"]


def test_a_list_of_rows_is_history(db):
    report, incident = a_report(), saved(Incident, title="Shooting on Reed Street", kind="shooting")
    changed(report, incidents=[incident])
    value = ChangeValue.objects.get(table="sources.report", field="incidents")
    assert value.after == f"[{incident.pk}]"


def test_the_reason_is_kept(db):
    with changing(Person(), by=None, reason="from the list of 9 January") as person:
        person.save()
    assert Change.objects.get().reason == "from the list of 9 January"


def test_what_staff_see_follows_the_names(db):
    person = a_named_person("Ақжан Төлеген")
    assert Person.objects.get(pk=person.pk).shown_name == "Ақжан Төлеген"


# All or nothing


def save_and_fail(record, **values):
    with changing(record, by=None):
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
        if isinstance(record, Person):
            Name.objects.create(person=record, text="Бибіш Қуат")
        if isinstance(record, Casualty):
            CasualtyClaim.objects.create(casualty=record, report=a_report(), attribution="named")
        raise ZeroDivisionError


def test_an_exception_inside_undoes_everything(db):
    person = a_person("Ақжан Төлеген", occupation="baker")
    changes = Change.objects.count()
    with pytest.raises(ZeroDivisionError):
        save_and_fail(person, occupation="welder")
    stored = Person.objects.get()
    assert (stored.occupation, stored.version) == ("baker", 2)
    assert [name.text for name in stored.names.all()] == ["Ақжан Төлеген"]
    assert Change.objects.count() == changes


def test_a_new_record_that_fails_leaves_nothing(db):
    with pytest.raises(ZeroDivisionError):
        save_and_fail(Report(title="Three days"))
    assert not Report.objects.exists()
    assert not Change.objects.exists()


def test_a_rule_that_refuses_a_part_undoes_the_record_too(db):
    casualty = a_casualty(site="near the bakery")
    with pytest.raises(IntegrityError, match="named_attribution_names_someone"):
        save_and_fail(casualty, site="near the school")
    casualty.refresh_from_db()
    assert (casualty.site, casualty.version) == ("near the bakery", 1)


def test_what_is_looked_up_is_saved_like_a_record(db):
    changed(a_place(), run_by="the city")
    assert Place.objects.get().version == 2
    assert [change.table for change in Change.objects.all()] == ["places.place", "places.place"]


def test_every_record_has_a_public_id_of_its_own(db):
    ids = {a_person().public_id for _ in range(20)}
    assert len(ids) == 20
    assert issubclass(Person, Record)
