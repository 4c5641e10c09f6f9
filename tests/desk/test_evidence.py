"""Claims beside conclusions: what contradicts, what is a copy, and how many sources say a thing."""

import pytest

from audit.models import Change
from desk.concluding import conclude, fields_of
from desk.evidence import CLAIMS, FACTS, tables
from people.models import Person
from records.choices import Sex, State, YesNo
from records.models import StaleVersion
from sources.choices import Attribution, Standing, TermList
from sources.models import PersonClaim
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_charge,
    a_charge_update,
    a_detention,
    a_detention_claim,
    a_named_person,
    a_person,
    a_person_claim,
    a_report,
    a_term,
    an_organisation,
    changed,
    withdrawn,
)

pytestmark = pytest.mark.django_db


def table_of(record):
    person = record if isinstance(record, Person) else record.person
    return next(table for table in tables(person) if table.record == record)


def row_of(record, fact):
    return next(row for row in table_of(record).rows if row.fact == fact)


def told(row):
    return [(cell.words, cell.contradicts) for cell in row.cells]


# Columns


def test_each_claim_is_a_column_with_its_speaker_and_report():
    casualty = a_casualty()
    speaker = an_organisation("Prosecutor of Reed Street")
    claim = a_casualty_claim(
        casualty,
        harm="killed",
        attribution=Attribution.NAMED,
        claimant_organisation=speaker,
        certainty="hearsay",
        standing=Standing.RETRACTED,
    )
    (column,) = table_of(casualty).columns
    assert (column.number, column.claim) == (1, claim)
    assert (column.claim.speaker, column.certainty, column.standing) == (str(speaker), "hearsay", "retracted")


def test_a_withdrawn_claim_and_a_withdrawn_record_are_left_out():
    casualty = a_casualty()
    withdrawn(a_casualty_claim(casualty, harm="killed"), casualty)
    assert table_of(casualty).columns == []
    gone = changed(a_casualty(person=casualty.person), state=State.WITHDRAWN)
    assert gone not in [table.record for table in tables(casualty.person)]


def test_the_person_s_table_holds_claims_about_the_person_from_every_record():
    person = a_named_person()
    a_person_claim(person, sex="male")
    a_person_claim(person, office="baker")  # no row of the table: no column
    a_casualty_claim(a_casualty(person=person), name_as_printed="Акжан Толеген")
    a_detention_claim(a_detention(person=person), sex="female")
    assert [column.claim._meta.model_name for column in table_of(person).columns] == [
        "personclaim",
        "casualtyclaim",
        "detentionclaim",
    ]


def test_every_fact_is_a_field_of_the_record_or_of_its_claims():
    for model, facts in FACTS.items():
        claim = CLAIMS.get(model, PersonClaim)
        known = {field.name for field in (*model._meta.get_fields(), *claim._meta.get_fields())} | {"age"}
        assert set(facts) <= known


# What contradicts


@pytest.mark.parametrize(
    ("concluded", "claimed", "contradicts"),
    [
        ({"harmed_on": "2022-01-05"}, {"harmed_on": "2022-01-06"}, True),
        ({"harmed_on": "2022-01-05"}, {"harmed_on": "2022-01"}, False),
        ({"harmed_on": "2022-01"}, {"harmed_on": "2022-01-06"}, False),
        ({"harmed_on": ""}, {"harmed_on": "2022-01-06"}, False),
        ({"age_low": 12, "age_high": 12}, {"age_low": 13, "age_high": 13}, True),
        ({"age_low": 10, "age_high": 15}, {"age_low": 12, "age_high": 12}, False),
        ({"age_low": 0, "age_high": 0}, {"age_low": 1, "age_high": None}, True),
        ({"age_low": 12, "age_high": 12}, {"age_as_printed": "young"}, False),
        ({"harm": "killed"}, {"harm": "injured"}, True),
        ({"armed": YesNo.UNKNOWN}, {"armed": YesNo.NO}, False),
        ({"armed": YesNo.YES}, {"armed": YesNo.NO}, True),
        ({"site": "near a bridge"}, {"site": "by the bridge"}, False),
    ],
)
def test_a_cell_contradicts_only_what_cannot_both_be_right(concluded, claimed, contradicts):
    casualty = a_casualty(**concluded)
    a_casualty_claim(casualty, **claimed)
    fact = next(iter(claimed))
    assert told(row_of(casualty, "age" if fact.startswith("age") else fact))[0][1] is contradicts


def test_a_shorter_list_does_not_contradict_and_another_does():
    one, two, three = (a_term(TermList.FORCE, code) for code in ("police", "army", "riot_police"))
    casualty = a_casualty(forces=[one, two])
    a_casualty_claim(casualty, forces=[one])
    a_casualty_claim(casualty, forces=[three])
    assert told(row_of(casualty, "forces")) == [("police", False), ("riot police", True)]


def test_a_printed_name_that_is_recorded_is_not_offered_again():
    person = a_named_person("Ақжан Төлеген")
    a_person_claim(person, name_as_printed="ақжан төлеген")
    a_person_claim(person, name_as_printed="Akzhan Tolegen")
    assert [cell.can_be_taken for cell in row_of(person, "name_as_printed").cells] == [False, True]


def test_what_stands_in_the_conclusion_cannot_be_taken_again_nor_an_age_in_words():
    casualty = a_casualty(harmed_on="2022-01-05")
    a_casualty_claim(casualty, harmed_on="2022-01-05", age_as_printed="young")
    assert [row.cells[0].can_be_taken for row in table_of(casualty).rows if row.cells[0].words] == [False, False]


