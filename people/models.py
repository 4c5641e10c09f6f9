"""Who appears in reports: persons, their names, and organisations."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.choices import Language, NameKind, OrganisationKind, Reliability
from people.indexing import index
from people.name_tables import NAMES
from people.possible_duplicates import DuplicateSearch, PossibleDuplicate  # noqa: F401 (tables of this folder)
from places.models import Place
from records.choices import Sex
from records.constraints import Rule, not_empty, not_itself, one_of
from records.fields import PartialDateField, Prose, TextLine, WebAddress, dates_in_order
from records.models import Part, Record, VersionedModel, refuse_ring
from records.sealing import PREFIX, SealedField


class Person(Record):
    """Anyone who appears: harmed, detained, relative, witness, official. Often without a name."""

    sex = models.CharField(max_length=8, choices=Sex, blank=True, help_text=_("As concluded. Public."))
    born_on = PartialDateField(blank=True, help_text=_("Date or year of birth, as concluded. Only the year is public."))
    home_place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Where the person lived. Public.")
    )
    occupation = TextLine(blank=True, help_text=_("As concluded. Public."))
    description = TextLine(
        max_length=300,
        blank=True,
        help_text=_(
            "For someone unnamed: who this is, in our words. Public if the switch “Description is public” is on."
        ),
    )
    name_is_public = models.BooleanField(
        default=False, help_text=_("Names marked public may be shown to everyone. Off unless someone decided it.")
    )
    description_is_public = models.BooleanField(
        default=False, help_text=_("The description may be shown to everyone. Off unless someone decided it.")
    )
    child_decision = Prose(
        max_length=1000,
        blank=True,
        verbose_name=_("decision about a child"),
        help_text=_(
            "For someone known as a child: who decided that the name or description may be shown, and why. Not public."
        ),
    )
    contact = SealedField(
        blank=True,
        help_text=_("How to reach this person, sealed to the group's key: nobody reads it here. Never public."),
    )
    contact_sealed_at = models.DateTimeField(null=True, editable=False)
    contact_sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    shown_name = models.CharField(max_length=300, blank=True, editable=False)

    searched = ("description",)

    class Meta(Record.Meta):
        ordering = ["shown_name", "pk"]
        verbose_name_plural = _("people")
        indexes = [*Record.Meta.indexes, models.Index(fields=["shown_name", "id"], name="people_person_by_name")]
        permissions = [("export_contact", _("Can take out a sealed contact, to open it elsewhere"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact="") | Q(contact__startswith=PREFIX), name="people_person_contact_is_sealed"
            ),
            models.CheckConstraint(
                condition=Q(contact="") | Q(contact_sealed_at__isnull=False),
                name="people_person_contact_was_sealed_at_some_time",
            ),
            *Record.Meta.constraints,
            *dates_in_order("born_on"),
            one_of("sex", Sex),
        ]

    def staff_label(self):
        return f"{self.shown_name or _('without a name')} · {self.shown_id}"

    def refresh_from_parts(self):
        """Keep what staff see the person by, the first name or the description, and the index of names."""
        names = list(self.names.filter(withdrawn=False).order_by("-shown_first", "pk").values_list("text", flat=True))
        index(NAMES, {self.pk: names})
        shown = names[0] if names else self.description
        if shown != self.shown_name:
            self.shown_name = shown
            type(self)._base_manager.filter(pk=self.pk).update(shown_name=shown)


class Name(Part):
    """One name of a person, in one spelling."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    text = TextLine(max_length=200, help_text=_("The name, as it is written in this spelling. Public if marked."))
    language = models.CharField(
        max_length=7, choices=Language, blank=True, help_text=_("Language and script of this spelling. Public.")
    )
    kind = models.CharField(
        max_length=20, choices=NameKind, default=NameKind.AS_PRINTED, help_text=_("What the text is. Public.")
    )
    shown_first = models.BooleanField(default=False, help_text=_("The spelling that stands at the head of the page."))
    is_public = models.BooleanField(
        default=True, help_text=_("May be shown if the person's names are public; a misspelling too helps searching.")
    )

    part_of = ("person",)

    class Meta:
        ordering = ["-shown_first", "pk"]
        constraints = [
            one_of("language", Language),
            one_of("kind", NameKind, blank=False),
            not_empty("text", "people_name_text_is_not_empty"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(shown_first=True, withdrawn=False),
                name="people_name_one_is_shown_first",
                violation_error_message=_("Only one name can be shown first: untick the others."),
            ),
        ]

    def __str__(self):
        return self.text


