from django.core.management.commands import migrate
from django.db import connections, router

from audit import triggers
from audit.models import Change


class Command(migrate.Command):
    """Django's own, and then the triggers of history, which a migration on SQLite drops when it rebuilds a table."""

    def handle(self, *args, **options):
        super().handle(*args, **options)
        changes_nothing = options["plan"] or options["check_unapplied"]
        if not changes_nothing and router.allow_migrate_model(options["database"], Change):
            triggers.mend(connections[options["database"]])
