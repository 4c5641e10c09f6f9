"""What happened: an unrest, a shooting inside it, a rally a half-year later."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models import Place
from records.constraints import not_itself, one_of
from records.fields import PartialDateField, Prose, TextLine, dates_in_order
from records.models import Record, refuse_ring
from sources.choices import IncidentKind


class Incident(Record):
    """An event to which tolls, statements, casualties and detentions belong."""

    title = TextLine(max_length=200, help_text=_("A short title in our words. Public."))
    kind = models.CharField(max_length=12, choices=IncidentKind, help_text=_("What sort of event. Public."))
    happened_on = PartialDateField(blank=True, help_text=_("When. Public."))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Where. Public.")
    )
    summary = Prose(blank=True, help_text=_("What happened, in our words. Public."))
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("The larger event it belongs to. Public."),
    )

    searched = ("title",)

    class Meta(Record.Meta):
        ordering = ["title", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *dates_in_order("happened_on"),
            one_of("kind", IncidentKind, blank=False),
            not_itself("part_of", "id"),
            models.CheckConstraint(condition=~models.Q(title=""), name="sources_incident_has_a_title"),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        refuse_ring(
            self, "part_of", _("An event cannot be part of itself, directly or through others: choose another.")
        )
