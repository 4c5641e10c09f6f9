import pytest
from django.test import Client

from accounts import second_factor
from accounts.models import Telephone
from tests.accounts.phone import PASSWORD
from tests.conftest import member


@pytest.fixture
def newcomer(db):
    """A researcher who has a password and has never signed in."""
    user = member("researcher")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def browser_of_newcomer():
    return Client()


@pytest.fixture
def enrolled(newcomer):
    """The same researcher with a telephone and ten codes on paper, which are given back."""
    Telephone.objects.create(user=newcomer, name="telephone", key=second_factor.new_seed())
    newcomer.codes = second_factor.make_codes(newcomer)
    second_factor.keep_codes(newcomer)
    return newcomer
