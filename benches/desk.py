"""Each page of the desk in a large register: queries and milliseconds, beside the same page in a small one.

    bin/bench desk [PEOPLE]        100,000 unless told otherwise; the baseline has 100

Makes a register of invented people in a temporary SQLite file; with DATABASE_URL set, in that database, which must be
empty. Milliseconds are of a page as the server makes it, without the network and the browser.
"""

import gc
import os
import statistics
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

FEW = 100
TIMES = 20  # each page is asked for
MOST_QUERIES, MOST_MS = 40, 500  # what a page may take
PAIRS = 20_000  # possible duplicates


def fill(people: int, seed: int):
    from desk.invented import invent_people
    from desk.invented_claims import invent_claims
    from desk.names import rebuild_names
    from desk.progress import bar
    from victims.models import Casualty

    start = perf_counter()
    last = Casualty.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    invent_people(people=people, seed=seed, progress=lambda steps: bar(steps, people))
    invent_claims(seed=seed, after=last, progress=lambda steps: bar(steps, people))
    rebuild_names(lambda steps: bar(steps, people))
    print(f"{people:,} invented people and what reports tell of them: {perf_counter() - start:.0f} s")  # noqa: T201


def let_wait(user):
    """Make a part of the records the user's drafts, due, and listed as possible duplicates."""
    from django.apps import apps
    from django.db.models import F

    from people.models import Person, PossibleDuplicate
    from records.models import Record
    from records.recording import unrecorded

    with unrecorded():
        for table in apps.get_models():
            if issubclass(table, Record) and not table._meta.proxy:
                rows = table.objects.annotate(third=F("pk") % 3, hundredth=F("pk") % 100)
                rows.filter(third=0).update(edited_by=user)
                rows.filter(hundredth=0).update(check_again_on=date.today() - timedelta(days=1))  # noqa: DTZ011
        keys = list(Person.objects.order_by("pk").values_list("pk", flat=True)[: PAIRS + 1])
        known = set(PossibleDuplicate.objects.values_list("first", "second"))
        pairs = [pair for pair in zip(keys, keys[1:], strict=False) if pair not in known]
        PossibleDuplicate.objects.bulk_create(
            PossibleDuplicate(
                first_id=first, second_id=second, likeness=first % 100 / 100, matched="similar", found_by="command"
            )
            for first, second in pairs
        )


def keep_house():
    """What the database does by itself, sooner or later, after so many rows were written."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def signed_in():
    """A reviewer's browser, after password and telephone."""
    from django.contrib.auth.models import Group, User
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY

    from accounts import sessions
    from accounts.models import RecoveryCodes, Telephone
    from desk.roles import make_roles

    make_roles()
    user, is_new = User.objects.get_or_create(username="bench", is_staff=True)
    if is_new:
        user.groups.add(Group.objects.get(name="reviewer"))
        Telephone.objects.create(user=user, name="telephone")
        RecoveryCodes.objects.create(user=user, name="paper")
    client = Client(headers={"host": "localhost"}, raise_request_exception=True)
    client.force_login(user)
    session = client.session
    sessions.stamp(session, user)
    session[DEVICE_ID_SESSION_KEY] = Telephone.objects.get(user=user).persistent_id
    session.save()
    return client, user


