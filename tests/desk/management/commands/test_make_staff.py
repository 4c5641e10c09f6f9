import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command


@pytest.fixture
def roles(db):
    return [Group.objects.get_or_create(name=name)[0] for name in ("researcher", "reviewer")]


def test_each_account_takes_the_role_of_its_name(roles, capsys):
    call_command("make_staff", "researcher", "reviewer")
    assert [user.groups.get().name for user in User.objects.order_by("username")] == ["researcher", "reviewer"]
    assert capsys.readouterr().out.count("password:") == 2


def test_a_role_can_be_named(roles):
    call_command("make_staff", "aru", "--role", "reviewer")
    assert User.objects.get(username="aru").groups.get().name == "reviewer"


def test_run_again_it_says_how_to_go_on(roles, capsys):
    call_command("make_staff", "researcher")
    call_command("make_staff", "researcher")
    assert "changepassword researcher" in capsys.readouterr().out


def test_an_unknown_role_is_answered_with_the_known_ones(roles):
    with pytest.raises(CommandError, match="researcher, reviewer"):
        call_command("make_staff", "aru")


def test_before_there_are_roles_it_names_the_command(db):
    Group.objects.all().delete()
    with pytest.raises(CommandError, match="make_roles"):
        call_command("make_staff", "aru")
