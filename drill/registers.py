"""A register for a drill: its database, and browsers of two people who are signed in."""

import gc
import os

from drill.servers import environment


def set_up(url: str, **more):
    """Django in this process, on the database of the drill."""
    os.environ |= environment(url, **more)
    import django

    django.setup()


def make(*, quick: bool = False) -> dict[str, dict[str, str]]:
    """All tables, a researcher and a reviewer; returns the cookies of each. `quick`: the tables as they are now at
    once, not by one migration after the other."""
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from inbox.letterbox import room

    if quick:
        settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=quick, verbosity=0)
    room.limit(connection)
    return {role: signed_in(role, role) for role in ("researcher", "reviewer")}


def signed_in(name: str, role: str) -> dict[str, str]:
    """The cookies of a new account of that role, after password and telephone."""
    from django.contrib.auth.models import Group, User
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY

    from accounts import sessions
    from accounts.models import RecoveryCodes, Telephone
    from desk.roles import make_roles

    make_roles()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    RecoveryCodes.objects.create(user=user, name="paper")
    client = Client()
    client.force_login(user)
    session = client.session
    sessions.stamp(session, User.objects.get(pk=user.pk))
    session[DEVICE_ID_SESSION_KEY] = Telephone.objects.create(user=user, name="telephone").persistent_id
    session.save()
    return {key: morsel.value for key, morsel in client.cookies.items()}


def leave():
    """Give up all connections of this process; cursors that an error left open hold a file too."""
    from django.db import connections

    connections.close_all()
    gc.collect()
