"""Closed lists of detentions and charges."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Measure(models.TextChoices):
    APPREHENSION = "apprehension", _("apprehension")
    ADMINISTRATIVE_ARREST = "administrative_arrest", _("administrative arrest")
    REMAND = "remand", _("remand")
    HOUSE_ARREST = "house_arrest", _("house arrest")
    SENTENCE = "sentence", _("sentence")
    UNKNOWN = "unknown", _("unknown")


class CustodyStatus(models.TextChoices):
    HELD = "held", _("held")
    RELEASED = "released", _("released")
    UNKNOWN = "unknown", _("unknown")
    DIED = "died_in_custody", _("died in custody")


class Access(models.TextChoices):
    PERMITTED = "permitted", _("permitted")
    DENIED = "denied", pgettext_lazy("a visit", "denied")
    UNKNOWN = "unknown", _("unknown")


class Transfer(models.TextChoices):
    FORCIBLE = "forcible", _("by force")
    ESCORTED = "escorted", _("under escort")
    UNKNOWN = "unknown", _("unknown")


class ChargeStatus(models.TextChoices):
    SUSPECT = "suspect", _("suspect")
    CHARGED = "charged", _("charged")
    DROPPED = "dropped", _("dropped")
    CLOSED_ON_DEATH = "closed_on_death", _("closed on death")
    ACQUITTED = "acquitted", _("acquitted")
    CONVICTED = "convicted", _("convicted")
    CONVICTED_WITHOUT_PUNISHMENT = "convicted_without_punishment", _("convicted without punishment")
    AMNESTIED = "amnestied", _("amnestied")
    REHABILITATED = "rehabilitated", _("rehabilitated")
