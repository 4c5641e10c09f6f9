"""What nobody can store: a message at the field says what to write, what was typed stays, nothing is saved."""

import pytest
from django.apps import apps
from django.db.models import CharField, TextField

from records.fields import PartialDateField, Prose, TextLine, WebAddress
from records.models import Part, VersionedModel
from sources.choices import Attribution, Bound, TermList, TollLink
from tests.admin_forms import AdminForm, errors, rows
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_custody_step,
    a_detention,
    a_person,
    a_place,
    a_report,
    a_term,
    a_toll,
    a_toll_relation,
    an_incident,
    an_organisation,
)

LONG = "ә" * 10_000
BAD_TEXT = {
    "too long": (LONG, "Write at most"),
    "NUL": ("Ақ\0жан", "control character (U+0000) at position 3. Delete it"),
    "control": ("Ақ\x07жан", "control character (U+0007) at position 3. Delete it"),
    "bidi override": ("Ақ\u202eжан", "turns the direction of writing (U+202E) at position 3. Delete it"),
    "zero width": ("Ақ\u200bжан", "invisible character (U+200B) at position 3. Delete it"),
    "byte order mark": ("\ufeffАқжан", "invisible character (U+FEFF) at position 1. Delete it"),
}
EMPTY = {"empty": "", "white space": "   ", "no-break space": "\u00a0\u00a0"}
BAD_DATES = {
    "no such month": ("2022-13", "month"),
    "a word": ("yesterday", "Write 2022-01-08, 2022-01, 2022"),
    "no such day": ("31.02.2022", "day"),
    "end before start": ("2022-01-09/2022-01-04", "2022-01-04"),
    "day or month": ("05/06/2022", "Write 2022-06-05 for 5 June 2022, or 2022-05-06 for 6 May 2022"),
    "NUL": ("2022\0", "Type the date anew, for example 2022-01-08"),
    "bidi override": ("2022\u202e", "Type the date anew, for example 2022-01-08"),
    "too long": ("2022-" * 2_000, "Write 2022-01-08, 2022-01 or 2022"),
}
ADD, CHANGE = "/admin/{}/add/", "/admin/{}/{}/change/"


def assert_refused(form, typed, *, at, says, button="_save"):
    """The page comes back with a message at the input `at`, with what was typed, and nothing is saved."""
    before = rows()
    response = form.send(typed, button)
    assert response.status_code == 200, "it was saved"
    told = errors(response)
    assert at in told, told
    assert says in " ".join(told[at])
    again = form.again(response)
    sent = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    assert {name: again.values[name] for name in typed} == {
        name: [str(getattr(one, "pk", one)) for one in values] for name, values in sent.items()
    }
    assert rows() == before
    return response


# Text

NAME_INPUTS = {
    "a person's name": ("people/person", "names-0-text"),
    "a person's description": ("people/person", "description"),
    "a name as printed": ("victims/casualty", "claims-0-name_as_printed"),
    "an organisation": ("people/organisation", "name_en"),
    "a place": ("places/place", "name_kk"),
    "an incident": ("sources/incident", "title"),
    "a report": ("sources/report", "title"),
    "a report's notes": ("sources/report", "internal_notes"),
    "a toll's wording": ("sources/toll", "wording"),
    "a statement": ("sources/statement", "summary"),
    "a claim's quotation": ("victims/casualty", "claims-0-quotation"),
    "an arrest": ("detentions/detention", "claims-0-court"),
    "an offence": ("detentions/charge", "offence_as_printed"),
    "an article": ("detentions/lawarticle", "number"),
    "a term": ("sources/term", "label_en"),
}


@pytest.mark.parametrize(("table", "name"), NAME_INPUTS.values(), ids=NAME_INPUTS)
def test_unreadable_text_is_refused_in_each_table(researcher_client, table, name):
    typed, says = BAD_TEXT["bidi override"]
    form = AdminForm(researcher_client, ADD.format(table))
    assert_refused(form, {name: typed}, at=name, says=says)


@pytest.mark.parametrize(("typed", "says"), BAD_TEXT.values(), ids=BAD_TEXT)
@pytest.mark.parametrize("name", ["names-0-text", "description"])
def test_what_no_text_may_hold_is_refused(researcher_client, name, typed, says):
    form = AdminForm(researcher_client, ADD.format("people/person"))
    assert_refused(form, {name: typed}, at=name, says=says)


