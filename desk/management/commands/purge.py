from django.core.management import BaseCommand, CommandError
from django.db import OperationalError, connection

from desk.purging import Busy, purge


class Command(BaseCommand):
    help = """After manage.py redact: takes what was erased out of the files of the database. Stop the server first.
    Ends all sessions and makes the indexes of names and the public tables anew; the register itself stays as it is."""

    def handle(self, **options):
        try:
            purge()
        except (Busy, OperationalError) as error:
            raise CommandError(
                "Another process has the database open, so its files may still hold what was erased. "
                "Stop the server and every other command, then run manage.py purge again."
            ) from error
        self.stdout.write("Sessions ended, indexes of names and public tables made anew.")
        if connection.vendor == "sqlite":
            self.stdout.write("The file of the database was written anew, and its write-ahead log is empty.")
        else:
            self.stdout.write(
                "PostgreSQL keeps dead rows and its log: see docs/history.md for VACUUM FULL and archives."
            )
        self.stdout.write("Backups made before still hold what was erased.")
