"""What was read: articles, statements, lists, court papers, testimony."""

from hashlib import file_digest

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from places.models import Place
from records.constraints import not_itself, one_of
from records.fields import PartialDateField, Prose, TextLine, WebAddress, dates_in_order
from records.models import Part, Record, refuse_ring
from sources.choices import ConsentAnswer, ConsentUse, ReportKind, Translation
from sources.models.incident import Incident

CAPTURED_TEXT_LENGTH = 500_000  # characters


class Report(Record):
    """A document that claims things. Its publisher, date and address may all be missing."""

    title = TextLine(max_length=300, blank=True, help_text=_("As printed. Public."))
    publisher = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        help_text=_("Who published it. Public."),
    )
    publisher_inferred = models.BooleanField(
        default=False, help_text=_("The document does not name its publisher; the editor concluded it. Public.")
    )
    kind = models.CharField(
        max_length=14, choices=ReportKind, default=ReportKind.ARTICLE, help_text=_("What sort of document. Public.")
    )
    incidents = models.ManyToManyField(
        Incident, blank=True, related_name="reports", help_text=_("The events it tells of. Public.")
    )
    dateline = TextLine(blank=True, help_text=_("Place named at the head of the text, as printed. Public."))
    dateline_place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The place that the dateline names. Public."),
    )
    authors = TextLine(blank=True, help_text=_("As printed. Public."))
    credits = TextLine(blank=True, help_text=_("Picture credits, as printed. Public."))
    url = WebAddress(max_length=1000, blank=True, help_text=_("Address on the web. Public."))
    archive_url = WebAddress(max_length=1000, blank=True, help_text=_("Address of an archived copy. Public."))
    published_on = PartialDateField(blank=True, help_text=_("When it was published. Public."))
    accessed_on = PartialDateField(blank=True, help_text=_("When we read it. Not public."))
    language = models.CharField(
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Write a language code: kk, ru, en …"))],
        help_text=_("Language of the text we hold, as a code: kk, ru, en. Public."),
    )
    translation = models.CharField(
        max_length=15,
        choices=Translation,
        default=Translation.UNKNOWN,
        help_text=_("Whether the text we hold is a translation. Public."),
    )
    republishes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        help_text=_("The report of which this is a copy: a copy is not a second source. Public."),
    )
    mentions = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="mentioned_by",
        help_text=_("Other reports that it points at. Public."),
    )
    captured_text = Prose(
        max_length=CAPTURED_TEXT_LENGTH,
        blank=True,
        help_text=_("The text as captured, for the researchers. Never published."),
    )
    snapshot = models.FileField(
        upload_to="snapshots", blank=True, help_text=_("The saved document itself. Never published.")
    )
    snapshot_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    is_confidential = models.BooleanField(
        default=False, help_text=_("Nothing that would identify the report is ever published.")
    )
    notes = Prose(blank=True, help_text=_("On the quality of the text: garbled passages, page furniture. Public."))

    searched = ("title", "url", "dateline")

    class Meta(Record.Meta):
        ordering = ["-pk"]
        constraints = [
            *Record.Meta.constraints,
            *dates_in_order("published_on", "accessed_on"),
            one_of("kind", ReportKind, blank=False),
            one_of("translation", Translation, blank=False),
            not_itself("republishes", "id"),
        ]

    def save(self, *args, **kwargs):
        """A document that is handed in is hashed, so that one can prove later that it is the same."""
        if not self.snapshot:
            self.snapshot_sha256 = ""
        elif not self.snapshot._committed:
            self.snapshot_sha256 = file_digest(self.snapshot.file, "sha256").hexdigest()
            self.snapshot.file.seek(0)
        super().save(*args, **kwargs)

    def __str__(self):
        return f"{self.title} · {self.shown_id}" if self.title and not self.is_confidential else self.shown_id

    def staff_label(self):
        return f"{self.title or _('untitled report')} · {self.shown_id}"

    def clean(self):
        super().clean()
        refuse_ring(
            self, "republishes", _("A report cannot republish itself, directly or through others: choose another.")
        )


class Consent(Part):
    """What the one who testified allowed, use by use. Never public."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="consents")
    use = models.CharField(max_length=8, choices=ConsentUse, help_text=_("What the testimony would be used for."))
    answer = models.CharField(
        max_length=9, choices=ConsentAnswer, default=ConsentAnswer.NOT_ASKED, help_text=_("What was answered.")
    )

    part_of = ("report",)

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("use", ConsentUse, blank=False),
            one_of("answer", ConsentAnswer, blank=False),
            models.UniqueConstraint(fields=["report", "use"], name="sources_consent_is_given_once_for_each_use"),
        ]

    def __str__(self):
        return f"{self.get_use_display()}: {self.get_answer_display()}"