@pytest.mark.parametrize(("typed", "says"), BAD_TEXT.values(), ids=BAD_TEXT)
def test_what_no_address_may_hold_is_refused(researcher_client, typed, says):
    form = AdminForm(researcher_client, ADD.format("people/organisation"))
    assert_refused(form, {"website": f"https://example.org/{typed}"}, at="website", says=says.split(" at position")[0])


def test_long_prose_is_cut_short_by_nobody(researcher_client):
    form = AdminForm(researcher_client, ADD.format("sources/report"))
    assert_refused(form, {"internal_notes": LONG * 3}, at="internal_notes", says="Write at most 20000 characters")


def test_every_text_of_the_register_is_checked():
    """But for choices, what a pattern holds, and what is sealed before it comes here."""
    tables = [model for model in apps.get_models() if not model._meta.proxy]
    models = [model for model in tables if issubclass(model, VersionedModel | Part)]
    texts = [field for model in models for field in model._meta.concrete_fields if is_typed(field)]
    unchecked = [
        str(field) for field in texts if not isinstance(field, TextLine | Prose | WebAddress | PartialDateField)
    ]
    assert sorted(unchecked) == ["people.Person.contact", "sources.Report.language", "sources.Term.code"]
    assert len(texts) > 100


def is_typed(field):
    return isinstance(field, CharField | TextField) and field.editable and not field.choices


@pytest.mark.parametrize("typed", EMPTY.values(), ids=EMPTY)
@pytest.mark.parametrize(
    ("table", "name", "says"),
    [
        ("people/organisation", "name_en", "Write a name in at least one language."),
        ("places/place", "name_en", "Write a name in at least one language."),
        ("sources/incident", "title", "Write something here"),
        ("sources/term", "label_en", "Write something here"),
        ("detentions/lawarticle", "number", "Write something here"),
    ],
    ids=["organisation", "place", "incident", "term", "article"],
)
def test_an_empty_name_is_refused_at_its_field(researcher_client, table, name, says, typed):
    assert_refused(AdminForm(researcher_client, ADD.format(table)), {name: typed}, at=name, says=says)


@pytest.mark.parametrize("typed", ["   ", "\u3000"], ids=["white space", "ideographic space"])
def test_a_persons_name_of_white_space_is_refused(researcher_client, typed):
    form = AdminForm(researcher_client, ADD.format("people/person"))
    assert_refused(form, {"names-0-text": typed}, at="names-0-text", says="Write something here")


def test_a_stored_name_cannot_be_emptied(researcher_client):
    person = a_person("Ақжан Төлеген")
    form = AdminForm(researcher_client, CHANGE.format("people/person", person.pk))
    assert_refused(form, {"names-0-text": ""}, at="names-0-text", says="Write something here")
    assert person.names.get().text == "Ақжан Төлеген"


# Dates

DATE_INPUTS = {
    "an incident": ("sources/incident", "happened_on"),
    "a report": ("sources/report", "published_on"),
    "a birth": ("people/person", "born_on"),
    "a harm": ("victims/casualty", "harmed_on"),
    "a claimed death": ("victims/casualty", "claims-0-died_on"),
    "an arrest": ("detentions/detention", "arrested_on"),
    "a claimed release": ("detentions/detention", "claims-0-released_on"),
    "a charge": ("detentions/charge", "updates-0-happened_on"),
    "a figure": ("sources/toll", "as_of"),
    "a statement": ("sources/statement", "made_on"),
    "a place": ("places/place", "existed"),
}


@pytest.mark.parametrize(("table", "name"), DATE_INPUTS.values(), ids=DATE_INPUTS)
def test_an_unreadable_date_is_refused_in_each_table(researcher_client, table, name):
    form = AdminForm(researcher_client, ADD.format(table))
    assert_refused(form, {name: "2022-13"}, at=name, says="month")


@pytest.mark.parametrize(("typed", "says"), BAD_DATES.values(), ids=BAD_DATES)
def test_what_no_date_is_is_refused(researcher_client, typed, says):
    form = AdminForm(researcher_client, ADD.format("people/person"))
    assert_refused(form, {"born_on": typed}, at="born_on", says=says)


