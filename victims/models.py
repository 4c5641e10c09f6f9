"""Harm to one person, as concluded and as each report claims it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from places.models import Place
from records.choices import Confirmation, Sex, YesNo
from records.constraints import low_not_above_high, one_of
from records.fields import PartialDateField, Prose, TextLine, dates_in_order
from records.models import Part, Record
from sources.choices import TermList
from sources.models import Claim, Incident, TermsField
from sources.models.term import term_key
from victims.choices import Harm, Status, TimeOfDay


class Circumstances(models.Model):
    """When, where and how: the same facts in the conclusion and in each claim."""

    harmed_on = PartialDateField(blank=True, help_text=_("When the person was harmed. Public."))
    harmed_place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Where it was done. Public.")
    )
    site = TextLine(blank=True, help_text=_("The spot, in our words: near a police station. Public."))
    time_of_day = models.CharField(max_length=9, choices=TimeOfDay, blank=True, help_text=_("Public."))
    died_on = PartialDateField(
        blank=True, help_text=_("When the person died, if said apart from when they were harmed. Public.")
    )
    died_place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Where the person died. Public.")
    )
    methods = TermsField(TermList.METHOD, help_text=_("By what means. Public."))
    wound_sites = TermsField(TermList.WOUND_SITE, help_text=_("Where on the body. Public."))
    forces = TermsField(TermList.FORCE, help_text=_("The forces alleged to have done it. Public."))
    in_custody = models.CharField(max_length=7, choices=YesNo, blank=True, help_text=_("In custody then. Public."))
    activity = term_key(TermList.ACTIVITY, help_text=_("What the person was doing. Public."))
    status = models.CharField(
        max_length=15, choices=Status, blank=True, help_text=_("Protester, bystander, law enforcement. Public.")
    )
    armed = models.CharField(max_length=7, choices=YesNo, blank=True, help_text=_("Whether armed. Public."))
    age_low = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Age then, in completed years; the lower bound. Public.")
    )
    age_high = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("The upper bound; the same number if the age is known. Public.")
    )

    class Meta:
        abstract = True
        constraints = [
            *dates_in_order("harmed_on", "died_on"),
            one_of("time_of_day", TimeOfDay),
            one_of("in_custody", YesNo),
            one_of("status", Status),
            one_of("armed", YesNo),
            low_not_above_high("age_low", "age_high"),
        ]


class Casualty(Circumstances, Record):
    """Harm to one person, as the researchers conclude it."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="casualties", help_text=_("Who was harmed. Public if published.")
    )
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="casualties", help_text=_("The event it belongs to. Public.")
    )
    harm = models.CharField(max_length=8, choices=Harm, help_text=_("What was done to the person. Public."))
    confirmation = models.CharField(
        max_length=11,
        choices=Confirmation,
        default=Confirmation.UNCONFIRMED,
        help_text=_("How sure we are that it happened. Public."),
    )
    confirmation_reason = Prose(max_length=1000, blank=True, help_text=_("Why, in our words. Public."))

    class Meta(Circumstances.Meta, Record.Meta):
        abstract = False
        ordering = ["-pk"]
        verbose_name_plural = _("casualties")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["confirmation", "created_at", "state"], name="%(app_label)s_%(class)s_weighed"),
        ]
        constraints = [
            *Circumstances.Meta.constraints,
            *Record.Meta.constraints,
            one_of("harm", Harm, blank=False),
            one_of("confirmation", Confirmation, blank=False),
        ]

    def __str__(self):
        return f"{self.get_harm_display()} · {self.shown_id}"


class CasualtyClaim(Claim, Circumstances, Part):
    """The harm as one report gives it, with the person as this report names and describes them."""

    casualty = models.ForeignKey(Casualty, models.CASCADE, related_name="claims")
    harm = models.CharField(max_length=8, choices=Harm, blank=True, help_text=_("As this report gives it. Public."))
    name_as_printed = TextLine(blank=True, help_text=_("As this report prints it. Public if the person's names are."))
    age_as_printed = TextLine(blank=True, help_text=_("The words, where they are not a number: young … Public."))
    sex = models.CharField(max_length=8, choices=Sex, blank=True, help_text=_("As this report gives it. Public."))
    label_as_printed = TextLine(
        blank=True, help_text=_("The claimant's own word for the person. Public, in quotation marks.")
    )
    place_as_printed = TextLine(blank=True, help_text=_("The place as this report prints it. Public."))
    circumstances = Prose(max_length=2000, blank=True, help_text=_("How it happened, in our words. Public."))

    part_of = ("casualty",)

    class Meta(Claim.Meta, Circumstances.Meta):
        abstract = False
        ordering = ["pk"]
        constraints = [
            *Claim.Meta.constraints,
            *Circumstances.Meta.constraints,
            one_of("harm", Harm),
            one_of("sex", Sex),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def headline(self):
        return self.name_as_printed


class Victim(Person):
    """A person with a casualty."""

    class Meta:
        proxy = True
