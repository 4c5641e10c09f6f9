"""Closed lists of places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    CITY = "city", _("city or town")
    DISTRICT = "district", _("district")
    SITE = "site", _("site")  # a square, a street, a shop
    FACILITY = "facility", _("facility")  # a police station, detention centre, hospital, morgue


class HelpKind(models.TextChoices):
    """Whom relatives turn to, in the order of the public page."""

    LAWYER = "lawyer", _("lawyer or legal aid")
    PROSECUTOR = "prosecutor", _("prosecutor or complaints office")
    FACILITY = "facility", _("police station or place of detention")
    HOSPITAL = "hospital", _("hospital")
    MORGUE = "morgue", _("morgue or forensic centre")
    TRACING = "tracing", _("tracing service")  # looks for missing people
    SUPPORT = "support", _("support: money, health, company")
