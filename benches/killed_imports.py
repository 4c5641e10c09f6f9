"""Kills an import at random moments, with SIGKILL: every reader sees all of it or nothing, and running again completes.

    bin/bench killed_imports [ROWS] [KILLS]        10,000 rows and 20 kills unless told otherwise

In a temporary SQLite file; with DATABASE_URL set, in that database, which must be empty. Ends with 1 if a reader saw a
part.
"""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep


def seen() -> dict[str, int]:
    """What a reader sees: rows of each table that an import writes, those of history and of the index too."""
    from audit.models import Change
    from people.models import Name, Person
    from people.name_tables import NAMES
    from sources.models import Report
    from victims.models import Casualty, CasualtyClaim

    tables = (Person, Name, Casualty, CasualtyClaim, Report, Change, NAMES.spelling, NAMES.posting, NAMES.word)
    return {table.__name__: table._base_manager.count() for table in tables}


def start():
    return subprocess.Popen([sys.executable, "manage.py", "run_imports"], start_new_session=True)


def take_back(batch, folder: Path):
    """As it was before the run, with the list, which undoing deletes."""
    from desk.importing import batches, worker
    from desk.models import BatchState, ImportBatch, Task

    batches.let_wait(batch, Task.UNDO, undone_reason="measured")
    worker.do(batch.pk)
    Path(batch.file.path).write_bytes((folder / "list.csv").read_bytes())
    mine = ImportBatch.objects.filter(pk=batch.pk)
    mine.update(state=BatchState.PREVIEWED, undone_at=None, report=None, made=[])


def attempt(rows: int, kills: int, folder: Path):
    from django.core.files import File
    from django.db import connection

    from benches.importing import write_list
    from desk.importing import batches, worker
    from desk.importing.mappings import Mapping, to_toml
    from desk.models import BatchState, ImportBatch, Task
    from records.saving import changing
    from sources.models import Incident

    write_list(folder / "list.csv", rows)
    incident = Incident(title="Invented incident", kind="other")
    with changing(incident, by=None):
        incident.save()
    columns = {"row": "number", "name_kk": "name_kk", "age": "age", "sex": "sex", "links": "links"}
    with (folder / "list.csv").open("rb") as file:
        batch = batches.hand_in(file=File(file), name="list.csv", by=None, language="en")
    mapping = to_toml(Mapping(name="bench", kind="killed", columns=columns, key="row"))
    ImportBatch.objects.filter(pk=batch.pk).update(
        mapping=mapping, incident=incident, new_report={"title": "Invented list"}
    )
    batches.let_wait(batch, Task.PREVIEW)
    worker.do(batch.pk)
    nothing, chance, longest, outcomes = seen(), random.Random(), None, []  # noqa: S311 (moments)
    mine = ImportBatch.objects.filter(pk=batch.pk)
    for turn in range(kills + 1):
        if not mine.filter(state=BatchState.RUNNING).exists():
            batches.let_wait(batch, Task.RUN)
        connection.close()
        begun, process = monotonic(), start()
        if turn == 0:  # one run to its end tells how long it takes; then it is undone
            process.wait()
            longest = monotonic() - begun
            everything = seen()
            take_back(batch, folder)
            nothing = seen()
            continue
        sleep(chance.uniform(0, longest))
        process.kill()
        process.wait()
        now = seen()
        grown = {name: everything[name] for name in everything} | {"Change": now["Change"]}
        whole = now == grown and now["Change"] > nothing["Change"]
        outcomes.append("all" if whole else "nothing" if now == nothing else f"A PART: {now}")
        print(f"killed after {monotonic() - begun:5.1f} s: {outcomes[-1]}", flush=True)  # noqa: T201
        if whole:
            take_back(batch, folder)
            nothing = seen()
    if not mine.filter(batches.left_behind()).exists():
        batches.let_wait(batch, Task.RUN)
    start().wait()
    complete = seen() | {"Change": 0} == everything | {"Change": 0}
    print(f"{rows:,} rows, {kills} kills; run again: {'complete' if complete else 'NOT COMPLETE'}")  # noqa: T201
    ImportBatch.objects.get(pk=batch.pk).file.delete(save=False)
    sys.exit(not complete or any(it.startswith("A PART") for it in outcomes))


def main():
    rows, kills = [int(text.replace(",", "")) for text in [*sys.argv[1:3], *["10000", "20"][len(sys.argv) - 1 :]]]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'importing.sqlite3'}")
        os.environ.setdefault("SECRET_KEY", "measures only")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ |= {"DEBUG": "on", "HTTPS": "off"}
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.DEBUG = False
        call_command("migrate", verbosity=0)
        attempt(rows, kills, Path(folder))


if __name__ == "__main__":
    main()
