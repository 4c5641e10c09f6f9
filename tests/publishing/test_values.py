import json

import pytest

from publishing.decisions import DECISIONS, year_only
from publishing.values import label, public_values, still_public
from sources.choices import TermList
from sources.models import Statement, Toll
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_charge,
    a_detention,
    a_detention_claim,
    a_kinship,
    a_name,
    a_named_person,
    a_person,
    a_person_claim,
    a_place,
    a_report,
    a_statement,
    a_term,
    a_toll,
    a_toll_relation,
    an_article,
    an_organisation,
    changed,
    one,
    withdrawn,
)
from tests.models import our_models

PUBLISHED = [model for model in DECISIONS if "state" in DECISIONS[model].private]


def text(values):
    return json.dumps(values, ensure_ascii=False)


# Only what is on the lists


@pytest.mark.parametrize("model", PUBLISHED)
def test_values_hold_decided_fields_and_parts_only(db, model):
    decision = DECISIONS[model]
    allowed = {*decision.public, *decision.conditional, *(part._meta.model_name for part in decision.parts)}
    values = public_values(one(model))
    assert values["public_id"]
    assert set(values) <= allowed


@pytest.mark.parametrize(
    "build",
    [
        lambda: a_person(internal_notes="SECRET", shown_name="SECRET"),
        lambda: a_report(captured_text="SECRET", internal_notes="SECRET", accessed_on="2022-02-02"),
        lambda: a_detention(case_number="SECRET", internal_notes="SECRET"),
        lambda: a_detention_claim(a_detention(), case_number="SECRET").detention,
        lambda: a_person_claim(a_person(), dependants="SECRET").person,
    ],
    ids=["person", "report", "detention", "detention claim", "person claim"],
)
def test_private_fields_are_left_out(db, build):
    values = text(public_values(build()))
    assert "SECRET" not in values
    assert "2022-02-02" not in values


def test_empty_values_are_left_out(db):
    assert set(public_values(a_person())) == {"public_id"}


def test_values_can_be_kept_as_json(db):
    casualty = a_casualty(harmed_on="2022-01-05", harmed_place=a_place(), age_low=0)
    values = public_values(casualty)
    assert json.loads(text(values)) == values
    assert (values["harmed_on"], values["age_low"]) == ("2022-01-05", 0)


# Names


def test_without_the_switch_no_name_is_anywhere(db):
    person = a_person("Ақжан Төлеген")
    casualty, detention = a_casualty(person=person), a_detention(person=person)
    a_person_claim(person, name_as_printed="Akzhan")
    a_casualty_claim(casualty, name_as_printed="Akzhan")
    a_detention_claim(detention, name_as_printed="Akzhan")
    values = text([public_values(record) for record in (person, casualty, detention)])
    assert "Ақжан" not in values
    assert "Akzhan" not in values


def test_with_the_switch_names_are_given_as_printed_too(db):
    person = a_named_person("Ақжан Төлеген")
    casualty = a_casualty(person=person)
    a_casualty_claim(casualty, name_as_printed="Akzhan")
    assert public_values(person)["name"][0]["text"] == "Ақжан Төлеген"
    assert public_values(casualty)["casualtyclaim"][0]["name_as_printed"] == "Akzhan"


def test_a_name_that_is_not_public_is_left_out(db):
    person = a_named_person("Ақжан Төлеген")
    a_name(person, "Сәкен", is_public=False)
    assert "Сәкен" not in text(public_values(person))


def test_a_withdrawn_person_is_not_named_elsewhere(db):
    person = a_named_person("Ақжан Төлеген", state="withdrawn")
    casualty = a_casualty(person=person)
    a_casualty_claim(casualty, name_as_printed="Akzhan")
    assert "Akzhan" not in text(public_values(casualty))


def test_other_persons_are_public_ids(db):
    father, speaker = a_named_person("Бибіш Қуат"), a_named_person("Сәкен Нұр")
    person = a_named_person("Ақжан Төлеген")
    a_kinship(person, father, claimant_person=speaker, attribution="named", claimant_is_public=True)
    values = public_values(person)
    assert values["kinship"][0]["relative"] == father.public_id
    assert values["kinship"][0]["claimant_person"] == speaker.public_id
    assert "Бибіш" not in text(values)
    assert "Сәкен" not in text(values)


def test_the_name_a_statement_is_about_is_a_public_id(db):
    person = a_named_person("Ақжан Төлеген")
    values = public_values(a_statement(persons=[person], by_person=person, to_person=person))
    assert (values["persons"], values["by_person"]) == ([person.public_id], person.public_id)
    assert "Ақжан" not in text(values)


# Switches


