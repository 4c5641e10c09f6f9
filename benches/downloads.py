"""Each public file of a large register, made and then kept: seconds to its first byte and to its last, memory, and the
same table bare.

    bin/bench downloads [PEOPLE]        100,000 unless told otherwise

`made` is the first download after a change: the file is made while it is sent. `kept` is every one after it, until the
next change. The bare table is what the database itself can do in the same run: on PostgreSQL its own COPY … TO, on
SQLite a cursor whose rows go to `csv.writer` at once. Nobody may learn from a file what was published when, so it does
not follow the table: `ordered` is the same, of the columns that the file needs and in its order, without the names,
titles and labels of other tables. Fills published tables with invented people in a temporary SQLite file; with
DATABASE_URL set, in that database, which must be empty. Each time is the shortest of three, or of as many as
fit into ten seconds. Ratios are of seconds on the clock; on SQLite, which works within this process, of seconds at
work, so that a busy machine does not blur them. A ! stands where one is over what was asked for.
"""

import csv
import os
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

TIMES, PATIENCE = 3, 10  # measurements of one thing, and seconds for all of them
MOST_SECONDS, MOST_MEMORY = 1, 100e6  # to the first byte; bytes
MOST = {"postgresql": 5, "sqlite": 3}  # times the bare table


class Counted:
    """Takes what is written, and counts it."""

    size = 0

    def write(self, part):
        self.size += len(part)


def clock_of(vendor: str):
    return perf_counter if vendor == "postgresql" else process_time


def bare(table, only: str = "") -> float:
    """Seconds in which the database itself writes the table, or a part of it, as CSV."""
    from django.db import connection

    query = f"SELECT * FROM {table._meta.db_table} {only}"  # noqa: S608 (our own names)
    clock = clock_of(connection.vendor)
    start = clock()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", Counted())
        else:
            csv.writer(Counted()).writerows(connection.connection.cursor().execute(query))
    return clock() - start


def ordered(file) -> float:
    """Seconds in which it writes what a file needs of its own table, in the order of the file."""
    from django.db import connection

    from lookup.downloads.rows import raw

    query, values = raw(file.rows().order_by(*file.order), file.stored).query.sql_with_params()
    clock = clock_of(connection.vendor)
    start = clock()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            whole = cursor.mogrify(query, values).decode()
            cursor.copy_expert(f"COPY ({whole}) TO STDOUT WITH (FORMAT csv)", Counted())
        else:
            csv.writer(Counted()).writerows(cursor.execute(query, values))
    return clock() - start


class Run(NamedTuple):
    first: float  # seconds to the first part
    whole: float
    work: float  # of this process
    size: int  # bytes
    memory: int  # bytes at most, above those held before


def run(make) -> Run:
    start, work = perf_counter(), process_time()
    first, size = None, 0
    with Memory() as memory:
        for part in make():
            if first is None:
                first = perf_counter() - start
            size += len(part)
        took, worked = perf_counter() - start, process_time() - work
    return Run(first, took, worked, size, memory.most)


def runs(make, before=lambda: None) -> Run:
    """The shortest of some, with the most memory of any."""
    found, start = [], perf_counter()
    while len(found) < TIMES and (not found or perf_counter() - start < PATIENCE):
        before()
        found.append(run(make))
    least = Run(*map(min, zip(*found, strict=True)))
    return least._replace(memory=max(one.memory for one in found))


class Memory:
    """The most memory that this process holds while it is open, above what it held before."""

    def __enter__(self):
        self._before, self._is_over, self.most = self._held(), threading.Event(), 0
        self._watch = threading.Thread(target=self._look)
        self._watch.start()
        return self

    def __exit__(self, *_error):
        self._is_over.set()
        self._watch.join()

    def _look(self):
        while not self._is_over.wait(0.01):
            self.most = max(self.most, self._held() - self._before)

    @staticmethod
    def _held() -> int:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


def measure(people: int):
    from django.db import connection

    from benches.measured.public_tables import invent, of_files
    from lookup.downloads import FILES, archive, csv_parts, kept, workbook
    from lookup.models import PublishedPerson

    if PublishedPerson.objects.exists():
        sys.exit("This database holds people. Set DATABASE_URL to an empty one, or leave it out.")
    start = perf_counter()
    invent(people)
    vendor, of = connection.vendor, of_files()
    print(f"{vendor}: {PublishedPerson.objects.count():,} invented people in {perf_counter() - start:.0f} s")  # noqa: T201
    heading = "first s  whole s  at work  more MB held  of bare  of ordered"
    print(f"{'':15}     MB  bare s  ordered s | made: {heading} | kept: {heading}")  # noqa: T201
    for name, file in FILES.items():
        bases = [None, None]
        if name in of:
            table = {"custody": "custodystep", "charge_updates": "chargeupdate"}.get(name)
            only = f"WHERE \"table\" = '{table}'" if table else ""
            bases[0] = min(bare(of[name], only) for _again in range(TIMES))
            if hasattr(file, "stored"):
                bases[1] = min(ordered(file) for _again in range(TIMES))
        told(name, lambda file=file: (part.encode() for part in csv_parts(file)), bases, vendor, kept)
    for name, make in (("zip", archive.package), ("xlsx", workbook.parts)):
        told(name, make, [None, None], vendor, kept)


def told(name, make, bases, vendor, kept):
    def sent():
        return kept.sent(f"tizim-{name}", make)

    kept.forget()
    if sent().length is not None:
        sys.exit(f"{name} is kept before it was made.")
    made = runs(lambda: sent().parts, before=kept.forget)
    again = runs(lambda: sent().parts)
    if sent().length != made.size:
        sys.exit(f"{name} was not kept, or is not whole.")
    columns = [columns_of(one, bases, vendor) for one in (made, again)]
    seconds = ["" if base is None else f"{base:.3f}" for base in bases]
    print(f"{name:15} {made.size / 1e6:6.1f} {seconds[0]:>7}  {seconds[1]:>9} |       {' |       '.join(columns)}")  # noqa: T201


def columns_of(one: Run, bases, vendor) -> str:
    took = one.whole if clock_of(vendor) is perf_counter else one.work
    ratios = ["" if base is None else f"{took / base:.1f}" for base in bases]
    is_over = (bases[0] and took / bases[0] > MOST[vendor]) or one.first > MOST_SECONDS or one.memory > MOST_MEMORY
    seconds = f"{one.first:7.2f}  {one.whole:7.2f}  {one.work:7.2f}"
    return f"{seconds}  {one.memory / 1e6:12.0f}  {ratios[0]:>7}{'!' if is_over else ' '}  {ratios[1]:>9}"


def main():
    people = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'downloads.sqlite3'}")
        os.environ.setdefault("SECRET_KEY", "measures only")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ["DOWNLOADS_DIR"] = f"{folder}/downloads"
        os.environ |= {"DEBUG": "on", "HTTPS": "off"}  # static files need not be gathered
        import django
        from django.apps import apps
        from django.conf import settings
        from django.db import connection

        django.setup()
        settings.DEBUG = False  # no log of queries
        if "lookup_publishedperson" not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                for table in apps.get_app_config("lookup").get_models():
                    editor.create_model(table)
        measure(people)


if __name__ == "__main__":
    main()
