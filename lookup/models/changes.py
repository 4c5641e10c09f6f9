"""When a published record changed, and in what."""

from django.db import models

from lookup.models.fields import IdField, ListField
from records.public_id import shown

TAKEN_OFF = "taken_off"


class PublishedChangeQuerySet(models.QuerySet):
    def of_the_records(self, records):
        """What publications of these records themselves told; what was taken off beside them is not of it."""
        return self.filter(about__in=records).exclude(fields=[TAKEN_OFF])

    def taken_off_before_the_first(self, records):
        """Beside these records, before they were published as they stand now; of those that are off, all."""
        first = self.model.objects.filter(about=models.OuterRef("about"), fields=[], at__lt=models.OuterRef("at"))
        return self.filter(~models.Exists(first), about__in=records, fields=[TAKEN_OFF])


class PublishedChange(models.Model):
    """One publication of a record that is public: when it was, and the names of the fields whose values it changed,
    never the values. Parts stand under the name of their table: `casualtyclaim`. The first names none. Of a person also
    when one of their casualties, detentions or charges was taken off, or corrected to be of another person: under the
    name `TAKEN_OFF`, and not which."""

    about = IdField(db_index=True, blank=False)
    at = models.DateTimeField()
    fields = ListField()

    objects = PublishedChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{shown(self.about)}: {self.at:%Y-%m-%d}"
