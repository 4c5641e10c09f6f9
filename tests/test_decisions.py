"""Somebody decided for every field whether it becomes public: a field on no list, or on two, fails here."""

import pytest
from django.apps import apps

from desk.decisions import DECISIONS as OF_THE_DESK
from inbox.decisions import DECISIONS as OF_THE_INBOX
from lookup.models import PublishedCasualty, PublishedClaim, PublishedDetention, PublishedName, PublishedPerson
from people.models import Name, Person
from publishing.decisions import CLAIM, CLAIM_CONDITIONAL, DECISIONS, Decision
from publishing.own_decisions import DECISIONS as OF_THE_DOOR
from publishing.public_rows import CLAIM_TABLES, TABLES
from records.fields import PartialDateField
from records.saving import part_relations
from sources.models import Report, Toll
from tests.models import our_models

# What a public table holds that is no field of the table that it replays.
MADE = {"id", "version", "published_at"}
MADE_BESIDE = {
    PublishedPerson: {"name", "name_in", "born", "folded", "nameless"},  # of the names, and of the date of birth
    PublishedName: {"person"},
    PublishedClaim: {"about", "table", "values", "said_age"},  # `values` holds the public fields without a column
    PublishedCasualty: {"harmed_place_key", "died_place_key"},  # by which rows are found
    PublishedDetention: {"arrested_place_key"},
}
OWNER = {model._meta.model_name: model._meta.app_label for model in DECISIONS}  # the folder of each table
INDEX = {
    "PublishedHeading",
    "PublishedWord",
    "PublishedKey",
    "PublishedPosting",
    "PublishedSpelling",
    "PublishedIndexState",
}  # of the published names
INBOX = [model for app in ("inbox", "letterbox") for model in apps.get_app_config(app).get_models()]
DESK = list(apps.get_app_config("desk").get_models())
DOOR = [
    model
    for app in ("publishing", "accounts", "audit")
    for model in apps.get_app_config(app).get_models()
    if not model._meta.proxy
]
PARTS_WITH_A_COLUMN = {"tollrelation": "relations"}


