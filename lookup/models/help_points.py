"""Whom relatives can turn to."""

from django.db import models

from lookup.models.fields import LabelField
from lookup.models.records import Published


class PublishedHelpPoint(Published):
    """One address, in the languages in which editors wrote it."""

    kind = models.CharField(max_length=10)
    place = LabelField()
    name_en = models.CharField(max_length=500, blank=True)
    name_ru = models.CharField(max_length=500, blank=True)
    name_kk = models.CharField(max_length=500, blank=True)
    advice_en = models.TextField(blank=True)
    advice_ru = models.TextField(blank=True)
    advice_kk = models.TextField(blank=True)
    address_en = models.CharField(max_length=500, blank=True)
    address_ru = models.CharField(max_length=500, blank=True)
    address_kk = models.CharField(max_length=500, blank=True)
    telephone = models.CharField(max_length=200, blank=True)
    hours_en = models.CharField(max_length=500, blank=True)
    hours_ru = models.CharField(max_length=500, blank=True)
    hours_kk = models.CharField(max_length=500, blank=True)
    website = models.URLField(max_length=1000, blank=True)
    source = models.CharField(max_length=500)
    checked_on = models.DateField()

    class Meta(Published.Meta):
        ordering = ["public_id"]
