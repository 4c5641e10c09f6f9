"""What was made public, when, by whom: outbox and release history in one."""

import json

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records import public_id
from records.constraints import one_of
from records.fields import PartialDateField, Prose, TextLine, dates_in_order
from sources.models import Report


class PublicationAct(models.TextChoices):
    PUBLISHED = "published", _("published")
    REDUCED = "reduced", _("reduced")  # the last published values less those taken away
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("merged into another")  # values: {"into": public id}; the old address leads there
    CARRIED = "carried", _("carried along by a merge")  # or by its undoing: the last values under the other person


TAKING_AWAY = (PublicationAct.REDUCED, PublicationAct.WITHDRAWN, PublicationAct.MERGED)
OFF = (PublicationAct.WITHDRAWN, PublicationAct.MERGED)  # after these, nothing of the record is public


class PublicationQuerySet(models.QuerySet):
    def latest_of_each(self):
        """The latest publication of each record, whatever its act."""
        newest = Publication.objects.filter(public_id=OuterRef("public_id")).order_by("-pk").values("pk")[:1]
        return self.filter(pk=Subquery(newest))

    def standing(self):
        """What is public now."""
        return self.latest_of_each().exclude(act__in=OFF)

    def numbered(self):
        """Each with its `number` among the publications of its record: the version that the public sees."""
        earlier = Publication.objects.filter(public_id=OuterRef("public_id"), pk__lte=OuterRef("pk")).order_by()
        return self.annotate(number=Subquery(earlier.values("public_id").annotate(n=Count("pk")).values("n")))

    def waiting(self):
        """What the public tables did not take over yet."""
        return self.filter(delivered_at=None)

    def naming(self, public_id: str):
        """Those in whose values the id of another record stands."""
        return self.saying([public_id])

    def saying(self, texts):
        """Those in whose values one of the texts stands, whole: as SQLite writes it or as PostgreSQL does."""
        spelled = {json.dumps(text, ensure_ascii=ascii) for text in texts for ascii in (True, False)}
        holds = Q(*(("text__contains", form) for form in sorted(spelled)), _connector=Q.OR)
        return self.annotate(text=Cast("values", TextField())).filter(holds)


class Publication(models.Model):
    """One act at the door. Rows are only ever added; public is a record's latest one, unless withdrawn."""

    public_id = models.CharField(max_length=public_id.LENGTH, db_index=True, help_text=_("Of the record."))
    table = models.CharField(max_length=60, help_text=_("The record's table, as app.model."))
    version = models.PositiveIntegerField(help_text=_("The record's version that was published."))
    act = models.CharField(max_length=9, choices=PublicationAct)
    values = models.JSONField(default=dict, help_text=_("The allow-listed values, and nothing else."))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(help_text=_("Why this may be public, or why it is taken away. Not public."))
    delivered_at = models.DateTimeField(null=True, help_text=_("When the public tables took it over."))

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("add", "view")
        permissions = [("withdraw_publication", _("Can take a record off the public site"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act__in=PublicationAct.values), name="publishing_publication_act_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="publishing_publication_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(delivered_at=None), name="publishing_waiting_publication"),
        ]

    def __str__(self):
        return f"{public_id.shown(self.public_id)}: {self.get_act_display()}"

    @property
    def record(self):
        return apps.get_model(self.table)._base_manager.get(public_id=self.public_id)

    @property
    def is_public(self) -> bool:
        return self.act not in OFF


class Outcome(models.TextChoices):
    WAITING = "waiting", _("waits")
    SENT_BACK = "sent_back", _("sent back")
    TAKEN_BACK = "taken_back", _("edited again before anybody reviewed it")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ReviewQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(outcome=Outcome.WAITING)

    def sent_back(self):
        """Sent back with a note that nobody has answered by sending the record again."""
        return self.filter(outcome=Outcome.SENT_BACK, resolved_at=None)


class Review(models.Model):
    """One sending of a record to review, and what came of it. `publishing.reviews` writes here."""

    public_id = models.CharField(max_length=public_id.LENGTH, db_index=True, help_text=_("Of the record."))
    table = models.CharField(max_length=60, help_text=_("The record's table, as app.model."))
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    note = Prose(max_length=2000, blank=True, help_text=_("What is to be mended. For the team, never published."))
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, help_text=_("When the record was sent again, or taken away."))

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            one_of("outcome", Outcome, blank=False),
            models.UniqueConstraint(
                fields=["public_id"],
                condition=models.Q(outcome=Outcome.WAITING),
                name="publishing_review_of_a_record_waits_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.SENT_BACK) | ~models.Q(note=""),
                name="publishing_review_is_sent_back_with_a_note",
            ),
        ]

    def __str__(self):
        return f"{public_id.shown(self.public_id)}: {self.get_outcome_display()}"


