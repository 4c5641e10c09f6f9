"""Public pages as the server makes them, without the network; and what they weigh."""

from functools import partial

from benches.measured import typed
from benches.measured.timing import Line, beside, markdown

P95 = 250  # milliseconds, of a page for a visitor


def addresses() -> dict[str, str]:
    """Each page by what the table calls it; the person is the one of whom most is told."""
    from django.db.models import Count

    from lookup.filters import places_of_events
    from lookup.models import PublishedCasualty, PublishedClaim, PublishedPerson, PublishedReport
    from records.public_id import shown

    told = PublishedClaim.objects.filter(table="casualtyclaim").order_by().values("about")
    busiest = told.annotate(told=Count("pk")).order_by("-told", "about")[0]["about"]
    person = PublishedCasualty.objects.get(public_id=busiest).person
    last = PublishedPerson.objects.count() // 50
    place = (places_of_events() or [("", "")])[0][0]
    report = PublishedReport.objects.order_by("pk").first()
    return {
        "about": "/en/about/",
        "start page": "/en/",
        "person": f"/en/p/{shown(person)}",
        "figures": "/en/figures/",
        "map": "/en/map/",
        "list, first page": "/en/people/",
        "list, last page": f"/en/people/?page={last}",
        "list, one harm": "/en/people/?happened=killed",
        "list, harm, place and date": f"/en/people/?happened=injured&place={place}&when=2022-01",
        "list, children": "/en/people/?age=child",
        "names A to Z": "/en/people/names/",
        "reports": "/en/reports/",
        "a long report": report.get_absolute_url().replace("/kk/", "/en/").replace("/ru/", "/en/"),
    }


BASELINES = {  # of the others it is the page `about`, which asks the database nothing
    "list, last page": "list, first page",
    "list, one harm": "list, first page",
    "list, harm, place and date": "list, first page",
    "list, children": "list, first page",
}


def visitor():
    from django.test import Client

    return Client(headers={"host": "localhost"})


def measure(times: int) -> tuple[list[Line], str]:
    """The lines of the table, and a table of weights."""
    client, found = visitor(), addresses()

    def get(name):
        def act(_turn):
            answer = client.get(found[name])
            if answer.status_code != 200:
                raise SystemExit(f"{found[name]} answered {answer.status_code}: the measurement is worth nothing.")

        return act

    lines = []
    for name in list(found)[1:]:
        base = BASELINES.get(name, "about")
        timed, of_base = beside(get(name), get(base), times=times)
        lines.append(Line(name, timed, f"page: {base}", of_base, P95))
    lines += counted_anew(get, times)
    lines += searched(client, get("about"), times)
    return lines, weights(client, found)


def counted_anew(get, times) -> list[Line]:
    """The pages whose numbers are remembered, as the first reader has them after the public tables changed."""
    from lookup import remembered

    def anew(page):
        def act(turn):
            remembered.forget()
            page(turn)

        return act

    lines = []
    for name in ("figures", "map", "list, first page", "names A to Z"):
        timed, base = beside(anew(get(name)), get(name), times=times)
        lines.append(Line(f"{name}, counted anew", timed, "the same, remembered", base))
    return lines


def searched(client, about, times) -> list[Line]:
    lines = []
    for label, some in (
        ("search page, found", typed.spellings(times, seed=6)),
        ("search page, nobody's name", typed.misses(times, seed=6)),
    ):
        act = partial(searching, client, some)
        timed, base = beside(act, about, times=times)
        lines.append(Line(label, timed, "page: about", base, P95))
    return lines


def searching(client, names, turn):
    answer = client.post("/en/search/", {"name": names[turn % len(names)].text})
    if answer.status_code != 200:
        raise SystemExit(f"A search was answered {answer.status_code}: the measurement is worth nothing.")


def weights(client, found) -> str:
    """Bytes on the line; the baseline is the same page uncompressed."""
    rows = []
    for name, address in found.items():
        plain = len(client.get(address).content)
        small = len(client.get(address, headers={"accept-encoding": "gzip"}).content)
        rows.append([name, f"{small:,}", f"{plain:,}", f"{small / plain:.2f}"])
    return markdown(["page", "bytes on the line", "uncompressed", "ratio"], rows)
