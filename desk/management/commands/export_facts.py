from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError

from desk.exporting import NEEDED, record_export
from desk.facts_files import Extent, Files, export_facts
from records.sheets import TooLongForXlsx


class Command(BaseCommand):
    help = "Writes the facts with their sources into files for staff; it is recorded who did and why."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
        parser.add_argument("--by", required=True, metavar="NAME", help="the account that takes them out")
        parser.add_argument("--reason", required=True, metavar="WHY", help="what for, and who receives them")
        parser.add_argument("--open", action="store_true", help="only what can become public")
        parser.add_argument("--xlsx", action="store_true", help="one workbook instead of CSV files")
        parser.add_argument("--force", action="store_true", help="write into a folder that holds files already")

    def handle(self, *, folder, by, reason, force, **options):
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} is a file: name a folder.")
        if not force and folder.is_dir() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty: name a new folder, or say --force to write over its files.")
        if not reason.strip():
            raise CommandError("The reason is empty: say what the files are for, and who receives them.")
        extent = Extent.OPEN if options["open"] else Extent.ALL
        user = User.objects.filter(username=by, is_active=True).first()
        if user is None or not user.has_perm(NEEDED[extent]):
            raise CommandError(f"{by} is no account that may take this out: name another, or say --open.")
        try:
            record_export(extent=extent, reason=reason.strip(), by=user)  # before the first line stands in the folder
            counts = export_facts(folder, extent=extent, files=Files.XLSX if options["xlsx"] else Files.CSV)
        except TooLongForXlsx as error:
            raise CommandError(f"{error} is too long for a sheet: leave --xlsx away.") from error
        for table, count in counts.items():
            self.stdout.write(f"{table}: {count} rows")
        if extent == Extent.ALL:
            self.stdout.write("These files hold names that are not public: keep them among the staff.")
