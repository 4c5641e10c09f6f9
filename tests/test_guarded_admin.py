"""What every page of the admin holds, whichever table it is of."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, Permission, User
from django.test import RequestFactory
from import_export.admin import ImportExportModelAdmin

from desk.roles import ROLES, make_roles
from people.models import Person
from tests.admin_forms import AdminForm, errors
from tests.builders import a_casualty, a_person, a_place, a_term, a_toll
from tests.conftest import member, signed_in
from victims.models import Casualty

ADMINS = list(site._registry.items())
IDS = [model._meta.label_lower for model, _admin in ADMINS]


def with_permissions(name, *permissions):
    user = User.objects.create_user(name, is_staff=True)
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user


def address(model, page=""):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{page}"


@pytest.mark.parametrize(("model", "model_admin"), ADMINS, ids=IDS)
def test_no_list_answers_a_question_that_it_does_not_offer(admin_client, model, model_admin):
    """A field is asked by how it begins, and by a relation, as one would to guess a private value letter by letter."""
    request = RequestFactory().get("/")
    request.user = User.objects.get(username="admin")
    filters = [shown[0] if isinstance(shown, tuple) else shown for shown in model_admin.get_list_filter(request)]
    offered = {getattr(shown, "parameter_name", shown) for shown in filters}
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        for ending in ("__startswith", "__regex", "__gt", "__id__gt", "__created_by__username"):
            assert not model_admin.lookup_allowed(f"{field.name}{ending}", "a", request), f"{field.name}{ending}"
        if field.name not in offered:
            assert not model_admin.lookup_allowed(field.name, "a", request), field.name
    for lookup in ("created_by__password__startswith", "password__startswith", "names__text__startswith"):
        response = admin_client.get(address(model), {lookup: "a"})
        assert response.status_code == 302 or b"errornote" in response.content or response.status_code == 400


@pytest.mark.parametrize(("model", "model_admin"), ADMINS, ids=IDS)
def test_nobody_deletes_anything(admin_client, model, model_admin):
    request = RequestFactory().get("/")
    request.user = User.objects.get(username="admin")
    assert not model_admin.has_delete_permission(request)
    assert "delete_selected" not in model_admin.get_actions(request)
    assert admin_client.post(address(model), {"action": "delete_selected", "_selected_action": "1"}).status_code != 500
    assert admin_client.get(address(model, "1/delete/")).status_code == 403


def test_no_page_of_a_library_shows_a_device(db):
    assert not [model for model in site._registry if model._meta.app_label.startswith("otp")]


def test_choices_among_rows_that_one_may_not_see_are_closed(db):
    place = a_place("Жұпарлы", name_en="Zhuparly")
    casualty = a_casualty(person=a_person(description="Boy of 12"), harmed_place=place)
    user = with_permissions("narrow", "victims.view_casualty", "victims.change_casualty")
    client = signed_in(user)
    page = client.get(address(Casualty, f"{casualty.pk}/change/"))
    assert page.status_code == 200
    shown = page.content.decode()
    assert "Zhuparly" not in shown.split('id="id_harmed_place"')[1].split("</select>")[0]
    form = AdminForm(client, address(Casualty, f"{casualty.pk}/change/"))
    form.values["harmed_place"] = [""]
    assert form.send({"armed": "no"}).status_code == 302
    casualty.refresh_from_db()
    assert (casualty.armed, casualty.harmed_place) == ("no", place)  # what one may not see is not emptied either


def test_a_filter_lists_only_what_one_may_see(db):
    a_toll().what.add(a_term("counted", "killed"))
    user = with_permissions("narrow", "sources.view_toll")
    assert "what__id__exact" not in signed_in(user).get("/admin/sources/toll/").content.decode()
    seeing = with_permissions("wider", "sources.view_toll", "sources.view_term")
    assert "what__id__exact" in signed_in(seeing).get("/admin/sources/toll/").content.decode()


@pytest.mark.parametrize("key", ["abc", "9" * 30, "1.5", "-1", "1\0"])
@pytest.mark.parametrize("name", ["person", "incident", "methods"])
def test_a_hand_made_key_is_an_error_at_the_field(researcher_client, name, key):
    response = AdminForm(researcher_client, address(Casualty, "add/")).send({name: key})
    assert response.status_code == 200
    assert name in errors(response)
    assert researcher_client.get(address(Casualty, "add/"), {name: key}).status_code == 200


def test_a_hand_made_key_of_the_other_person_is_an_error(reviewer_client):
    person = a_person()
    for key in ("abc", "9" * 30, "1\0"):
        page = reviewer_client.get(f"/admin/people/merge/of/{person.pk}/", {"other": key, "shown_id": ""})
        assert page.status_code == 200


# Lists of persons ask for the permissions of persons


@pytest.mark.parametrize("model", ["victims.victim", "detentions.detainee"])
def test_a_list_of_persons_asks_for_the_permissions_of_persons(db, model):
    app, name = model.split(".")
    of_the_proxy = with_permissions("one", f"{app}.view_{name}", f"{app}.change_{name}")
    assert signed_in(of_the_proxy).get(f"/admin/{app}/{name}/").status_code == 403
    of_persons = with_permissions("other", "people.view_person")
    assert signed_in(of_persons).get(f"/admin/{app}/{name}/").status_code == 200


def test_who_may_see_persons_does_not_see_their_records_by_that(db):
    person = a_person()
    a_casualty(person=person, harm="killed")
    page = signed_in(with_permissions("one", "people.view_person")).get(address(Person, f"{person.pk}/change/"))
    assert page.status_code == 200
    assert "/admin/victims/casualty/" not in page.content.decode()


# Import and export


@pytest.mark.parametrize("role", [*ROLES, "staff"])
def test_a_stock_page_of_import_and_export_is_closed_to_every_role(db, role):
    """Without the two settings the library opens both to any member of staff."""
    make_roles()
    request = RequestFactory().get("/")
    request.user = member(role) if role in ROLES else User.objects.create_user("staff", is_staff=True)
    for model in (Person, Casualty, User, Group):
        stock = ImportExportModelAdmin(model, site)
        assert not stock.has_export_permission(request)
        assert not stock.has_import_permission(request)
