from time import monotonic, sleep

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from lookup.downloads import kept
from lookup.downloads.whole import every_file
from lookup.models import PublishedStamp

STILL = 60  # seconds
FULL = f"More than {kept.MOST // 1024**3} GB are not kept."


class Command(BaseCommand):
    help = (
        "Makes the public files of everyone ahead of those who ask, in three languages, and keeps them in "
        "DOWNLOADS_DIR. Where all are kept, it makes none. While the public tables change it stops: run it again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--still", type=int, default=STILL, metavar="SECONDS", help="for which nothing changed")

    def handle(self, still, **options):
        if not kept.may_keep():
            raise CommandError(
                f"Nothing can be kept in {settings.DOWNLOADS_DIR}: set DOWNLOADS_DIR to a folder of which this account "
                "is the owner and that nobody else may read (chmod 700)."
            )
        kept.tidy()
        files = [file for file in every_file() if not file.is_kept()]
        stamp = PublishedStamp.objects.lasting()
        if not stamp:
            self.stdout.write("Nothing was published yet: there are no files to make.")
        elif not files:
            self.stdout.write("Every file is kept.")
        elif not self._is_still(stamp, still):
            self.stdout.write("The public tables are changing: no file was made. Run it again later.")
        else:
            self._make(files, stamp)

    def _make(self, files, stamp: str):
        for number, file in enumerate(files):
            if kept.is_full():
                self.stdout.write(f"{FULL} {len(files) - number} are made when somebody asks, {file.name} first.")
                return
            start = monotonic()
            size = sum(len(part) for part in file.sent().parts)
            is_kept = file.is_kept()
            if PublishedStamp.objects.lasting() != stamp:
                self.stdout.write(f"The public tables changed: {number} of {len(files)} files were made. Run it again.")
                return
            if not is_kept:
                raise CommandError(f"{file.name} was not kept in {settings.DOWNLOADS_DIR}: see that the disk has room.")
            self.stdout.write(f"{file.name}: {size:,} bytes, {monotonic() - start:.1f} s")

    @staticmethod
    def _is_still(stamp: str, seconds: int) -> bool:
        sleep(seconds)
        return PublishedStamp.objects.lasting() == stamp
