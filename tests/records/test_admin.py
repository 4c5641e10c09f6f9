"""What holds for every page of the admin."""

import copy

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from detentions.models import Detainee, Detention
from inbox.models import Case
from people.models import Person
from records import public_id
from records.admin import RecordAdmin
from records.models import Part, Record, VersionedModel
from records.recording import unrecorded
from tests.admin_forms import MAKERS
from tests.builders import a_casualty, a_name, a_person, a_place, a_report, a_toll, withdrawn
from victims.models import Casualty, Victim

LISTS = {f"{model._meta.app_label}/{model._meta.model_name}": model for model in admin.site._registry}
# Messages are acted on, and never edited: tests/inbox/test_admin.py.
OF_THE_REGISTER = {
    name: model for name, model in LISTS.items() if issubclass(model, VersionedModel) and model is not Case
}


def test_every_table_that_people_edit_has_a_page():
    tables = set(all_models(VersionedModel))
    assert tables <= set(admin.site._registry)
    assert {model._meta.label_lower for model in tables - {Case}} == set(MAKERS)


def all_models(kind):
    return [model for model in apps.get_models() if issubclass(model, kind) and not model._meta.proxy]


@pytest.mark.parametrize("model", OF_THE_REGISTER.values(), ids=OF_THE_REGISTER)
def test_every_page_saves_with_a_version(model):
    assert isinstance(admin.site._registry[model], RecordAdmin)


def test_every_part_is_edited_on_its_records_page(rf, researcher):
    request = rf.get("/")
    request.user = researcher
    shown = {inline.model for page in admin.site._registry.values() for inline in page.get_inline_instances(request)}
    assert shown == set(all_models(Part))


@pytest.mark.parametrize("model", OF_THE_REGISTER.values(), ids=OF_THE_REGISTER)
def test_every_page_edits_every_field(model, rf, researcher):
    """A field that no page shows can never be filled in."""
    request, page = rf.get("/"), admin.site._registry[model]
    request.user = researcher
    for owner in [page, *page.get_inline_instances(request)]:
        shown = flat(fields for _title, options in owner.get_fieldsets(request) for fields in options["fields"])
        own = [*owner.model._meta.concrete_fields, *owner.model._meta.many_to_many]
        parents = getattr(owner.model, "part_of", ()) if isinstance(owner, admin.StackedInline) else ()
        typed = {field.name for field in own if field.editable and not field.primary_key} - set(parents)
        assert typed - shown - LEFT_OUT.get(owner.__class__.__name__, set()) == set()


SEALED = {"contact"}  # a box of its own is sealed into it: people/contacts.py
LEFT_OUT = {
    **dict.fromkeys(("PersonAdmin", "VictimAdmin", "DetaineeAdmin"), SEALED),
    # An organisation has no age.
    "OrganisationClaimInline": {
        *("age_low", "age_high", "age_as_printed", "sex", "occupation", "home_place", "dependants"),
    },
}


def flat(fields):
    found = set()
    for field in fields:
        found |= flat(field) if isinstance(field, tuple | list) else {field}
    return found


# Lists


SUBJECTS = {Victim: Casualty, Detainee: Detention}


def fill(model, count):
    """Copies of one row, until the table holds `count`."""
    concrete = model._meta.concrete_model
    row = concrete.objects.first() or MAKERS[concrete._meta.label_lower]()
    persons = many(row, count - concrete.objects.count())
    if model in SUBJECTS:
        subject = SUBJECTS[model]
        many(subject.objects.first() or MAKERS[subject._meta.label_lower](person=row), persons=persons)


def many(row, count=None, persons=()):
    made = []
    for number in range(count if count is not None else len(persons)):
        one = copy.copy(row)
        one.pk, one._state = None, copy.copy(row._state)
        if isinstance(row, Record):
            one.public_id = public_id.new_public_id()
        if persons:
            one.person = persons[number]
        for name in ("code", "number"):
            if hasattr(one, name):
                setattr(one, name, f"{name}-{row.pk}-{type(row).objects.count()}-{number}")
        made.append(one)
    with unrecorded():
        return type(row).objects.bulk_create(made)