@pytest.mark.parametrize(("switch", "given"), [(True, True), (False, False)], ids=["on", "off"])
def test_a_description_is_given_if_it_is_switched_on(db, switch, given):
    person = a_person(description="a boy of twelve", description_is_public=switch)
    assert ("description" in public_values(person)) == given


@pytest.mark.parametrize("build", [a_toll, a_statement])
@pytest.mark.parametrize("switch", [True, False], ids=["ticked", "not ticked"])
def test_a_quotation_is_given_if_it_is_ticked(db, build, switch):
    record = build(quotation="They shot at us.", quotation_is_public=switch)
    assert ("quotation" in public_values(record)) == switch


def test_the_quotation_of_a_claim_is_given_if_it_is_ticked(db):
    casualty = a_casualty()
    a_casualty_claim(casualty, quotation="They shot at us.", quotation_is_public=True)
    a_casualty_claim(casualty, quotation="We ran away.")
    assert [claim.get("quotation") for claim in public_values(casualty)["casualtyclaim"]] == ["They shot at us.", None]


@pytest.mark.parametrize(
    ("born_on", "given"),
    [
        ("1990-05-01", "1990"),
        ("1990-05", "1990"),
        ("1990~", "1990"),
        ("199X", "199X"),
        ("1990-05/1990-07", "1990"),
        ("1988-12/1990-01", "1988/1990"),
        ("../1990-05-01", "../1990"),
    ],
)
def test_of_a_birth_only_the_year_is_given(db, born_on, given):
    values = public_values(a_person(born_on=born_on, born_on_inferred=True))
    assert values["born_on"] == given == year_only(None, given)
    assert "born_on_inferred" not in values


# Parts


def test_withdrawn_parts_are_left_out(db):
    casualty = a_casualty()
    kept = a_casualty_claim(casualty)
    withdrawn(a_casualty_claim(casualty), casualty)
    assert [claim["public_id"] for claim in public_values(casualty)["casualtyclaim"]] == [kept.public_id]


def test_a_claim_that_repeats_a_withdrawn_one_does_not_name_it(db):
    casualty = a_casualty()
    mistake = a_casualty_claim(casualty)
    a_casualty_claim(casualty, repeats=[mistake])
    withdrawn(mistake, casualty)
    assert "repeats" not in public_values(casualty)["casualtyclaim"][0]


def test_a_relation_of_figures_names_the_other_by_its_id(db):
    part, whole = a_toll(3), a_toll(12)
    a_toll_relation(part, whole, share="most of")
    (relation,) = public_values(part)["tollrelation"]
    assert (relation["other"], relation["link"], relation["share"]) == (whole.public_id, "inside", "most of")


def test_consents_are_never_given(db):
    assert not any(part._meta.model_name == "consent" for decision in DECISIONS.values() for part in decision.parts)


# Confidential reports


@pytest.mark.parametrize("name", ["report", "standing_report"])
def test_a_claim_does_not_name_a_confidential_report(db, name):
    report = a_report("Three days in Zhuparly", is_confidential=True)
    values = public_values(a_toll(**{name: report, "standing": "retracted"}))
    assert name not in values
    assert report.public_id not in text(values)


@pytest.mark.parametrize("name", ["republishes", "mentions"])
def test_a_report_does_not_name_a_confidential_one(db, name):
    hidden, open_one = a_report(is_confidential=True), a_report()
    given = {"republishes": hidden, "mentions": [hidden, open_one]}
    values = public_values(a_report(**{name: given[name]}))
    assert hidden.public_id not in text(values)
    assert values.get(name) == {"republishes": None, "mentions": [open_one.public_id]}[name]


# Labels


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: a_place(code="zhuparly", other_names="SECRET", notes="SECRET"), "zhuparly"),
        (lambda: a_place(code=None), ""),
        (lambda: an_organisation(other_names="SECRET", notes="SECRET", reliability="E"), ""),
        (lambda: a_term(TermList.METHOD, "gunshot"), "gunshot"),
        (lambda: an_article("272", verification="SECRET"), "kz-criminal-code-2014:272"),
    ],
    ids=["place", "place without code", "body", "term", "article"],
)
def test_a_label_has_a_code_and_three_languages_and_no_more(db, build, code):
    given = label(build())
    assert (set(given), given["code"]) == ({"code", "en", "ru", "kk"}, code)
    assert "SECRET" not in text(given)


def test_the_label_of_a_place_says_what_it_lies_in_the_nearest_first(db):
    country = a_place("Қазақстан", kind="country", code="kz")
    city = a_place("Жұпарлы", code="zhuparly", parent=country)
    given = label(a_place("Дүкен", kind="site", parent=city))
    assert [place["code"] for place in given["within"]] == ["zhuparly", "kz"]
    assert "within" not in label(country)


