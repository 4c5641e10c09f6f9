"""Importing a list and undoing it, beside a bare `bulk_create` of the same rows in all tables.

    bin/bench importing [ROWS]        10,000 unless told otherwise; bin/pgtemp bin/bench importing 100000

Makes a register in a temporary SQLite file; with DATABASE_URL set, in that database, which must be empty. It says how
long the one transaction took in which everything was written: so long other writers of SQLite wait.
"""

import os
import random
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter


def write_list(path: Path, rows: int):
    from desk.invented import invented_name
    from records.choices import Sex

    chance = random.Random(8)  # noqa: S311 (nothing secret)
    with path.open("w", encoding="utf-8") as file:
        file.write("row,name_kk,age,sex,links\n")
        for row in range(1, rows + 1):
            sex = chance.choice([Sex.MALE, Sex.FEMALE])
            age = -1 if row % 14 == 0 else chance.randint(1, 90)
            file.write(f"{row},{invented_name(chance, sex)},{age},{sex},https://reed.example/{row // 100}\n")


def bare_bulk_create(tables) -> tuple[float, int]:
    """Seconds to write copies of all rows of these tables anew, and how many rows that is; then they are taken back."""
    from django.db import models, transaction

    seconds, rows = 0.0, 0
    for table, highest in tables.items():
        found = list(table._base_manager.filter(pk__gt=highest).order_by("pk"))
        try:
            with transaction.atomic():
                table._base_manager.filter(pk__gt=highest)._raw_delete("default")
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


def measure(rows: int, folder: Path):
    from django.apps import apps
    from django.core.files import File
    from django.db import connection
    from django.db.models import Max

    from audit import triggers
    from audit.models import Change, ChangeValue, Seal
    from desk.importing import batches, running, worker
    from desk.importing.mappings import Mapping, to_toml
    from desk.models import ImportBatch, ImportRow, Task
    from people.name_tables import NAMES
    from records.models import Part, Record
    from records.saving import changing
    from sources.models import Incident

    path = folder / "list.csv"
    write_list(path, rows)
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
    took = {}
    for task in Task:
        start = perf_counter()
        batches.let_wait(batch, task, undone_reason="measured")
        done = worker.do(batch.pk)
        took[task] = perf_counter() - start
        if done.error:
            raise SystemExit(done.error)
        if task == Task.RUN:
            triggers.drop(connection)  # the baseline writes the rows of history once more
            bare, written = bare_bulk_create(before)
            triggers.mend(connection)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:,} rows of a list, {written:,} rows in all tables, {connection.vendor}")  # noqa: T201
    print(f"bare bulk_create of these   {bare:7.1f} s")  # noqa: T201
    print(f"dry run                     {took['preview']:7.1f} s  {took['preview'] / bare:5.2f} x")  # noqa: T201
    print(f"import, with history        {took['run']:7.1f} s  {took['run'] / bare:5.2f} x")  # noqa: T201
    print(f"  its one transaction       {last_step[0]:7.1f} s")  # noqa: T201
    print(f"undo                        {took['undo']:7.1f} s  {took['undo'] / bare:5.2f} x")  # noqa: T201
    print(f"memory at most              {memory:7.0f} MB (the baseline's included)")  # noqa: T201


def main():
    rows = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 10_000
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
        settings.MEDIA_ROOT = Path(folder) / "files"
        call_command("migrate", verbosity=0)
        measure(rows, Path(folder))


if __name__ == "__main__":
    main()
