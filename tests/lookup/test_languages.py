"""Languages of public pages stand in their addresses; nothing is remembered of the reader."""

import re

import pytest

LANGUAGES = ["kk", "ru", "en"]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("kk", "kk"),
        ("kk-KZ,ru;q=0.8", "kk"),
        ("uz, ru;q=0.8, en;q=0.5", "ru"),
        ("en;q=0.1, ru;q=0.9", "ru"),
        ("ky", "en"),
        ("*", "en"),
        ("", "en"),
        (";;nonsense,,q=", "en"),
        ("x" * 5000, "en"),
    ],
)
def test_an_address_without_a_language_leads_to_the_one_that_the_browser_asks_for(db, visitor, asked, language):
    response = visitor.get("/people/?happened=killed", headers={"accept-language": asked})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/people/?happened=killed")
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_the_language_of_others_is_a_setting(db, visitor, settings):
    settings.LANGUAGE_CODE = "ru"
    assert visitor.get("/", headers={"accept-language": "de"})["Location"] == "/ru/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_wins_over_the_browser(db, visitor, language):
    response = visitor.get(f"/{language}/people/", headers={"accept-language": "ru"})
    assert f'<html lang="{language}">' in response.content.decode()
    assert response["Content-Language"] == language
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ["/kk/nowhere", "/kk/p/AAAAA-AAAAA", "/kk/p/no"])
def test_a_missing_page_answers_in_its_language(db, visitor, address):
    response = visitor.get(address)
    assert response.status_code == 404
    assert '<html lang="kk">' in response.content.decode()


def test_a_missing_address_without_a_language_answers_in_the_reader_s(db, visitor):
    response = visitor.get("/nowhere", headers={"accept-language": "kk"})
    assert (response.status_code, response["Content-Language"]) == (404, "kk")


def test_a_page_offers_itself_in_the_other_languages_with_its_filters(db, read):
    page = " ".join(read("/people/?happened=killed&place=a%26b").split())
    for language in LANGUAGES:
        assert re.search(rf'<a href="/{language}/people/\?happened=killed&amp;place=a%26b"\s+lang="{language}"', page)
        url = f"http://testserver/{language}/people/?happened=killed&amp;place=a%26b"
        assert f'<link rel="alternate" hreflang="{language}" href="{url}">' in page
    assert 'hreflang="x-default" href="http://testserver/people/"' in page


def test_a_search_is_sent_again_to_the_other_language_and_stands_in_no_address(register, visitor):
    page = visitor.post("/en/search/", {"name": "Ақжан", "happened": "killed"}).content.decode()
    head = page.split("</header>")[0]
    assert 'name="name" value="Ақжан"' in head
    assert 'name="happened" value="killed"' in head
    assert 'formaction="/kk/search/"' in head
    assert not re.search(r'(?:href|action)="[^"]*(?:Ақжан|%D2%9A|killed)', head)


def test_a_term_in_the_address_is_not_taken_along(db, visitor):
    assert "Akzhan" not in visitor.get("/en/search/?name=Akzhan").content.decode()


def test_a_search_sent_without_a_language_is_not_lost(db, visitor):
    response = visitor.post("/search/", {"name": "Akzhan"}, headers={"accept-language": "ru"})
    assert (response.status_code, response["Location"]) == (307, "/ru/search/")


def test_a_permanent_address_leads_to_the_reader_s_language(register, visitor):
    response = visitor.get(f"/p/{register.akzhan.shown_id}", headers={"accept-language": "kk"})
    assert response["Location"] == f"/kk/p/{register.akzhan.shown_id}"


@pytest.mark.parametrize("file", ["download/people.csv", "people.json", "robots.txt", "sitemap.xml"])
def test_a_file_is_the_same_in_all_languages(db, visitor, file):
    assert visitor.get(f"/kk/{file}?page=2")["Location"] == f"/{file}?page=2"
    answers = [visitor.get(f"/{file}", headers={"accept-language": one}) for one in ("kk", "en")]
    assert b"".join(answers[0]) == b"".join(answers[1])
    assert not any("Content-Language" in answer for answer in answers)


def test_no_address_leads_to_another_site(db, visitor):
    for address in ("/en//evil.example/", "/kk//evil.example/p/a.json", "/\\evil.example"):
        assert visitor.get(address).status_code == 404


# The admin


def test_staff_choose_the_language_of_the_admin_until_the_browser_is_closed(researcher_client):
    page = "/admin/people/person/"
    assert '<html lang="ru"' in researcher_client.get(page, headers={"accept-language": "ru"}).content.decode()
    response = researcher_client.post("/admin/language/", {"language": "kk", "next": f"{page}?q=a"})
    assert response["Location"] == f"{page}?q=a"
    cookie = response.cookies["admin_language"]
    assert (cookie["path"], cookie["max-age"], cookie["samesite"]) == ("/admin/", "", "Strict")
    response = researcher_client.get(page, headers={"accept-language": "ru"})
    assert '<html lang="kk"' in response.content.decode()
    assert "Cookie" in response["Vary"]


def test_the_sign_in_page_has_the_switch_too(db, visitor):
    visitor.post("/admin/language/", {"language": "kk", "next": "/admin/login/"})
    page = visitor.get("/admin/login/").content.decode()
    assert '<html lang="kk"' in page
    assert 'value="ru"' in page


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_switch_leads_to_no_other_site(db, visitor, wanted):
    response = visitor.post("/admin/language/", {"language": "xx", "next": wanted})
    assert response["Location"] == "/admin/"
    assert "admin_language" not in response.cookies


def test_what_staff_chose_does_not_show_on_public_pages(db, visitor):
    visitor.cookies["admin_language"] = "kk"
    assert visitor.get("/", headers={"accept-language": "ru"})["Location"] == "/ru/"
