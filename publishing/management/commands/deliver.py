from django.core.management import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, ProgrammingError

from publishing.delivery import bring_up_to_date, lag


class Command(BaseCommand):
    help = "Delivers to the public tables what did not arrive there. Where all did, it changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what waits")

    def handle(self, dry_run, **options):
        waiting = lag()
        self.stdout.write(str(waiting or "No publication waits."))
        if dry_run:
            return
        try:
            wrong = bring_up_to_date()
        except (InterfaceError, OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"The public tables did not take it: {str(error).strip()}. See that it runs, that PUBLIC_DATABASE_URL "
                "is right and that its tables are there (manage.py migrate --database public); then deliver again."
            ) from error
        if wrong:
            self.stdout.write(f"The public tables did not hold what was published of {wrong} records: made anew.")
        self.stdout.write("The public tables hold what was published.")