class Question(models.TextChoices):
    """What is to be answered before something about a person is published."""

    FAMILY = "family", _("Is the family informed?")  # of someone dead who is named
    DETAINEE = "detainee", _("On what ground is a living detainee published?")


class Answer(models.TextChoices):
    INFORMED = "informed", _("yes, the family is informed")
    ALREADY_PUBLIC = "already_public", _("the name is public already")
    NOT_REACHED = "not_reached", _("the family could not be reached")
    CONSENT = "consent", _("the person consents")
    PUBLIC_INTEREST = "public_interest", _("public interest")


ANSWERS = {
    Question.FAMILY: (Answer.INFORMED, Answer.ALREADY_PUBLIC, Answer.NOT_REACHED),
    Question.DETAINEE: (Answer.CONSENT, Answer.PUBLIC_INTEREST),
}


class Ground(models.Model):
    """Why it was right to publish a dead person's name, or a living detainee. Rows are only ever added; never public.

    A person is named by public id, as in `Publication`.
    """

    public_id = models.CharField(max_length=public_id.LENGTH, db_index=True, help_text=_("Of the person."))
    question = models.CharField(max_length=8, choices=Question)
    answer = models.CharField(max_length=15, choices=Answer)
    who = TextLine(blank=True, help_text=_("Who of the family was told and by whom; or who decided. Not public."))
    told_on = PartialDateField(blank=True, help_text=_("When the family was told. Not public."))
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("That names the person already.")
    )
    why = Prose(max_length=2000, blank=True, help_text=_("Why it is published all the same. Not public."))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            *dates_in_order("told_on"),
            *(
                models.CheckConstraint(
                    condition=~models.Q(question=question) | models.Q(answer__in=answers),
                    name=f"publishing_ground_answers_the_question_of_{question}",
                )
                for question, answers in ANSWERS.items()
            ),
            one_of("question", Question, blank=False),
            one_of("answer", Answer, blank=False),
            models.CheckConstraint(
                condition=~models.Q(answer=Answer.INFORMED) | (~models.Q(who="") & ~models.Q(told_on="")),
                name="publishing_ground_says_who_was_told_and_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer=Answer.ALREADY_PUBLIC) | models.Q(report__isnull=False),
                name="publishing_ground_names_the_report_that_is_public",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer=Answer.NOT_REACHED) | ~models.Q(why=""),
                name="publishing_ground_says_why_nobody_was_reached",
            ),
            models.CheckConstraint(
                condition=~models.Q(question=Question.DETAINEE) | (~models.Q(who="") & ~models.Q(why="")),
                name="publishing_ground_says_who_decided_and_why",
            ),
        ]

    def __str__(self):
        return f"{public_id.shown(self.public_id)}: {self.get_answer_display()}"


class ReleaseQuerySet(models.QuerySet):
    def complete(self):
        """All but one that is being made."""
        return self.exclude(lines=b"")


class Release(models.Model):
    """The public data of one moment. `publishing.releases` makes it; its file stands in the public tables."""

    number = models.CharField(
        max_length=12, unique=True, help_text=_("Year, month and number in the month: 2026.11.1.")
    )
    key = models.PositiveBigIntegerField(help_text=_("Of the last publication that is in it."))
    lines = models.BinaryField(default=b"", help_text=_("Each line that it ever held: id and digest, packed. Private."))

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.number


class IssueQuerySet(models.QuerySet):
    def standing(self):
        """Nothing that must go is in them, as far as is known."""
        return self.filter(held_back_at=None)

    def made(self):
        """All but those that are being made, or whose making was cut short."""
        return self.exclude(sha256="")


class Issue(models.Model):
    """One file of a release. When something must go from it, it is served no more, and another one is made."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="issues")
    number = models.PositiveIntegerField(help_text=_("0, then one more each time it is made anew."))
    seen = models.PositiveBigIntegerField(help_text=_("Key of the last publication when it was begun."))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(help_text=_("Why it is made. Not public."))
    sha256 = models.CharField(max_length=64, blank=True, help_text=_("Of the file. Empty while it is being made."))
    reports_gone = models.JSONField(default=list, help_text=_("Public ids of reports that it names as withdrawn."))
    reduced = models.JSONField(
        default=dict, help_text=_("Of records of which it holds less than was published: what it holds, as a digest.")
    )
    held_back_at = models.DateTimeField(null=True, help_text=_("When something in it was taken away."))

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["release", "number"], name="publishing_issue_of_a_release_stands_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="publishing_issue_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.release}-r{self.number}" if self.number else str(self.release)
