"""Where things happened and where people were held."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.choices import PlaceKind
from records.constraints import Rule, not_itself, one_of
from records.fields import PartialDateField, Prose, TextLine, dates_in_order
from records.models import VersionedModel, refuse_ring


class Place(VersionedModel):
    """A country, region, city, district, site or facility. Public wherever a published record names it."""

    code = TextLine(
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        help_text=_("KATO code, or a short code of our own for files to refer to. Public."),
    )
    kind = models.CharField(max_length=10, choices=PlaceKind, help_text=_("What sort of place. Public."))
    name_en = TextLine(blank=True, help_text=_("Name in English; for an unnamed place, a description. Public."))
    name_ru = TextLine(blank=True, help_text=_("Name in Russian. Public."))
    name_kk = TextLine(blank=True, help_text=_("Name in Kazakh. Public."))
    other_names = TextLine(
        max_length=500, blank=True, help_text=_("Former names and other spellings, separated by |. Used in searching.")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("The place it lies in, as of the events. Public."),
    )
    latitude = models.DecimalField(
        max_digits=7, decimal_places=5, null=True, blank=True, help_text=_("Degrees north. Public.")
    )
    longitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True, help_text=_("Degrees east. Public.")
    )
    existed = PartialDateField(
        blank=True, help_text=_("When it existed, if not always, for example 2022-06-08/.. Public.")
    )
    run_by = TextLine(blank=True, help_text=_("For a facility: the agency that runs it. Public."))
    notes = Prose(blank=True, help_text=_("For the team. Not public."))

    searched = ("code", "name_en", "name_ru", "name_kk", "other_names")

    class Meta:
        ordering = ["name_en", "pk"]
        constraints = [
            *dates_in_order("existed"),
            one_of("kind", PlaceKind, blank=False),
            not_itself("parent", "id"),
            Rule(
                at="name_en",
                condition=~models.Q(name_en="", name_ru="", name_kk=""),
                name="places_place_has_a_name",
                violation_error_message=_("Write a name in at least one language."),
            ),
        ]

    def __str__(self):
        name = getattr(self, f"name_{(get_language() or 'en')[:2]}", "")
        return name or self.name_en or self.name_ru or self.name_kk

    def staff_label(self):
        """Tells the city from the region of the same name."""
        where = [str(self), self.get_kind_display(), str(self.parent) if self.parent else ""]
        return " · ".join(filter(None, where))

    def clean(self):
        super().clean()
        refuse_ring(self, "parent", _("A place cannot lie in itself, directly or through others: choose another."))


def read_larger(places: Iterable[Place]) -> None:
    """Read the places that these lie in, and those above: one query a level, however many places there are."""
    known: dict[int, Place] = {}
    waiting = list(places)
    while waiting := [place for place in waiting if place.parent_id]:
        missing = {place.parent_id for place in waiting} - known.keys()
        above = Place.objects.in_bulk(missing)
        known |= above
        for place in waiting:
            place.parent = known[place.parent_id]
        waiting = list(above.values())
