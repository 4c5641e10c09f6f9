"""Sending records to review and sending them back: who sent what, and what came of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.models import Outcome, Review
from records.choices import State
from records.saving import changing


class CannotMove(Exception):
    """The record does not stand where the act starts; the message says where it stands and what to do."""


@transaction.atomic
def send_to_review(*, record, by) -> Review:
    """Ask a second person to look at the draft as it is stored. Raises `CannotMove`."""
    if record.state != State.DRAFT:
        raise CannotMove(_("Only a draft is sent to review: this record is %s.") % record.get_state_display())
    with changing(record, by=by):
        record.refresh_from_db()
        record.state = State.IN_REVIEW
        record.save()
    return follow(record=record, by=by)


@transaction.atomic
def send_back(*, record, by, note) -> Review:
    """Make the record a draft again, with a note for whoever sent it. Raises `CannotMove`, also without a note."""
    if record.state != State.IN_REVIEW:
        raise CannotMove(
            _("Only a record in review is sent back: this one is %s. Edit it, or withdraw it.")
            % record.get_state_display()
        )
    if not note.strip():
        raise CannotMove(_("Write what is to be mended: the note is shown to whoever sent the record."))
    review = Review.objects.waiting().filter(public_id=record.public_id).first() or _opened(record, None)
    with changing(record, by=by, reason=note):
        record.refresh_from_db()
        record.state = State.DRAFT
        record.save()
    review.note = note
    return _answer(review, Outcome.SENT_BACK, by)


@transaction.atomic
def follow(*, record, by) -> Review | None:
    """Bring the reviews of a record to the state in which it was just saved; returns the one that waits now."""
    waiting = Review.objects.waiting().filter(public_id=record.public_id).first()
    if waiting is not None:
        closed = {State.APPROVED: Outcome.PUBLISHED, State.WITHDRAWN: Outcome.WITHDRAWN}
        _answer(waiting, closed.get(record.state, Outcome.TAKEN_BACK), by)
    if record.state != State.DRAFT:
        Review.objects.sent_back().filter(public_id=record.public_id).update(resolved_at=timezone.now())
    return _opened(record, by) if record.state == State.IN_REVIEW else None


def take_up_again(*, record, since):
    """A draft that was taken away since and is back needs again what its note asks for."""
    closed = Review.objects.filter(public_id=record.public_id, outcome=Outcome.SENT_BACK, resolved_at__gte=since)
    if record.state == State.DRAFT and (last := closed.first()):
        last.resolved_at = None
        last.save(update_fields=["resolved_at"])


def _opened(record, by) -> Review:
    return Review.objects.create(
        public_id=record.public_id, table=record._meta.concrete_model._meta.label_lower, sent_by=by
    )


def _answer(review, outcome, by) -> Review:
    review.outcome, review.answered_by, review.answered_at = outcome, by, timezone.now()
    review.save()
    return review


def note_for(record) -> Review | None:
    """The note with which the record was sent back, until it is sent again."""
    if record.state != State.DRAFT:
        return None
    return (
        Review.objects.sent_back().filter(public_id=record.public_id).select_related("answered_by", "sent_by").first()
    )