def queries_of(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return response.context["cl"].result_count, [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("model", OF_THE_REGISTER.values(), ids=OF_THE_REGISTER)
def test_a_list_asks_as_often_for_200_rows_as_for_20(model, researcher_client):
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    fill(model, 20)
    few, asked_for_few = queries_of(researcher_client, address)
    fill(model, 200)
    many_rows, asked_for_many = queries_of(researcher_client, address)
    assert few == 20
    assert many_rows >= 200
    assert len(asked_for_many) == len(asked_for_few), asked_for_many


def test_a_list_with_parts_and_lists_of_words_asks_no_more(researcher_client):
    for _figure in range(3):
        a_toll()
    _count, few = queries_of(researcher_client, "/admin/sources/toll/")
    for _figure in range(10):
        a_toll()
    _count, more = queries_of(researcher_client, "/admin/sources/toll/")
    assert len(few) == len(more)


@pytest.mark.parametrize("model", OF_THE_REGISTER.values(), ids=OF_THE_REGISTER)
def test_a_search_in_a_list_opens(model, researcher_client):
    fill(model, 2)
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/?q=Ақжан"
    assert queries_of(researcher_client, address)[0] == 0


# What the address bar may ask


@pytest.mark.parametrize(
    "address",
    [
        "people/person/?internal_notes__startswith=a",
        "people/person/?internal_notes=a",
        "people/person/?search_text__contains=a",
        "people/person/?names__text__startswith=a",
        "people/person/?created_by__username__startswith=r",
        "people/person/?claims__quotation__contains=a",
        "victims/casualty/?person__name_is_public=1",
        "victims/casualty/?person__name_is_public__exact=1",
        "victims/casualty/?person__internal_notes__regex=a",
        "victims/casualty/?state__startswith=d",
        "sources/report/?captured_text__contains=a",
        "sources/report/?snapshot__startswith=a",
        "sources/report/?consents__answer=yes",
        "sources/toll/?what__search_text__contains=a",
        "people/organisation/?notes__contains=a",
        "publishing/publication/?by__password__startswith=a",
        "publishing/publication/?values__contains=a",
        "publishing/publication/?reason__contains=a",
    ],
)
def test_a_filter_that_no_list_offers_is_refused(researcher_client, address):
    assert researcher_client.get(f"/admin/{address}").status_code == 400


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("people/person/?state__exact=draft", 2),
        ("people/person/?name_is_public__exact=1", 1),
        ("sources/toll/?what__id__exact={term}", 1),
        ("sources/toll/?bound__exact=exactly", 0),
        ("people/person/?q=aqzhan", 1),
        ("people/person/?o=-2", 2),
        ("people/person/?p=1", 2),
    ],
)
def test_a_filter_that_a_list_offers_works(researcher_client, address, found):
    a_person("Ақжан", name_is_public=True), a_person()
    term = a_toll().what.get()
    response = researcher_client.get(f"/admin/{address.format(term=term.pk)}")
    assert response.status_code == 200
    assert response.context["cl"].result_count == found


# Searching


