"""Who may open which address. An address that is not in the tables fails here until somebody decided.

Each line gives the statuses of GET (and HEAD) and of POST for the cast, in this order: visitor, staff without a role,
researcher, reviewer, exporter, administrator of accounts, superuser; each with a second factor. Without one, every page
of the admin leads to the sign-in but for those of `BEFORE`. Other methods are answered nowhere.
"""

import re
from contextlib import nullcontext
from unittest.mock import patch

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from desk.models import BatchState, ImportBatch
from desk.roles import make_roles
from inbox.models import Case
from people.models import Merge, Person
from publishing import releases
from publishing.models import Publication
from records.choices import State
from tests.builders import a_casualty, a_detention, a_name, a_person, a_report, one, published
from tests.conftest import enrolled, member, signed_in
from tests.letters import a_case

CAST = ["visitor", "staff", "researcher", "reviewer", "exporter", "administrator", "superuser"]
READERS = ["visitor", "superuser"]  # for them each page is made, not only allowed
READING, OTHERS = ["get", "head"], ["put", "patch", "delete", "options"]
NO_PAGE_MADE = (SimpleTemplateResponse, "rendered_content", "")

EVERYONE = "200 200 200 200 200 200 200"
STAFF = "302 200 200 200 200 200 200"
SEE = "302 403 200 200 200 403 200"  # the register
EDIT = "302 403 200 200 403 403 200"
CHOOSING = "302 403 405 405 403 403 405"  # choices for a form that may be sent
REVIEW = "302 403 403 200 403 403 200"
TAKE_OUT = "302 403 403 200 200 403 200"
ACCOUNTS = "302 403 403 403 403 200 200"
SUPERUSER = "302 403 403 403 403 403 200"
NOBODY = "302 403 403 403 403 403 403"
LED_ON = "302 302 302 302 302 302 302"
MOVED = "301 301 301 301 301 301 301"
NO_PAGE = "302 404 404 404 404 404 404"
NO_POST = "405 405 405 405 405 405 405"
NOT_SENT = "302 405 405 405 405 405 405"

# Pages of one table in the admin. A POST without a form saves nothing.
ROW = "<path:object_id>/"
RECORD = {
    "": (SEE, SEE),
    "add/": (EDIT, EDIT),
    ROW: (LED_ON, LED_ON),
    f"{ROW}change/": (SEE, EDIT),
    f"{ROW}history/": (SEE, NOT_SENT),
    f"{ROW}delete/": (NOBODY, NOBODY),
}
LIST_OF_PERSONS = RECORD | {"add/": (NOBODY, NOBODY)}
READ_ONLY = RECORD | {"add/": (NOBODY, NOBODY), f"{ROW}change/": (SEE, NOBODY)}
MERGES = READ_ONLY | {
    f"{ROW}change/": (SEE, SEE),  # a POST that undoes is tested below
    "of/<int:pk>/": (SEE, SEE),
    "pair/<int:keep>/<int:duplicate>/": (SEE, SEE),
}
OF_ACCOUNTS = {
    "": (ACCOUNTS, ACCOUNTS),
    "add/": (ACCOUNTS, ACCOUNTS),
    ROW: (LED_ON, LED_ON),
    f"{ROW}change/": (ACCOUNTS, ACCOUNTS),
    f"{ROW}history/": (ACCOUNTS, NOT_SENT),
    f"{ROW}delete/": (NOBODY, NOBODY),
    "<id>/password/": (ACCOUNTS, ACCOUNTS),
    "<int:pk>/reset-second-factor/": (ACCOUNTS, ACCOUNTS),
}
ROLES = {
    "": (ACCOUNTS, ACCOUNTS),
    "add/": (SUPERUSER, SUPERUSER),
    ROW: (LED_ON, LED_ON),
    f"{ROW}change/": (ACCOUNTS, SUPERUSER),
    f"{ROW}history/": (ACCOUNTS, NOT_SENT),
    f"{ROW}delete/": (NOBODY, NOBODY),
}
POSSIBLE_DUPLICATES = READ_ONLY | {
    f"{ROW}change/": (SEE, SEE),  # answers are tested with the page
    "alike/": ("302 403 405 405 405 403 405", SEE),
}
REPORTS = RECORD | {
    "paste/": (EDIT, EDIT),
    "paste/known/<slug:name>/": (EDIT, CHOOSING),
    "<int:report>/log/<slug:what>/": (EDIT, EDIT),
    "<int:report>/log/<slug:what>/known/<slug:name>/": (EDIT, CHOOSING),
}
MESSAGES = {
    "": (REVIEW, REVIEW),
    "add/": (NOBODY, NOBODY),
    ROW: (LED_ON, LED_ON),
    f"{ROW}change/": (REVIEW, "302 403 403 403 403 403 403"),  # a POST that acts is tested in tests/inbox/test_admin.py
    f"{ROW}history/": (REVIEW, NOT_SENT),
    f"{ROW}delete/": (NOBODY, NOBODY),
}
IMPORTS = {
    "": (SEE, SEE),
    "add/": (EDIT, EDIT),
    ROW: (LED_ON, LED_ON),
    f"{ROW}change/": (SEE, NOBODY),  # whoever handed it in acts: tests/desk/importing/test_admin.py
    f"{ROW}history/": (SEE, NOT_SENT),
    f"{ROW}delete/": (NOBODY, NOBODY),
    "<int:pk>/columns/": (NOBODY, NOBODY),  # likewise
    "<int:pk>/progress/": (SEE, NOT_SENT),
}

