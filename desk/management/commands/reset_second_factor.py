from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError

from accounts.second_factor import reset


class Command(BaseCommand):
    help = "Takes the telephone and the recovery codes of an account away: its owner enrols anew at the next sign-in."

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("--reason", default="Reset on the server.", help="kept in history")

    def handle(self, *, name, reason, **options):
        account = User.objects.filter(username=name).first()
        if account is None:
            raise CommandError(f"There is no account {name!r}.")
        if reset(account=account, by=None, reason=reason):
            self.stdout.write(f"{name} enrols anew at the next sign-in and is signed out everywhere.")
        else:
            self.stdout.write(f"Nothing was enrolled: {name} enrols at the next sign-in.")
