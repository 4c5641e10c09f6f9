"""What the staff know of a message without its words: where it stands, what it led to, and who did it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inbox.letterbox.models import today
from people.models import Person
from records.constraints import one_of
from records.fields import Prose
from records.models import VersionedModel
from records.recording import RecordedQuerySet
from sources.models import Report

OVERDUE = 14  # days without an answer


class Stage(models.TextChoices):
    WAITING = "waiting", _("not opened")
    OPENED = "opened", _("opened")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class Outcome(models.TextChoices):
    RECORDED = "recorded", _("recorded as a report or record")
    CORRECTED = "corrected", _("the register was corrected")
    REMOVED = "removed", _("something was taken off the public site")
    TOLD = "told", _("the sender was told what they asked")
    NOT_KNOWN = "not_known", _("nothing is known of it")
    NOT_CHECKED = "not_checked", _("could not be checked")
    NO_ACTION = "no_action", _("asks for nothing")
    FLOOD = "flood", _("sent by a machine, not opened")


class CaseQuerySet(RecordedQuerySet):
    def unanswered(self):
        return self.filter(stage__in=[Stage.WAITING, Stage.OPENED])

    def overdue(self):
        """Unanswered for more than `OVERDUE` days."""
        return self.unanswered().filter(arrived_on__lt=today() - datetime.timedelta(days=OVERDUE))


class Case(VersionedModel):
    """One message in the hands of the staff. Its words stand sealed in the letterbox, and here never."""

    # The message stands in another database, perhaps: no foreign key.
    message = models.UUIDField(unique=True, editable=False)
    arrived_on = models.DateField(editable=False, help_text=_("The day on which it came. Not public."))
    key = models.CharField(max_length=16, editable=False)  # of the group, to which it is sealed
    receipt = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    answer_key = models.CharField(max_length=44, blank=True, editable=False)
    stage = models.CharField(
        max_length=8, choices=Stage, default=Stage.WAITING, help_text=_("Where it stands. Not public.")
    )
    opened_on = models.DateField(null=True, blank=True, help_text=_("When it was first opened. Not public."))
    answered_on = models.DateField(null=True, blank=True, help_text=_("When it was last answered. Not public."))
    closed_on = models.DateField(null=True, blank=True, help_text=_("When it was closed. Not public."))
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        help_text=_("Whom the message is about. Not public."),
    )
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        help_text=_("The report that it became, or that it is about. Not public."),
    )
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True, help_text=_("What came of it. Not public."))
    note = Prose(
        max_length=1000,
        blank=True,
        help_text=_("For the team, never published. Repeat neither contacts nor words of the message here."),
    )
    expired_on = models.DateField(null=True, blank=True, help_text=_("When message and answers were deleted."))

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["arrived_on", "pk"]
        default_permissions = ("view", "change")
        constraints = [
            one_of("stage", Stage, blank=False),
            one_of("outcome", Outcome),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(stage=Stage.CLOSED) & Q(closed_on__isnull=True, outcome=""),
                name="inbox_case_is_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(expired_on__isnull=True) | Q(stage=Stage.CLOSED, receipt="", answer_key=""),
                name="inbox_case_expires_after_it_is_closed",
            ),
        ]

    def __str__(self):
        return _("Message %(number)s") % {"number": self.pk}

    @property
    def days_waiting(self) -> int | None:
        """Since it came, while nobody answered."""
        return (today() - self.arrived_on).days if self.stage in (Stage.WAITING, Stage.OPENED) else None

    @property
    def is_overdue(self) -> bool:
        return (self.days_waiting or 0) > OVERDUE


class Disclosure(models.Model):
    """That a sender may be told of somebody who is not public: after a reviewer wrote down how the kinship was
    verified. Rows are only ever added; never public."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="disclosures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    verified = Prose(
        max_length=1000,
        help_text=_("How it was verified that the sender is a relative. Never published. No contacts here."),
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(verified=""), name="inbox_disclosure_says_how_kinship_was_verified"),
            models.UniqueConstraint(fields=["case", "person"], name="inbox_disclosure_is_made_once"),
        ]

    def __str__(self):
        return f"{self.case_id}: {self.person_id}"