# Numbers

ORDER = "write the smaller number first"


def killed(**values):
    report, what = a_report(), a_term(TermList.COUNTED, "killed")
    common = {"incident": an_incident(), "report": report, "what": [what], "attribution": Attribution.REPORT}
    return {**common, "bound": Bound.EXACTLY, **values}


@pytest.mark.parametrize(
    ("typed", "at", "says"),
    [
        ({"low": 20, "high": 10}, "low", ORDER),
        ({"low": ""}, "low", "needs a number"),
        ({"low": -1}, "low", "greater than or equal to 0"),
        ({"low": "dozens"}, "low", "whole number"),
        ({"low": 10**30}, "low", "less than or equal to"),
        ({"low": 1, "attribution": Attribution.NAMED}, "attribution", "Choose who says it"),
        ({"low": 1, "standing_on": "2022-02"}, "standing", "Choose retracted"),
    ],
    ids=["low above high", "no number", "negative", "a word", "huge", "nobody named", "standing"],
)
def test_a_figure_that_cannot_be_is_refused_at_its_field(researcher_client, typed, at, says):
    form = AdminForm(researcher_client, ADD.format("sources/toll"))
    assert_refused(form, killed(**typed), at=at, says=says)


def test_an_age_low_above_high_is_refused_at_the_field(researcher_client):
    casualty = a_casualty()
    form = AdminForm(researcher_client, CHANGE.format("victims/casualty", casualty.pk))
    assert_refused(form, {"age_low": 30, "age_high": 20}, at="age_low", says=ORDER)


@pytest.mark.parametrize(
    ("table", "make", "prefix"),
    [
        ("victims/casualty", a_casualty, "claims"),
        ("detentions/detention", a_detention, "claims"),
        ("people/person", a_person, "claims"),
    ],
    ids=["casualty", "detention", "person"],
)
def test_a_claimed_age_low_above_high_is_refused_at_the_field(researcher_client, table, make, prefix):
    form = AdminForm(researcher_client, CHANGE.format(table, make().pk))
    claim = {"report": a_report(), "attribution": Attribution.REPORT, "age_low": 30, "age_high": 20}
    assert_refused(form, form.part(prefix, claim), at=f"{prefix}-0-age_low", says=ORDER)


def test_a_custody_step_counts_from_one(researcher_client):
    form = AdminForm(researcher_client, CHANGE.format("detentions/detention", a_detention().pk))
    step = form.part("steps", {"order": 0, "report": a_report(), "attribution": Attribution.REPORT})
    assert_refused(form, step, at="steps-0-order", says="Write 1 for the first place")


# Rings


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_report_cannot_republish_itself(researcher_client, length):
    reports = [a_report()]
    for _step in range(length - 1):
        reports.append(a_report(republishes=reports[-1]))
    form = AdminForm(researcher_client, CHANGE.format("sources/report", reports[0].pk))
    says = "A report cannot republish itself, directly or through others: choose another."
    assert_refused(form, {"republishes": reports[-1]}, at="republishes", says=says)


@pytest.mark.parametrize(
    ("table", "name", "make"),
    [
        ("places/place", "parent", a_place),
        ("people/organisation", "parent", an_organisation),
        ("sources/incident", "part_of", an_incident),
    ],
    ids=["place", "organisation", "incident"],
)
@pytest.mark.parametrize("length", [1, 2])
def test_nothing_lies_in_itself(researcher_client, table, name, make, length):
    outer = make()
    inner = make(**{name: outer}) if length == 2 else outer
    form = AdminForm(researcher_client, CHANGE.format(table, outer.pk))
    assert_refused(form, {name: inner}, at=name, says="itself, directly or through others: choose another.")


@pytest.mark.parametrize("link", TollLink.values)
def test_a_figure_stands_in_no_relation_to_itself(researcher_client, link):
    toll = a_toll()
    form = AdminForm(researcher_client, CHANGE.format("sources/toll", toll.pk))
    relation = form.part("relations", {"link": link, "other": toll})
    assert_refused(form, relation, at="relations-0-other", says="to itself: choose another")


