from django.core.management import BaseCommand
from django.utils.translation import ngettext

from inbox import acts
from inbox.models import OVERDUE, Case


class Command(BaseCommand):
    help = "Once a day: lists new messages in the queue, and deletes those whose time is over. --dry-run only tells."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done, and do nothing")

    def handle(self, *, dry_run, **options):
        over = acts.expired()
        new = len(acts.not_taken_in()) if dry_run else acts.take_in()
        if not dry_run:
            for case in over:
                acts.expire(case=case)
        self.stdout.write(
            ngettext("%d new message.", "%d new messages.", new) % new
            + " "
            + ngettext("%d deleted with its answers.", "%d deleted with their answers.", len(over)) % len(over)
        )
        if late := Case.objects.overdue().count():
            told = "%(count)d message has waited for more than %(days)d days."
            told = ngettext(told, "%(count)d messages have waited for more than %(days)d days.", late)
            self.stdout.write(told % {"count": late, "days": OVERDUE})
