import json
import os
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit import chain

FORMAT = {"format": "tizim history", "version": 1}


class Command(BaseCommand):
    help = """Writes the whole history as JSON lines, for bin/verify_history.py or a verifier of your own.
    It holds what is private: keep it as you keep the database."""

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="a new file; nothing is written over")

    def handle(self, *, file, **options):
        chain.seal()
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # for this account's eyes
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}. Name a new file.") from error
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(json.dumps(FORMAT) + "\n")
            count = 0
            for line in chain.lines():
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
        self.stdout.write(f"{count} changes written to {file}.")
