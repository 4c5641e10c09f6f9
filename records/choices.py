"""Closed lists that every folder shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("draft")  # being written
    IN_REVIEW = "in_review", _("in review")  # sent to a second person
    APPROVED = "approved", _("approved")  # a second person agreed; what is public is in its publication
    WITHDRAWN = "withdrawn", _("withdrawn")  # kept, shown to nobody outside


class YesNo(models.TextChoices):
    """Blank means that nobody looked; unknown means that someone looked and nobody knows."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("unknown")


class Sex(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    UNKNOWN = "unknown", _("unknown")


class Confirmation(models.TextChoices):
    """How sure the researchers are that the event happened to the person (Every Casualty, Standards 2016)."""

    CONFIRMED = "confirmed", _("confirmed")  # independent sources agree, or an official document
    PROBABLE = "probable", _("probable")  # one credible direct source
    POSSIBLE = "possible", _("possible")  # hearsay, or implied
    UNCONFIRMED = "unconfirmed", _("unconfirmed")  # logged, not weighed yet
    RULED_OUT = "ruled_out", _("ruled out")  # it did not happen, or not to this person
