"""What is written to a record without its history is refused: `records.saving.changing` is the way in.

`verify_history` finds what gets past this, such as raw SQL: it compares each record with its last recorded values.
"""

from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.translation import gettext as _

from records.fields import CheckedQuerySet


class NotRecorded(Exception):
    """A record was to be written in a way that leaves no history."""


def mark_as_recorded():
    """From here to the end of the innermost transaction block, what is written belongs to a change."""
    if connection.in_atomic_block:  # else nothing is written: history refuses to be written outside a transaction
        connection.atomic_blocks[-1].records_history = True


@contextmanager
def unrecorded():
    """For rows that get no history at all, in bulk: invented people, and people who are measured and taken back.

    `verify_history` says of each such record that its history is missing, so never use this for anybody real.
    """
    with transaction.atomic():
        mark_as_recorded()
        yield


def refuse_unrecorded(model):
    """Raise `NotRecorded` unless a change is open."""
    if not any(getattr(block, "records_history", False) for block in connection.atomic_blocks):
        raise NotRecorded(
            _("%s: this would be written without history. Save records and their parts inside `changing`.")
            % model._meta.label
        )


class RecordedQuerySet(CheckedQuerySet):
    """Refuses to write many rows at once outside a change, and to delete any."""

    def update(self, **values):
        refuse_unrecorded(self.model)
        return super().update(**values)

    update.alters_data = True

    def bulk_update(self, objs, fields, batch_size=None):
        refuse_unrecorded(self.model)
        return super().bulk_update(objs, fields, batch_size)

    bulk_update.alters_data = True

    def bulk_create(self, *args, **kwargs):
        refuse_unrecorded(self.model)
        return super().bulk_create(*args, **kwargs)

    bulk_create.alters_data = True

    def delete(self):
        raise NotRecorded(_("%s: nothing is deleted. Withdraw the record or the part.") % self.model._meta.label)

    delete.alters_data = True
    delete.queryset_only = True


class RecordedModel:
    """Refuses to be saved outside a change, and to be deleted."""

    def save(self, *args, **kwargs):
        refuse_unrecorded(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise NotRecorded(_("%s: nothing is deleted. Withdraw the record or the part.") % self._meta.label)
