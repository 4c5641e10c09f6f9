"""The language of the admin: staff choose it with a button, and a cookie keeps it until the browser is closed."""

from django.conf import settings
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE = "admin_language"  # config/languages.py reads it; the browser sends it with addresses of the admin alone


def choose(request):
    """By POST: `language`, and `next`, the page to come back to. Open to who is not signed in: it stores nothing."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if is_ours and "\0" not in back else reverse("admin:index"))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            COOKIE,
            language,
            path=reverse("admin:index"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    return response