@pytest.mark.parametrize("length", [2, 3])
def test_figures_do_not_contain_one_another(researcher_client, length):
    tolls = [a_toll() for _step in range(length)]
    for inner, outer in zip(tolls, tolls[1:], strict=False):
        a_toll_relation(inner, outer)
    form = AdminForm(researcher_client, CHANGE.format("sources/toll", tolls[-1].pk))
    relation = form.part("relations", {"link": TollLink.INSIDE, "other": tolls[0]})
    assert_refused(form, relation, at="relations-0-other", says="they cannot contain each other")


def test_nobody_is_their_own_relative(researcher_client):
    person = a_person()
    form = AdminForm(researcher_client, CHANGE.format("people/person", person.pk))
    claim = {"relative": person, "relation": "father", "report": a_report(), "attribution": Attribution.REPORT}
    assert_refused(form, form.part("kinships", claim), at="kinships-0-relative", says="choose another person")


def test_a_figure_does_not_repeat_itself(researcher_client):
    toll = a_toll()
    form = AdminForm(researcher_client, CHANGE.format("sources/toll", toll.pk))
    assert_refused(form, {"repeats": [toll]}, at="repeats", says="take it out of the list")


def test_only_one_name_is_shown_first(researcher_client):
    form = AdminForm(researcher_client, ADD.format("people/person"))
    second = form.part("names", {"text": "Akzhan", "shown_first": "on"})
    typed = {"names-0-text": "Ақжан", "names-0-shown_first": "on"} | second
    assert_refused(form, typed, at="names-1-shown_first", says="untick the others")


# What looks impossible and is saved


def test_a_custody_step_before_the_arrest_is_saved_with_a_warning(researcher_client):
    detention = a_detention(arrested_on="2022-01-08")
    form = AdminForm(researcher_client, CHANGE.format("detentions/detention", detention.pk))
    claim = {"order": 1, "began_on": "2022-01-05", "report": a_report(), "attribution": Attribution.REPORT}
    response = form.send(form.part("steps", claim), follow=True)
    assert detention.steps.get().began_on == "2022-01-05"
    warnings = [str(message) for message in response.context["messages"] if message.level_tag == "warning"]
    assert warnings == ["Custody step 1 begins before the arrest. Saved; check both dates."]


def test_a_custody_step_on_the_day_of_the_arrest_is_no_warning(researcher_client):
    detention = a_detention(arrested_on="2022-01-08")
    a_custody_step(detention, began_on="2022-01")
    form = AdminForm(researcher_client, CHANGE.format("detentions/detention", detention.pk))
    response = form.send({"court": "City court"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["success"]


# Through the address bar


@pytest.mark.parametrize(
    "address",
    [
        "/admin/people/person/?q=%00",
        "/admin/people/person/?state__exact=%00",
        "/admin/people/person/%00/change/",
        "/admin/autocomplete/?app_label=victims&model_name=casualty&field_name=person&term=%00",
        f"/admin/people/person/?q={'x' * 5000}",
        "/admin/people/person/?p=99999999999999999999",
        "/admin/people/person/99999999999999999999/change/",
        "/admin/publishing/publication/record/people.person/99999999999999999999/",
        "/admin/publishing/publication/record/auth.user/1/",
    ],
)
def test_an_address_that_means_nothing_breaks_nothing(researcher_client, address):
    assert researcher_client.get(address).status_code in (200, 302, 400, 404)


def test_a_token_that_cannot_be_one_breaks_nothing(researcher_client):
    form = AdminForm(researcher_client, ADD.format("people/person"))
    response = form.send({"form_token": "a\0b"})
    assert response.status_code == 200


def test_a_claim_is_not_lost_by_an_error_elsewhere(researcher_client):
    casualty = a_casualty()
    claim = a_casualty_claim(casualty, name_as_printed="Ақжан")
    form = AdminForm(researcher_client, CHANGE.format("victims/casualty", casualty.pk))
    typed = {"harmed_on": "yesterday", "claims-0-name_as_printed": "Ақжан Т."}
    assert_refused(form, typed, at="harmed_on", says="Write 2022-01-08")
    claim.refresh_from_db()
    assert claim.name_as_printed == "Ақжан"
