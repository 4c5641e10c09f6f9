from datetime import timedelta

from django.core.management.base import BaseCommand

from desk.importing.batches import STALE
from desk.importing.worker import work_off


class Command(BaseCommand):
    help = "Does the imports that wait, those too that were cut short, and ends. The pages start it themselves."

    def handle(self, *args, **options):
        work_off(patience=STALE + timedelta(seconds=5))
