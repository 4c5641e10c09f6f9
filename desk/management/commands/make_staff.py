from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from desk.accounts import make_staff


class Command(BaseCommand):
    help = "Makes accounts that may sign in to the admin, and prints each password once."

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="+", metavar="NAME", help="what the person types to sign in")
        parser.add_argument("--role", help="researcher, reviewer …; left out, each account has the role of its name")

    def handle(self, *, names, role, **options):
        for name in names:
            self.make(name, role or name)

    def make(self, name, role):
        try:
            password = make_staff(name=name, role=role)
        except Group.DoesNotExist as error:
            known = ", ".join(Group.objects.order_by("name").values_list("name", flat=True))
            step = f"choose one with --role: {known}" if known else "run make_roles first"
            raise CommandError(f"There is no role {role!r}: {step}.") from error
        except ValidationError as error:
            raise CommandError(f"{name!r}: {' '.join(error.messages)}") from error
        if password is None:
            self.stdout.write(
                f"{name} exists already and stays as it is. For a new password: manage.py changepassword {name}"
            )
        else:
            self.stdout.write(f"{name}   password: {password}   (shown only now)")
