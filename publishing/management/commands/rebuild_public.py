import sys

from django.core.management import BaseCommand

from publishing.delivery import deliver_waiting, rebuild


class Command(BaseCommand):
    help = "Makes the public tables anew from the publications. Changes nothing that the public sees."

    def handle(self, **options):
        count = rebuild(progress=self.show)
        deliver_waiting()  # nothing is new to the tables: it marks what they hold now
        self.stdout.write(f"{count} records are public.")

    def show(self, publications):
        """Count on the terminal while the replay runs; stay silent where nobody watches."""
        watched = sys.stderr.isatty()
        for count, publication in enumerate(publications, start=1):
            if watched and count % 100 == 0:
                self.stderr.write(f"\r{count} …", ending="")
            yield publication
