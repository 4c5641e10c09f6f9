from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError

from publishing import door
from records import public_id


class Command(BaseCommand):
    help = """Takes off the public site what was published and may no longer be shown: for when an update made the rules
    stricter. Nothing is added, and edits that wait are not let through."""

    def add_arguments(self, parser):
        parser.add_argument("--by", required=True, metavar="NAME", help="the account that takes it away")
        parser.add_argument(
            "--reason", default="The rules of what may be shown are stricter.", help="kept in history, never published"
        )
        parser.add_argument("--dry-run", action="store_true", help="only name the records")

    def handle(self, *, by, reason, dry_run, **options):
        account = get_user_model().objects.filter(username=by).first()
        if account is None:
            raise CommandError(f"There is no account {by!r}: manage.py make_staff {by} makes one.")
        if not reason.strip():
            raise CommandError("Write why: --reason.")
        records = door.showing_too_much()
        for record in records:
            self.stdout.write(public_id.shown(record.public_id))
        if dry_run:
            self.stdout.write(f"{len(records)} records show more than they may.")
            return
        reduced = door.take_away_each(records=records, by=account, reason=reason)
        self.stdout.write(f"{len(reduced)} records showed more than they may, and do no more.")
