from functools import partial
from time import perf_counter

from django.core.management import BaseCommand

from desk.names import people_with_names, rebuild_names
from desk.progress import bar
from lookup.models import PublishedPerson
from publishing import delivery


class Command(BaseCommand):
    help = """Makes both indexes of names anew, the one of staff and the public one. Needed when the rules changed.
    Each index is exchanged as a whole at its end: until then, and if this is broken off, the old one is searched."""

    def handle(self, **options):
        self.rebuild("the index of staff", rebuild_names, people_with_names())
        self.rebuild("the public index", delivery.rebuild_names, PublishedPerson.objects.count())

    def rebuild(self, what, make, total):
        start = perf_counter()
        count = make(partial(bar, total=total))
        self.stdout.write(f"{count} people in {what}, made in {perf_counter() - start:.1f} s")
