"""Arrests and custody, as concluded and as each report claims them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from detentions.choices import Access, CustodyStatus, Measure, Transfer
from people.models import Person
from places.choices import PlaceKind
from places.models import Place
from records.choices import Confirmation, Sex
from records.constraints import low_not_above_high, one_of
from records.fields import PartialDateField, Prose, TextLine, dates_in_order
from records.models import Part, Record
from sources.choices import TermList
from sources.models import Claim, Incident, TermsField
from sources.models.term import term_key


class Custody(models.Model):
    """The facts of a detention: the same in the conclusion and in each claim."""

    arrested_on = PartialDateField(blank=True, help_text=_("When the person was arrested. Public."))
    arrested_place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Where. Public.")
    )
    forces = TermsField(TermList.FORCE, help_text=_("The forces that made the arrest. Public."))
    measure = models.CharField(
        max_length=21, choices=Measure, blank=True, help_text=_("Apprehension, remand, sentence … Public.")
    )
    activity = term_key(TermList.ACTIVITY, help_text=_("What the person was doing when arrested. Public."))
    status = models.CharField(
        max_length=15, choices=CustodyStatus, blank=True, help_text=_("Held, released, unknown … Public.")
    )
    status_as_of = PartialDateField(blank=True, help_text=_("The day at which that was so. Public."))
    released_on = PartialDateField(blank=True, help_text=_("When the person was released. Public."))
    sought_since = PartialDateField(blank=True, help_text=_("Since when others look for the person. Public."))
    court = TextLine(blank=True, help_text=_("The court, as reported. Public."))
    case_number = TextLine(blank=True, help_text=_("The number of the case. Not public."))
    sentence = TextLine(blank=True, help_text=_("The sentence, as reported. Public."))
    family_access = models.CharField(
        max_length=9, choices=Access, blank=True, help_text=_("Whether relatives may visit. Public.")
    )
    counsel_access = models.CharField(
        max_length=9, choices=Access, blank=True, help_text=_("Whether a lawyer may visit. Public.")
    )
    whereabouts_acknowledged = models.CharField(
        max_length=9,
        choices=Access,
        blank=True,
        help_text=_("Whether the authorities say where the person is. Public."),
    )

    class Meta:
        abstract = True
        constraints = [
            *dates_in_order("arrested_on", "status_as_of", "released_on", "sought_since"),
            one_of("measure", Measure),
            one_of("status", CustodyStatus),
            one_of("family_access", Access),
            one_of("counsel_access", Access),
            one_of("whereabouts_acknowledged", Access),
        ]


class Detention(Custody, Record):
    """One arrest and what followed, as the researchers conclude it."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="detentions", help_text=_("Who was arrested. Public if published.")
    )
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="detentions", help_text=_("The event it belongs to. Public.")
    )
    why_included = Prose(
        max_length=1000,
        blank=True,
        help_text=_("Why this person stands in the register, if that needs saying. Public."),
    )
    confirmation = models.CharField(
        max_length=11,
        choices=Confirmation,
        default=Confirmation.UNCONFIRMED,
        help_text=_("How sure we are that it happened. Public."),
    )
    confirmation_reason = Prose(max_length=1000, blank=True, help_text=_("Why, in our words. Public."))

    class Meta(Custody.Meta, Record.Meta):
        abstract = False
        ordering = ["-pk"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["confirmation", "created_at", "state"], name="%(app_label)s_%(class)s_weighed"),
        ]
        constraints = [
            *Custody.Meta.constraints,
            *Record.Meta.constraints,
            one_of("confirmation", Confirmation, blank=False),
        ]

    def __str__(self):
        return f"{_('detention')} · {self.shown_id}"

    def warnings(self) -> list[str]:
        """What looks impossible and is saved all the same."""
        arrest = self.arrested_on_earliest
        if arrest is None:
            return []
        early = [
            step
            for step in self.steps.all()
            if not step.withdrawn and step.began_on_latest and step.began_on_latest < arrest
        ]
        return [
            _("Custody step %(order)s begins before the arrest. Saved; check both dates.") % {"order": step.order}
            for step in early
        ]


class DetentionClaim(Claim, Custody, Part):
    """The detention as one report gives it, with the person as this report names and describes them."""

    detention = models.ForeignKey(Detention, models.CASCADE, related_name="claims")
    name_as_printed = TextLine(blank=True, help_text=_("As this report prints it. Public if the person's names are."))
    age_low = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Age then, in completed years; the lower bound. Public.")
    )
    age_high = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("The upper bound; the same number if the age is known. Public.")
    )
    age_as_printed = TextLine(blank=True, help_text=_("The words, where they are not a number: young … Public."))
    sex = models.CharField(max_length=8, choices=Sex, blank=True, help_text=_("As this report gives it. Public."))
    circumstances = Prose(max_length=2000, blank=True, help_text=_("How it happened, in our words. Public."))

    part_of = ("detention",)

    class Meta(Claim.Meta, Custody.Meta):
        abstract = False
        ordering = ["pk"]
        constraints = [
            *Claim.Meta.constraints,
            *Custody.Meta.constraints,
            one_of("sex", Sex),
            low_not_above_high("age_low", "age_high"),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def headline(self):
        return self.name_as_printed


class CustodyStep(Claim, Part):
    """One place where a report says the person was held, in order."""

    detention = models.ForeignKey(Detention, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(help_text=_("1 for the first place, 2 for the next. Public."))
    facility = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": PlaceKind.FACILITY},
        help_text=_("Where the person was held. Public."),
    )
    facility_as_printed = TextLine(blank=True, help_text=_("The place, as this report prints it. Public."))
    began_on = PartialDateField(blank=True, help_text=_("From when. Public."))
    ended_on = PartialDateField(blank=True, help_text=_("Until when. Public."))
    moved = models.CharField(
        max_length=8, choices=Transfer, blank=True, help_text=_("How the person was brought there. Public.")
    )
    moved_by = term_key(TermList.FORCE, help_text=_("The force that brought the person there. Public."))
    moved_from = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where the person was taken from, if it is not the step before. Public."),
    )

    part_of = ("detention",)
    named_by = (*Claim.named_by, "facility")

    class Meta(Claim.Meta):
        abstract = False
        ordering = ["order", "pk"]
        constraints = [
            *Claim.Meta.constraints,
            *dates_in_order("began_on", "ended_on"),
            one_of("moved", Transfer),
            models.CheckConstraint(condition=models.Q(order__gte=1), name="detentions_custodystep_order_starts_at_one"),
        ]

    def __str__(self):
        return f"{self.order}"

    @property
    def headline(self):
        return f"{self.order}. {self.facility or self.facility_as_printed}".strip(" .")

    def clean(self):
        super().clean()
        if self.order == 0:
            raise ValidationError({"order": _("Write 1 for the first place, 2 for the next.")})


class Detainee(Person):
    """A person with a detention."""

    class Meta:
        proxy = True
