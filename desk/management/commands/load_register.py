from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError

from desk.register import load_register
from desk.register_files import UnreadableRegister


class Command(BaseCommand):
    help = "Adds the entries of a register's plain files that are missing. Entries that are there stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="for example fixtures/january_2022/")
        parser.add_argument("--entered-by", required=True, metavar="NAME", help="the account that enters")
        parser.add_argument("--published-by", required=True, metavar="NAME", help="the other account, that publishes")
        parser.add_argument("--dry-run", action="store_true", help="check everything and store nothing")

    def handle(self, *, folder, entered_by, published_by, dry_run, **options):
        people = {"entered_by": account(entered_by), "published_by": account(published_by)}
        try:
            loaded = load_register(folder, **people, dry_run=dry_run)
        except UnreadableRegister as error:
            raise CommandError(f"{error}\nNothing was loaded.") from error
        for table, count in sorted(loaded.added.items()):
            self.stdout.write(f"{table}: {count} added")
        self.stdout.write(f"{loaded.published} published, {loaded.there} entries were there already")
        if dry_run:
            self.stdout.write("Nothing was stored: this was a dry run.")


def account(name):
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no account {name!r}: make it with make_staff {name} --role researcher.")
    return user
