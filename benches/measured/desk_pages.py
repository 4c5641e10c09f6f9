"""Pages of the admin as the server makes them, beside the same in Django's own admin where it has one."""

from benches.measured import stock_admin
from benches.measured.timing import Line, beside

P95 = 500  # milliseconds, of a page for staff
FAR = 100  # pages into the list
IN_REVIEW = 100  # persons
PERSONS = "/admin/people/person/"
SAME_FIRST_PAGE = "the same list, first page"


def browser(role: str):
    from django.test import Client

    from drill.registers import signed_in

    client = Client(headers={"host": "localhost"})
    client.cookies.load(signed_in(f"bench {role}", role))
    return client


def measure(times: int) -> list[Line]:
    from people.models import Person
    from records.admin import RecordAdmin
    from records.recording import unrecorded
    from sources.models import Report
    from victims.models import Casualty

    client = browser("reviewer")
    get = getter(client)
    person = Person.objects.order_by("pk")[min(500, Person.objects.count() - 1)]
    surname = person.shown_name.split()[0]
    report, casualty = Report.objects.order_by("pk").first(), Casualty.objects.filter(person=person).first()
    change = f"{PERSONS}{person.pk}/change/"
    with unrecorded():
        Person.objects.filter(pk__in=Person.objects.order_by("-pk").values("pk")[:IN_REVIEW]).update(state="in_review")
    far = max(1, min(FAR, Person.objects.count() // RecordAdmin.list_per_page))
    lines = []
    for what, address, query in (
        ("admin: list of persons", PERSONS, {}),
        ("admin: persons, one name", PERSONS, {"q": person.shown_name}),
        ("admin: persons, a surname", PERSONS, {"q": surname}),
        ("admin: persons in review", PERSONS, {"state__exact": "in_review"}),
        ("admin: a person", change, {}),
    ):
        lines.append(beside_stock(client, what, address, query, times))
    for what, address, query in (
        ("admin: persons, far page", PERSONS, {"p": str(far)}),
        ("admin: casualties", "/admin/victims/casualty/", {}),
        ("admin: casualties, a surname", "/admin/victims/casualty/", {"q": surname}),
        ("admin: detentions", "/admin/detentions/detention/", {}),
        ("admin: reports", "/admin/sources/report/", {}),
        ("admin: reports, a word", "/admin/sources/report/", {"q": "report 17"}),
        ("admin: a casualty", f"/admin/victims/casualty/{casualty.pk}/change/", {}),
        ("admin: a long report", f"/admin/sources/report/{report.pk}/change/", {}),
        ("admin: start page", "/admin/", {}),
    ):
        timed, base = beside(get(address, query), get(PERSONS, {}), times=times)
        lines.append(Line(what, timed, "admin: list of persons", base, P95))
    return lines


def beside_stock(client, what, address, query, times) -> Line:
    """One after the other, not by turns: the addresses are exchanged in between."""
    timed, _same = beside(getter(client)(address, query), lambda _turn: None, times=times)
    with stock_admin.in_place():
        of_stock, _same = beside(getter(client)(address, query), lambda _turn: None, times=times)
    return Line(what, timed, "Django's own admin", of_stock, P95)


def getter(client):
    def get(address, query):
        def act(_turn):
            answer = client.get(address, query)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answered {answer.status_code}: the measurement is worth nothing.")

        return act

    return get
