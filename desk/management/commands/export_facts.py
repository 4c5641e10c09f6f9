from pathlib import Path

from django.core.management import BaseCommand, CommandError

from desk.facts import export_facts


class Command(BaseCommand):
    help = "Writes every fact with its source into CSV files for staff, withheld names included."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
        parser.add_argument("--force", action="store_true", help="write into a folder that holds files already")

    def handle(self, *, folder, force, **options):
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} is a file: name a folder.")
        if not force and folder.is_dir() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty: name a new folder, or say --force to write over its files.")
        for table, count in export_facts(folder).items():
            self.stdout.write(f"{table}.csv: {count} rows")
        self.stdout.write("These files hold names that are not public: keep them among the staff.")
