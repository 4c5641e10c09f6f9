"""The rules of the tables are in the database: each refuses what it names and lets the rest through."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint, F, Q
from django.utils import timezone

from people.models import Merge, Organisation, PossibleDuplicate
from places.models import Place
from records.constraints import Rule
from records.fields import PartialDateField
from records.models import Part, VersionedModel
from records.sealing import PREFIX
from sources.models import Incident, Kinship, PersonClaim, Report, Toll, TollRelation
from tests.builders import a_name, a_person, a_toll, an_account, an_organisation, changed, one
from tests.models import our_models

CHOICE_FIELDS = [
    pytest.param(model, field, id=f"{model._meta.model_name}.{field.name}")
    for model in our_models()
    for field in model._meta.concrete_fields
    if field.choices
]
DATES = [
    pytest.param(model, field.name, id=f"{model._meta.model_name}.{field.name}")
    for model in our_models()
    for field in model._meta.concrete_fields
    if isinstance(field, PartialDateField)
]
CHECKS = {
    constraint.name: model
    for model in our_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, CheckConstraint)
}
BOUNDS = {  # name of the rule: the table and the two fields
    name: (model, *name.removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_").split("_not_above_"))
    for name, model in CHECKS.items()
    if "_not_above_" in name
}
NOT_ITSELF = [(Place, "parent"), (Organisation, "parent"), (Incident, "part_of"), (Report, "republishes")]
NOT_ITS_OWNER = [(Kinship, "relative", "person"), (TollRelation, "other", "toll"), (Merge, "duplicate", "kept")]
SEALED, NOON = f"{PREFIX}{'0' * 16}:AAAA", datetime(2022, 1, 5, 12, tzinfo=UTC)
PARTICULAR = {
    "people_person_contact_is_sealed": [{"contact": "by telephone", "contact_sealed_at": NOON}],
    "people_person_contact_was_sealed_at_some_time": [{"contact": SEALED}],
    "people_name_text_is_not_empty": [{"text": ""}],
    "people_organisation_has_a_name": [{"name_en": "", "name_ru": "", "name_kk": ""}],
    "people_merge_has_a_reason": [{"reason": ""}],
    "people_merge_is_undone_by_someone_for_a_reason": [
        {"undone_at": timezone.now()},
        {"undone_reason": "another house"},
    ],
    "people_notthesame_has_a_reason": [{"reason": ""}],
    "people_notthesame_first_is_the_smaller_key": [
        {"first": F("second"), "second": F("first")},
        {"second": F("first")},
    ],
    "people_possibleduplicate_likeness_is_a_share": [{"likeness": -0.01}, {"likeness": 1.01}],
    "people_possibleduplicate_first_is_the_smaller_key": [
        {"first": F("second"), "second": F("first")},
        {"second": F("first")},
    ],
    "people_possibleduplicate_is_answered_by_someone": [{"answer": "same", "answered_by": None}],
    "places_helppoint_has_a_name": [{"name_en": "", "name_ru": "", "name_kk": ""}],
    "places_helppoint_has_a_source": [{"source": ""}],
    "places_place_has_a_name": [{"name_en": "", "name_ru": "", "name_kk": ""}],
    "sources_incident_has_a_title": [{"title": ""}],
    "sources_toll_exactly_has_a_number": [{"bound": "exactly", "low": None}],
    "sources_personclaim_is_about_one_person_or_organisation": [{"person": None}],
    "detentions_lawarticle_has_code_and_number": [{"code": ""}, {"number": ""}],
    "detentions_custodystep_order_starts_at_one": [{"order": 0}],
}
LET_THROUGH = {
    "people_possibleduplicate_likeness_is_a_share": [{"likeness": 0}, {"likeness": 1}],
    "people_possibleduplicate_is_answered_by_someone": [{"answer": "open", "answered_by": None}],
    "people_person_contact_is_sealed": [{"contact": SEALED, "contact_sealed_at": NOON}, {"contact": ""}],
    "people_person_contact_was_sealed_at_some_time": [{"contact": "", "contact_sealed_at": None}],
    "people_organisation_has_a_name": [{"name_en": "", "name_kk": "Комитет"}, {"name_en": "", "name_ru": "Комитет"}],
    "people_merge_is_undone_by_someone_for_a_reason": [
        {"undone_at": timezone.now(), "undone_by": F("by"), "undone_reason": "another house"}
    ],
    "places_place_has_a_name": [{"name_en": "", "name_kk": "Жұпарлы"}, {"name_kk": "", "name_ru": "Жупарлы"}],
    "sources_toll_exactly_has_a_number": [{"bound": "exactly", "low": 0}, {"bound": "vague", "low": None}],
    "detentions_custodystep_order_starts_at_one": [{"order": 1}],
}
CLAIMS = [model for model in our_models() if hasattr(model, "claimant_person")]


def store(row, **values):
    """Past forms, `clean()` and `save()`: only the database can refuse."""
    with transaction.atomic():
        models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


def refused(row, name, **values):
    with pytest.raises(IntegrityError, match=name):
        store(row, **values)


# Each side of each rule


@pytest.mark.parametrize(("model", "field"), CHOICE_FIELDS)
def test_a_word_of_no_list_is_refused(db, model, field):
    row = one(model)
    refused(row, f"{model._meta.app_label}_{model._meta.model_name}_{field.name}_is_known", **{field.name: "z"})


@pytest.mark.parametrize(("model", "field"), CHOICE_FIELDS)
def test_each_word_of_the_list_is_let_through(db, model, field):
    row = one(model)
    if model is PossibleDuplicate:  # an answer asks for who gave it besides
        store(row, answered_by=row.first.created_by or an_account())
    for value, _label in field.flatchoices:
        if value != "named":  # this one asks for a name besides
            store(row, **{field.name: value})


@pytest.mark.parametrize(("model", "field"), CHOICE_FIELDS)
def test_nothing_is_let_through_where_the_form_allows_it(db, model, field):
    row, name = one(model), f"{model._meta.app_label}_{model._meta.model_name}_{field.name}_is_known"
    store(row, **{field.name: ""}) if field.blank else refused(row, name, **{field.name: ""})


@pytest.mark.parametrize(("model", "name"), DATES)
def test_the_days_of_a_date_stand_in_order(db, model, name):
    row, first, last = one(model), date(2022, 1, 5), date(2022, 1, 6)
    store(row, **{f"{name}_earliest": first, f"{name}_latest": first})
    store(row, **{f"{name}_earliest": None, f"{name}_latest": first})
    rule = f"{model._meta.app_label}_{model._meta.model_name}_{name}_days_in_order"
    refused(row, rule, **{f"{name}_earliest": last, f"{name}_latest": first})


@pytest.mark.parametrize("name", BOUNDS)
def test_the_lower_bound_is_not_above_the_upper_one(db, name):
    model, low, high = BOUNDS[name]
    row = one(model)
    for lower, upper in [(5, 5), (4, 5), (0, 0), (None, 5), (5, None), (None, None)]:
        store(row, **{low: lower, high: upper})
    refused(row, name, **{low: 5, high: 4})


@pytest.mark.parametrize(("model", "field"), NOT_ITSELF)
def test_a_row_does_not_point_at_itself(db, model, field):
    row, other = one(model), one(model)
    store(row, **{field: other.pk})
    refused(row, f"{model._meta.model_name}_{field}_is_not_id", **{field: row.pk})


@pytest.mark.parametrize(("model", "field", "owner"), NOT_ITS_OWNER)
def test_a_part_does_not_lead_back_to_its_record(db, model, field, owner):
    row = one(model)
    store(row, **{field: one(type(getattr(row, field))).pk})
    refused(row, f"{model._meta.model_name}_{field}_is_not_{owner}", **{field: getattr(row, f"{owner}_id")})


@pytest.mark.parametrize("model", CLAIMS)
def test_someone_named_has_a_name(db, model):
    row = one(model)
    name = f"{model._meta.app_label}_{model._meta.model_name}_named_attribution_names_someone"
    refused(row, name, attribution="named")
    store(row, attribution="named", claimant_person=a_person().pk)
    store(row, attribution="named", claimant_person=None, claimant_organisation=an_organisation().pk)


@pytest.mark.parametrize("name", PARTICULAR)
def test_a_particular_rule_refuses(db, name):
    row = one(CHECKS[name])
    for values in PARTICULAR[name]:
        refused(row, name, **values)


@pytest.mark.parametrize("name", LET_THROUGH)
def test_a_particular_rule_lets_the_rest_through(db, name):
    row = one(CHECKS[name])
    for values in LET_THROUGH[name]:
        store(row, **values)


def test_a_claim_is_about_a_person_or_an_organisation_and_not_both(db):
    row, body = one(PersonClaim), an_organisation()
    refused(row, "is_about_one_person_or_organisation", organisation=body.pk)
    store(row, person=None, organisation=body.pk)


def test_one_name_is_shown_first(db):
    person = a_person()
    first = a_name(person, "Ақжан Төлеген", shown_first=True)
    with pytest.raises(IntegrityError):
        a_name(person, "Акжан Толеген", shown_first=True)
    person.refresh_from_db()
    store(first, withdrawn=True)
    a_name(person, "Акжан Толеген", shown_first=True)


# Every rule has its tests


def test_every_rule_is_tested_above():
    tested = {*PARTICULAR, *BOUNDS}
    tested |= {f"{model._meta.app_label}_{model._meta.model_name}_{field}_is_not_id" for model, field in NOT_ITSELF}
    tested |= {
        f"{model._meta.app_label}_{model._meta.model_name}_{field}_is_not_{owner}"
        for model, field, owner in NOT_ITS_OWNER
    }
    endings = ("_is_known", "_days_in_order", "_named_attribution_names_someone")
    assert {name for name in CHECKS if not name.endswith(endings)} == tested


# Every table has its rules


def names(rules) -> set[str]:
    return {rule.name for rule in rules}


def missing(model, rules: set[str]) -> set[str]:
    """Names of the rules that the abstract parents of a table have and that are not among its own."""
    where = {"app_label": model._meta.app_label, "class": model._meta.model_name}
    parents = [parent for parent in model.__mro__ if hasattr(parent, "_meta") and parent._meta.abstract]
    return {name % where for parent in parents for name in names(parent._meta.constraints)} - rules


@pytest.mark.parametrize("model", our_models())
def test_a_table_has_the_rules_of_all_its_parents(model):
    assert missing(model, names(model._meta.constraints)) == set()


def test_a_table_without_the_rules_of_its_parents_is_found():
    assert {"sources_toll_state_is_known", "sources_toll_said_on_days_in_order"} <= missing(Toll, set())


@pytest.mark.parametrize("model", [model for model in our_models() if issubclass(model, VersionedModel | Part)])
def test_every_field_tells_the_editor_what_it_is_for(model):
    own = model.part_of if issubclass(model, Part) else ()
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    silent = [
        field.name
        for field in fields
        if field.editable and not field.primary_key and not field.help_text and field.name not in own
    ]
    assert silent == []


def unguarded(models) -> list[str]:
    """Fields with a list of words whose table does not refuse other words."""
    return [
        f"{model._meta.label_lower}.{field.name}"
        for model in models
        for field in model._meta.concrete_fields
        if field.choices
        and f"{model._meta.app_label}_{model._meta.model_name}_{field.name}_is_known"
        not in names(model._meta.constraints)
    ]


def test_every_list_of_words_is_guarded():
    assert unguarded(our_models(beside=True)) == []


def test_a_list_of_words_without_a_guard_is_found():
    field = SimpleNamespace(name="mood", choices=[("calm", "calm")])
    meta = SimpleNamespace(app_label="x", model_name="diary", label_lower="x.diary", concrete_fields=[field])
    assert unguarded([SimpleNamespace(_meta=SimpleNamespace(**vars(meta), constraints=[]))]) == ["x.diary.mood"]


def all_rules() -> list[str]:
    return [rule.name for model in our_models(beside=True) for rule in [*model._meta.constraints, *model._meta.indexes]]


def test_names_of_rules_are_unique():
    names = all_rules()
    assert len(names) == len(set(names)) > 100


def test_names_of_rules_fit_into_both_databases():
    assert [name for name in all_rules() if len(name) > 63] == []


# A rule told at one of its fields


def test_a_breach_is_told_at_the_field(db):
    toll = a_toll(low=3)
    toll.low, toll.high = 5, 4
    with pytest.raises(ValidationError) as refusal:
        toll.full_clean()
    assert set(refusal.value.message_dict) == {"low"}


def test_migrations_see_a_plain_constraint():
    rule = Rule(at="low", condition=Q(low=1), name="x")
    path, _args, kwargs = rule.deconstruct()
    assert path == "django.db.models.CheckConstraint"
    assert "at" not in kwargs
    assert rule.clone().at == "low"


def test_a_change_that_breaks_a_rule_is_undone(db):
    toll = a_toll(low=3, high=4)
    with pytest.raises(IntegrityError):
        changed(toll, low=5)
    toll.refresh_from_db()
    assert (toll.low, toll.version) == (3, 1)
