import json
import os
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction

from people import measuring
from people.indexing import index
from people.models import Name, Person
from people.name_index import Found
from people.name_tables import NAMES
from people.rebuilding import rebuild, recount
from people.search import search
from records.recording import unrecorded

SAVED = 50  # names, to measure a save


class Command(BaseCommand):
    help = """Measures the search for names, through the real search and database, among the people who are here.
    The people of the files are added for the measurement alone and taken back: nothing is kept."""

    def add_arguments(self, parser):
        parser.add_argument("--people", type=Path, required=True, metavar="P.csv", help="person_id, name")
        parser.add_argument(
            "--pairs",
            type=Path,
            required=True,
            metavar="Q.csv",
            help="person_id, stored_name, query_name, kind, natural, country",
        )
        parser.add_argument(
            "--different", type=Path, metavar="D.csv", help="name_a, name_b: two people, nearly one name"
        )
        parser.add_argument("--most", type=int, metavar="N", help="the first N pairs only")
        parser.add_argument("--json", action="store_true", help="print the figures for programs")

    def handle(self, *, people, pairs, different, most, json, **options):
        try:
            named = measuring.read_people(people)
            queries = measuring.read_queries(pairs)[:most]
            unlike = measuring.read_different(different) if different else []
        except (OSError, KeyError) as error:
            raise CommandError(f"A file cannot be read: {error}. Its columns stand in --help.") from error
        if not named or not queries:
            raise CommandError("A file is empty: at least one person and one pair are needed.")
        load = os.getloadavg()[0]
        with transaction.atomic():
            report, costs = self.measure(named, queries, unlike)
            transaction.set_rollback(True)
        about = {
            "database": connection.vendor,
            "added": len(named),
            "among": Person.objects.count(),
            "processors": os.cpu_count(),
            "load_before": load,
            "load_after": os.getloadavg()[0],
        }
        (self.print_json if json else self.print_lines)(report, about, costs)

    def measure(self, named, queries, unlike):
        """The report, and what the index costs: seconds, bytes (0 where unknown), milliseconds of a save."""
        among = Person.objects.exists()
        people = {key: Person(shown_name=name, public_id=f"#{n:09}") for n, (key, name) in enumerate(named)}
        with unrecorded():
            Person.objects.bulk_create(people.values())
            Name.objects.bulk_create(Name(person=people[key], text=name) for key, name in named)
        names = {people[key].pk: [name] for key, name in named}
        start = perf_counter()
        if among:
            index(NAMES, names)
            recount(NAMES)
        else:
            rebuild(NAMES, names.items())
        seconds = perf_counter() - start
        keys = {person.pk: key for key, person in people.items()}

        def search_in_database(asked):
            matches = search(asked, tables=NAMES, limit=measuring.SHOWN, threshold=0.0)
            return [Found(keys.get(match.owner, match.owner), match.text, match.score) for match in matches]

        report = measuring.measure(queries, unlike, search_in_database)
        size = index_bytes()
        saves = [milliseconds_of_saving(people[query.owner], query.asked) for query in queries[:SAVED]]
        costs = {"build_seconds": seconds, "index_bytes": size, "saves": len(saves)}
        costs["save_ms"], costs["save_own_ms"] = map(median, zip(*saves, strict=True))
        return report, costs

    def print_lines(self, report, about, costs):
        self.stdout.write(
            "{database}: {added} people of the file among {among} others; {processors} processors, "
            "load {load_before:.1f} before and {load_after:.1f} after".format(**about)
        )
        self.stdout.write("\n".join(report.lines()))
        what = "those added, one by one" if about["among"] else "all"
        self.stdout.write(
            f"index: made in {costs['build_seconds']:.1f} s for {what}; {costs['index_bytes']:,} bytes in all\n"
            f"saving one name more: {costs['save_ms']:.1f} ms, of these in this process {costs['save_own_ms']:.1f} ms "
            f"(medians of {costs['saves']})"
        )

    def print_json(self, report, about, costs):
        self.stdout.write(json.dumps({**about, **report.as_dict(), **costs}, indent=1))


def milliseconds_of_saving(person: Person, text: str) -> tuple[float, float]:
    """One more spelling of a person is saved as the admin saves it, with all that is derived; without the history.

    In all, and of these in this process."""
    start, own_start = perf_counter(), process_time()
    with unrecorded():
        Name(person=person, text=text).save()
        person.refresh_from_parts()
    return (perf_counter() - start) * 1000, (process_time() - own_start) * 1000


def index_bytes() -> int:
    """What the tables of the index and their indexes take on disk; SQLite tells it only with `dbstat`."""
    tables = [table._meta.db_table for table in NAMES[:5]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s) AS name", [tables])
        else:
            marks = ", ".join(["%s"] * len(tables))
            cursor.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_master "  # noqa: S608
                f"WHERE tbl_name IN ({marks}))",
                tables,
            )
        return int(cursor.fetchone()[0] or 0)  # PostgreSQL sums to a decimal
