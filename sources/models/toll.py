"""Figures that someone gave. They are never added up."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models import Place
from records.constraints import Rule, low_not_above_high, not_itself, one_of
from records.fields import PartialDateField, TextLine, dates_in_order
from records.models import Part, Record
from sources.choices import Bound, Counting, TermList, TollLink
from sources.models.claim import Claim
from sources.models.incident import Incident
from sources.models.term import TermsField, term_key


class Toll(Claim, Record):
    """One figure, or vague word, for how many of whom, by one claimant, in one report."""

    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="tolls", help_text=_("The event that the figure is about. Public.")
    )
    what = TermsField(
        TermList.COUNTED, blank=False, help_text=_("What is counted: killed, injured, detained … Public.")
    )
    whom = TermsField(TermList.COUNTED_GROUP, help_text=_("Who is counted: everyone, civilians … Public."))
    low = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("The number, or the lower one of a range. Empty for a vague word. Public.")
    )
    high = models.PositiveIntegerField(null=True, blank=True, help_text=_("The upper number of a range. Public."))
    bound = models.CharField(max_length=17, choices=Bound, help_text=_("How the number is meant. Public."))
    wording = TextLine(blank=True, help_text=_("The figure as printed: “dozens”, “at least 225”. Public."))
    label_as_printed = TextLine(
        blank=True, help_text=_("The claimant's own word for those counted: “terrorists”. Public, in quotation marks.")
    )
    places = models.ManyToManyField(Place, blank=True, related_name="+", help_text=_("Where; several if said. Public."))
    home_places = models.ManyToManyField(
        Place, blank=True, related_name="+", help_text=_("Where those counted came from. Public.")
    )
    setting = term_key(TermList.SETTING, help_text=_("In a hospital, a jail … Public."))
    period = PartialDateField(blank=True, help_text=_("The days that the figure covers. Public."))
    as_of = PartialDateField(blank=True, help_text=_("The day at which the figure stood. Public."))
    counting = models.CharField(
        max_length=13, choices=Counting, blank=True, help_text=_("A running total, or an increment. Public.")
    )
    methods = TermsField(TermList.METHOD, help_text=_("By what means, if the figure says. Public."))
    forces = TermsField(TermList.FORCE, help_text=_("Forces that those counted belong to or were hurt by. Public."))
    offences = TermsField(TermList.OFFENCE, help_text=_("Offences that those counted are accused of. Public."))

    searched = ("wording", "label_as_printed", "summary")

    class Meta(Claim.Meta, Record.Meta):
        abstract = False
        ordering = ["-pk"]
        constraints = [
            *Claim.Meta.constraints,
            *Record.Meta.constraints,
            *dates_in_order("period", "as_of"),
            one_of("bound", Bound, blank=False),
            one_of("counting", Counting),
            low_not_above_high("low", "high"),
            Rule(
                at="low",
                condition=~models.Q(bound=Bound.EXACTLY) | models.Q(low__isnull=False),
                name="sources_toll_exactly_has_a_number",
                violation_error_message=_("“Exactly” needs a number: write it, or choose another bound."),
            ),
        ]

    def __str__(self):
        return f"{self.figure} · {self.shown_id}"

    @property
    def headline(self):
        return f"{self.figure} · {self.shown_id}"

    @property
    def figure(self) -> str:
        """The figure in words that keep its bound: `at least 225`, `“dozens”`, `not disclosed`."""
        if self.low is None and self.high is None:
            return f"“{self.wording}”" if self.wording else self.get_bound_display()
        number = str(self.low if self.low is not None else self.high)
        if None not in (self.low, self.high) and self.low != self.high:
            number = f"{self.low}–{self.high}"
        return number if self.bound == Bound.EXACTLY else f"{self.get_bound_display()} {number}"


class TollRelation(Part):
    """How one figure stands to another, as far as the claimant says."""

    toll = models.ForeignKey(Toll, models.CASCADE, related_name="relations")
    link = models.CharField(
        max_length=10, choices=TollLink, help_text=_("How this figure stands to the other. Public.")
    )
    other = models.ForeignKey(
        Toll, models.PROTECT, related_name="relations_as_other", help_text=_("The other figure. Public if published.")
    )
    share = TextLine(blank=True, help_text=_("What part of the other, as printed: “most of”. Public."))

    part_of = ("toll",)

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("link", TollLink, blank=False),
            not_itself("other", "toll"),
            models.UniqueConstraint(fields=["toll", "other"], name="sources_tollrelation_is_stated_once"),
        ]

    def __str__(self):
        return self.get_link_display()

    def clean(self):
        super().clean()
        if self.other_id is None or self.toll_id is None:
            return
        if self.other_id == self.toll_id:
            raise ValidationError({"other": _("A figure cannot stand in a relation to itself: choose another.")})
        if self.link == TollLink.INSIDE and self.toll_id in self._containing(self.other_id):
            raise ValidationError(
                {"other": _("That figure already lies inside this one: they cannot contain each other.")}
            )

    def _containing(self, toll_id) -> set[int]:
        """Keys of all tolls that contain the given one, directly or through others."""
        seen, waiting = set(), {toll_id}
        while waiting:
            links = TollRelation.objects.filter(toll__in=waiting, link=TollLink.INSIDE, withdrawn=False)
            waiting = set(links.exclude(pk=self.pk).values_list("other", flat=True)) - seen
            seen |= waiting
        return seen