def test_nothing_else_has_a_label(db):
    with pytest.raises(TypeError):
        label(a_person())


def test_words_of_lists_are_given_as_labels(db):
    shot = a_term(TermList.METHOD, "gunshot", label_kk="оқ")
    values = public_values(a_casualty(methods=[shot]))
    assert values["methods"] == [{"code": "gunshot", "en": "gunshot", "ru": "", "kk": "оқ"}]


def test_the_article_of_a_charge_is_a_label(db):
    assert (
        public_values(a_charge(article=an_article("272", title_en="Mass riots")))["article"]["en"] == "272 Mass riots"
    )


# What may still be shown of what was


def test_nothing_new_comes_in_when_something_is_taken_away(db):
    person = a_named_person("Ақжан Төлеген", occupation="baker")
    before = public_values(person)
    changed(person, occupation="welder", sex="male")
    a_name(person, "Сәкен")
    assert still_public(person, before) == before


@pytest.mark.parametrize("model", [Toll, Statement])
def test_an_unticked_quotation_is_taken_out(db, model):
    record = changed(one(model), quotation="They shot at us.", quotation_is_public=True)
    before = public_values(record)
    changed(record, quotation_is_public=False)
    after = still_public(record, before)
    assert set(before) - set(after) == {"quotation"}


def test_the_published_values_themselves_are_not_altered(db):
    person = a_named_person("Ақжан Төлеген")
    before = public_values(person)
    copy = json.loads(text(before))
    changed(person, name_is_public=False)
    assert "Ақжан" not in text(still_public(person, before))
    assert before == copy


# Who said it


@pytest.fixture
def said(db):
    """A claim by somebody named who speaks for a body, passed on by another."""
    return a_toll(
        claimant_person=a_named_person("Сәкен Нұр"),
        claimant_organisation=an_organisation("Committee of Reed Street"),
        claimant_office="clerk",
        claimant_relation="uncle",
        relayed_by=an_organisation("Neighbours", kind="unnamed_group"),
        relayed_by_person=a_named_person("Бибіш Қуат"),
        attribution="named",
    )


WHO = {"claimant_person", "claimant_office", "claimant_relation", "relayed_by", "relayed_by_person"}


def test_who_said_it_is_off_until_someone_decides(said):
    assert not WHO & set(public_values(said))
    assert public_values(said)["claimant_organisation"]["en"] == "Committee of Reed Street"


def test_who_said_it_is_shown_where_it_is_switched_on(said):
    assert set(public_values(changed(said, claimant_is_public=True))) >= WHO


def test_an_unnamed_group_is_people_and_a_body_is_not(db):
    group = a_toll(claimant_organisation=an_organisation("Neighbours", kind="unnamed_group"))
    assert "claimant_organisation" not in public_values(group)
    assert "claimant_organisation" in public_values(changed(group, claimant_is_public=True))


@pytest.mark.parametrize("name", ["by_organisation", "to_organisation"])
def test_an_unnamed_group_that_demands_or_is_asked_is_people_too(db, name):
    group = a_statement(**{name: an_organisation("Neighbours", kind="unnamed_group")})
    assert name not in public_values(group)
    assert name in public_values(changed(group, claimant_is_public=True))
    assert name in public_values(a_statement(**{name: an_organisation("Ministry")}))


@pytest.mark.parametrize("put_in_its_place", [lambda: None, lambda: an_organisation("Ministry")], ids=["none", "body"])
def test_an_unnamed_group_goes_when_it_is_switched_off_whatever_is_put_in_its_place(db, put_in_its_place):
    group = an_organisation("Neighbours", kind="unnamed_group")
    toll = a_toll(claimant_organisation=group, relayed_by=group, claimant_is_public=True)
    values = public_values(toll)
    other = put_in_its_place()
    changed(toll, claimant_organisation=other, relayed_by=other, claimant_is_public=False)
    assert not {"claimant_organisation", "relayed_by"} & set(still_public(toll, values))


def test_a_body_that_was_renamed_or_replaced_stays(db):
    ours, other = an_organisation("Committe of Reed Street"), an_organisation("Ministry")
    toll = a_toll(claimant_organisation=ours, relayed_by=ours)
    values = public_values(toll)
    changed(ours, name_en="Committee of Reed Street")
    toll.refresh_from_db()
    assert still_public(toll, values) == values
    values = public_values(toll)
    changed(toll, claimant_organisation=other, relayed_by=None)
    assert still_public(toll, values) == values


@pytest.mark.parametrize("model", [model for model in our_models() if hasattr(model, "claimant_person")])
def test_every_kind_of_claim_has_the_switch(model):
    assert set(DECISIONS[model].conditional) >= WHO | {"claimant_organisation"}
    assert "claimant_is_public" in DECISIONS[model].private
