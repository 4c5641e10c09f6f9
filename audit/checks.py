"""What the server does not start without."""

from django.core.checks import Error
from django.db import connections, router

from audit import triggers
from audit.models import Change


def check_history_is_guarded(databases=None, **kwargs):
    """Runs with `migrate`, with `check --database default` and when the server starts: history without its triggers
    could be rewritten by anybody who reaches the database."""
    found = {
        alias: triggers.missing(connections[alias])
        for alias in databases or []
        if router.allow_migrate_model(alias, Change)
    }
    return [
        Error(
            f"History in the database {alias!r} is not guarded: triggers are missing, changed or off: "
            f"{', '.join(names)}.",
            hint="Find out who took them away, and run manage.py verify_history. Then: manage.py guard_history",
            id="audit.E001",
        )
        for alias, names in found.items()
        if names
    ]
