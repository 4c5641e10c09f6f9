import sys

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from lookup.models import PublishedRelease
from publishing.releases import CannotRelease, reissue, release, waiting_to_be_reissued


class Command(BaseCommand):
    help = (
        "Freezes the public data as the next release of the month. Releases from which something was taken away are "
        "made anew first; with --reissue, these alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("--reissue", action="store_true", help="only make anew what waits for it")
        parser.add_argument("--dry-run", action="store_true", help="only say what there is, and what waits")
        parser.add_argument(
            "--number",
            type=int,
            choices=range(1, 1000),
            default=1,
            metavar="N",
            help="in the month, or a later one: where others were made after the backup that was restored",
        )
        parser.add_argument("--by", metavar="NAME", help="the account that makes it")
        parser.add_argument("--reason", default="", help="why it is made; kept in history, never published")

    def handle(self, *, by, reason, dry_run, **options):
        if dry_run:
            self._tell()
            return
        only_anew = options["reissue"]
        act, said = {"by": self._account(by), "progress": self._show}, reason or "a release"
        try:
            if only_anew:
                made = reissue(reason=reason or "something was taken away", **act)
            else:
                made = [release(reason=said, least=options["number"], **act)]
        except CannotRelease as error:
            raise CommandError(str(error)) from error
        except (InterfaceError, OperationalError) as error:
            raise CommandError(
                f"A database did not take it: {str(error).strip()}. When it does: manage.py release --reissue"
            ) from error
        for issue in made:
            row = PublishedRelease.objects.filter(name=str(issue)).first()
            size = f"{row.size:,} bytes" if row and row.is_served else "held back: manage.py release --reissue"
            self.stdout.write(f"{issue}  sha256 {issue.sha256}  {size}")
        if not made:
            self.stdout.write("No release waits to be made anew.")

    def _tell(self):
        for row in PublishedRelease.objects.all():
            self.stdout.write(
                f"{row.name}  {row.day}  sha256 {row.sha256}  {'served' if row.is_served else 'not served'}"
            )
        waiting = waiting_to_be_reissued()
        told = ", ".join(map(str, waiting)) or "none"
        self.stdout.write(f"To be made anew (manage.py release --reissue): {told}.")

    def _account(self, name):
        if not name:
            return None
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name!r}: manage.py make_staff {name} makes one.")
        return user

    def _show(self, publications):
        """Count on the terminal while the replay runs; stay silent where nobody watches."""
        watched = sys.stderr.isatty()
        for count, publication in enumerate(publications, start=1):
            if watched and count % 100 == 0:
                self.stderr.write(f"\r{count} …", ending="")
            yield publication
