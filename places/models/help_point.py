"""Whom relatives can turn to: lawyers, prosecutors, places of detention, morgues, services."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.choices import HelpKind
from places.models.place import Place
from records.constraints import Rule, one_of
from records.fields import Prose, TextLine, WebAddress
from records.models import Record


class HelpPoint(Record):
    """One address on the public page “What you can do now”. Nothing of it comes from a report: editors check it."""

    kind = models.CharField(max_length=10, choices=HelpKind, help_text=_("The heading it stands under. Public."))
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="help_points",
        help_text=_("The town or region that it serves; empty if it serves the whole country. Public."),
    )
    name_en = TextLine(blank=True, help_text=_("Name in English, as it calls itself. Public."))
    name_ru = TextLine(blank=True, help_text=_("Name in Russian, as it calls itself. Public."))
    name_kk = TextLine(blank=True, help_text=_("Name in Kazakh, as it calls itself. Public."))
    advice_en = Prose(
        max_length=2000,
        blank=True,
        help_text=_("In English: what it does, what to ask for, what to bring. Plain words, short sentences. Public."),
    )
    advice_ru = Prose(max_length=2000, blank=True, help_text=_("The same in Russian. Public."))
    advice_kk = Prose(max_length=2000, blank=True, help_text=_("The same in Kazakh. Public."))
    address_en = TextLine(blank=True, help_text=_("Street address in English. Public."))
    address_ru = TextLine(blank=True, help_text=_("Street address in Russian. Public."))
    address_kk = TextLine(blank=True, help_text=_("Street address in Kazakh. Public."))
    telephone = TextLine(
        max_length=200, blank=True, help_text=_("As it is dialled: +7 …; several separated by commas. Public.")
    )
    hours_en = TextLine(blank=True, help_text=_("When it is open, in English. Public."))
    hours_ru = TextLine(blank=True, help_text=_("When it is open, in Russian. Public."))
    hours_kk = TextLine(blank=True, help_text=_("When it is open, in Kazakh. Public."))
    website = WebAddress(max_length=1000, blank=True, help_text=_("Its page on the web. Public."))
    source = TextLine(help_text=_("Where this is known from: its own page, a call, a leaflet. Public."))
    checked_on = models.DateField(
        help_text=_(
            "The day when somebody last made sure that all of this is right. After half a year, the public page warns "
            "that it may be out of date. Public."
        )
    )

    searched = ("name_en", "name_ru", "name_kk", "address_en", "address_ru", "address_kk", "telephone")

    class Meta(Record.Meta):
        ordering = ["kind", "name_en", "pk"]
        verbose_name = _("place to turn to")
        verbose_name_plural = _("places to turn to")
        constraints = [
            *Record.Meta.constraints,
            one_of("kind", HelpKind, blank=False),
            Rule(
                at="name_en",
                condition=~models.Q(name_en="", name_ru="", name_kk=""),
                name="places_helppoint_has_a_name",
                violation_error_message=_("Write a name in at least one language."),
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="places_helppoint_has_a_source"),
        ]

    def __str__(self):
        name = getattr(self, f"name_{(get_language() or 'en')[:2]}", "")
        return name or self.name_en or self.name_ru or self.name_kk

    def staff_label(self):
        return " · ".join(filter(None, [str(self), self.get_kind_display(), str(self.place) if self.place else ""]))

    def clean(self):
        super().clean()
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": _("This day is still to come: write the day of the check.")})