def field_names(model) -> set[str]:
    """The fields to decide about: all but the days of a date, which follow their date."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    dates = [field.name for field in fields if isinstance(field, PartialDateField)]
    derived = {f"{date}_{ending}" for date in dates for ending in ("earliest", "latest")}
    return {field.name for field in fields} - derived


def faults(names: set[str], decision: Decision) -> list[str]:
    """What is wrong with the decisions about some fields."""
    decided = [*decision.public, *decision.private, *decision.conditional]
    found = [f"{name}: not decided" for name in names - set(decided)]
    found += [f"{name}: decided, but there is no such field" for name in set(decided) - names]
    return sorted(found + [f"{name}: decided twice" for name in set(decided) if decided.count(name) > 1])


def undelivered(decision: Decision, columns: set[str]) -> set[str]:
    return {*decision.public, *decision.conditional} - columns


def columns(table) -> set[str]:
    return field_names(table) - MADE - MADE_BESIDE.get(table, set())


@pytest.mark.parametrize("model", [*our_models(), *INBOX, *DESK, *DOOR])
def test_every_field_is_decided_once(model):
    assert faults(field_names(model), (DECISIONS | OF_THE_INBOX | OF_THE_DESK | OF_THE_DOOR)[model]) == []


def test_no_decision_is_about_a_table_that_is_not_there():
    assert set(DECISIONS) == set(our_models())
    assert set(OF_THE_INBOX) == set(INBOX)
    assert set(OF_THE_DESK) == set(DESK)
    assert set(OF_THE_DOOR) == set(DOOR)


@pytest.mark.parametrize("model", our_models())
def test_parts_that_may_be_public_are_parts(model):
    for part in DECISIONS[model].parts:
        owners = [part._meta.get_field(key).related_model for key in part.part_of]
        assert model in owners
        assert "withdrawn" in DECISIONS[part].private


@pytest.mark.parametrize("model", our_models())
def test_what_identifies_the_team_is_private(model):
    private = {
        "created_by",
        "edited_by",
        "reviewed_by",
        "internal_notes",
        "check_again_on",
        "search_text",
        "by",
        "notes",
    }
    private -= {"notes"} if model is Report else set()  # on the quality of the text: public
    public = {*DECISIONS[model].public, *DECISIONS[model].conditional}
    assert not private & public
    for name in public - {"names"}:
        assert not model._meta.get_field(name).help_text.endswith("Not public.")
        assert "Never published" not in model._meta.get_field(name).help_text


@pytest.mark.parametrize("model", our_models())
def test_a_table_between_two_others_holds_their_keys_alone(model):
    """It is decided about by the list that it stands for; with more in it, it needs decisions of its own."""
    for field in model._meta.many_to_many:
        between = field.remote_field.through
        keys = {column.name for column in between._meta.concrete_fields if column.is_relation}
        assert between in DECISIONS or (len(keys) == 2 and field_names(between) == keys | {"id"}), between


def test_a_part_is_decided_like_any_table():
    parts = {part for model in our_models() for part, _key in part_relations(model)}
    assert parts <= set(DECISIONS)
    assert len(parts) >= 9


# The public tables


@pytest.mark.parametrize("table", TABLES)
def test_a_public_table_has_public_columns_only(table):
    decision, public = DECISIONS[apps.get_model(table)], TABLES[table]
    parts = {PARTS_WITH_A_COLUMN.get(part._meta.model_name) for part in decision.parts}
    assert columns(public) <= {*decision.public, *decision.conditional} | parts


@pytest.mark.parametrize("table", TABLES)
def test_a_public_table_has_a_column_for_each_public_field(table):
    given_otherwise = {"born_on"} if table == "people.person" else set()
    assert undelivered(DECISIONS[apps.get_model(table)], columns(TABLES[table]) | given_otherwise) == set()


def test_names_have_public_columns_only():
    assert columns(PublishedName) <= set(DECISIONS[Name].conditional)


def test_claims_have_public_columns_only():
    beside = columns(PublishedClaim) - {"public_id", *CLAIM.split(), *CLAIM_CONDITIONAL}
    assert beside <= {name for part in CLAIM_TABLES for name in DECISIONS[apps.get_model(OWNER[part], part)].public}


def test_every_part_that_may_be_public_is_delivered():
    parts = {part._meta.model_name for decision in DECISIONS.values() for part in decision.parts}
    assert parts == {*CLAIM_TABLES, "name", "tollrelation"}


def test_no_public_table_is_left_out():
    others = {"PublishedName", "PublishedClaim", "PublishedRedirect", "PublishedWithdrawal", "PublishedChange"}
    others |= {*INDEX, "PublishedStamp", "PublishedRelease", "PublishedReleasePiece"}
    names = {model.__name__ for model in apps.get_app_config("lookup").get_models()}
    assert names == others | {table.__name__ for table in TABLES.values()}


def test_public_tables_have_no_key_into_the_working_tables():
    for table in apps.get_app_config("lookup").get_models():
        for field in [*table._meta.concrete_fields, *table._meta.many_to_many]:
            assert not field.is_relation or field.related_model._meta.app_label == "lookup"


# The checks themselves


def test_a_new_field_is_found():
    assert faults({"id", "phone"}, Decision(private="id")) == ["phone: not decided"]


def test_a_new_field_of_a_real_table_is_found():
    assert faults({*field_names(Person), "phone"}, DECISIONS[Person]) == ["phone: not decided"]


def test_a_field_that_is_gone_is_found():
    assert faults({"id"}, Decision(private="id", public="phone")) == ["phone: decided, but there is no such field"]


@pytest.mark.parametrize(
    "decision",
    [
        Decision(public="sex", private="sex"),
        Decision(public="sex sex"),
        Decision(public="sex", conditional={"sex": min}),
    ],
    ids=["two lists", "one list", "rule"],
)
def test_a_field_that_was_decided_twice_is_found(decision):
    assert faults({"sex"}, decision) == ["sex: decided twice"]


def test_lists_of_other_rows_are_fields_too():
    assert {"mentions", "incidents", "snapshot", "version"} <= field_names(Report)


def test_a_public_field_without_a_column_is_found():
    assert undelivered(Decision(public="sex phone"), {"sex"}) == {"phone"}


def test_a_date_is_decided_with_its_days():
    assert "said_on_inferred" in field_names(Toll)
    assert "said_on_earliest" not in field_names(Toll)
