from django.core.management import BaseCommand

from desk.roles import make_roles


class Command(BaseCommand):
    help = "Makes the roles, or brings them back to what the register expects."

    def handle(self, **options):
        self.stdout.write(f"Roles: {', '.join(make_roles())}")
