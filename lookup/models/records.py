"""The published records and their claims."""

from functools import cache

from django.db import models
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import get_language

from lookup.conditions import has_any
from lookup.models.fields import IdField, LabelField, ListField, is_empty, place_key, said_age
from records import public_id
from records.fields import PartialDateField


class Published(models.Model):
    """One published record."""

    public_id = IdField(unique=True, blank=False)
    version = models.PositiveIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        return public_id.shown(self.public_id)

    @property
    def shown_id(self) -> str:
        return public_id.shown(self.public_id)


class PersonQuerySet(models.QuerySet):
    def with_page(self):
        """Only a person with a published casualty, detention or charge has a page."""
        return self.filter(_has_page())


@cache
def _has_page():
    subjects = (PublishedCasualty, PublishedDetention, PublishedCharge)
    return has_any(*(subject.objects.filter(person=OuterRef("public_id")) for subject in subjects))


class PublishedPerson(Published):
    """Someone who was harmed, detained or charged, or who is named as speaker or kin."""

    name = models.CharField(max_length=200, blank=True)
    name_in = models.JSONField(default=dict, blank=True)  # by language of the reader, where another one is recorded
    description = models.CharField(max_length=300, blank=True)
    sex = models.CharField(max_length=8, blank=True)
    born = models.CharField(max_length=10, blank=True)
    home_place = LabelField()
    occupation = models.CharField(max_length=500, blank=True)
    folded = models.CharField(max_length=400, blank=True, db_index=True)
    nameless = is_empty("folded")

    objects = PersonQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["folded", "public_id"]
        verbose_name_plural = "published people"
        indexes = [
            models.Index(fields=["nameless", "folded", "description", "public_id"], name="lookup_people_in_order")
        ]

    def get_absolute_url(self):
        return reverse("lookup:person", args=[self.shown_id])

    @property
    def name_for_reader(self) -> str:
        return self.name_in.get((get_language() or "en")[:2]) or self.name

    @property
    def path(self) -> str:
        """The permanent address, without a language."""
        return f"/p/{self.shown_id}"


class PublishedName(models.Model):
    person = models.ForeignKey(PublishedPerson, models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=7, blank=True)
    kind = models.CharField(max_length=20)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.text


class PublishedIncident(Published):
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    happened_on = PartialDateField(blank=True)
    place = LabelField()
    summary = models.TextField(blank=True)
    part_of = IdField()

    class Meta(Published.Meta):
        ordering = ["happened_on_earliest", "public_id"]


class PublishedReport(Published):
    title = models.CharField(max_length=300, blank=True)
    publisher = LabelField()
    publisher_inferred = models.BooleanField(default=False)
    kind = models.CharField(max_length=14)
    incidents = ListField()
    dateline = models.CharField(max_length=500, blank=True)
    dateline_place = LabelField()
    authors = models.CharField(max_length=500, blank=True)
    credits = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    archive_url = models.URLField(max_length=1000, blank=True)
    published_on = PartialDateField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    translation = models.CharField(max_length=15, blank=True)
    republishes = IdField()
    mentions = ListField()
    notes = models.TextField(blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)

    class Meta(Published.Meta):
        ordering = ["published_on_earliest", "public_id"]

    def get_absolute_url(self):
        return reverse("lookup:report", args=[self.shown_id])

    @property
    def path(self) -> str:
        """The permanent address, without a language."""
        return f"/reports/{self.shown_id}"


class Said(models.Model):
    """What every published claim carries: who says it, in which report, how surely, and whether it stands."""

    report = IdField(db_index=True)
    where_in_report = models.CharField(max_length=500, blank=True)
    attribution = models.CharField(max_length=13)
    claimant_person = IdField(db_index=True)
    claimant_organisation = LabelField()
    claimant_office = models.CharField(max_length=500, blank=True)
    claimant_relation = models.CharField(max_length=500, blank=True)
    relayed_by = LabelField()
    relayed_by_person = IdField()
    said_on = PartialDateField(blank=True)
    summary = models.TextField(blank=True)
    quotation = models.TextField(blank=True)
    certainty = models.CharField(max_length=8)
    reading = models.TextField(blank=True)
    not_disclosed = models.CharField(max_length=300, blank=True)
    standing = models.CharField(max_length=10)
    standing_on = PartialDateField(blank=True)
    standing_report = IdField()
    repeats = ListField()

    class Meta:
        abstract = True


