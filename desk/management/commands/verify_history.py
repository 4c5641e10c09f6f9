from itertools import chain as in_turn
from itertools import islice
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit import chain, verifying
from audit.models import Seal, Unsealed
from desk.verifying import records_not_as_recorded

SHOWN = 50  # faults; the first tells where to look


class Command(BaseCommand):
    help = """Proves that history is what it was when it was sealed and kept as anchors, and that each record is what
    history last recorded of it. Tells each fault in words, the first broken place first, and then fails."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--anchors", type=Path, metavar="FILE", help="lines that manage.py anchor printed, kept elsewhere"
        )

    def handle(self, *, anchors, **options):
        try:
            anchors = verifying.read_anchors(anchors) if anchors else {}
        except (OSError, UnicodeDecodeError, verifying.UnreadableAnchors) as error:
            raise CommandError(f"The anchors cannot be read: {error}") from error
        faults = in_turn(verifying.faults(chain.lines(), anchors), records_not_as_recorded())
        found = list(islice(faults, SHOWN + 1))
        for fault in found[:SHOWN]:
            self.stderr.write(fault)
        if found:
            more = " More follow." if len(found) > SHOWN else ""
            raise CommandError(
                f"History is not what it was.{more} Keep this database as it is, and read docs/history.md."
            )
        head = Seal.objects.last()
        self.stdout.write(
            f"History is whole: {head.number if head else 0} seals, {Unsealed.objects.count()} changes wait for one, "
            f"{len(anchors)} anchors hold."
        )
        if not anchors:
            self.stdout.write("Without --anchors nobody can know that the chain was not cut or made anew.")
