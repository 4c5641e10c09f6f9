"""Accounts and roles, as an administrator of accounts changes them."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import second_factor
from accounts.models import RecoveryCodes, Telephone
from audit.models import Change
from tests.accounts.phone import PASSWORD, give_password, is_in, sign_in
from tests.admin_forms import AdminForm
from tests.conftest import member, signed_in


@pytest.fixture
def administrator(db):
    return member("administrator")


@pytest.fixture
def office(administrator):
    return signed_in(administrator)


def page(user, name="change"):
    return f"/admin/auth/user/{user.pk}/{name}/"


def test_a_lost_telephone_is_reset_and_its_owner_enrols_anew(office, enrolled):
    owner = sign_in(Client(), enrolled)
    assert office.post(page(enrolled, "reset-second-factor"), {"reason": "asked in person"}).url == page(enrolled)
    assert not Telephone.objects.filter(user=enrolled).exists()
    assert not RecoveryCodes.objects.filter(user=enrolled).exists()
    assert not is_in(owner)
    assert give_password(owner, to="/admin/").status_code == 302
    assert owner.get("/admin/second-factor/").url == "/admin/enrol/"
    change = Change.objects.first()
    assert (change.by_name, change.row, change.reason) == ("administrator", str(enrolled.pk), "asked in person")
    assert "asked in person" in office.get(page(enrolled, "history")).content.decode()


def test_without_a_reason_nothing_is_reset(office, enrolled):
    assert office.post(page(enrolled, "reset-second-factor"), {"reason": ""}).status_code == 200
    assert Telephone.objects.filter(user=enrolled).exists()


@pytest.mark.parametrize("role", ["researcher", "reviewer", "exporter"])
def test_other_roles_reset_nobody(enrolled, role):
    user = User.objects.filter(username=role).first() or member(role)
    assert signed_in(user).post(page(enrolled, "reset-second-factor"), {"reason": "so"}).status_code == 403
    assert Telephone.objects.filter(user=enrolled).exists()


def test_the_command_resets_as_well(enrolled, capsys):
    call_command("reset_second_factor", "researcher", reason="on the server")
    assert second_factor.telephone_of(enrolled) is None
    assert Change.objects.get().reason == "on the server"
    call_command("reset_second_factor", "researcher")
    assert "Nothing was enrolled" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody")


def test_each_right_that_is_given_is_in_history(office, researcher):
    role = Group.objects.get(name="reviewer")
    AdminForm(office, page(researcher)).send({"groups": [role.pk]})
    change = Change.objects.get()
    (value,) = change.values.all()
    assert (change.by_name, value.field, value.after) == ("administrator", "groups", f"[{role.pk}]")
    assert list(researcher.groups.all()) == [role]


def test_a_new_account_is_in_history(office):
    sent = {"username": "aru", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert office.post("/admin/auth/user/add/", sent).status_code == 302
    assert Change.objects.get().act == "added"


def test_a_new_password_set_by_another_is_in_history_and_ends_the_sessions(office, researcher):
    client = signed_in(researcher)
    sent = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert office.post(page(researcher, "password"), sent).status_code == 302
    assert Change.objects.get().reason == "A new password was set."
    assert not is_in(client)


def test_saving_without_a_change_is_no_history(office, researcher):
    AdminForm(office, page(researcher)).send()
    assert not Change.objects.exists()


def test_an_administrator_changes_neither_themselves_nor_a_superuser(office, administrator, admin_user):
    role = Group.objects.get(name="reviewer")
    for user in (administrator, admin_user):
        assert office.post(page(user), {"username": user.username, "groups": [role.pk]}).status_code == 403
        assert office.post(page(user, "password"), {}).status_code == 403
        assert office.post(page(user, "reset-second-factor"), {"reason": "so"}).status_code == 403
    assert list(administrator.groups.values_list("name", flat=True)) == ["administrator"]


def test_an_administrator_makes_no_superuser(office, researcher):
    office.post(page(researcher), {"username": "researcher", "is_superuser": "on", "is_active": "on", "is_staff": "on"})
    researcher.refresh_from_db()
    assert not researcher.is_superuser


def test_the_list_shows_who_has_not_enrolled(office, researcher):
    body = office.get("/admin/auth/user/").content.decode()
    rows = {row.split("</a>")[0].rsplit(">", 1)[1]: row for row in body.split("<tr>")[2:]}
    assert 'alt="False"' in rows["researcher"].split("field-has_telephone")[1].split("</td>")[0]
    assert 'alt="True"' in rows["administrator"].split("field-has_telephone")[1].split("</td>")[0]


def test_a_role_that_is_changed_is_in_history(admin_client):
    role = Group.objects.create(name="helper")
    AdminForm(admin_client, f"/admin/auth/group/{role.pk}/change/").send({"name": "aide"})
    assert Change.objects.get().table == "auth.group"