class PublishedClaim(Said):
    """One claim about a person, casualty, detention or charge; `values` holds what it says, field by field."""

    public_id = IdField(unique=True, blank=False)
    about = IdField(blank=False)  # the record
    relative = IdField(db_index=True)  # of a kinship: the other person
    table = models.CharField(max_length=20)  # personclaim, casualtyclaim, detentionclaim, custodystep …
    values = models.JSONField(default=dict)
    said_age = said_age("values")  # the greatest that the person can have been, if the claim tells

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [  # in the order of the public files
            models.Index(fields=["about", "id"], name="lookup_claims_in_order"),
            models.Index(fields=["table", "about", "id"], name="lookup_claims_by_table"),
        ]

    def __str__(self):
        return public_id.shown(self.public_id)


class PublishedCasualty(Published):
    person = IdField(blank=False)
    incident = IdField(db_index=True)
    harm = models.CharField(max_length=8)
    harmed_on = PartialDateField(blank=True)
    harmed_place = LabelField()
    harmed_place_key = place_key("harmed_place")
    site = models.CharField(max_length=500, blank=True)
    time_of_day = models.CharField(max_length=9, blank=True)
    died_on = PartialDateField(blank=True)
    died_place = LabelField()
    died_place_key = place_key("died_place")
    methods = ListField()
    wound_sites = ListField()
    forces = ListField()
    in_custody = models.CharField(max_length=7, blank=True)
    activity = LabelField()
    status = models.CharField(max_length=15, blank=True)
    armed = models.CharField(max_length=7, blank=True)
    age_low = models.PositiveSmallIntegerField(null=True)
    age_high = models.PositiveSmallIntegerField(null=True)
    confirmation = models.CharField(max_length=11)
    confirmation_reason = models.TextField(blank=True)

    class Meta(Published.Meta):
        ordering = ["public_id"]
        verbose_name_plural = "published casualties"
        indexes = [  # the last two are whole for a list of people, so that no row is read
            models.Index(fields=["person", "public_id"], name="lookup_casualties_in_order"),
            models.Index(fields=["harm", "confirmation", "person"], name="lookup_casualties_by_harm"),
            models.Index(fields=["age_high", "person"], name="lookup_casualties_by_age"),
        ]


class PublishedDetention(Published):
    person = IdField(blank=False)
    incident = IdField(db_index=True)
    arrested_on = PartialDateField(blank=True)
    arrested_place = LabelField()
    arrested_place_key = place_key("arrested_place")
    forces = ListField()
    measure = models.CharField(max_length=21, blank=True)
    activity = LabelField()
    status = models.CharField(max_length=15, blank=True, db_index=True)
    status_as_of = PartialDateField(blank=True)
    released_on = PartialDateField(blank=True)
    sought_since = PartialDateField(blank=True)
    court = models.CharField(max_length=500, blank=True)
    sentence = models.CharField(max_length=500, blank=True)
    family_access = models.CharField(max_length=9, blank=True)
    counsel_access = models.CharField(max_length=9, blank=True)
    whereabouts_acknowledged = models.CharField(max_length=9, blank=True)
    why_included = models.TextField(blank=True)
    confirmation = models.CharField(max_length=11)
    confirmation_reason = models.TextField(blank=True)

    class Meta(Published.Meta):
        ordering = ["public_id"]
        indexes = [models.Index(fields=["person", "public_id"], name="lookup_detentions_in_order")]


class PublishedCharge(Published):
    person = IdField(blank=False)
    incident = IdField(db_index=True)
    article = LabelField()
    offence = LabelField()
    offence_as_printed = models.CharField(max_length=300, blank=True)
    posthumous = models.CharField(max_length=7, blank=True, db_index=True)

    class Meta(Published.Meta):
        ordering = ["public_id"]
        indexes = [models.Index(fields=["person", "public_id"], name="lookup_charges_in_order")]
