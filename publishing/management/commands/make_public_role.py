import os
from getpass import getpass

from django.core.management import BaseCommand, CommandError
from django.utils.connection import ConnectionDoesNotExist

from publishing.public_role import CannotMakeRole, make_public_role

PASSWORD = "PUBLIC_ROLE_PASSWORD"  # noqa: S105 (the name of a variable)


class Command(BaseCommand):
    help = (
        "Makes a role of PostgreSQL that may read the published tables, put messages in and nothing else, or puts it "
        f"right. The password is asked for, or read from the variable {PASSWORD}. Run it again after each migration."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="of the role, such as tizim_public")

        parser.add_argument(
            "--database", default="", help="where: inbox, if INBOX_DATABASE_URL is set; else not needed"
        )

    def handle(self, name, *, database, **options):
        password = os.environ.get(PASSWORD) or getpass(f"Password of the role {name}: ")
        try:
            tables = make_public_role(name=name, password=password, alias=database)
        except ConnectionDoesNotExist as error:
            raise CommandError(f"There is no database {database}: is INBOX_DATABASE_URL set?") from error
        except CannotMakeRole as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The role {name} reaches {len(tables)} tables that visitors need, and nothing else.")
        self.stdout.write("For the public process: PUBLIC_DATABASE_URL=postgres://NAME:PASSWORD@HOST:PORT/DATABASE")
