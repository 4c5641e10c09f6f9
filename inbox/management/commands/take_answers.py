from pathlib import Path

from django.core.management import BaseCommand, CommandError

from inbox import acts, exchange
from inbox.management.commands.export_inbox import account


class Command(BaseCommand):
    help = "Takes in the sealed answers that bin/seal_answer wrote. Run again, it adds nothing twice."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="ANSWERS")
        parser.add_argument("--by", required=True, metavar="NAME", help="who answers; kept in history")

    def handle(self, *, file, by, **options):
        user = account(by)
        try:
            count = exchange.take_answers(file.read_text(encoding="utf-8"), by=user)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        except acts.CannotDo as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} answers are kept. The senders read them with their codes.")
