"""The closed lists of the letterbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Why somebody writes. It is sealed with the message: no table holds it."""

    TRACING = "tracing", _("I am looking for someone")
    NEWS = "news", _("I know something that is not here")
    CORRECTION = "correction", _("Something here is wrong")
    REMOVAL = "removal", _("Something here should not be public")
    MYSELF = "myself", _("I am this person, or their family")


class Changed(models.TextChoices):
    """What kind of thing was changed, as the public log of corrections says it."""

    NAME = "name", _("name")
    AGE = "age", _("age, birth, occupation or origin")
    HARM = "harm", _("what happened, when or where")
    CUSTODY = "custody", _("detention or release")
    CHARGE = "charge", _("charge or sentence")
    SOURCE = "source", _("who said it, or a source")
    KIN = "kin", _("family")
    REMOVED = "removed", _("something was taken off the page")
    OTHER = "other", _("something else")
