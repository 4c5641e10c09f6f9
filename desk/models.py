"""Imports: what was handed in, what was read in it row by row, and how far the work has come.

None of this is public, and none of it points at a person: keys of rows stand in `made`, so that undoing an import can
take out what it put in.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.constraints import one_of
from records.fields import TextLine
from sources.models import Incident, Report


class BatchState(models.TextChoices):
    UPLOADED = "uploaded", _("handed in")  # its columns are to be mapped
    WAITING = "waiting", _("waiting")  # for the process that does `task`
    RUNNING = "running", _("running")  # a process does `task`
    PREVIEWED = "previewed", _("previewed")  # each row is read and nothing is written
    DONE = "done", _("imported")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("failed")  # `error` says why; nothing was written
    UNDONE = "undone", _("undone")


class Task(models.TextChoices):
    PREVIEW = "preview", _("reading the rows")
    RUN = "run", _("importing")
    UNDO = "undo", _("undoing")


class Outcome(models.TextChoices):
    """What is to happen with a row, and after the import what did."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")  # the list says something else than when it was last imported
    SAME = "same", _("the same")
    HELD = "held", _("edited since")  # the list says something else, but so did a person: nothing is written over
    GONE = "gone", _("gone from the list")
    REFUSED = "refused", _("refused")
    LEFT_OUT = "left_out", _("left out")


class ImportBatch(models.Model):
    """One list handed in once. `desk.importing` writes it."""

    file = models.FileField(upload_to="imports", help_text=_("The list itself. Private; kept to be run again."))
    file_name = TextLine(max_length=200, help_text=_("As it was uploaded."))
    sha256 = models.CharField(max_length=64)
    mapping = models.TextField(blank=True, help_text=_("How its columns are read, as TOML."))
    unread = models.JSONField(
        default=dict,
        help_text=_(
            "Headers of the columns that nobody mapped, and of those that are left out because they are private."
        ),
    )
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("The report that this list is. Empty until the import made it."),
    )
    new_report = models.JSONField(default=dict, help_text=_("Of a list that is no report yet: title, address, date."))
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=BatchState, default=BatchState.UPLOADED)
    task = models.CharField(max_length=7, choices=Task, blank=True)
    worker = models.CharField(max_length=32, blank=True, help_text=_("Names the process that works on it."))
    heartbeat = models.DateTimeField(null=True, help_text=_("When that process last said that it is at work."))
    cut_short = models.PositiveSmallIntegerField(
        default=0, help_text=_("How often a process was ended before the task was done.")
    )
    done = models.PositiveIntegerField(default=0, help_text=_("Rows done of the task."))
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, help_text=_("Rows of each outcome."))
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("The import of the same list that this one was compared with."),
    )
    leaves_out_refused = models.BooleanField(default=False, help_text=_("Rows that cannot be read are passed over."))
    keeps_edited = models.BooleanField(default=False, help_text=_("Undoing leaves what was edited since as it is."))
    made = models.JSONField(default=list, help_text=_("The report of the list, if the import made it."))
    error = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="en", help_text=_("Of the messages about rows."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handed_in_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("add", "view")
        permissions = [("undo_importbatch", _("Can undo an import that somebody else made"))]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            one_of("state", BatchState, blank=False),
            one_of("task", Task),
            models.CheckConstraint(
                condition=~Q(state=BatchState.UNDONE) | Q(undone_at__isnull=False) & ~Q(undone_reason=""),
                name="desk_importbatch_is_undone_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.pk} · {self.file_name}"

    @property
    def is_at_work(self) -> bool:
        return self.state in (BatchState.WAITING, BatchState.RUNNING)


class ImportRow(models.Model):
    """One row of a list: what was read in it, what is to happen, and which rows of the register it made."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(
        help_text=_("As a spreadsheet program shows it; of a row that is gone, of then.")
    )
    key = models.CharField(max_length=200, help_text=_("What tells the row in every version of the list."))
    fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 of what was read in it."))
    outcome = models.CharField(max_length=8, choices=Outcome)
    shown = models.CharField(max_length=300, blank=True, help_text=_("Who it is about, for staff."))
    told = models.JSONField(default=list, help_text=_("Column, cell and reason, of faults and notes."))
    alike = models.JSONField(default=list, help_text=_("Persons who may be the same: key, likeness, why."))
    same_as = models.BigIntegerField(null=True, help_text=_("Key of the person that somebody chose for it."))
    person = models.BigIntegerField(null=True, db_index=True, help_text=_("Key of the person that it is about."))
    made = models.JSONField(default=dict, help_text=_("Keys of what it made, and what stood before."))
    # {"records": [[table, key, version, made by this import, made by an import of this list]],
    #  "added": [[table, key]] of parts, "before": [[table, key, {field: value}]],
    #  "stood": [[table, key, version]] before the row was taken in}

    class Meta:
        ordering = ["batch", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["batch", "outcome", "id"], name="desk_importrow_by_outcome")]
        constraints = [
            one_of("outcome", Outcome, blank=False),
            models.UniqueConstraint(fields=["batch", "key"], name="desk_importrow_key_once_in_a_list"),
        ]

    def __str__(self):
        return f"{self.batch_id}: {self.number}"


class SavedMapping(models.Model):
    """How the columns of a sort of list are read, kept under a name."""

    name = TextLine(max_length=100, unique=True)
    mapping = models.TextField(help_text=_("As TOML."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        default_permissions = ()

    def __str__(self):
        return self.name
