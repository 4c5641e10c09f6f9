"""What reports say of nobody by name: official figures, and statements."""

from django.db import models

from lookup.models.fields import IdField, LabelField, ListField
from lookup.models.records import Published, Said
from records.fields import PartialDateField


class PublishedToll(Said, Published):
    incident = IdField(db_index=True)
    what = ListField()
    whom = ListField()
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    bound = models.CharField(max_length=17)
    wording = models.CharField(max_length=500, blank=True)
    label_as_printed = models.CharField(max_length=500, blank=True)
    places = ListField()
    home_places = ListField()
    setting = LabelField()
    period = PartialDateField(blank=True)
    as_of = PartialDateField(blank=True)
    counting = models.CharField(max_length=13, blank=True)
    methods = ListField()
    forces = ListField()
    offences = ListField()
    relations = ListField()

    class Meta(Published.Meta):
        ordering = ["public_id"]


class PublishedStatement(Said, Published):
    incident = IdField(db_index=True)
    kind = models.CharField(max_length=22)
    by_person = IdField()
    by_organisation = LabelField()
    to_person = IdField()
    to_organisation = LabelField()
    asked = ListField()
    label_as_printed = models.CharField(max_length=500, blank=True)
    made_on = PartialDateField(blank=True)
    places = ListField()
    outcome = models.CharField(max_length=7, blank=True)
    about_toll = IdField()
    about_statement = IdField()
    persons = ListField()
    harms = ListField()
    methods = ListField()
    forces = ListField()
    whom = ListField()

    class Meta(Published.Meta):
        ordering = ["public_id"]
