"""The accounts of those who work in the register. Each has a role, which is a group that `make_roles` makes."""

import secrets

from django.contrib.auth.models import Group, User
from django.db import transaction

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for one another


def new_password() -> str:
    """Four groups of five letters, about 99 bits: `k7qmx-9xd4t-…`."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))


@transaction.atomic
def make_staff(*, name: str, role: str) -> str | None:
    """Makes an account and returns its password, which is stored nowhere; None, where the name is taken.

    Raises Group.DoesNotExist for an unknown role and ValidationError for a name that cannot be one.
    """
    group = Group.objects.get(name=role)
    if User.objects.filter(username=name).exists():
        return None
    user, password = User(username=name, is_staff=True), new_password()
    user.set_password(password)
    user.full_clean()
    user.save()
    user.groups.add(group)
    return password
