import re
import time
from pathlib import Path

from django.conf import settings
from django.core.mail import mail_admins
from django.core.management import BaseCommand, CommandError

TOLD = """\
%(unit)s failed on the server of the register. There, as root:

    journalctl --unit %(unit)s --lines 50     what it said
    bin/manage doctor                         what may be wrong, each with the next step
    systemctl start %(unit)s                  once more, when it is put right

docs/operations.md says what to do. This is told again after six hours at the earliest.
"""

AGAIN_AFTER = 6 * 60 * 60  # seconds
NAME = re.compile(r"[A-Za-z0-9:_.@-]+")  # of a unit of systemd, which is that of a file here


class Command(BaseCommand):
    help = "Tells those in ERROR_MAIL_TO that a unit failed. tizim-alarm@.service runs it (deploy/)."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("unit", metavar="UNIT", help="the name of the unit, such as tizim-backup")

    def handle(self, *, unit, **options):
        if not NAME.fullmatch(unit):
            raise CommandError(f"{unit} is no name of a unit: give one such as tizim-backup.")
        told = Path(settings.VAR_DIR) / "alarms" / unit
        if _is_new(told):
            self.stdout.write(f"{unit} failed again: it was told less than six hours ago.")
            return
        if not settings.ADMINS:
            raise CommandError(f"{unit} failed, and nobody is told: set ERROR_MAIL_TO (.env.example).")
        try:
            mail_admins(f"{unit} failed", TOLD % {"unit": unit})
        except OSError as error:
            raise CommandError(f"{unit} failed, and the mail server of this machine takes no mail: {error}") from error
        try:
            told.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            told.touch()
        except OSError as error:  # a full disk: better told each time than not at all
            self.stderr.write(f"That it was told could not be kept, so it will be told again: {error}")


def _is_new(told: Path) -> bool:
    try:
        return 0 <= time.time() - told.stat().st_mtime < AGAIN_AFTER
    except OSError:
        return False
