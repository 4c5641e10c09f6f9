"""What people are accused of; the dead are charged too."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from detentions.choices import ChargeStatus
from people.models import Organisation, Person
from records.choices import YesNo
from records.constraints import one_of
from records.fields import PartialDateField, TextLine, dates_in_order
from records.models import Part, Record, VersionedModel
from sources.choices import TermList
from sources.models import Claim, Incident
from sources.models.term import term_key


class LawArticle(VersionedModel):
    """One article, or part of an article, of a law. Public."""

    code = TextLine(max_length=40, help_text=_("Short code of the law: kz-criminal-code-2014. Public."))
    number = TextLine(max_length=20, help_text=_("Number as text: 272, 167.2.2.1. Public."))
    part = TextLine(max_length=20, blank=True, help_text=_("Part of the article. Public."))
    title_en = TextLine(max_length=500, blank=True, help_text=_("Title in English. Public."))
    title_ru = TextLine(max_length=500, blank=True, help_text=_("Title in Russian. Public."))
    title_kk = TextLine(max_length=500, blank=True, help_text=_("Title in Kazakh. Public."))
    verification = TextLine(blank=True, help_text=_("Against what the title was checked. Public."))

    searched = ("code", "number", "title_en", "title_ru", "title_kk")

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number", "part"], name="detentions_lawarticle_stands_once"),
            models.CheckConstraint(
                condition=~models.Q(code="") & ~models.Q(number=""), name="detentions_lawarticle_has_code_and_number"
            ),
        ]

    def __str__(self):
        return f"{self.number}{f' ({self.part})' if self.part else ''} {self.title_en or self.title_ru}".strip()


class Charge(Record):
    """One accusation against one person, as the researchers conclude it."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="charges", help_text=_("Who is accused. Public if published.")
    )
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="charges", help_text=_("The event it belongs to. Public.")
    )
    article = models.ForeignKey(
        LawArticle,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="charges",
        help_text=_("The article of law, if any report states it. Public."),
    )
    offence = term_key(TermList.OFFENCE, help_text=_("The offence, as one of our words. Public."))
    offence_as_printed = TextLine(max_length=300, blank=True, help_text=_("The offence as printed. Public."))
    posthumous = models.CharField(
        max_length=7, choices=YesNo, blank=True, help_text=_("Whether the person was dead when charged. Public.")
    )

    searched = ("offence_as_printed",)

    class Meta(Record.Meta):
        ordering = ["-pk"]
        constraints = [*Record.Meta.constraints, one_of("posthumous", YesNo)]

    def __str__(self):
        return f"{self.offence_as_printed or _('charge')} · {self.shown_id}"


class ChargeUpdate(Claim, Part):
    """The charge at one moment, as one report gives it."""

    charge = models.ForeignKey(Charge, models.CASCADE, related_name="updates")
    happened_on = PartialDateField(blank=True, help_text=_("When the status was reached. Public."))
    status = models.CharField(max_length=28, choices=ChargeStatus, blank=True, help_text=_("The status. Public."))
    offence_as_printed = TextLine(max_length=300, blank=True, help_text=_("The offence as printed. Public."))
    article = models.ForeignKey(
        LawArticle,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The article, if this report states it. Public."),
    )
    authority = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who brought, dropped or decided it. Public."),
    )
    authority_as_printed = TextLine(blank=True, help_text=_("The authority as printed: “they”. Public."))
    posthumous = models.CharField(
        max_length=7, choices=YesNo, blank=True, help_text=_("Posthumous, as this report gives it. Public.")
    )

    part_of = ("charge",)

    class Meta(Claim.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = _("charge update")
        constraints = [
            *Claim.Meta.constraints,
            *dates_in_order("happened_on"),
            one_of("status", ChargeStatus),
            one_of("posthumous", YesNo),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def headline(self):
        return self.get_status_display()
