"""The list of names from A to Z."""

from collections.abc import Iterable
from itertools import islice

from django.db import models

from lookup.alphabet import MAX_PLACE, Heading, headings
from lookup.models.records import PublishedPerson
from records.public_id import LENGTH

AT_ONCE = 1000  # people


class PublishedHeading(models.Model):
    """A word of a published name, under whose letter the name is listed."""

    person = models.ForeignKey(PublishedPerson, models.CASCADE, related_name="headings")
    text = models.CharField(max_length=200)  # the whole name
    number = models.PositiveSmallIntegerField()  # of the word in it, from 0
    letter = models.CharField(max_length=4)
    # In the list; of namesakes, by public id, since a key would tell who was published first.
    place = models.CharField(max_length=MAX_PLACE + 1 + LENGTH, db_index=True)

    class Meta:
        ordering = ["place", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["letter", "place"], name="lookup_heading_by_letter")]

    def __str__(self):
        return f"{self.letter}: {self.text}"


def list_names(people: Iterable[PublishedPerson]) -> None:
    """Put the names of these people, who are not in the list, into it."""
    PublishedHeading.objects.bulk_create(
        _row(person, text, heading)
        for person in people
        for text in dict.fromkeys(name.text for name in person.names.all())
        for heading in headings(text)
    )


def _row(person: PublishedPerson, text: str, heading: Heading) -> PublishedHeading:
    place = f"{heading.place}0{person.public_id}"
    return PublishedHeading(person=person, text=text, **heading._replace(place=place)._asdict())


def list_all_names() -> None:
    """Make the list anew."""
    PublishedHeading.objects.all().delete()
    people = PublishedPerson.objects.order_by("pk").prefetch_related("names").iterator(AT_ONCE)
    while some := list(islice(people, AT_ONCE)):
        list_names(some)
