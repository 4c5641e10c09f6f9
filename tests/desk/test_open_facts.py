"""What staff take out who may take only what can become public."""

import csv

import pytest

from desk.facts import TABLES
from desk.facts_files import export_facts
from desk.open_facts import STATE, open_columns
from publishing.decisions import DECISIONS
from records.models import Part
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken_out(tmp_path):
    def take(table):
        export_facts(tmp_path, extent="open")
        with (tmp_path / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return take


@pytest.mark.parametrize("table", TABLES)
def test_no_private_column_is_there_but_the_keys_that_tie_the_files(table):
    model = TABLES[table][0]
    private = set(DECISIONS[model].private) - {STATE} - set(model.part_of if issubclass(model, Part) else ())
    days = {f"{name}_{end}" for name in DECISIONS[model].conditional for end in ("earliest", "latest", "inferred")}
    assert not set(open_columns(table)) & (private | days)


@pytest.mark.parametrize("table", TABLES)
def test_everything_that_can_become_public_is_a_column(table):
    decision = DECISIONS[TABLES[table][0]]
    assert {*decision.public, *decision.conditional} <= set(open_columns(table))


def test_a_name_is_there_where_it_may_be_shown(taken_out):
    shown = builders.a_person(name="Ақжан Нұрлан", name_is_public=True)
    builders.a_name(shown, "Hidden", is_public=False)
    builders.a_person(name="Сейітова Айгүл")
    assert [(row["text"], row["person"]) for row in taken_out("names")] == [("Ақжан Нұрлан", shown.shown_id)]


def test_a_name_as_printed_falls_with_the_names_of_the_person(taken_out):
    for is_public in (True, False):
        casualty = builders.a_casualty(person=builders.a_person(name="x", name_is_public=is_public))
        builders.a_casualty_claim(casualty, name_as_printed="Ақжан", age_low=30)
    assert [(row["name_as_printed"], row["age_low"]) for row in taken_out("casualty_claims")] == [
        ("Ақжан", "30"),
        ("", "30"),
    ]


def test_of_a_date_of_birth_the_year_is_there(taken_out):
    builders.a_person(born_on="1985-03-12", description="a boy", description_is_public=False)
    (row,) = taken_out("persons")
    assert (row["born_on"], row["description"], row["state"]) == ("1985", "", "draft")


def test_a_quotation_is_there_where_it_may_be_shown(taken_out):
    for is_public in (True, False):
        builders.a_toll(quotation="we saw it", quotation_is_public=is_public)
    assert [row["quotation"] for row in taken_out("tolls")] == ["we saw it", ""]


def test_a_confidential_report_is_neither_there_nor_named(taken_out):
    report = builders.a_report("From inside", is_confidential=True)
    builders.a_toll(report=report, low=5)
    (row,) = taken_out("tolls")
    assert (row["report"], row["report__title"], row["low"]) == ("", "", "5")
    assert taken_out("reports") == []


def test_what_is_withdrawn_is_not_there(taken_out):
    builders.a_toll(state="withdrawn")
    casualty = builders.a_casualty()
    builders.a_casualty_claim(casualty, withdrawn=True)
    assert (taken_out("tolls"), taken_out("casualty_claims")) == ([], [])


def test_many_rows_take_as_many_queries(tmp_path, django_assert_max_num_queries):
    for _number in range(5):
        casualty = builders.a_casualty(person=builders.a_person(name="x", name_is_public=True))
        builders.a_casualty_claim(casualty, name_as_printed="Ақжан")
        builders.a_toll(places=[builders.a_place()])
    with django_assert_max_num_queries(150):
        export_facts(tmp_path / "facts", extent="open")
