"""A telephone in the hand of a test, and how one signs in with it."""

from django_otp.oath import TOTP

from accounts.models import Telephone

PASSWORD = "a long password of nobody"


def shown_by(secret: bytes) -> str:
    return f"{TOTP(secret).token():06}"


def code_of(user) -> str:
    """What the user's telephone shows now."""
    return shown_by(Telephone.objects.get(user=user).bin_key)


def time_passes(user):
    """As if half a minute were over: the code of the same moment is fresh again."""
    Telephone.objects.filter(user=user).update(last_t=-1)


def give_password(client, name="researcher", password=PASSWORD, to="/admin/"):
    return client.post("/admin/login/", {"username": name, "password": password, "next": to})


def give_code(client, code, to="/admin/"):
    return client.post("/admin/second-factor/", {"code": code, "next": to})


def sign_in(client, user):
    time_passes(user)
    give_password(client, user.username)
    response = give_code(client, code_of(user))
    assert response.status_code == 302, response.content.decode()
    return client


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200
