from django.core.management import BaseCommand
from django.db import connections, router

from inbox.letterbox import room
from inbox.letterbox.models import Message


class Command(BaseCommand):
    help = "Makes anew the trigger that limits how many messages are kept, if the server asks for it."

    def handle(self, **options):
        room.limit(connections[router.db_for_write(Message)])
        self.stdout.write(f"At most {room.MOST} messages are kept at once.")
