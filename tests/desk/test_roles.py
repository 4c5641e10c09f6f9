import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from desk.roles import PARTS, ROLES, TABLES, make_roles
from records.models import Part, VersionedModel
from tests.models import our_models


def permissions(role) -> set[str]:
    found = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in found}


def tables(listed) -> set[str]:
    return {f"{app}.{table}" for app, names in listed.items() for table in names}


def test_every_table_of_the_register_has_its_roles():
    assert tables(TABLES) == {model._meta.label_lower for model in our_models() if issubclass(model, VersionedModel)}


def test_every_part_has_its_roles():
    assert tables(PARTS) == {model._meta.label_lower for model in our_models() if issubclass(model, Part)}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_deletes(db, role):
    make_roles()
    assert not [name for name in permissions(role) if ".delete_" in name]


@pytest.mark.parametrize("role", ROLES)
def test_nobody_writes_history_or_accounts(db, role):
    make_roles()
    written = {name for name in permissions(role) if name.startswith(("audit.", "auth.", "sessions.", "accounts."))}
    allowed = {
        "exporter": {"audit.view_change", "accounts.export_register", "accounts.export_open"},
        "reviewer": {"audit.view_change", "accounts.export_open"},
        "administrator": {"auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group"},
    }
    assert written == allowed.get(role, {"audit.view_change"})


def test_an_exporter_changes_nothing(db):
    make_roles()
    assert {name.split(".")[1].split("_")[0] for name in permissions("exporter")} == {"view", "export"}


def test_an_administrator_of_accounts_sees_nothing_of_the_register(db):
    make_roles()
    assert {name.split(".")[0] for name in permissions("administrator")} == {"auth"}


def test_a_researcher_takes_away_and_does_not_publish(researcher):
    assert researcher.has_perm("publishing.withdraw_publication")
    assert not researcher.has_perm("publishing.add_publication")
    assert not researcher.has_perm("people.merge_person")


def test_a_reviewer_may_all_that_a_researcher_may(researcher, reviewer):
    assert permissions("researcher") < permissions("reviewer")
    assert permissions("reviewer") - permissions("researcher") == {
        "publishing.add_publication",
        "people.merge_person",
        "people.export_contact",
        "inbox.view_case",
        "inbox.change_case",
        "desk.undo_importbatch",
        "accounts.export_open",
    }


def test_making_roles_again_takes_away_what_is_not_listed(db):
    make_roles()
    before = permissions("researcher")
    Group.objects.get(name="researcher").permissions.add(Permission.objects.get(codename="delete_user"))
    make_roles()
    assert permissions("researcher") == before


def test_making_roles_again_keeps_their_members(researcher):
    make_roles()
    assert list(researcher.groups.values_list("name", flat=True)) == ["researcher"]


def test_the_command_makes_the_roles(db, capsys):
    call_command("make_roles")
    assert capsys.readouterr().out == "Roles: researcher, reviewer, exporter, administrator\n"
    assert Group.objects.count() == len(ROLES)
