from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from desk.reference import UnreadableReference, load_reference


class Command(BaseCommand):
    help = "Adds the places, terms and law articles that are missing. Rows that are there stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures" / "reference")

    def handle(self, *, folder, **options):
        try:
            added = load_reference(folder)
        except UnreadableReference as error:
            raise CommandError(str(error)) from error
        for file, count in added.items():
            self.stdout.write(f"{file}: {count} added")
