import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError

from desk.accounts import make_staff, new_password


@pytest.fixture
def researchers(db):
    return Group.objects.get_or_create(name="researcher")[0]


def test_the_password_opens_the_enrolment(client, researchers):
    password = make_staff(name="aru", role="researcher")
    page = client.post("/admin/login/", {"username": "aru", "password": password, "next": "/admin/"}, follow=True)
    assert page.redirect_chain[-1][0].startswith("/admin/enrol/")  # the password alone opens no more


def test_the_account_has_its_role_and_no_more(researchers):
    make_staff(name="aru", role="researcher")
    user = User.objects.get(username="aru")
    assert list(user.groups.all()) == [researchers]
    assert not user.is_superuser


def test_an_account_that_exists_stays_as_it_is(researchers):
    make_staff(name="aru", role="researcher")
    before = User.objects.values().get()
    assert make_staff(name="aru", role="researcher") is None
    assert User.objects.values().get() == before


def test_an_unknown_role_makes_no_account(db):
    with pytest.raises(Group.DoesNotExist):
        make_staff(name="aru", role="no such role")
    assert not User.objects.exists()


def test_a_name_that_cannot_be_typed_is_refused(researchers):
    with pytest.raises(ValidationError):
        make_staff(name="aru aru", role="researcher")


def test_no_two_passwords_are_the_same():
    passwords = {new_password() for _ in range(100)}
    assert len(passwords) == 100
    assert {len(password) for password in passwords} == {23}
