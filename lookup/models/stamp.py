"""What tells whether the public tables still hold what they held."""

import secrets

from django.db import connections, models


class PublishedStampQuerySet(models.QuerySet):
    def renew(self):
        """Another stamp, in the transaction that changes the public tables."""
        row = PublishedStamp(pk=1, value=secrets.token_hex(16))
        self.bulk_create([row], update_conflicts=True, update_fields=["value"], unique_fields=["id"])

    def current(self) -> str:
        """Empty where none was ever given."""
        return self.values_list("value", flat=True).first() or ""

    def lasting(self) -> str:
        """The current one, for whoever keeps what was made under it. Empty also within a transaction, which sees what
        may never be committed."""
        return "" if connections[self.db].in_atomic_block else self.current()


class PublishedStamp(models.Model):
    """One row. Its value is drawn at random by each transaction that changes a public table, and arrives with what it
    changed, on a replica too: tables with the same stamp hold the same. A number that is counted up would come back
    with an old copy of the database and then stand for something else."""

    value = models.CharField(max_length=32)

    objects = PublishedStampQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.value
