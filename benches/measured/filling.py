"""Fills an empty database with invented people, what reports tell of them, and what of it is public.

    python -m benches.measured.filling PEOPLE        in DATABASE_URL; copy_of_register calls it

All is written in bulk: the working tables by `desk.invented`, the publications with the values that the door would
publish (children are invented too, so the door itself would ask), the public tables by their own replay.
"""

import json
import sys
from io import StringIO
from itertools import islice
from time import perf_counter

AT_ONCE = 1000  # records
REASON = "Invented, to measure with."


def fill(people: int, *, seed: int = 1, tell=lambda text: None):
    """The tables are there, and empty. Every hundredth casualty remains a draft."""
    from desk.invented import invent_people
    from desk.invented_claims import invent_claims
    from desk.names import rebuild_names
    from publishing import delivery

    steps = {
        "people": lambda: invent_people(people=people, seed=seed),
        "what reports tell of them": lambda: invent_claims(seed=seed),
        "index of their names": rebuild_names,
        "publications": publish_all,
        "public tables": delivery.rebuild,
    }
    for name, step in steps.items():
        start = perf_counter()
        step()
        tell(f"{name}: {perf_counter() - start:.1f} s")


def publish_all():
    """A publication of each record of which the public may know, past the door."""
    from django.contrib.auth.models import User
    from django.db import connection, transaction
    from django.utils import timezone

    from publishing.models import Publication, PublicationAct
    from publishing.public_rows import TABLES
    from publishing.values import public_values_of
    from records.bulk import continue_keys, gather_statistics, insert_rows
    from records.choices import State
    from records.recording import unrecorded

    by = User.objects.create(username="invented reviewer", is_active=False)
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    own = {"act": PublicationAct.PUBLISHED.value, "at": at, "by_id": by.pk, "reason": REASON, "delivered_at": at}
    columns = ["public_id", "table", "version", "values", *own]
    for table in TABLES:
        with transaction.atomic():
            for some in portions(to_publish(table)):
                values = public_values_of(some)
                insert_rows(
                    Publication,
                    columns,
                    (
                        [record.public_id, table, record.version, json.dumps(of_it, ensure_ascii=False), *own.values()]
                        for record, of_it in zip(some, values, strict=True)
                    ),
                )
            with unrecorded():
                to_publish(table).update(state=State.APPROVED)
    continue_keys(Publication)
    gather_statistics([Publication])


def to_publish(table: str):
    from django.apps import apps
    from django.db.models import Value
    from django.db.models.functions import Mod

    from publishing.decisions import DECISIONS
    from publishing.values import keys_to_read

    model = apps.get_model(table)
    several = [name for name in DECISIONS[model].public if model._meta.get_field(name).many_to_many]
    records = model.objects.order_by("pk").select_related(*keys_to_read(model)).prefetch_related(*several)
    if table != "victims.casualty":
        return records
    return records.annotate(rest=Mod("pk", Value(100))).exclude(rest=99)


def portions(records):
    remaining = records.iterator(AT_ONCE)
    while some := list(islice(remaining, AT_ONCE)):
        yield some


def gather_all_statistics():
    """As the server of the database does by itself after a while; SQLite gathers none by itself, so here neither."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def main():
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_reference", stdout=StringIO())
    people = int(sys.argv[1])
    print(f"Filling a register with {people:,} invented people, which is kept:", file=sys.stderr)  # noqa: T201
    fill(people, tell=lambda text: print(f"  {text}", file=sys.stderr, flush=True))  # noqa: T201
    gather_all_statistics()


if __name__ == "__main__":
    main()
