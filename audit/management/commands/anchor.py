from django.core.management import BaseCommand, CommandError

from audit import chain
from audit.models import Seal


class Command(BaseCommand):
    help = """Prints the head of the chain of history: number, hash and time. Keep each line elsewhere: on paper, with
    a partner, where whoever can write to the database cannot reach it. manage.py verify_history --anchors reads it."""

    def handle(self, **options):
        chain.seal()
        head = Seal.objects.last()
        if head is None:
            raise CommandError("There is no history yet: nothing was saved in this register.")
        self.stdout.write(str(head))
