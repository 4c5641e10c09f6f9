"""Logging a case from a report and publishing it, beside the bare rows of it in one transaction."""

from itertools import count

from benches.measured import timing, typed
from benches.measured.desk_pages import browser
from benches.measured.timing import Line, beside

P95 = 500  # milliseconds of a save
TYPED = {"harm": "injured", "harmed_on": "5 January 2022", "age": "30"}  # nothing is asked of such a person at the door
BARE = "Ойданшы Жоқ"


def measure(times: int) -> list[Line]:
    names = [one.text for one in typed.misses(times + timing.WARM, seed=7)]
    return [logged(times, names), published(times)]


def logged(times: int, names: list[str]) -> Line:
    from sources.models import Report
    from tests.admin_forms import AdminForm

    client, report = browser("researcher"), Report.objects.order_by("-pk").first()
    address = f"/admin/sources/report/{report.pk}/log/casualty/"
    forms = iter([(AdminForm(client, address), name) for name in names])

    def log(_turn):
        form, name = next(forms)
        answer = form.send({**TYPED, "person": name})
        if answer.status_code != 302:
            raise SystemExit(f"A case was not logged ({answer.status_code}): the measurement is worth nothing.")

    timed, base = beside(log, bare_case(report), times=times)
    return Line("logging one case", timed, "its bare rows", base, P95)


def bare_case(report):
    from django.db import transaction

    from people.models import Name, Person
    from records.recording import unrecorded
    from sources.models import Incident
    from victims.models import Casualty, CasualtyClaim

    incident = Incident.objects.first()

    def write(_turn):
        with unrecorded(), transaction.atomic():
            person = Person(sex="male")
            person.save()
            Name(person=person, text=BARE, kind="full").save()
            casualty = Casualty(person=person, incident=incident, harm="injured", harmed_on="2022-01-05")
            casualty.save()
            CasualtyClaim(casualty=casualty, report=report, attribution="report", harm="injured").save()

    return write


def published(times: int) -> Line:
    from django.contrib.auth.models import User

    from lookup.models import PublishedCasualty
    from publishing import door, reviews
    from victims.models import Casualty

    by, editor = (User.objects.get(username=f"bench {role}") for role in ("reviewer", "researcher"))
    logged_before = Casualty.objects.exclude(person__names__text=BARE).order_by("-pk")[: times + timing.WARM]
    logged_before = list(logged_before)
    for casualty in logged_before:
        reviews.send_to_review(record=casualty, by=editor)
    waiting = iter(logged_before)

    def publish(_turn):
        door.publish(record=next(waiting), by=by, reason="measured")

    def bare(_turn):
        PublishedCasualty(**values, public_id=f"BARE{next(numbers):06}").save()

    some, numbers = PublishedCasualty.objects.first(), count()
    values = {
        field.attname: getattr(some, field.attname)
        for field in some._meta.concrete_fields
        if not field.primary_key and not field.generated and field.name != "public_id"
    }
    timed, base = beside(publish, bare, times=times)
    return Line("publishing a casualty", timed, "its bare public row", base, P95)
