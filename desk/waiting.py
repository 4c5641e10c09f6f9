"""What waits for whom, one rule for each kind: the start page and the filter of the lists both ask it here."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detentions.models import Charge, Detention
from people.models import Person
from publishing.models import Review
from records.choices import Confirmation, State
from sources.models import Incident, Report, Statement, Toll
from victims.models import Casualty

RECORDS = (Person, Casualty, Detention, Charge, Report, Toll, Statement, Incident)


class Kind(NamedTuple):
    """One reason why a record waits."""

    key: str
    title: str
    empty: str  # what to say where nothing waits
    rows: Callable[[QuerySet, object], QuerySet]  # of the rows of a table, those that wait for a user
    order: str  # the column by which the first ones come first
    tables: tuple = RECORDS


def _my_drafts(rows, user):
    return rows.filter(state=State.DRAFT, edited_by=user)


def _sent_back(rows, user):
    """Without asking whether it is a draft, which an open note means: the few notes shall lead to the rows."""
    return rows.standing().filter(public_id__in=Review.objects.sent_back().filter(sent_by=user).values("public_id"))


def _sent(rows, user):
    return rows.standing().filter(public_id__in=Review.objects.waiting().filter(sent_by=user).values("public_id"))


def _check_again(rows, _user):
    return rows.standing().filter(check_again_on__lte=timezone.localdate())


def _not_weighed(rows, _user):
    """Logged, but nobody has concluded how sure it is that it happened. A charge or a figure has no such conclusion."""
    return rows.standing().filter(confirmation=Confirmation.UNCONFIRMED)


SENT_BACK = Kind("sent_back", _("Sent back to me"), _("Nothing was sent back to you."), _sent_back, "-edited_at")
MY_DRAFTS = Kind("my_drafts", _("My drafts"), _("You have no drafts."), _my_drafts, "-edited_at")
SENT = Kind(
    "sent", _("Sent by me, not answered yet"), _("Nothing that you sent waits for an answer."), _sent, "edited_at"
)
CHECK_AGAIN = Kind(
    "check_again",
    _("To check again"),
    _("No record is due to be checked again."),
    _check_again,
    "check_again_on",
)
NOT_WEIGHED = Kind(
    "not_weighed",
    _("Without a conclusion"),
    _("Every death, injury and arrest has a conclusion: how sure it is that it happened."),
    _not_weighed,
    "created_at",
    (Casualty, Detention),
)
KINDS = (SENT_BACK, MY_DRAFTS, SENT, CHECK_AGAIN, NOT_WEIGHED)
