import os
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError

from inbox import acts, exchange
from inbox.models import Case


class Command(BaseCommand):
    help = "Writes sealed messages that nobody answered to a file, to be opened where the group's private key is."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--by", required=True, metavar="NAME", help="who takes them out; kept in history")

    def handle(self, *, file, by, **options):
        user = account(by)
        if file.exists():
            raise CommandError(f"{file} is there already and is not overwritten: give another name.")
        acts.take_in()
        found = acts.take_out(cases=Case.objects.unanswered().filter(expired_on=None), by=user)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(exchange.as_text(found))
        self.stdout.write(f"{len(found)} sealed messages are in {file}. Where the key is:")
        self.stdout.write(f"  bin/open_sealed KEYFILE {file.name}\n  bin/seal_answer {file.name} MESSAGE ANSWERS")


def account(name):
    """The account of whoever acts; it needs the right to work on messages."""
    user = get_user_model().objects.filter(username=name).first()
    if user is None or not user.is_active or not user.has_perm("inbox.change_case"):
        raise CommandError(f"{name!r} is no account that may open messages: name a reviewer.")
    return user
