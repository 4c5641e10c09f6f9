"""What all tables of the register share. Abstract only: there are no tables here."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records import public_id
from records.choices import State
from records.constraints import one_of
from records.fields import Prose, companions
from records.recording import RecordedModel, RecordedQuerySet


class StaleVersion(Exception):
    """Somebody else saved the row after it was shown."""


class VersionedModel(RecordedModel, models.Model):
    """A row that people edit, with an optimistic lock and a folded text for searching in the admin."""

    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    edited_at = models.DateTimeField(auto_now=True, editable=False)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    search_text = models.TextField(blank=True, editable=False)

    searched = ()  # fields whose text finds the row

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        self.fold_search_text()
        if update_fields is not None:
            update_fields = [*companions(type(self), list(update_fields)), "search_text"]
        super().save(*args, update_fields=update_fields, **kwargs)

    def fold_search_text(self):
        """Case is folded here because SQLite does not fold Cyrillic."""
        self.search_text = " ".join(filter(None, (getattr(self, name) for name in self.searched))).casefold()

    def refresh_from_parts(self):
        """Called after the parts of the row were saved: bring up to date what is derived from them."""

    def take_version(self, shown: int, by):
        """Move the row to its next version, or raise `StaleVersion` if it is no longer at the one shown."""
        rows = type(self)._base_manager.filter(pk=self.pk, version=shown)
        if not rows.update(version=F("version") + 1, edited_by=by, edited_at=timezone.now()):
            raise StaleVersion
        self.version = shown + 1
        self.edited_by = by


class RecordQuerySet(RecordedQuerySet):
    def standing(self):
        """All but the withdrawn."""
        return self.exclude(state=State.WITHDRAWN)


class Record(VersionedModel):
    """What the researchers conclude, apart from what each report claims."""

    public_id = models.CharField(
        max_length=public_id.LENGTH, unique=True, editable=False, default=public_id.new_public_id
    )
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.DRAFT,
        help_text=_("Where the record stands. What is public is its latest publication. Not public itself."),
    )
    internal_notes = Prose(
        blank=True,
        help_text=_(
            "For the team. Never published. Do not write contacts of relatives or witnesses here: they have a sealed "
            "box on the page of the person."
        ),
    )
    check_again_on = models.DateField(
        null=True,
        blank=True,
        help_text=_(
            "Look at the record again on this day: a trial is due, a relative will be asked. From then on it is "
            "listed on the start page until the day is taken out or moved. Not public."
        ),
    )
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["state", "edited_by", "-edited_at"], name="%(app_label)s_%(class)s_drafts"),
            models.Index(
                fields=["check_again_on"],
                condition=models.Q(check_again_on__isnull=False),
                name="%(app_label)s_%(class)s_due",
            ),
        ]
        constraints = [one_of("state", State, blank=False)]

    def __str__(self):
        return self.shown_id

    @property
    def shown_id(self) -> str:
        return public_id.shown(self.public_id)

    def staff_label(self) -> str:
        """What staff see in lists of choices; unlike `str()`, it may hold what is withheld from the public."""
        return str(self)


class Part(RecordedModel, models.Model):
    """A row that belongs to a record, is edited on its page and shares its history.

    `part_of` names the foreign keys that may point at that record.
    """

    public_id = models.CharField(
        max_length=public_id.LENGTH, unique=True, editable=False, default=public_id.new_public_id
    )
    withdrawn = models.BooleanField(
        default=False,
        help_text=_("Entered by mistake: kept and shown struck out to staff, never published."),
    )

    part_of = ()

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True


def refuse_ring(row, field: str, message: str):
    """Raise a `ValidationError` at `field` if following it from `row` leads back to `row`."""
    seen, other = {row.pk} - {None}, getattr(row, field)
    while other is not None:
        if other.pk in seen or other is row:
            raise ValidationError({field: message})
        seen.add(other.pk)
        other = getattr(other, field)
