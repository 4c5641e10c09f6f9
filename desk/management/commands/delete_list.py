from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError

from desk.importing.erasing import CannotErase, delete_list
from desk.models import ImportBatch


class Command(BaseCommand):
    help = """Deletes a list that was handed in to be imported. What was imported of it stays, and can still be undone;
    an import that never ran goes whole."""

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="of the import, as the pages name it")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who decided it")
        parser.add_argument("--reason", required=True, help="why; do not repeat in it what the list holds")

    def handle(self, *, number, by, reason, **options):
        account = User.objects.filter(username=by).first()
        if account is None:
            raise CommandError(f"There is no account {by!r}.")
        batch = ImportBatch.objects.filter(pk=number).first()
        if batch is None:
            raise CommandError(f"There is no import {number}.")
        try:
            delete_list(batch, by=account, reason=reason)
        except CannotErase as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The list of import {number} is deleted. Backups still hold it.")
