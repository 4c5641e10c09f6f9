"""Who is related to whom, as a report says."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from records.constraints import not_itself, one_of
from records.fields import TextLine
from records.models import Part
from sources.choices import Relation
from sources.models.claim import Claim


class Kinship(Claim, Part):
    """The relative is this relation of the person: `relative` is the `father` of `person`."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="kinships")
    relative = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="kinships_as_relative",
        help_text=_("The other one. Public only if that person is published."),
    )
    relation = models.CharField(
        max_length=16, choices=Relation, help_text=_("What the relative is to the person. Public.")
    )
    relation_as_printed = TextLine(blank=True, help_text=_("The words of the report. Public."))

    part_of = ("person",)
    named_by = (*Claim.named_by, "relative")

    class Meta(Claim.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name_plural = _("kin")
        constraints = [
            *Claim.Meta.constraints,
            one_of("relation", Relation, blank=False),
            not_itself("relative", "person"),
        ]

    def __str__(self):
        return self.get_relation_display()

    @property
    def headline(self):
        return f"{self.get_relation_display()}: {self.relative.staff_label()}"

    def clean(self):
        super().clean()
        if self.relative_id is not None and self.relative_id == self.person_id:
            raise ValidationError({"relative": _("Nobody is their own relative: choose another person.")})
