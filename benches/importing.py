"""Importing a list and undoing it, beside a bare `bulk_create` of the same rows in all tables.

    bin/bench importing [ROWS [PEOPLE]]    10,000 rows unless told otherwise; bin/pgtemp bin/bench importing 100000

With PEOPLE, so many invented persons are in the register before, and every other row of the list has the name of one.
Makes a register in a temporary SQLite file; with DATABASE_URL set, in that database, which must be empty. While
each step runs, another process saves five times a second, an incident during the dry run, else a person with a name:
the longest of these saves is said beside it.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep, time


def write_list(path: Path, rows: int, people: int = 0):
    from desk.invented import invented_name
    from people.models import Name
    from records.choices import Sex

    chance = random.Random(8)  # noqa: S311 (nothing secret)
    there = list(Name.objects.order_by("pk").values_list("text", flat=True)) if people else []
    with path.open("w", encoding="utf-8") as file:
        file.write("row,name_kk,age,sex,links\n")
        for row in range(1, rows + 1):
            sex = chance.choice([Sex.MALE, Sex.FEMALE])
            age = -1 if row % 14 == 0 else chance.randint(1, 90)
            name = chance.choice(there) if there and row % 2 else invented_name(chance, sex)
            file.write(f"{row},{name},{age},{sex},https://reed.example/{row // 100}\n")


def bare_bulk_create(tables) -> tuple[float, int]:
    """Seconds to write all rows of these tables anew, some at a time, and how many rows that is; then they are taken
    back."""
    from django.db import models, transaction

    seconds, rows = 0.0, 0
    for table, highest in tables.items():
        try:
            with transaction.atomic():
                while found := list(table._base_manager.filter(pk__gt=highest).order_by("pk")[:10_000]):
                    first, highest = highest, found[-1].pk
                    table._base_manager.filter(pk__gt=first, pk__lte=highest)._raw_delete("default")
                    start = perf_counter()
                    models.QuerySet(table).bulk_create(found, batch_size=500)
                    seconds += perf_counter() - start
                    rows += len(found)
                raise _TakeBack
        except _TakeBack:
            pass
    return seconds, rows


class _TakeBack(Exception):
    pass


class OtherWriter:
    """A process beside this one that saves five times a second, and says how long each save took: an incident, or a
    person with another name each time, whose words the list has too."""

    def __init__(self, saves: str):
        self.process = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-m", "benches.importing", "--beside", saves], stdout=subprocess.PIPE, text=True
        )
        self.process.stdout.readline()  # it has begun

    def longest(self) -> float:
        """Seconds; infinite if a save was given up. The process ends with that."""
        self.process.terminate()
        return max(float(line) for line in self.process.communicate()[0].splitlines())


def write_beside(saves: str):
    from django.db import OperationalError

    from desk.invented import invented_name
    from people.models import Name, Person
    from records.choices import Sex
    from records.saving import changing
    from sources.models import Incident

    ends, chance = [], random.Random(9)  # noqa: S311 (nothing secret)
    signal.signal(signal.SIGTERM, lambda *_given: ends.append(True))
    record = Incident(title="Another incident", kind="other") if saves == "incident" else Person()
    with changing(record, by=None):
        record.save()
        part = Name(person=record, text="Nobody") if saves == "person" else record
        part.save()
    print("begun", flush=True)  # noqa: T201
    while not ends:
        began = time()
        try:
            with changing(record, by=None):
                setattr(part, "text" if saves == "person" else "title", invented_name(chance, Sex.MALE))
                part.save()
            took = time() - began
        except OperationalError:  # it waited longer than it may, and what was typed was not saved
            took = float("inf")
        print(took)  # noqa: T201
        sleep(0.2)


def fill(people: int):
    from desk.invented import invent_people
    from desk.names import rebuild_names

    invent_people(people=people, seed=8)
    rebuild_names()


def measure(rows: int, people: int, folder: Path):
    from django.apps import apps
    from django.core.files import File
    from django.db import connection
    from django.db.models import Max

    from audit import triggers
    from audit.models import Change, ChangeValue, Seal
    from desk.importing import batches, choosing, running, worker
    from desk.importing.mappings import Mapping, to_toml
    from desk.models import ImportBatch, ImportRow, Task
    from people.name_tables import NAMES
    from records.models import Part, Record
    from records.saving import changing
    from sources.models import Incident

    path = folder / "list.csv"
    if people:
        fill(people)
    write_list(path, rows, people)
    incident = Incident(title="Invented incident", kind="other")
    with changing(incident, by=None):
        incident.save()
    columns = {"row": "number", "name_kk": "name_kk", "age": "age", "sex": "sex", "links": "links"}
    mapping = Mapping(name="bench", kind="killed", columns=columns, key="row")
    with path.open("rb") as file:
        batch = batches.hand_in(file=File(file), name=path.name, by=None, language="en")
    new = {"mapping": to_toml(mapping), "incident": incident, "new_report": {"title": "Invented list"}}
    ImportBatch.objects.filter(pk=batch.pk).update(**new)
    records = [it for it in apps.get_models() if issubclass(it, Record | Part) and not it._meta.proxy]
    tables = [*records, *NAMES[:4], ImportRow, Change, ChangeValue, Seal]
    before = {table: table._base_manager.aggregate(last=Max("pk"))["last"] or 0 for table in tables}
    last_step = []
    write = running.write

    def timed(worked_out):
        start = perf_counter()
        write(worked_out)
        last_step.append(perf_counter() - start)

    running.write = timed
    took, waited, memory, found = {}, {}, [], 0
    for task in Task:
        other, start = OtherWriter("incident" if task == Task.PREVIEW else "person"), perf_counter()
        batches.let_wait(batch, task, undone_reason="measured")
        done = worker.do(batch.pk)
        took[task] = perf_counter() - start
        waited[task] = other.longest()
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        found = found or done.counts.get(choosing.ALIKE, 0)
        if done.error:
            raise SystemExit(done.error)
        if task == Task.RUN:
            triggers.drop(connection)  # the baseline writes the rows of history once more
            bare, written = bare_bulk_create(before)
            triggers.mend(connection)
    print(f"{rows:,} rows of a list, {people:,} people in the register before, {found:,} rows perhaps one of them")  # noqa: T201
    print(f"{written:,} rows in all tables, {connection.vendor}")  # noqa: T201
    print("                             seconds  of bare  another writer waited")  # noqa: T201
    print(f"bare bulk_create of these   {bare:8.1f}")  # noqa: T201
    for task, name in (("preview", "dry run"), ("run", "import, with history"), ("undo", "undo")):
        print(f"{name:27} {took[task]:8.1f} {took[task] / bare:6.2f} x {waited[task]:8.1f} s")  # noqa: T201
    print(f"the import's one transaction{last_step[0]:8.1f}")  # noqa: T201
    print(f"memory at most: {memory[1]:.0f} MB for dry run and import, {memory[2]:.0f} MB with all the rest")  # noqa: T201


def main():
    beside = sys.argv[2] if sys.argv[1:2] == ["--beside"] else ""
    given = [] if beside else [int(number.replace(",", "")) for number in sys.argv[1:3]]
    rows, people = [*given, *[10_000, 0][len(given) :]]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'importing.sqlite3'}")
        os.environ.setdefault("SECRET_KEY", "measures only")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ |= {"DEBUG": "on", "HTTPS": "off"}  # static files need not be gathered
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.DEBUG = False  # no log of queries
        if beside:
            write_beside(beside)
            return
        settings.MEDIA_ROOT = Path(folder) / "files"
        call_command("migrate", verbosity=0)
        measure(rows, people, Path(folder))


if __name__ == "__main__":
    main()
