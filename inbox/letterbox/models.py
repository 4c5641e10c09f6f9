"""The tables that a public process reaches: it puts messages in, and reads answers and corrections.

They name nothing outside this folder by a key, so they can stand in a database of their own. `visitors_may` says what
the role of a public process may do (publishing/public_role.py grants it).
"""

import datetime
import uuid

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from inbox.letterbox.choices import Changed
from records.constraints import one_of
from records.public_id import LENGTH
from records.sealing import SealedField

LONGEST_SEALED = 140_000  # characters of base 64: the longest message that the form takes, sealed


def today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def not_too_long(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=LessThanOrEqual(Length("sealed"), LONGEST_SEALED), name=name)


class Message(models.Model):
    """What somebody sent, sealed to the group's key. Only the day is kept with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrived_on = models.DateField(default=today)
    sealed = SealedField()
    receipt = models.CharField(max_length=64)  # of receipts.py; no code can be found from it
    answer_key = models.CharField(max_length=44)  # the public key to which answers are sealed, in base 64

    visitors_may = ("INSERT",)

    class Meta:
        ordering = ["arrived_on", "id"]
        default_permissions = ()
        constraints = [not_too_long("letterbox_message_is_not_too_long")]

    def __str__(self):
        return str(self.id)


class Answer(models.Model):
    """What was answered, sealed to the key that the receipt code opens. A receipt may have several."""

    id = models.CharField(primary_key=True, max_length=64)  # SHA-256 of the sealed text: the same is kept once
    receipt = models.CharField(max_length=64, db_index=True)
    sealed = SealedField()
    asked_on = models.DateField()
    answered_on = models.DateField(default=today)

    visitors_may = ("SELECT",)

    class Meta:
        ordering = ["answered_on", "id"]
        default_permissions = ()
        constraints = [not_too_long("letterbox_answer_is_not_too_long")]

    def __str__(self):
        return self.id[:16]


class Correction(models.Model):
    """That a page was corrected: which, when, and what kind of thing. Never what stood there."""

    on = models.DateField(default=today)
    person = models.CharField(max_length=LENGTH)  # public id; shown while the person is published
    what = models.CharField(max_length=8, choices=Changed)

    visitors_may = ("SELECT",)

    class Meta:
        ordering = ["-on", "person", "what"]
        default_permissions = ()
        constraints = [
            one_of("what", Changed, blank=False),
            models.UniqueConstraint(fields=["on", "person", "what"], name="letterbox_correction_is_told_once_a_day"),
        ]

    def __str__(self):
        return f"{self.on} {self.person}: {self.get_what_display()}"
