"""When a session ends: after half an hour without a request, after twelve hours, and when the account's rights change.

A new password ends the sessions too: Django sees to that.
"""

import json
from time import time

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, login
from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp import login as remember_device

from accounts.models import Session
from accounts.session_store import SessionStore, stored

IDLE, WHOLE, HALF_OPEN = 30 * 60, 12 * 60 * 60, 30 * 60  # seconds; half open: the password was given, no code yet
EACH = 60  # seconds between two notes of when somebody was there
BEGAN, SEEN, RIGHTS, GIVEN = "began", "seen", "rights", "second_factor_given"


def rights(user) -> str:
    """A digest of what the account may do: it changes with its roles and with what its roles may."""
    held = [
        user.is_active,
        user.is_staff,
        user.is_superuser,
        sorted(user.groups.values_list("pk", flat=True)),
        sorted(user.get_all_permissions()),
    ]
    return salted_hmac("accounts.rights", json.dumps(held), algorithm="sha256").hexdigest()


def begin(request, user):
    """The password was right: the session is half open, until the second factor is given."""
    SessionStore.clear_expired()
    login(request, user)
    request.session.pop(DEVICE_ID_SESSION_KEY, None)
    stamp(request.session, user)


def stamp(session, user):
    session[BEGAN] = session[SEEN] = int(time())
    session[RIGHTS] = rights(user)


def open_fully(request, device):
    """The second factor was given too. The cookie changes, so that one from before is worth nothing."""
    request.session.cycle_key()
    request.session.pop(GIVEN, None)
    remember_device(request, device)
    stamp(request.session, request.user)


def end_all(account, *, but=None):
    """Signs an account out wherever it is signed in; `but` a session (a store) that stays."""
    others = Session.objects.filter(account=account)
    if but is not None:
        others = others.exclude(session_key=stored(but.session_key or ""))
    others.delete()


def why_ended(session, user) -> str:
    """Why the session ends now, in words for its owner; empty: it stands."""
    now = time()
    if now - session.get(SEEN, 0) > IDLE:
        return _("You were signed out after half an hour without a click. Sign in again.")
    began = now - session.get(BEGAN, 0)
    if began > WHOLE or (DEVICE_ID_SESSION_KEY not in session and began > HALF_OPEN):
        return _("Your session is over. Sign in again.")
    if not constant_time_compare(session.get(RIGHTS, ""), rights(user)):
        return _("What you may do was changed. Sign in again.")
    return ""


class SessionsEnd:
    """Middleware: `request.user` is nobody once the session has ended. Pages that ask for no user read no session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in = request.user
        request.user = SimpleLazyObject(lambda: self.standing(request, signed_in))
        return self.get_response(request)

    @staticmethod
    def standing(request, user):
        if not user.is_authenticated:
            if SESSION_KEY in request.session:  # of an account that is no longer active
                request.session.flush()
            return user
        if why := why_ended(request.session, user):
            request.session.flush()
            messages.info(request, why)
            return AnonymousUser()
        if time() - request.session[SEEN] > EACH:
            request.session[SEEN] = int(time())
        return user
