"""Closed lists of casualties."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Harm(models.TextChoices):
    KILLED = "killed", _("killed")
    INJURED = "injured", _("injured")
    MISSING = "missing", _("missing")
    TORTURED = "tortured", _("tortured or ill-treated")


class TimeOfDay(models.TextChoices):
    NIGHT = "night", _("night")
    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")
    EVENING = "evening", _("evening")
    UNKNOWN = "unknown", _("unknown")


class Status(models.TextChoices):
    """What the person was; other labels stay with those who use them."""

    PROTESTER = "protester", _("protester")
    BYSTANDER = "bystander", _("bystander")
    LAW_ENFORCEMENT = "law_enforcement", _("law enforcement or military")
    UNKNOWN = "unknown", _("unknown")
