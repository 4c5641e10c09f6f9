from functools import partial
from time import perf_counter

from django.core.management import BaseCommand, CommandError

from desk.invented import invent_people
from desk.invented_claims import invent_claims
from desk.names import rebuild_names
from desk.progress import bar
from people.models import Person


class Command(BaseCommand):
    help = "Fills an empty register with invented people, to measure it with. Never where real people are."

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed makes the same people")

    def handle(self, *, people, seed, **options):
        if Person.objects.exists():
            raise CommandError(
                "This register holds people. Set DATABASE_URL to an empty database and migrate it first."
            )
        start = perf_counter()
        progress = partial(bar, total=people)
        count = invent_people(people=people, seed=seed, progress=progress)
        self.stdout.write(f"{count} invented people, written in {perf_counter() - start:.1f} s")
        start = perf_counter()
        claims = invent_claims(seed=seed, progress=progress)
        self.stdout.write(f"{claims} invented claims about them, written in {perf_counter() - start:.1f} s")
        start = perf_counter()
        rebuild_names(progress)
        self.stdout.write(f"their names indexed in {perf_counter() - start:.1f} s")
