"""What every answer carries: pages, files, errors, redirects; public and private."""

import pytest
from django.contrib.auth.models import User
from django.test import override_settings

from config.headers import NOT_USED
from tests.builders import a_person, a_report, published
from tests.conftest import signed_in

PUBLIC = [
    "/",
    "/en/",
    "/en/map/",
    "/en/help/",
    "/kk/search/",
    "/ru/people/",
    "/en/figures/",
    "/download/people.csv",
    "/en/about/",
    "/nowhere",
    "/en/p/xx",
]
PRIVATE = ["/admin/", "/admin/login/", "/admin/jsi18n/", "/admin/password_change/", "/admin/people/person/add/"]
PRIVATE += ["/admin/my-sign-in/", "/admin/nowhere/", "/admin/auth/user/", "/admin/autocomplete/"]


def policy(response) -> dict[str, list[str]]:
    """The directives; the library gives them in any order."""
    parts = [directive.split() for directive in response["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("path", PUBLIC + PRIVATE)
@pytest.mark.parametrize("who", ["visitor", "researcher_client"])
def test_every_answer_has_the_headers(request, db, who, path):
    response = request.getfixturevalue(who).get(path)
    directives = policy(response)
    assert directives["default-src"] == ["'none'"]
    assert {value for values in directives.values() for value in values} == {"'self'", "'none'"}
    assert {"base-uri", "form-action", "frame-ancestors"} <= set(directives)  # these do not follow default-src
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == ("same-origin" if path.startswith("/admin/") else "no-referrer")
    assert all(f"{feature}=()" in response["Permissions-Policy"] for feature in NOT_USED)
    assert ("no-store" in response.get("Cache-Control", "")) == (path.startswith("/admin/") or path == "/kk/search/")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("path", ["/", "/en/", "/en/search/", "/admin/", "/admin/login/"])
def test_other_methods_are_not_answered(visitor, db, path, method):
    response = getattr(visitor, method)(path)
    assert response.status_code == 405
    assert "Content-Security-Policy" in response


@pytest.mark.parametrize("path", PUBLIC)
def test_a_visitor_is_given_no_cookie(visitor, db, path):
    person = a_person()
    published(person, by=User.objects.create_user("reviewer"))
    for address in (path, f"/p/{person.shown_id}", f"/en/p/{person.shown_id}"):
        assert not visitor.get(address).cookies
    assert not visitor.post("/en/search/", {"name": "Aru"}).cookies
    assert "Cookie" not in visitor.get(path).get("Vary", "")


def test_a_session_that_ended_gives_a_visitor_no_cookie_either(researcher_client):
    session = researcher_client.session
    session["seen"] = 0
    session.save()
    assert not researcher_client.get("/en/people/").cookies


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
def test_cookies_of_staff_are_bound_to_this_site(researcher, name):
    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        researcher.set_password("a long password of nobody")
        researcher.save()
        client = signed_in(researcher)
        client.logout()
        sent = {"username": "researcher", "password": "a long password of nobody"}
        cookie = client.post("/admin/login/", sent).cookies[name]
    assert cookie["secure"]
    assert cookie["samesite"] == ("Strict" if name == "csrftoken" else "Lax")
    assert name == "csrftoken" or cookie["httponly"]
    assert not cookie["max-age"]  # until the browser is closed


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31536000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
def test_over_https_browsers_are_told_to_stay_there(visitor, db):
    assert visitor.get("/en/").status_code == 301
    assert visitor.get("/en/", secure=True)["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_no_page_asks_anyone_else(visitor, db):
    """The policy forbids it to browsers; here the pages are read as they are sent."""
    published(a_report(title="An article", url="https://example.org/a"), by=User.objects.create_user("reviewer"))
    for path in ("/en/", "/en/search/", "/en/people/", "/en/figures/", "/en/about/", "/en/download/", "/nowhere"):
        page = visitor.get(path).content.decode()
        assert ' src="http' not in page
        assert ' style="' not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert ' rel="stylesheet" href="http' not in page
