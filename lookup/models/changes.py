"""When a published record changed, and in what."""

from django.db import models

from lookup.models.fields import IdField, ListField
from records.public_id import shown


class PublishedChange(models.Model):
    """One publication of a record that is public: when it was, and the names of the fields whose values it changed,
    never the values. Parts stand under the name of their table: `casualtyclaim`. The first names none."""

    about = IdField(db_index=True, blank=False)
    at = models.DateTimeField()
    fields = ListField()

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{shown(self.about)}: {self.at:%Y-%m-%d}"