def pages(client, user) -> dict:
    """Each page by its name: what asks for it. The persons, reports and events are those of whom most is told."""
    from django.db.models import Count

    from people.models import PossibleDuplicate
    from records.saving import changing
    from sources.models import Report, Toll
    from tests.admin_forms import AdminForm
    from victims.models import Casualty, CasualtyClaim

    busiest = CasualtyClaim.objects.values("report").annotate(told=Count("pk")).order_by("-told")[0]["report"]
    casualty = Casualty.objects.annotate(told=Count("claims")).order_by("-told", "pk").select_related("person")[0]
    incident = Toll.objects.order_by("pk")[0].incident_id
    person, name = casualty.person_id, casualty.person.shown_name
    surname = name.split()[0]
    pair = PossibleDuplicate.objects.order_by("-likeness", "pk")[0]
    report = Report.objects.get(pk=busiest)
    admin, form = "/admin", f"/admin/people/person/{person}/change/"

    stale = AdminForm(client, form)
    with changing(casualty.person, by=user):
        casualty.person.occupation = "baker"
        casualty.person.save()
    new = AdminForm(client, f"{admin}/people/person/add/")
    namesake = {"names-0-text": name, "names-0-kind": "full"}
    log = f"{admin}/sources/report/{report.pk}/log"
    return {
        "start page": lambda: client.get(f"{admin}/"),
        "persons": lambda: client.get(f"{admin}/people/person/"),
        "persons, found by name": lambda: client.get(f"{admin}/people/person/", {"q": name}),
        "persons, found by a surname": lambda: client.get(f"{admin}/people/person/", {"q": surname}),
        "persons, my drafts": lambda: client.get(f"{admin}/people/person/?waits=my_drafts"),
        "person": lambda: client.get(form),
        "person, new": lambda: client.get(f"{admin}/people/person/add/"),
        "person, held for a namesake": lambda: new.send(namesake),
        "person, conflict": lambda: stale.send({"occupation": "miller"}),
        "person, history": lambda: client.get(form.replace("change", "history")),
        "namesakes while typing": lambda: client.post(f"{admin}/people/possibleduplicate/alike/", {"name": name}),
        "choices of persons": lambda: client.get(
            f"{admin}/autocomplete/",
            {"app_label": "victims", "model_name": "casualty", "field_name": "person", "term": name},
        ),
        "choices of reports": lambda: client.get(
            f"{admin}/autocomplete/",
            {"app_label": "sources", "model_name": "toll", "field_name": "report", "term": "invented report 1"},
        ),
        "evidence table": lambda: client.get(f"{admin}/people/person/{person}/evidence/"),
        "casualties": lambda: client.get(f"{admin}/victims/casualty/"),
        "casualties, not weighed": lambda: client.get(f"{admin}/victims/casualty/?waits=not_weighed"),
        "casualty": lambda: client.get(f"{admin}/victims/casualty/{casualty.pk}/change/"),
        "reports": lambda: client.get(f"{admin}/sources/report/"),
        "report": lambda: client.get(f"{admin}/sources/report/{report.pk}/change/"),
        "report, pasted": lambda: client.get(f"{admin}/sources/report/paste/"),
        "log a death": lambda: client.get(f"{log}/casualty/"),
        "log an arrest": lambda: client.get(f"{log}/detention/"),
        "log a charge": lambda: client.get(f"{log}/charge/"),
        "log a figure": lambda: client.get(f"{log}/toll/"),
        "log a statement": lambda: client.get(f"{log}/statement/"),
        "log, choices of persons": lambda: client.get(f"{log}/casualty/known/person/", {"typed": name}),
        "tolls": lambda: client.get(f"{admin}/sources/toll/"),
        "figures board": lambda: client.get(f"{admin}/sources/incident/{incident}/figures/"),
        "possible duplicates": lambda: client.get(f"{admin}/people/possibleduplicate/"),
        "possible duplicate": lambda: client.get(f"{admin}/people/possibleduplicate/{pair.pk}/change/"),
        "merging two": lambda: client.get(f"{admin}/people/merge/pair/{pair.first_id}/{pair.second_id}/"),
        "review": lambda: client.get(f"{admin}/publishing/publication/review/?table=victims.casualty"),
        "at the door": lambda: client.get(f"{admin}/publishing/publication/record/victims.casualty/{casualty.pk}/"),
    }


class Measured(NamedTuple):
    """One page: queries, and milliseconds. On a busy machine, `work` tells more than what passed on the clock."""

    queries: int
    median: float
    late: float  # the 95th percentile
    work: float  # of the processor, in this process: with SQLite, the database's own work too


def measured(ask) -> Measured:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    if answer.status_code != 200:
        sys.exit(f"A page answered {answer.status_code}: the measurement is worth nothing.\n{answer.content[:500]}")
    count, took, worked = len(queries), [], []
    for _again in range(TIMES):
        start, at_work = perf_counter(), process_time()
        ask()
        took.append(1000 * (perf_counter() - start))
        worked.append(1000 * (process_time() - at_work))
    return Measured(count, statistics.median(took), statistics.quantiles(took, n=20)[-1], statistics.median(worked))


def measure(people: int):
    from django.db import connection

    from people.models import Person

    if Person.objects.exists():
        sys.exit("This database holds people. Set DATABASE_URL to an empty one, or leave it out.")
    found = []
    for count, seed in ((FEW, 1), (people, 2)):
        fill(count, seed)
        client, user = signed_in()
        let_wait(user)
        keep_house()
        gc.collect()
        gc.freeze()  # what filling left behind is not searched for garbage while pages are made: no server holds it
        found.append({name: measured(ask) for name, ask in pages(client, user).items()})
    few, many = found
    print(f"\n{connection.vendor}: {people:,} people; the baseline is the same page among {FEW}")  # noqa: T201
    print(f"{'':30} queries  p50 ms  p95 ms  at work   baseline: queries  p50 ms  at work   ratio")  # noqa: T201
    for name, now in many.items():
        base = few[name]
        over = " !" if now.queries > MOST_QUERIES or now.late > MOST_MS else ""
        print(  # noqa: T201
            f"{name:30} {now.queries:7} {now.median:7.0f} {now.late:7.0f} {now.work:8.0f}   "
            f"{base.queries:17} {base.median:7.0f} {base.work:8.0f} {now.work / base.work:7.1f}{over}"
        )


def main():
    people = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'desk.sqlite3'}")
        os.environ.setdefault("SECRET_KEY", "measures only")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ |= {"DEBUG": "on", "HTTPS": "off"}  # static files need not be gathered
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.DEBUG = False  # no log of queries
        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        measure(people)


if __name__ == "__main__":
    main()