TABLES = {
    "desk/importbatch/": IMPORTS,
    "places/helppoint/": RECORD,
    "places/place/": RECORD,
    "people/person/": RECORD
    | {
        "<int:pk>/evidence/": (SEE, "302 403 302 302 302 403 302"),  # a POST without a cell leads back
        "<int:pk>/contact/": (REVIEW, REVIEW),
    },
    "people/organisation/": RECORD,
    "people/merge/": MERGES,
    "people/notthesame/": READ_ONLY,
    "sources/incident/": RECORD | {"<int:pk>/figures/": (SEE, SEE)},
    "people/possibleduplicate/": POSSIBLE_DUPLICATES,
    "sources/report/": REPORTS,
    "sources/statement/": RECORD,
    "sources/term/": RECORD,
    "sources/toll/": RECORD,
    "victims/casualty/": RECORD,
    "victims/victim/": LIST_OF_PERSONS,
    "detentions/charge/": RECORD,
    "detentions/detainee/": LIST_OF_PERSONS,
    "detentions/detention/": RECORD,
    "detentions/lawarticle/": RECORD,
    "publishing/publication/": READ_ONLY
    | {
        "record/<str:table>/<int:pk>/": (SEE, NOBODY),  # a POST that acts is tested below
        "review/": (REVIEW, REVIEW),
    },
    "inbox/case/": MESSAGES,
    "auth/group/": ROLES,
    "auth/user/": OF_ACCOUNTS,
}
ADMIN = {
    "": (STAFF, STAFF),
    "login/": ("200 302 302 302 302 302 302", EVERYONE),
    "second-factor/": (LED_ON, LED_ON),
    "enrol/": (STAFF, STAFF),
    "recovery-codes/": (STAFF, STAFF),
    "leave/": (LED_ON, LED_ON),
    "language/": (NO_POST, LED_ON),
    "my-sign-in/": (STAFF, LED_ON),
    "logout/": (NOT_SENT, STAFF),
    "password_change/": (STAFF, STAFF),
    "password_change/done/": (STAFF, NOT_SENT),
    "export/": (TAKE_OUT, TAKE_OUT),
    "autocomplete/": (SEE, NOT_SENT),
    "jsi18n/": (STAFF, NOT_SENT),
    "<app>/": ("302 404 200 200 200 404 200", "302 404 200 200 200 404 200"),
    "(?P<url>.*)$": (NO_PAGE, NO_PAGE),
}
PAGES = {
    "": (EVERYONE, NO_POST),
    "search/": (EVERYONE, EVERYONE),
    "people/": (EVERYONE, NO_POST),
    "people/names/": (EVERYONE, NO_POST),
    "p/<id:shown_id>": (EVERYONE, NO_POST),
    "p/<id:shown_id>/": (MOVED, NO_POST),
    "figures/": (EVERYONE, NO_POST),
    "map/": (EVERYONE, NO_POST),
    "help/": (EVERYONE, NO_POST),
    "reports/": (EVERYONE, NO_POST),
    "reports/<id:shown_id>": (EVERYONE, NO_POST),
    "reports/<id:shown_id>/": (MOVED, NO_POST),
    "statements/": (EVERYONE, NO_POST),
    "download/": (EVERYONE, NO_POST),
    "download/columns/": (EVERYONE, NO_POST),
    "releases/": (EVERYONE, NO_POST),
    "method/": (EVERYONE, NO_POST),
    "about/": (EVERYONE, NO_POST),
    "tell/": (EVERYONE, NO_POST),
    "tell/answer/": (EVERYONE, EVERYONE),
    "tell/corrections/": (EVERYONE, NO_POST),
    "tell/<slug:kind>/": (EVERYONE, EVERYONE),
}
FILES = {
    "download/<slug:name>.csv": (EVERYONE, NO_POST),
    "download/tizim.xlsx": (EVERYONE, NO_POST),
    "download/tizim.zip": (EVERYONE, NO_POST),
    "releases/SHA256SUMS": (EVERYONE, NO_POST),
    "releases/tizim-<str:name>.zip": (EVERYONE, NO_POST),
    "p/<id:shown_id>.json": (EVERYONE, NO_POST),
    "people.json": (EVERYONE, NO_POST),
    "figures.json": (EVERYONE, NO_POST),
    "reports.json": (EVERYONE, NO_POST),
    "reports/<id:shown_id>.json": (EVERYONE, NO_POST),
    "statements.json": (EVERYONE, NO_POST),
    "schema.json": (EVERYONE, NO_POST),
    "robots.txt": (EVERYONE, NO_POST),
    "sitemap.xml": (EVERYONE, NO_POST),
    "sitemap-<int:number>.xml": (EVERYONE, NO_POST),
}
PUBLIC = {f"en/{route}": answers for route, answers in PAGES.items()} | FILES | {"healthz": (EVERYONE, NO_POST)}
ACCESS = (
    PUBLIC
    | {f"admin/{route}": answers for route, answers in ADMIN.items()}
    | {f"admin/{table}{page}": answers for table, pages in TABLES.items() for page, answers in pages.items()}
)
# Without a second factor: GET, and POST, for each member of staff. All others lead to the sign-in.
BEFORE = {
    "admin/login/": ("302", "200"),
    "admin/second-factor/": ("200", "200"),
    "admin/enrol/": ("302", "302"),  # whoever has a telephone needs it to enrol another one
    "admin/recovery-codes/": ("302", "302"),
    "admin/leave/": ("302", "302"),
    "admin/language/": ("405", "302"),
}


