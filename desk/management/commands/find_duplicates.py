import sys
from time import monotonic

from django.core.management import BaseCommand, CommandError

from desk.finding_duplicates import AT_ONCE, MOST_OF_ONE, find_duplicates
from people.indexing import OLDER_RULES, made_by_older_rules
from people.models import PossibleDuplicate
from people.name_tables import NAMES


class Command(BaseCommand):
    help = "Lists the persons of the whole register who may be one. Cut short, it goes on when it is run again."

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="begin at the beginning, even if a run was cut short")

    def handle(self, *, anew, **options):
        if made_by_older_rules(NAMES):
            raise CommandError(str(OLDER_RULES))
        try:
            run = find_duplicates(anew=anew, progress=self.show)
        except KeyboardInterrupt:
            raise CommandError("Cut short. What was found is on the list; run it again to go on from here.") from None
        waiting = PossibleDuplicate.objects.open().count()
        self.stdout.write(f"{run.found} pairs new on the list; {waiting} wait for an answer")
        if run.left_out:
            self.stdout.write(f"{run.left_out} persons have more likes than the {MOST_OF_ONE} listed of each")

    def show(self, steps, stage, total):
        """Count on the terminal, and say how long the rest may take; stay silent where nobody watches."""
        watched, begun = sys.stderr.isatty(), monotonic()
        for number, step in enumerate(steps, start=1):
            yield step
            if watched:
                left = (monotonic() - begun) / number * (total - number)
                done = f"{min(number * AT_ONCE, total * AT_ONCE)} of {total * AT_ONCE}"
                self.stderr.write(f"\r{stage}: about {done}, {left:.0f} s left   ", ending="")
        if watched and total:
            self.stderr.write("")
