"""The admin site with the door in it: what a save switches off is off the public site at the next request."""

from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from audit.models import ChangeValue
from lookup.models import PUBLISHED_NAMES
from people.choices import OrganisationKind
from people.indexing import OLDER_RULES, made_by_older_rules
from people.models import Organisation
from people.name_tables import NAMES
from publishing import bulk, delivery, door, holding, related, reviews
from publishing.forms import door_of
from publishing.models import Review
from publishing.preview import lines
from publishing.public_rows import TABLES
from publishing.values import public_values
from records.choices import State
from records.site import RegisterAdminSite


class PublishingAdminSite(RegisterAdminSite):
    def each_context(self, request):
        """With what the public site did not take over, and the releases that are held back, on every page of staff
        until that is done."""
        is_staff = self.has_permission(request)
        held_back = holding.held_back() if is_staff else []
        told = {
            "lag": delivery.lag() if is_staff and delivery.is_apart() else None,
            "held_back": held_back,
            "may_be_served": bool(held_back) and holding.may_be_served(),
        }
        return super().each_context(request) | told

    def record_saved(self, record, *, by):
        if _became_a_group(record):
            reduced = door.take_away_group(group=record, by=by, reason=_("Switched off while editing."))
            return [_("What you switched off or withdrew is off the public site now.")] if reduced else []
        if record._meta.concrete_model._meta.label_lower not in TABLES:
            return []
        told = []
        reviews.follow(record=record, by=by)
        if door.take_away(record=record, by=by, reason=_("Switched off while editing.")):
            told.append(_("What you switched off or withdrew is off the public site now."))
        if door.is_public(record):
            told.append(_("The public version stays as it is until somebody else publishes this one."))
        return told

    def record_context(self, record, *, user):
        """Where the record stands, for the head of its page."""
        if record._meta.concrete_model._meta.label_lower not in TABLES:
            return {}
        last = door.latest(record)
        is_public = last is not None and last.is_public
        waits = is_public and related.is_waiting(record)
        shown = lines(last.table, last.values, public_values(record)) if waits else []
        in_review = (
            Review.objects.waiting().filter(public_id=record.public_id) if record.state == State.IN_REVIEW else ()
        )
        return {
            "standing": {
                "door": door_of(record),
                "last": last if is_public else None,
                "waits": waits,
                "differing": [line for line in shown if line.differs],
                "note": reviews.note_for(record),
                "review": next(iter(in_review), None),
            }
        }

    def record_actions(self, model_admin, request):
        return bulk.actions(model_admin, request)

    @staticmethod
    def _names_were_read_otherwise() -> bool:
        if made_by_older_rules(NAMES):
            return True
        try:
            return made_by_older_rules(PUBLISHED_NAMES)
        except (InterfaceError, OperationalError):
            return False  # the public database is away, which the page says already

    def index(self, request, extra_context=None):
        """The start page, with a word where the names of the register are to be read anew."""
        if self._names_were_read_otherwise():
            messages.warning(request, OLDER_RULES)
        return super().index(request, extra_context)


def _became_a_group(record) -> bool:
    """Whether the save that made this version made it an unnamed group, or gave an unnamed group another name."""
    if not isinstance(record, Organisation) or record.kind != OrganisationKind.UNNAMED_GROUP:
        return False
    of_save = {"change__version": record.version, "table": "people.organisation", "row": str(record.pk)}
    return ChangeValue.objects.filter(**of_save, field__in=("kind", *door.BODY_NAMES)).exists()