def routes(patterns=None, before="") -> list[str]:
    """The routes of all addresses, those of libraries too."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = re.sub(r"\^\(\?P<app_label>.*\)/\$", "<app>/", str(pattern.pattern))
        is_folder = isinstance(pattern, URLResolver)
        found += routes(pattern.url_patterns, before + route) if is_folder else [before + route]
    return found


def test_every_address_is_in_the_tables():
    assert set(routes()) - set(ACCESS) == set()


def test_no_table_names_an_address_that_is_gone():
    assert set(ACCESS) - set(routes()) == set()


# A register with one of each, and the cast


class Direct(Client):
    """Asks thousands of times: without the test client's copies of each context, and, unless it reads, without making
    the page. What a request changes is taken back."""

    reads = False

    def request(self, **request):
        makes_pages = self.reads and request["REQUEST_METHOD"] == "GET"
        with transaction.atomic(), nullcontext() if makes_pages else patch.object(*NO_PAGE_MADE):
            response = self.handler(self._base_environ(**request))
            transaction.set_rollback(True)
        return response


def direct(client, reads=False) -> Direct:
    quick = Direct()
    quick.cookies, quick.reads = client.cookies, reads
    return quick


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Clients by name, and for each route an address with rows that are there. Made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_roles()
        staff = User.objects.create_user("staff", is_staff=True)
        people = [staff, *map(member, CAST[2:6]), User.objects.create_superuser("superuser")]
        clients = dict(zip(CAST, [Client(), *map(signed_in, people)], strict=True))
        yield {
            "clients": clients,
            "quick": [direct(client, reads=name in READERS) for name, client in clients.items()],
            "half": [direct(signed_in(enrolled(user).user, second_factor=False)) for user in people],
            "addresses": addresses(staff, User.objects.get(username="reviewer")),
        }
        transaction.set_rollback(True)


def addresses(staff, reviewer) -> dict[str, str]:
    person, report = a_person(), a_report()
    for record in (person, report, a_casualty(person=person), a_detention(person=person)):
        published(record, by=reviewer)
    rows = {
        Person: person.pk,
        User: staff.pk,
        Group: Group.objects.first().pk,
        Publication: Publication.objects.first().pk,
        Case: a_case().pk,
        ImportBatch: ImportBatch.objects.create(file_name="list.csv", state=BatchState.DONE, counts={"new": 1}).pk,
    }
    values = {
        "<int:pk>": person.pk,
        "<int:keep>": person.pk,
        "<int:duplicate>": a_person().pk,
        "<id>": staff.pk,
        "<str:table>": "people.person",
        "<app>": "people",
        "(?P<url>.*)$": "nowhere",
        "<str:name>": releases.release(by=reviewer, reason="the first"),
        "<int:report>": report.pk,
        "<slug:what>": "casualty",
        "/paste/known/<slug:name>": "/paste/known/publisher",
        "/known/<slug:name>": "/known/person",
        "<slug:name>": "people",
        "<int:number>": 1,
        "<slug:kind>": "tracing",
        "review/": "review/?table=people.person",
        "autocomplete/": "autocomplete/?app_label=victims&model_name=casualty&field_name=person&term=a",
    }
    found = {}
    for route in ACCESS:
        shown_id = report.shown_id if "reports/<id" in route else person.shown_id
        address = f"/{route}".replace("<id:shown_id>", shown_id)
        if "<path:object_id>" in route:
            model = apps.get_model(*route.split("/")[1:3])
            if model not in rows:
                rows[model] = person.pk if model._meta.proxy else one(model).pk
            address = address.replace("<path:object_id>", str(rows[model]))
        if own := re.match(r"admin/(\w+)/(\w+)/<int:pk>/", route):
            model = apps.get_model(*own.groups())
            if model not in rows:
                rows[model] = one(model).pk
            address = address.replace("<int:pk>", str(rows[model]))
        for placeholder, value in values.items():
            address = address.replace(placeholder, str(value))
        found[route] = address
    return found


@pytest.mark.parametrize("route", ACCESS)
def test_answers(scene, db, route):
    address, (read, written) = scene["addresses"][route], ACCESS[route]
    given = {method: statuses(scene["quick"], method, address) for method in [*READING, "post", *OTHERS]}
    assert given == {"get": read, "head": read, "post": written} | dict.fromkeys(OTHERS, NO_POST)


@pytest.mark.parametrize("route", ACCESS)
def test_answers_without_a_second_factor(scene, db, route):
    address, half = scene["addresses"][route], scene["half"]
    if route.startswith("admin/"):
        read, written = (" ".join([status] * len(half)) for status in BEFORE.get(route, ("302", "302")))
    else:
        read, written = (status[4:] for status in ACCESS[route])
    given = {method: statuses(half, method, address) for method in [*READING, "post"]}
    assert given == {"get": read, "head": read, "post": written}


@pytest.mark.parametrize("route", [route for route in ACCESS if route.startswith("admin/") and route not in BEFORE])
def test_without_a_second_factor_one_is_led_to_the_sign_in(scene, db, route):
    before = "/admin/" if route == "admin/logout/" else "/admin/login/?next=/admin/"
    assert scene["half"][2].get(scene["addresses"][route])["Location"].startswith(before)


def statuses(clients, method, address) -> str:
    return " ".join(str(getattr(client, method)(address).status_code) for client in clients)


def test_signing_out(scene, db):
    client = signed_in(User.objects.get(username="researcher"))
    assert client.post("/admin/logout/").status_code == 200
    assert client.get("/admin/").status_code == 302


# What nobody learns

OF_ROWS = [
    route for route in ACCESS if route.startswith("admin/") and any(key in route for key in (ROW, "<int:", "<id>"))
]


@pytest.mark.parametrize("who", ["staff", "administrator"])
@pytest.mark.parametrize("route", OF_ROWS)
def test_staff_without_a_role_do_not_learn_which_rows_there_are(scene, db, route, who):
    if who == "administrator" and "/auth/" in route:
        return  # who may see the accounts
    client, address = scene["clients"][who], scene["addresses"][route]
    nowhere = re.sub(r"\d+", "987654321", address)
    there, not_there = client.get(address), client.get(nowhere)
    assert there.status_code == not_there.status_code
    assert there.get("Location", "").replace(address, "") == not_there.get("Location", "").replace(nowhere, "")


@pytest.mark.parametrize("who", CAST)
def test_no_address_looks_rows_up_by_themselves(scene, db, who):
    client = scene["clients"][who]
    given = {client.get(f"/admin/r/{kind}/{key}/").status_code for kind in (1, 9, 987) for key in (1, 987)}
    assert given == {302 if who == "visitor" else 404}


@pytest.mark.parametrize(
    "what",
    ["victims&model_name=casualty&field_name=created_by", "auth&model_name=user&field_name=groups"],
    ids=["accounts", "groups"],
)
@pytest.mark.parametrize("who", CAST[1:5])
def test_choices_do_not_list_accounts(scene, db, who, what):
    assert scene["clients"][who].get(f"/admin/autocomplete/?app_label={what}&term=").status_code == 403


def test_the_index_lists_only_what_one_may_see(scene, db):
    body = scene["clients"]["staff"].get("/admin/").content.decode()
    assert 'href="/admin/people/"' not in body
    body = scene["clients"]["researcher"].get("/admin/").content.decode()
    assert 'href="/admin/people/"' in body
    assert 'href="/admin/auth/"' not in body


# Acts


def press(client, record, act):
    address = f"/admin/publishing/publication/record/{record._meta.label_lower}/{record.pk}/"
    record.refresh_from_db()
    return client.post(address, {"act": act, "reason": "decided", "version": record.version})


STARTS = {"publish": State.IN_REVIEW, "send_back": State.IN_REVIEW, "restore": State.WITHDRAWN}  # the others: a draft


@pytest.mark.parametrize(
    "act", ["send", "send_back", "publish", "withdraw", "restore", "hide_names", "hide_description"]
)
@pytest.mark.parametrize("who", CAST)
def test_acts_at_the_door(scene, db, who, act):
    person = a_person(name_is_public=True, description_is_public=True, state=STARTS.get(act, State.DRAFT))
    allowed = {"reviewer", "superuser"} | (set() if act in ("publish", "send_back") else {"researcher"})
    answer = press(scene["clients"][who], person, act).status_code
    assert answer == 302 if who in allowed or who == "visitor" else answer == 403
    shown = person.version
    person.refresh_from_db()
    assert (person.version > shown) == (who in allowed)


@pytest.mark.parametrize("act", ["", "delete", "merge", "__class__"])
def test_an_unknown_act_is_refused(scene, db, act):
    report = a_report()
    assert press(scene["clients"]["superuser"], report, act).status_code == 403
    report.refresh_from_db()
    assert report.state == State.DRAFT


@pytest.mark.parametrize("who", CAST)
def test_merging(scene, db, who):
    keep, duplicate = a_person(), a_person()
    a_name(duplicate, "Ақжан Төлеген")
    count = Merge.objects.count()
    form = {"act": "merge", "reason": "one house", "kept_version": 1, "duplicate_version": duplicate.version}
    answer = scene["clients"][who].post(f"/admin/people/merge/pair/{keep.pk}/{duplicate.pk}/", form).status_code
    assert answer == (302 if who in ("visitor", "reviewer", "superuser") else 403)
    assert Merge.objects.count() - count == (who in ("reviewer", "superuser"))