# How many sources


def test_a_source_counts_once_however_often_it_is_printed():
    casualty = a_casualty()
    ministry = {"attribution": Attribution.NAMED, "claimant_organisation": an_organisation("Ministry of Reeds")}
    a_casualty_claim(casualty, harmed_on="2022-01-05", **ministry)
    a_casualty_claim(casualty, harmed_on="2022-01-05", **ministry)
    a_casualty_claim(casualty, harmed_on="2022-01-05")
    a_casualty_claim(casualty, harmed_on="2022-01-06")
    assert row_of(casualty, "harmed_on").support == [("5 January 2022", 2), ("6 January 2022", 1)]


def test_a_copy_and_a_retracted_claim_are_shown_and_not_counted():
    casualty, report = a_casualty(), a_report()
    first = a_casualty_claim(casualty, harm="killed", report=report)
    a_casualty_claim(casualty, harm="killed", repeats=[first])
    a_casualty_claim(casualty, harm="killed", report=a_report(republishes=report))
    a_casualty_claim(casualty, harm="killed", standing=Standing.DENIED)
    table = table_of(casualty)
    assert [column.copies for column in table.columns] == [(), (1,), (1,), ()]
    assert row_of(casualty, "harm").support == [("killed", 1)]


def test_what_only_copies_say_has_no_source():
    casualty = a_casualty()
    a_casualty_claim(casualty, harm="injured", standing=Standing.RETRACTED)
    assert row_of(casualty, "harm").support == [("injured", 0)]


# Charges


def test_the_status_of_a_charge_is_told_by_its_claims_and_not_concluded():
    charge = a_charge(posthumous=YesNo.YES)
    a_charge_update(charge, status="charged", posthumous=YesNo.NO)
    assert row_of(charge, "status").is_concluded_here is False
    assert [cell.can_be_taken for cell in row_of(charge, "status").cells] == [False]
    assert told(row_of(charge, "posthumous")) == [("no", True)]


# The number of queries


def test_many_claims_take_no_more_queries_than_two(django_assert_max_num_queries):
    person = a_named_person()
    for _number in range(4):
        casualty, detention, charge = a_casualty(person=person), a_detention(person=person), a_charge(person=person)
        for _again in range(2):
            a_casualty_claim(casualty, harm="killed")
            a_detention_claim(detention, measure="remand")
            a_charge_update(charge, status="charged")
            a_person_claim(person, sex="male")
    with django_assert_max_num_queries(22):
        found = tables(Person.objects.get(pk=person.pk))
    assert len(found) == 13


# Concluding


@pytest.fixture
def disputed():
    casualty = a_casualty(harmed_on="2022-01-05", harmed_on_inferred=True, age_low=12, age_high=12, site="the market")
    claim = a_casualty_claim(casualty, harmed_on="2022-01-06", age_low=13, age_high=14)
    changed(casualty, state=State.APPROVED)
    casualty.refresh_from_db()
    return casualty, claim


def test_a_conclusion_takes_one_fact_with_all_that_holds_it(disputed, researcher):
    casualty, claim = disputed
    conclude(record=casualty, fact="harmed_on", claim=claim, by=researcher, reason="saw it", shown=casualty.version)
    casualty.refresh_from_db()
    assert (casualty.harmed_on, casualty.harmed_on_inferred, casualty.harmed_on_latest.day) == ("2022-01-06", False, 6)
    assert (casualty.age_low, casualty.site, casualty.state) == (12, "the market", State.DRAFT)
    change = Change.objects.latest("pk")
    assert (change.by, change.reason, change.row) == (researcher.pk, "saw it", str(casualty.pk))


def test_an_age_and_a_list_are_taken_whole(disputed, researcher):
    casualty, claim = disputed
    conclude(record=casualty, fact="age", claim=claim, by=researcher, reason="-", shown=casualty.version)
    claim.methods.set([a_term(TermList.METHOD, "gunshot")])
    conclude(record=casualty, fact="methods", claim=claim, by=researcher, reason="-", shown=casualty.version)
    casualty.refresh_from_db()
    assert (casualty.age_low, casualty.age_high) == (13, 14)
    assert [term.code for term in casualty.methods.all()] == ["gunshot"]


def test_a_name_is_added_beside_the_others(researcher):
    person = a_named_person("Ақжан Төлеген", sex=Sex.MALE)
    claim = a_person_claim(person, name_as_printed="Akzhan Tolegen")
    person.refresh_from_db()
    conclude(record=person, fact="name_as_printed", claim=claim, by=researcher, reason="-", shown=person.version)
    assert {name.text for name in person.names.all()} == {"Ақжан Төлеген", "Akzhan Tolegen"}
    person.refresh_from_db()
    assert person.shown_name == "Ақжан Төлеген"


def test_a_version_that_somebody_else_saved_is_not_overwritten(disputed, researcher):
    casualty, claim = disputed
    with pytest.raises(StaleVersion):
        conclude(record=casualty, fact="harmed_on", claim=claim, by=researcher, reason="-", shown=casualty.version - 1)
    casualty.refresh_from_db()
    assert casualty.harmed_on == "2022-01-05"


def test_a_record_without_the_fact_concludes_nothing():
    with pytest.raises(ValueError, match="concludes nothing"):
        fields_of(a_person(), "harm")
