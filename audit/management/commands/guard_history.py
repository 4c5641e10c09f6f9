from django.core.management import BaseCommand
from django.db import connection

from audit import triggers


class Command(BaseCommand):
    help = "Makes the triggers anew that keep history from being changed or deleted, where one is missing."
    requires_system_checks = ()

    def handle(self, **options):
        names = triggers.mend(connection)
        for name in names:
            self.stdout.write(f"made anew: {name}")
        if not names:
            self.stdout.write("Nothing was missing: history is guarded.")