def found(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return {str(getattr(row, "pk", row)) for row in response.context["cl"].queryset}


@pytest.mark.parametrize("typed", ["жаңа", "ЖАҢА", "Жаңаөзен", "JANGA", "zhana"])
def test_a_place_is_found_in_any_case(researcher_client, typed):
    place = a_place("Жаңаөзен", name_en="Zhanaozen", other_names="Janga Ozen")
    a_place("Құмды", name_en="Qumdy")
    assert found(researcher_client, f"/admin/places/place/?q={typed}") == {str(place.pk)}


@pytest.mark.parametrize("typed", ["ақжан", "АҚЖАН", "aqzhan", "AQZHAN төлеген", "tolegen", "Төлеген Ақжан"])
@pytest.mark.parametrize("table", ["people/person", "victims/casualty"])
def test_a_person_is_found_by_a_name_in_any_script(researcher_client, table, typed):
    person = a_person("Ақжан Төлеген")
    casualty = a_casualty(person=person)
    a_casualty(person=a_person("Бекзат"))
    row = person if table == "people/person" else casualty
    assert found(researcher_client, f"/admin/{table}/?q={typed}") == {str(row.pk)}


@pytest.mark.parametrize("typed", ["МАЛЬЧИК", "мальчик 12"])
@pytest.mark.parametrize("table", ["people/person", "victims/casualty"])
def test_a_person_is_found_by_the_description(researcher_client, table, typed):
    person = a_person(description="Мальчик 12 лет")
    casualty = a_casualty(person=person)
    a_casualty()
    row = person if table == "people/person" else casualty
    assert found(researcher_client, f"/admin/{table}/?q={typed}") == {str(row.pk)}


def test_a_record_is_found_by_its_public_id_as_people_read_it(researcher_client):
    person = a_person()
    a_person()
    assert found(researcher_client, f"/admin/people/person/?q={person.shown_id.lower()}") == {str(person.pk)}


def test_a_name_that_was_withdrawn_finds_nobody(researcher_client):
    person = a_person()
    withdrawn(a_name(person, "Ақжан"), person)
    assert found(researcher_client, "/admin/people/person/?q=Ақжан") == set()


# Choices


def choices(client, model, field, term):
    app, name = model.split(".")
    address = f"/admin/autocomplete/?app_label={app}&model_name={name}&field_name={field}&term={term}"
    response = client.get(address)
    assert response.status_code == 200
    return [one["text"] for one in response.json()["results"]]


def test_choices_tell_namesakes_apart(researcher_client):
    persons = [a_person("Ақжан Төлеген"), a_person("Ақжан Төлеген")]
    offered = choices(researcher_client, "victims.casualty", "person", "aqzhan")
    assert sorted(offered) == sorted(f"Ақжан Төлеген · {person.shown_id}" for person in persons)


def test_choices_of_places_say_what_they_are(researcher_client):
    region = a_place("Жұпарлы", name_en="Zhuparly", kind="region")
    a_place("Жұпарлы", name_en="Zhuparly", parent=region)
    offered = choices(researcher_client, "victims.casualty", "harmed_place", "жұпар")
    assert sorted(offered) == ["Zhuparly · city or town · Zhuparly", "Zhuparly · region"]


def test_choices_of_reports_are_titles(researcher_client):
    report = a_report("Үш күн", is_confidential=True)
    assert choices(researcher_client, "victims.casualtyclaim", "report", "үш") == [f"Үш күн · {report.shown_id}"]


def test_choices_of_figures_say_who_counts_what(researcher_client):
    toll = a_toll(225, report=a_report("Three days"))
    offered = choices(researcher_client, "sources.tollrelation", "other", toll.shown_id)
    assert offered == [f"at least 225 · {toll.shown_id} · the report itself · Three days · stated"]


def test_choices_of_words_keep_to_their_list(researcher_client):
    a_toll()
    assert choices(researcher_client, "sources.toll", "what", "killed") == ["killed"]
    assert choices(researcher_client, "sources.toll", "whom", "killed") == []


@pytest.mark.parametrize("model", OF_THE_REGISTER.values(), ids=OF_THE_REGISTER)
def test_every_choice_can_be_searched(model, rf, researcher, researcher_client):
    """Each input that asks the site for choices gets an answer."""
    request, page = rf.get("/"), admin.site._registry[model]
    request.user = researcher
    for owner in [page, *page.get_inline_instances(request)]:
        for field in owner.get_autocomplete_fields(request):
            choices(researcher_client, owner.model._meta.label_lower, field, "ақжан")


def test_choices_ask_as_often_for_many_as_for_few(researcher_client):
    fill(Person, 3)
    with CaptureQueriesContext(connection) as few:
        choices(researcher_client, "victims.casualty", "person", "")
    fill(Person, 20)
    with CaptureQueriesContext(connection) as more:
        choices(researcher_client, "victims.casualty", "person", "")
    assert len(few) == len(more)


# Nothing is deleted


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_nothing_can_be_deleted(make, admin_client):
    row = make()
    address = f"/admin/{row._meta.app_label}/{row._meta.model_name}/"
    assert admin_client.get(f"{address}{row.pk}/delete/").status_code == 403
    assert admin_client.post(f"{address}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    sent = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    admin_client.post(address, sent)
    assert type(row).objects.filter(pk=row.pk).exists()
    page = admin_client.get(address).content.decode()
    assert "delete_selected" not in page
    assert "deletelink" not in admin_client.get(f"{address}{row.pk}/change/").content.decode()


def test_a_part_cannot_be_deleted(admin_client):
    person = a_person("Ақжан")
    page = admin_client.get(f"/admin/people/person/{person.pk}/change/").content.decode()
    assert "-DELETE" not in page
