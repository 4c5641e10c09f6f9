"""History: who did what to which record, when and why.

Nothing here points at a table outside this folder, so history outlives what it describes.
"""

import json
import secrets
from hashlib import sha256

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """History was asked to change or forget a row."""


class AppendOnlyQuerySet(models.QuerySet):
    """Rows are added and read; the database's own triggers (`audit.triggers`) refuse the rest too."""

    def update(self, **values):
        raise AppendOnly(_("History is append-only: add a new change instead."))

    def delete(self):
        raise AppendOnly(_("History is append-only: nothing is deleted from it."))


class ChangeValueQuerySet(AppendOnlyQuerySet):
    def erase(self) -> int:
        """Blank the values for good; their commitments stay. Only `audit.erasing` calls it, which says who and why."""
        return super(AppendOnlyQuerySet, self).update(before="", after="", salt="", erased_at=timezone.now())

    erase.alters_data = True


# JSON text with one spelling for one value, so that its hash can be computed again (after RFC 8785).
canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(*parts: str) -> str:
    """SHA-256, in hexadecimal, of the parts as a canonical JSON list."""
    return sha256(canonical(parts).encode()).hexdigest()


# What each hash is made of, in this order. docs/history.md tells it to those who verify without this code.

STATED_BY_VALUE = ("salt", "table", "row", "field", "before", "after")
STATED_BY_CHANGE = ("at", "by", "by_name", "act", "table", "row", "public_id", "version", "reason")
STATED_BY_SEAL = ("number", "previous", "change", "commitment", "at")


def commit_value(stated: dict) -> str:
    return digest(*(stated[name] for name in STATED_BY_VALUE))


def commit_change(stated: dict, value_commitments) -> str:
    return digest(*(str(stated[name]) for name in STATED_BY_CHANGE), *sorted(value_commitments))


def hash_seal(stated: dict) -> str:
    return digest(*(str(stated[name]) for name in STATED_BY_SEAL))


class Act(models.TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    PUBLISHED = "published", _("published")
    REDUCED = "reduced", _("reduced what is public")
    UNPUBLISHED = "unpublished", _("taken off the public site")
    MERGED = "merged", _("merged")
    UNMERGED = "unmerged", _("merge undone")
    REDACTED = "redacted", _("erased from history")
    UNIMPORTED = "unimported", _("import undone")


class Change(models.Model):
    """One act on one record and its parts, never altered afterwards.

    `commitment` is the SHA-256 of the row and of the commitments of its values: whoever keeps it can later
    prove what the change said, and the values themselves can still be erased lawfully.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.BigIntegerField(null=True, help_text=_("Key of the account."))
    by_name = models.CharField(max_length=150, help_text=_("User name at the time."))
    act = models.CharField(max_length=12, choices=Act)
    table = models.CharField(max_length=60, help_text=_("The record's table, as app.model."))
    row = models.CharField(max_length=20, help_text=_("The record's key in its table."))
    public_id = models.CharField(max_length=10, blank=True)
    version = models.PositiveIntegerField(default=0, help_text=_("The record's version after the act."))
    reason = models.TextField(blank=True)
    commitment = models.CharField(max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["table", "row"], name="audit_change_of_record")]
        constraints = [
            models.CheckConstraint(condition=models.Q(act__in=Act.values), name="audit_change_act_is_known"),
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.table} {self.row}: {self.act}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly(_("A change that was written cannot be altered."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly(_("A change that was written cannot be deleted."))

    def commit_to(self, value_commitments) -> str:
        """The hash that binds this row to its values; see the class."""
        stated = {name: getattr(self, name) for name in STATED_BY_CHANGE}
        return commit_change({**stated, "at": self.at.isoformat()}, value_commitments)


class ChangeValue(models.Model):
    """What one field held before and after a change, as canonical JSON; empty text means no value.

    Erasing blanks `before`, `after` and `salt` and keeps the commitment, which without its salt tells nothing.
    """

    change = models.ForeignKey(Change, models.PROTECT, related_name="values")
    table = models.CharField(max_length=60, help_text=_("The table of the record or of its part, as app.model."))
    row = models.CharField(max_length=20)
    field = models.CharField(max_length=60)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    commitment = models.CharField(max_length=64)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeValueQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.table} {self.row}: {self.field}"

    def delete(self, *args, **kwargs):
        raise AppendOnly(_("A value in history is erased by redaction, not deleted."))

    def seal(self):
        """Draw the salt and compute the commitment."""
        self.salt = secrets.token_hex(16)
        self.commitment = self.expected_commitment()

    def expected_commitment(self) -> str:
        return commit_value({name: getattr(self, name) for name in STATED_BY_VALUE})


class Seal(models.Model):
    """One link of the chain: a change that was committed, and the hash of the link before it.

    `audit.chain` writes them, numbered from 1 without a gap. A change that is altered, taken out or put in between
    breaks the chain from there on; a chain made anew does not fit the anchors that were kept elsewhere.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    change = models.BigIntegerField(unique=True, help_text=_("Key of the change."))
    commitment = models.CharField(max_length=64, help_text=_("That of the change."))
    at = models.DateTimeField(help_text=_("When the change was sealed."))
    previous = models.CharField(max_length=64, blank=True, help_text=_("Hash of the seal before; none for the first."))
    hash = models.CharField(max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        default_permissions = ()

    def __str__(self):
        return f"{self.number} {self.hash} {self.at.isoformat()}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly(_("A seal cannot be altered."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly(_("A seal cannot be deleted."))

    def expected_hash(self) -> str:
        stated = {name: getattr(self, name) for name in STATED_BY_SEAL}
        return hash_seal({**stated, "at": self.at.isoformat()})


class Unsealed(models.Model):
    """A change that waits for its seal. Written with it and deleted with the sealing, so that none is passed over."""

    change = models.BigIntegerField(primary_key=True, help_text=_("Key of the change."))

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.change)


class FormToken(models.Model):
    """A form that was sent. The same form sent twice makes one record."""

    token = models.CharField(max_length=32, unique=True)
    table = models.CharField(max_length=60)
    row = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.token
