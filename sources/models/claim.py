"""A claim is what a report says, as it says it. It is never edited to agree with another."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Person
from places.models import Place
from records.choices import Sex
from records.constraints import Rule, low_not_above_high, one_of
from records.fields import PartialDateField, Prose, TextLine, dates_in_order
from records.models import Part
from sources.choices import Attribution, Certainty, Standing
from sources.models.report import Report

AGE_HELP = _("In completed years, as this report gives it; the same number twice if it gives one. Public.")


class Claim(models.Model):
    """What every claim carries: the report, who says it, how surely, and whether it still stands."""

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="%(class)ss", help_text=_("The report that says it. Public if published.")
    )
    where_in_report = TextLine(blank=True, help_text=_("Paragraph, page, caption or time in the report. Public."))
    attribution = models.CharField(
        max_length=13, choices=Attribution, help_text=_("Whom the report names as saying it. Public.")
    )
    claimant_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss_claimed",
        help_text=_("Who says it. Public if ticked below, and under a name only if that person's names are public."),
    )
    claimant_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss_claimed",
        help_text=_("The body that says it or that the person speaks for: public. An unnamed group: public if ticked."),
    )
    claimant_office = TextLine(blank=True, help_text=_("In what office the person speaks. Public if ticked below."))
    claimant_relation = TextLine(
        blank=True, help_text=_("How the speaker is related: father, friend … Public if ticked below.")
    )
    claimant_is_public = models.BooleanField(
        default=False,
        help_text=_(
            "Which person or unnamed group says it or passed it on, in what office and how related, may be shown. "
            "A body is always shown. Off unless someone decided it."
        ),
    )
    relayed_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss_relayed",
        help_text=_("Who passed it on, when the report quotes one who quotes another. Public as above."),
    )
    relayed_by_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss_relayed",
        help_text=_("The person who passed it on. Public if ticked, under a name only if that person's names are."),
    )
    said_on = PartialDateField(blank=True, help_text=_("When it was said. Public."))
    summary = Prose(
        max_length=2000, blank=True, help_text=_("What is claimed, in our own words; no names of persons. Public.")
    )
    quotation = Prose(max_length=4000, blank=True, help_text=_("Word for word. Not public unless ticked."))
    quotation_is_public = models.BooleanField(
        default=False, help_text=_("The quotation may be shown to everyone. Off unless someone decided it.")
    )
    certainty = models.CharField(
        max_length=8, choices=Certainty, default=Certainty.STATED, help_text=_("How the report says it. Public.")
    )
    reading = Prose(
        max_length=2000, blank=True, help_text=_("For a garbled passage: how the editor reads it, and why. Public.")
    )
    not_disclosed = TextLine(
        max_length=300, blank=True, help_text=_("What the claimant declined to say; not the same as blank. Public.")
    )
    standing = models.CharField(
        max_length=10, choices=Standing, default=Standing.STANDS, help_text=_("Whether it still stands. Public.")
    )
    standing_on = PartialDateField(blank=True, help_text=_("Since when it is retracted, superseded or denied. Public."))
    standing_report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The report that retracts, supersedes or denies it. Public if published."),
    )
    repeats = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="repeated_by",
        help_text=_("Earlier claims that this one only repeats: it is not independent. Public."),
    )

    named_by = ("report", "claimant_person", "claimant_organisation")  # what `staff_label` reads

    class Meta:
        abstract = True
        constraints = [
            one_of("attribution", Attribution, blank=False),
            one_of("certainty", Certainty, blank=False),
            one_of("standing", Standing, blank=False),
            *dates_in_order("said_on", "standing_on"),
            Rule(
                at="attribution",
                condition=~models.Q(attribution=Attribution.NAMED)
                | models.Q(claimant_person__isnull=False)
                | models.Q(claimant_organisation__isnull=False),
                name="%(app_label)s_%(class)s_named_attribution_names_someone",
                violation_error_message=_("Choose who says it, or choose another attribution than “someone named”."),
            ),
        ]

    @property
    def headline(self) -> str:
        """What is claimed, in a word or two."""
        return ""

    @property
    def speaker(self) -> str:
        """Who says it, as staff see it."""
        person, organisation = self.claimant_person, self.claimant_organisation
        names = [person.shown_name or person.shown_id if person else "", str(organisation) if organisation else ""]
        return ", ".join(filter(None, names)) or self.get_attribution_display()

    @property
    def source(self) -> tuple[str, int]:
        """Who says it, to tell sources apart: the person, else the body, else the report or the one it republishes."""
        if self.claimant_person_id:
            return "person", self.claimant_person_id
        if self.claimant_organisation_id:
            return "organisation", self.claimant_organisation_id
        return "report", self.report.republishes_id or self.report_id

    def staff_label(self) -> str:
        """For staff, in one line: what is claimed, by whom, in which report, how surely."""
        report = self.report.title or self.report.shown_id
        return " · ".join(filter(None, [str(self.headline), self.speaker, report, self.get_certainty_display()]))

    def clean(self):
        super().clean()
        stands = self.standing in ("", Standing.STANDS)
        if stands and (self.standing_report_id or self.standing_on):
            raise ValidationError(
                {"standing": _("Choose retracted, superseded or denied, or empty the date and report beside it.")}
            )


class PersonClaim(Claim, Part):
    """A person or an organisation as one report gives it."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="claims")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text=_("For an organisation instead of a person. Public."),
    )
    name_as_printed = TextLine(blank=True, help_text=_("As this report prints it. Public if the names are."))
    age_low = models.PositiveSmallIntegerField(null=True, blank=True, help_text=AGE_HELP)
    age_high = models.PositiveSmallIntegerField(null=True, blank=True, help_text=AGE_HELP)
    age_as_printed = TextLine(blank=True, help_text=_("The words, where they are not a number: young … Public."))
    sex = models.CharField(max_length=8, choices=Sex, blank=True, help_text=_("As this report gives it. Public."))
    occupation = TextLine(blank=True, help_text=_("As this report gives it. Public."))
    office = TextLine(blank=True, help_text=_("Office held, as this report gives it. Public."))
    home_place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where the person lived, as this report gives it. Public."),
    )
    dependants = TextLine(
        max_length=300, blank=True, help_text=_("Who depended on the person, in our words. Not public.")
    )

    part_of = ("person", "organisation")

    class Meta(Claim.Meta):
        abstract = False
        ordering = ["pk"]
        constraints = [
            *Claim.Meta.constraints,
            one_of("sex", Sex),
            low_not_above_high("age_low", "age_high"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, organisation__isnull=True)
                | models.Q(person__isnull=True, organisation__isnull=False),
                name="sources_personclaim_is_about_one_person_or_organisation",
                violation_error_message=_("Choose either a person or an organisation."),
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def headline(self):
        return self.name_as_printed
