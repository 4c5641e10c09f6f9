"""When a session ends, and what of it is stored."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from accounts.models import Delay, RecoveryCodes, Session, Telephone
from accounts.session_store import SessionStore
from tests.accounts.phone import PASSWORD, give_password, is_in, sign_in
from tests.conftest import signed_in


def go_back(client, key, seconds):
    session = client.session
    session[key] -= seconds
    session.save()


def test_a_session_lasts_while_somebody_clicks(researcher_client):
    for _hour in range(22):
        go_back(researcher_client, "seen", 29 * 60)
        go_back(researcher_client, "began", 29 * 60)
        assert is_in(researcher_client)


def test_after_half_an_hour_without_a_click_it_is_over(researcher_client):
    go_back(researcher_client, "seen", 31 * 60)
    assert not is_in(researcher_client)
    assert "half an hour" in researcher_client.get("/admin/login/").content.decode()


def test_after_twelve_hours_it_is_over(researcher_client):
    go_back(researcher_client, "began", 12 * 3600 + 1)
    assert not is_in(researcher_client)
    assert "Your session is over" in researcher_client.get("/admin/login/").content.decode()


def test_half_open_it_is_over_sooner(researcher):
    client = signed_in(researcher, second_factor=False)
    go_back(client, "began", 31 * 60)
    client.get("/admin/login/")
    assert "_auth_user_id" not in client.session


def test_what_ended_stays_ended(researcher_client):
    cookie = researcher_client.cookies["sessionid"].value
    go_back(researcher_client, "seen", 31 * 60)
    is_in(researcher_client)
    assert not SessionStore().exists(cookie)


def test_a_session_that_was_never_stamped_is_none(researcher):
    client = Client()
    client.force_login(researcher)
    assert client.get("/admin/second-factor/").status_code == 302
    assert "_auth_user_id" not in client.session


def a_new_password(user):
    user.set_password("another long password")
    user.save()


def another_role(user):
    user.groups.add(Group.objects.get(name="reviewer"))


def no_role(user):
    user.groups.clear()


def a_right_of_its_own(user):
    user.user_permissions.add(Permission.objects.get(codename="view_session"))


def a_right_more_for_the_role(user):
    Group.objects.get(name="researcher").permissions.add(Permission.objects.get(codename="view_session"))


def a_right_less_for_the_role(user):
    permissions = Group.objects.get(name="researcher").permissions
    permissions.remove(permissions.first())


def no_staff(user):
    User.objects.filter(pk=user.pk).update(is_staff=False)


def closed(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def a_superuser(user):
    User.objects.filter(pk=user.pk).update(is_superuser=True)


CHANGES = [
    a_new_password,
    another_role,
    no_role,
    a_right_of_its_own,
    a_right_more_for_the_role,
    a_right_less_for_the_role,
    no_staff,
    closed,
    a_superuser,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_account_ends_its_sessions(researcher, reviewer_client, change):
    client = signed_in(researcher)
    assert is_in(client)
    change(researcher)
    assert not is_in(client)
    assert "_auth_user_id" not in client.session
    assert is_in(reviewer_client)


def test_who_changes_their_own_password_stays_and_their_other_sessions_end(client, enrolled):
    other, new = sign_in(Client(), enrolled), "quite another long password"
    sign_in(client, enrolled)
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/admin/password_change/", sent).status_code == 302
    assert is_in(client)
    assert not is_in(other)


def test_the_cookie_changes_with_each_step(client, enrolled):
    give_password(client)
    half = client.cookies["sessionid"].value
    sign_in(client, enrolled)
    assert client.cookies["sessionid"].value != half
    thief = Client()
    thief.cookies["sessionid"] = half
    assert not is_in(thief)


# What a copy of the database surrenders


def everything_stored() -> str:
    rows = []
    for model in (Session, Delay, Telephone, RecoveryCodes):
        rows += model.objects.values_list()
    rows += RecoveryCodes.token_set.rel.related_model.objects.values_list()
    return repr(rows)


def test_a_copy_of_the_database_opens_no_session(client, enrolled):
    sign_in(client, enrolled)
    cookie = client.cookies["sessionid"].value
    assert cookie not in everything_stored()
    for row in Session.objects.all():
        thief = Client()
        thief.cookies["sessionid"] = row.session_key
        assert not is_in(thief)


def test_a_copy_of_the_database_shows_no_code(enrolled, settings):
    telephone = Telephone.objects.get()
    secret, stored = telephone.bin_key, everything_stored()
    assert secret.hex() not in stored
    assert telephone.key in stored
    assert not any(code in stored or code.replace("-", "") in stored for code in enrolled.codes)
    settings.SECRET_KEY = "the key of a thief"
    assert Telephone.objects.get().bin_key != secret
    assert RecoveryCodes.stored(enrolled.codes[0]) not in stored


def test_a_password_is_kept_with_argon2():
    from config import settings

    assert settings.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_an_older_hash_is_kept_anew_at_the_next_sign_in(client, newcomer, settings):
    from config import settings as of_server

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    newcomer.set_password(PASSWORD)
    newcomer.save()
    settings.PASSWORD_HASHERS = of_server.PASSWORD_HASHERS
    give_password(client)
    newcomer.refresh_from_db()
    assert newcomer.password.startswith("argon2$argon2id$")


def test_sessions_that_are_over_are_swept_away_when_somebody_signs_in(client, enrolled):
    sign_in(client, enrolled)
    Session.objects.update(expire_date="2022-01-05T00:00Z")
    give_password(Client())
    assert Session.objects.filter(expire_date__year=2022).count() == 0
