"""The list of pairs that may be one person, and the runs that fill it for the whole register."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.choices import FoundBy, Matched, PairAnswer
from records.choices import State
from records.constraints import one_of

AGREES = {  # what may agree besides the names, by column
    "birth_agrees": _("year of birth"),
    "place_agrees": _("place"),
    "day_agrees": _("day"),
}


class PossibleDuplicateQuerySet(models.QuerySet):
    def open(self):
        """The pairs that wait for an answer. A withdrawn person waits for none: those of a merge are withdrawn too."""
        withdrawn = Q(first__state=State.WITHDRAWN) | Q(second__state=State.WITHDRAWN)
        return self.filter(answer=PairAnswer.OPEN).exclude(withdrawn)

    def most_alike_first(self):
        return self.order_by("-likeness", "-birth_agrees", "-place_agrees", "-day_agrees", "pk")

    def touching(self, persons):
        """Pairs with one of these persons, given by key."""
        return self.filter(Q(first__in=persons) | Q(second__in=persons))


class PossibleDuplicate(models.Model):
    """Two persons whose names are alike. A working list: `desk.possible_duplicates` alone writes it.

    It holds no name, and its answer only repeats what a `Merge` or a `NotTheSame` says: these are the judgements.
    """

    first = models.ForeignKey("people.Person", models.PROTECT, related_name="+", help_text=_("The smaller key."))
    second = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    likeness = models.FloatField(help_text=_("Of the two spellings most alike, 0 to 1. Not public."))
    matched = models.CharField(max_length=14, choices=Matched, help_text=_("How these spellings match. Not public."))
    birth_agrees = models.BooleanField(default=False, help_text=_("The year of birth may be the same. Not public."))
    place_agrees = models.BooleanField(default=False, help_text=_("A place of one is a place of the other."))
    day_agrees = models.BooleanField(default=False, help_text=_("Something happened to both on one day."))
    found_at = models.DateTimeField(default=timezone.now)
    found_by = models.CharField(max_length=8, choices=FoundBy, help_text=_("What found the pair. Not public."))
    carried_by = models.ForeignKey(
        "people.Merge",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("The merge that brought the pair here: it was found for the person merged into one of the two."),
    )
    answer = models.CharField(max_length=12, choices=PairAnswer, default=PairAnswer.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True, help_text=_("What whoever looked at it and was not sure wrote. Not public."))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PossibleDuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["-likeness", "pk"]
        default_permissions = ("change", "view")
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        indexes = [models.Index(fields=["answer", "-likeness"], name="people_possible_open_first")]
        constraints = [
            one_of("matched", Matched, blank=False),
            one_of("found_by", FoundBy, blank=False),
            one_of("answer", PairAnswer, blank=False),
            models.CheckConstraint(
                condition=Q(likeness__gte=0, likeness__lte=1), name="people_possibleduplicate_likeness_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="people_possibleduplicate_first_is_the_smaller_key"
            ),
            models.CheckConstraint(
                condition=Q(answer=PairAnswer.OPEN) | Q(answered_by__isnull=False),
                name="people_possibleduplicate_is_answered_by_someone",
            ),
            models.UniqueConstraint(fields=["first", "second"], name="people_possibleduplicate_is_listed_once"),
        ]

    def __str__(self):
        return f"{self.first} = {self.second}?"

    @property
    def agreeing(self) -> list[str]:
        """What agrees besides the names, in words."""
        return [str(words) for column, words in AGREES.items() if getattr(self, column)]


class DuplicateSearch(models.Model):
    """One run of `manage.py find_duplicates`: how far it came, so that it goes on from there."""

    begun_at = models.DateTimeField(default=timezone.now)
    rules = models.CharField(max_length=64, help_text=_("The rules by which the index of names was made that it read."))
    reached_name = models.TextField(blank=True, help_text=_("The last name whose bearers it paired."))
    exact_is_done = models.BooleanField(default=False)
    reached_person = models.BigIntegerField(default=0, help_text=_("Key of the last person whose likes it sought."))
    found = models.PositiveIntegerField(default=0, help_text=_("Pairs that it added to the list."))
    left_out = models.PositiveIntegerField(default=0, help_text=_("Persons with more likes than are listed for one."))
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.begun_at:%Y-%m-%d}"
