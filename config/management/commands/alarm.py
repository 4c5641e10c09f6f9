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


class Command(BaseCommand):
    help = "Tells those in ERROR_MAIL_TO that a unit failed. tizim-alarm@.service runs it (deploy/)."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("unit", metavar="UNIT", help="the name of the unit, such as tizim-backup")

    def handle(self, *, unit, **options):
        if not settings.ADMINS:
            raise CommandError(f"{unit} failed, and nobody is told: set ERROR_MAIL_TO (.env.example).")
        try:
            mail_admins(f"{unit} failed", TOLD % {"unit": unit})
        except OSError as error:
            raise CommandError(f"{unit} failed, and the mail server of this machine takes no mail: {error}") from error
