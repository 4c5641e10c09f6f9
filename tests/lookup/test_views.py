import gzip
import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from lookup.downloads import FILES
from publishing import door
from tests.builders import a_casualty, a_named_person, a_toll, published
from tests.leaks import without_ids

PAGES = [
    "/en/",
    "/en/search/",
    "/en/people/",
    "/en/people/names/",
    "/en/figures/",
    "/en/map/",
    "/en/help/",
    "/en/method/",
    "/en/reports/",
    "/en/statements/",
    "/en/download/",
    "/en/releases/",
    "/en/about/",
]
FILE_PAGES = [f"/download/{name}.csv" for name in FILES]
TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE)\s+"(\w+)"')


@pytest.fixture
def everything(register, figures, page_of):
    """The addresses of all kinds of pages."""
    return [*PAGES, *FILE_PAGES, page_of(register.akzhan), page_of(register.first), "/en/nowhere"]


def answered(response):
    """The response, read to its end."""
    return b"".join(response) if response.streaming else response.content


def test_only_public_tables_are_asked(everything, visitor):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for address in everything:
            answered(visitor.get(address))
        for sent in ({"name": "Ақжан"}, {"name": "Zzyzx", "happened": "killed"}, {"name": "А. Т."}, {"name": ""}):
            visitor.post("/en/search/", sent)
    tables = {table for query in queries for table in TABLE.findall(query["sql"])}
    assert len(tables) >= 10
    assert {table for table in tables if not table.startswith("lookup_")} == set()


def test_no_page_sets_a_cookie(everything, visitor):
    responses = [visitor.get(address) for address in everything] + [visitor.post("/en/search/", {"name": "Ақжан"})]
    assert [response.request["PATH_INFO"] for response in responses if response.cookies] == []


def test_pages_need_no_script_and_no_inline_style(everything, visitor):
    for address in everything:
        page = answered(visitor.get(address)).decode()
        assert not re.search(r"<script|<style| style=| on[a-z]+=\"", page), address


def test_pages_of_an_empty_register_say_the_next_step(db, read):
    for address in ("/people/", "/people/names/", "/figures/", "/map/", "/reports/", "/statements/"):
        page = read(address)
        assert "public yet" in page
        assert 'role="status"' in page


def test_search_answers_get_and_is_stored_nowhere(db, visitor):
    for response in (visitor.get("/en/search/?name=Akzhan"), visitor.post("/en/search/", {"name": "Akzhan"})):
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
    assert b'value="Akzhan"' not in visitor.get("/en/search/?name=Akzhan").content


def test_search_needs_no_token(db):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/en/search/", {"name": "Akzhan"}).status_code == 200


@pytest.mark.parametrize("address", PAGES[2:] + FILE_PAGES[:1])
def test_other_pages_are_read_only(db, visitor, address):
    assert visitor.post(address).status_code == 405


def test_an_id_in_another_form_leads_to_the_page(register, visitor, page_of):
    address = page_of(register.akzhan)
    for asked in (register.akzhan.public_id, register.akzhan.public_id.lower(), f"{register.akzhan.shown_id}/"):
        response = visitor.get(f"/en/p/{asked}")
        assert (response.status_code, response.url) == (301, address)


@pytest.mark.parametrize(
    "asked", ["/en/p/AAAAA-AAAAA", "/en/p/short", "/en/p/юю", "/en/reports/AAAAA-AAAAA", "/en/reports/no"]
)
def test_what_is_not_there_is_said_in_plain_words(db, visitor, asked):
    response = visitor.get(asked)
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


def test_somebody_who_only_speaks_has_no_page(register, visitor, page_of):
    assert visitor.get(page_of(register.father)).status_code == 404


def test_a_withdrawn_person_is_gone_at_the_next_request(register, researcher, visitor, rows, page_of):
    door.withdraw(record=register.akzhan, by=researcher, reason="the family asks")
    assert visitor.get(page_of(register.akzhan)).status_code == 410
    for name in ("people", "names", "casualties", "detentions", "charges"):
        assert rows(name) == []
    assert "Akzhan T." not in str(rows("claims"))


def test_what_was_never_published_is_nowhere(register, figures, visitor, everything):
    secret = a_named_person("Ешкімге Айтпа")
    a_casualty(person=secret)
    answers = "".join(answered(visitor.get(address)).decode() for address in everything)
    assert register.akzhan.shown_id in answers
    for hidden in (secret.public_id, secret.shown_id, "Ешкімге"):
        assert hidden not in answers
    assert "999" not in without_ids(answers)


def test_a_protected_speaker_is_on_no_answer(register, visitor, everything):
    answers = "".join(answered(visitor.get(address)).decode() for address in everything)
    assert "name withheld" in answers
    for hidden in (register.guarded.public_id, register.guarded.shown_id, "Ренатқұпия", "Жасырын"):
        assert hidden not in answers


def test_pages_and_files_are_compressed_for_weak_lines(figures, visitor):
    for address in ("/en/figures/", "/download/figures.csv"):
        response = visitor.get(address, headers={"accept-encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip"
        assert b"225" in gzip.decompress(answered(response))


def test_a_fault_is_said_without_asking_anything(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("500.html")
    assert "It is not your doing" in page


@pytest.mark.parametrize("address", ["/en/people/", "/en/figures/", "/en/map/", "/en/statements/", "/en/reports/"])
def test_a_longer_list_asks_no_more_questions(killed, reviewer, visitor, address, django_assert_max_num_queries):
    def fill(number):
        for one in range(number):
            killed(f"Адам {one}")
            published(a_toll(one, claimant_person=a_named_person(), claimant_is_public=True), by=reviewer)

    def count():
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address)
        return len(queries)

    fill(3)
    few = count()
    fill(17)
    assert count() == few
    assert few < 20


CHOICES = {"happened": "killed", "when": "January 2022", "custody": "not_released", "charged": "yes", "age": "child"}


@pytest.mark.parametrize(
    ("sent", "most"),
    [({}, 4), ({"name": "Қамыс"}, 26), ({"name": "Айша Қамыс"}, 26), ({"name": "Айша Қамыс", **CHOICES}, 38)],
    ids=["nothing", "one word", "two words", "nobody with these choices"],
)
def test_a_search_asks_few_questions_whoever_is_there(killed, visitor, sent, most):
    def count():
        with CaptureQueriesContext(connection) as queries:
            visitor.post("/en/search/", sent)
        return len(queries)

    killed("Айша Қамыс")
    few = count()
    for number in range(12):
        killed(f"Айша Қамыс {number}")
    assert count() <= few + 1  # the first of several is not opened
    assert few <= most


def test_the_search_comes_first_on_the_first_page(db, read):
    page = read("/")
    assert page.index("</h1>") < page.index('role="search"') < page.index('class="lead"') < page.index("<h2")