class Organisation(VersionedModel):
    """A body that speaks or acts, unnamed groups included. Public wherever a published record names it."""

    name_en = TextLine(blank=True, help_text=_("Name in English. Public."))
    name_ru = TextLine(blank=True, help_text=_("Name in Russian. Public."))
    name_kk = TextLine(blank=True, help_text=_("Name in Kazakh. Public."))
    other_names = TextLine(
        max_length=500, blank=True, help_text=_("Other names and spellings, separated by |. Used in searching.")
    )
    kind = models.CharField(max_length=20, choices=OrganisationKind, help_text=_("What sort of body. Public."))
    country = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Where it is based. Public.")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("The larger body it belongs to. Public."),
    )
    website = WebAddress(blank=True, help_text=_("Public."))
    reliability = models.CharField(
        max_length=1, choices=Reliability, blank=True, help_text=_("Our judgement of it as a source. Not public.")
    )
    notes = Prose(
        blank=True,
        help_text=_("For the team. Not public. Do not write contacts of relatives or witnesses here."),
    )

    searched = ("name_en", "name_ru", "name_kk", "other_names")

    class Meta:
        ordering = ["name_en", "pk"]
        constraints = [
            one_of("kind", OrganisationKind, blank=False),
            one_of("reliability", Reliability),
            not_itself("parent", "id"),
            Rule(
                at="name_en",
                condition=~models.Q(name_en="", name_ru="", name_kk=""),
                name="people_organisation_has_a_name",
                violation_error_message=_("Write a name in at least one language."),
            ),
        ]

    def __str__(self):
        return self.name_en or self.name_ru or self.name_kk

    def clean(self):
        super().clean()
        refuse_ring(self, "parent", _("A body cannot belong to itself, directly or through others: choose another."))


class MergeQuerySet(models.QuerySet):
    def standing(self):
        """All but the undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """Two records of one person made one. `desk.merging` makes and undoes it; nothing else writes here."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    duplicate = models.ForeignKey(Person, models.PROTECT, related_name="merged_into")
    duplicate_label = models.CharField(max_length=400, help_text=_("What staff called the duplicate before."))
    kept_version = models.PositiveIntegerField(help_text=_("Version of the kept record after the merge."))
    moved = models.JSONField(default=list, help_text=_("Each row that moved, with the field that named the duplicate."))
    changed = models.JSONField(default=list, help_text=_("Each other value that changed, before and after."))
    published = models.JSONField(default=list, help_text=_("Each record whose publication followed, before and after."))
    left = models.JSONField(default=list, help_text=_("Rows that undoing left where others had put them since."))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(help_text=_("Why the two are the same person. Not public."))
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_reason = models.TextField(blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("merge_person", _("Can merge two records of one person, and undo it"))]
        constraints = [
            not_itself("duplicate", "kept"),
            not_empty("reason", "people_merge_has_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_reason="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason=""),
                name="people_merge_is_undone_by_someone_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["duplicate"], condition=Q(undone_at=None), name="people_merge_of_a_duplicate_stands_once"
            ),
        ]

    def __str__(self):
        return f"{self.duplicate} → {self.kept}"


class NotTheSameQuerySet(models.QuerySet):
    def standing(self):
        """All but those taken back."""
        return self.filter(taken_back_at=None)

    def between(self, some, others):
        """Judgements that set one of some persons (by key) apart from one of the others."""
        return self.filter(Q(first__in=some, second__in=others) | Q(first__in=others, second__in=some))


class NotTheSame(models.Model):
    """Two persons judged different: they are neither offered as duplicates again nor merged."""

    first = models.ForeignKey(Person, models.PROTECT, related_name="+", help_text=_("The one with the smaller key."))
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField(help_text=_("Why they are two. Not public."))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = NotTheSameQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("add", "view")
        verbose_name = _("pair that is not the same")
        verbose_name_plural = _("pairs that are not the same")
        constraints = [
            not_empty("reason", "people_notthesame_has_a_reason"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="people_notthesame_first_is_the_smaller_key"
            ),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(taken_back_at=None), name="people_notthesame_pair_stands_once"
            ),
        ]

    def __str__(self):
        return f"{self.first} ≠ {self.second}"
