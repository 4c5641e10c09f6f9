import re

import pytest
from django.apps import apps

from config.environment import BASE_DIR
from lookup.models import (
    PublishedCasualty,
    PublishedClaim,
    PublishedPerson,
    PublishedRelease,
    PublishedStamp,
    PublishedToll,
    PublishedWord,
)
from publishing import door
from publishing.delivery import deliver, rebuild
from publishing.models import Publication
from publishing.public_rows import TABLES
from tests.builders import (
    ONE,
    a_casualty,
    a_casualty_claim,
    a_charge,
    a_charge_update,
    a_custody_step,
    a_detention,
    a_detention_claim,
    a_help_point,
    a_kinship,
    a_name,
    a_named_person,
    a_person_claim,
    a_place,
    a_report,
    a_statement,
    a_toll,
    a_toll_relation,
    an_article,
    changed,
    published,
)


@pytest.fixture
def register(researcher, reviewer):
    """A bit of everything, published, reduced, withdrawn and waiting."""
    person = a_named_person("Ақжан Төлеген", born_on="1990-05-01", home_place=a_place())
    changed(person, child_decision="his mother asks for it")  # a claim gives him 12 years
    a_name(person, "Акжан Толеген", shown_first=True)
    casualty = a_casualty(person=person, harmed_on="2022-01-05", died_on="2022-01-07")
    detention, charge = a_detention(person=person, arrested_on="2022-01~"), a_charge(article=an_article())
    first = a_casualty_claim(casualty, name_as_printed="Akzhan", age_low=12, said_on="2022-01-09")
    a_casualty_claim(casualty, repeats=[first])
    a_person_claim(person)
    a_kinship(person, a_named_person("Бибіш Қуат"))
    a_detention_claim(detention, name_as_printed="Akjan")
    a_custody_step(detention, began_on="2022-01-08")
    a_charge_update(charge, status="charged", happened_on="2022-02")
    toll, statement = a_toll(3, as_of="2022-01-09"), a_statement(made_on="2022-01-10", places=[a_place()])
    a_toll_relation(toll, a_toll(12))
    gone, hidden = a_report("Another"), a_named_person("Сәкен Нұр")
    records = [statement, toll, charge, detention, casualty, person, first.report, casualty.incident, gone, hidden]
    for record in records:
        published(record, by=reviewer)
    door.withdraw(record=gone, by=researcher, reason="the wrong report")
    door.hide_names(person=hidden, by=researcher, reason="the family asks")
    changed(person, by=researcher, occupation="welder")
    published(toll, by=reviewer)
    return records


def public_tables() -> dict[str, list[dict]]:
    """Every row of every public table but the stamp, which is drawn; a row is named by what it holds and not by its
    key."""
    names = {PublishedPerson: "public_id", PublishedWord: "readings", PublishedRelease: "name"}
    named = {table: dict(table.objects.values_list("pk", name)) for table, name in names.items()}
    found = {}
    for model in set(apps.get_app_config("lookup").get_models()) - {PublishedStamp}:
        keys = {field.attname: named[field.related_model] for field in model._meta.concrete_fields if field.is_relation}
        rows = [
            {name: keys[name][value] if name in keys else value for name, value in row.items() if name != "id"}
            for row in model.objects.order_by("pk").values()
        ]
        for row in rows:
            row.pop("people", None)  # how many people have a word, nearly: for planning a search
        found[model.__name__] = rows
    return found


def in_any_order(tables):
    return {name: sorted(map(repr, rows)) for name, rows in tables.items()}


def test_the_public_tables_hold_every_kind(register, reviewer):
    published(a_help_point(), by=reviewer)
    empty = {name for name, rows in public_tables().items() if not rows}
    assert empty <= {"PublishedRedirect", "PublishedWithdrawal", "PublishedRelease", "PublishedReleasePiece"}


def test_rebuilding_makes_the_same_tables(register):
    before = in_any_order(public_tables())
    rebuild()
    assert in_any_order(public_tables()) == before


def test_rebuilding_makes_the_rows_of_a_record_in_the_same_order(register):
    before = [(row["about"], row["public_id"]) for row in public_tables()["PublishedClaim"]]
    rebuild()
    after = [(row["about"], row["public_id"]) for row in public_tables()["PublishedClaim"]]
    assert sorted(before, key=lambda row: row[0]) == sorted(after, key=lambda row: row[0])


def test_rebuilding_twice_makes_the_same_tables(register):
    rebuild()
    once = public_tables()
    rebuild()
    assert public_tables() == once


def test_rebuilding_writes_no_publication(register):
    before = list(Publication.objects.values())
    rebuild()
    assert list(Publication.objects.values()) == before


def test_rebuilding_counts_what_is_public(register):
    assert rebuild() == len(register) - 1


def test_rebuilding_clears_what_does_not_belong_there(register):
    PublishedPerson.objects.create(public_id="0000000000", version=1, published_at=door.latest(register[0]).at)
    rebuild()
    assert not PublishedPerson.objects.filter(public_id="0000000000").exists()


def test_delivering_twice_changes_nothing(register):
    before = in_any_order(public_tables())
    for publication in Publication.objects.standing():
        deliver(publication)
    assert in_any_order(public_tables()) == before


# Row by row


def test_days_are_derived_in_the_public_tables_too(register):
    row = PublishedCasualty.objects.get()
    assert (row.harmed_on, str(row.harmed_on_earliest), str(row.died_on_latest)) == (
        "2022-01-05",
        "2022-01-05",
        "2022-01-07",
    )
    claim = PublishedClaim.objects.exclude(said_on="").get()
    assert str(claim.said_on_earliest) == "2022-01-09"


def test_the_name_shown_first_heads_the_page(register):
    person = PublishedPerson.objects.exclude(name="").get()
    assert (person.name, person.born) == ("Акжан Толеген", "1990")
    assert {name.text for name in person.names.all()} == {"Акжан Толеген", "Ақжан Төлеген"}


def test_a_claim_holds_what_it_says_beside_who_says_it(register):
    claim = PublishedClaim.objects.get(said_on="2022-01-09")
    assert (claim.table, claim.values) == ("casualtyclaim", {"name_as_printed": "Akzhan", "age_low": 12})


def test_a_figure_keeps_its_relations(register):
    toll = PublishedToll.objects.get()
    assert [relation["link"] for relation in toll.relations] == ["inside"]


@pytest.mark.parametrize("table", TABLES)
def test_every_kind_of_record_is_delivered(reviewer, table):
    record = published(ONE[apps.get_model(table)](), by=reviewer)
    row = TABLES[table].objects.get()
    assert (row.public_id, row.version, row.published_at) == (
        record.public_id,
        1,
        door.latest(record).at,
    )


# One place to write from, which gives the tables another stamp

ACTS = r"(?:create|bulk_create|(?:get|update)_or_create|update|bulk_update|delete|save|renew)\("
WRITING = re.compile(
    rf"\bPublished\w+(?:\.objects)?(?:\.\w+\([^()]*\))*\.{ACTS}|\b(?:index|remove|rebuild_index)\((?:lookup\.)?PUBLISHED_NAMES"
)
MAY_WRITE = {
    "publishing/delivery.py",
    "publishing/public_rows.py",
    "publishing/shelf.py",
    "publishing/traces.py",
    "lookup/models/alphabet.py",
}
BESIDE = {"tests", "benches", "var"}


def test_nobody_but_delivery_writes_into_the_public_tables():
    code = [path for path in BASE_DIR.glob("[a-z]*/**/*.py") if path.relative_to(BASE_DIR).parts[0] not in BESIDE]
    texts = {str(path.relative_to(BASE_DIR)): path.read_text(encoding="utf-8") for path in code}
    assert {name for name, text in texts.items() if WRITING.search(text)} == MAY_WRITE
