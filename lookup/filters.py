"""Filters of the people with a page: for the list of them, and for the search by name.

Harm, place and date are asked of one event: somebody injured in one city and detained in another was not injured in
the other. Custody, charge, age and year of birth are asked of the person.
"""

import json
from functools import cached_property, reduce
from operator import or_

import django_filters
from django.core.validators import RegexValidator
from django.db import connections, router
from django.db.models import F, Q
from django.db.models.lookups import Exact
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from detentions.choices import CustodyStatus
from lookup import words
from lookup.ages import born_in, under_18
from lookup.conditions import Unsought
from lookup.models import PublishedCasualty, PublishedCharge, PublishedDetention, PublishedPerson
from lookup.reading import person_of
from lookup.remembered import remembered
from records.choices import Confirmation, YesNo
from records.dates import parse
from records.fields import overlapping
from records.form_fields import PartialDateFormField
from victims.choices import Harm


class Unreadable(Exception):
    """What the address of a file asks for is not there: all of it in its place would be taken for a part."""


EVENTS = {  # where and when each kind of event was
    PublishedCasualty: (("harmed_place", "died_place"), ("harmed_on", "died_on")),
    PublishedDetention: (("arrested_place",), ("arrested_on",)),
}
DETAINED, CHARGED = "detained", "charged"
NOT_RELEASED = "not_released"
NAMED = [("yes", _("Name known")), ("no", _("Name not known or not public"))]
CHILD = [("child", _("Under 18 then"))]
WAYS = [  # into the list, without choosing from a form
    *((f"happened={harm.value}", capfirst(harm.label)) for harm in Harm),
    ("happened=detained", _("Detained")),
    ("custody=not_released", _("Still held, or not known")),
    ("charged=yes", _("Charged after death")),
    ("age=child", _("Under 18 then")),
    ("named=no", _("Without a public name")),
]


def people_in_order():
    """All people with a page: A to Z in Latin letters, then those without a published name."""
    return PublishedPerson.objects.with_page().order_by("nameless", "folded", "description", "public_id")


def refuse_unreadable(form, *, page: str):
    """Raises `Unreadable` where something chosen cannot be read; `page` is the one on which it can be chosen."""
    if form.errors:
        raise Unreadable(f"These filters cannot be read: {', '.join(form.errors)}. Choose them on the page of {page}.")


def had_an_event(what: str, place: str, when: str) -> Q:
    """`when` is EDTF; what is empty is not asked; what was ruled out did not happen. A charge has neither place nor
    date: those of any event will do."""
    if what == CHARGED:
        charged = person_of(PublishedCharge.objects.all())
        return charged & had_an_event("", place, when) if place or when else charged
    found, keys = Q(), inside(place) if place else []
    for model, (places, dates) in EVENTS.items():
        if what and (what == DETAINED) != (model is PublishedDetention):
            continue
        rows = model.objects.exclude(confirmation=Confirmation.RULED_OUT)
        if what in Harm.values:  # few happened in one place: they are found by it
            rows = rows.filter(Exact(Unsought("harm") if place else F("harm"), what))
        if place:
            rows = rows.filter(any_of(Q(**{f"{name}_key__in": keys}) for name in places))
        if when:
            days = parse(when)
            rows = rows.filter(any_of(overlapping(name, days.earliest, days.latest) for name in dates))
        found |= person_of(rows)
    return found


def any_of(conditions) -> Q:
    return reduce(or_, conditions)


def labels_of_places() -> dict[str, dict]:
    """The labels of the places where somebody was harmed, died or was arrested, by key, which nobody may change. One
    query for each of the three, where they are not remembered."""
    return remembered("labels of places", _all_labels, exactly=True)


def _all_labels() -> dict[str, dict]:
    found = {}
    for model, (places, _dates) in EVENTS.items():
        for place in places:
            found |= _labels(model, place)
    return found


def _labels(model, place: str) -> dict[str, dict]:
    """One label of each key, from key to key along the index: as many steps as places, however many people."""
    connection = connections[router.db_for_read(model)]
    table, label, key = (
        connection.ops.quote_name(name)
        for name in (model._meta.db_table, model._meta.get_field(place).column, f"{place}_key")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE known(place) AS ("  # noqa: S608 (names of our own)
            f"SELECT (SELECT min({key}) FROM {table} WHERE {key} > '') UNION ALL "
            f"SELECT (SELECT min({key}) FROM {table} WHERE {key} > known.place) FROM known "
            "WHERE known.place IS NOT NULL) "
            f"SELECT place, (SELECT {label} FROM {table} WHERE {key} = place ORDER BY id LIMIT 1) FROM known "
            "WHERE place IS NOT NULL"
        )
        return {key: json.loads(label) for key, label in cursor.fetchall()}


def places_of_events() -> list[tuple[str, str]]:
    """The places to choose among: those of the events, and the larger ones that they lie in."""
    return remembered(("places of events", get_language()), _places_of_events, exactly=True)


def _places_of_events() -> list[tuple[str, str]]:
    found = {}
    for label in labels_of_places().values():
        for place in (label, *label.get("within", [])):
            found[words.key(place)] = words.label(place)
    return sorted(found.items(), key=lambda pair: pair[1])


def inside(place: str) -> list[str]:
    """The keys of the place and of the places of events that lie in it: a street of the city is in the city."""
    labels = labels_of_places()
    return [place, *(key for key, label in labels.items() if place in map(words.key, label.get("within", [])))]


def capitalised(choices):
    return [(value, capfirst(label)) for value, label in choices]


class PartialDateFilter(django_filters.Filter):
    """Takes a day, a month, a year or a period, as people type it."""

    field_class = PartialDateFormField


class PeopleFilter(django_filters.FilterSet):
    happened = django_filters.ChoiceFilter(
        label=_("What happened"),
        choices=[*capitalised(Harm.choices), (DETAINED, _("Detained")), (CHARGED, _("Charged"))],
        method="at_an_event",
        empty_label=_("Anything"),
    )
    place = django_filters.ChoiceFilter(
        label=_("Place"), choices=places_of_events, method="at_an_event", empty_label=_("Anywhere")
    )
    when = PartialDateFilter(
        label=_("When"), method="at_an_event", help_text=_("A day, a month or a year: 5.01.2022, January 2022")
    )
    custody = django_filters.ChoiceFilter(
        label=_("State of custody"),
        choices=[(NOT_RELEASED, _("Still held, or not known")), *capitalised(CustodyStatus.choices)],
        method="in_custody",
        empty_label=_("Any"),
    )
    charged = django_filters.ChoiceFilter(
        label=_("Charged after death"),
        choices=capitalised(YesNo.choices),
        method="charged_after_death",
        empty_label=_("Any"),
    )
    age = django_filters.ChoiceFilter(label=_("Age"), choices=CHILD, method="of_age", empty_label=_("Any"))
    born = django_filters.CharFilter(
        label=_("Year of birth"),
        method="of_year",
        validators=[RegexValidator(r"\A(19|20)[0-9]{2}\Z", _("Write the year with four digits, such as 1990."))],
    )

    class Meta:
        model = PublishedPerson
        fields = ()

    @cached_property
    def chosen(self) -> dict[str, str]:
        """What is chosen and could be read, as it was typed: for the address of a link."""
        self.form.full_clean()
        return {name: self.data[name] for name, value in self.form.cleaned_data.items() if value}

    def filter_queryset(self, queryset):
        """By what happened, where and when together; then by the others."""
        asked = self.form.cleaned_data
        what, place, when = (asked.get(name) or "" for name in ("happened", "place", "when"))
        if what or place or when:
            queryset = queryset.filter(had_an_event(what, place, when))
        return super().filter_queryset(queryset)

    def at_an_event(self, people, name, value):
        """Asked together with others, in `filter_queryset`."""
        return people

    def in_custody(self, people, name, value):
        detentions = PublishedDetention.objects.exclude(confirmation=Confirmation.RULED_OUT)
        if value != NOT_RELEASED:
            return people.filter(person_of(detentions.filter(status=value)))
        not_known = ("", CustodyStatus.HELD, CustodyStatus.UNKNOWN)
        return people.filter(person_of(detentions.filter(status__in=not_known, released_on="")))

    def charged_after_death(self, people, name, value):
        return people.filter(person_of(PublishedCharge.objects.filter(posthumous=value)))

    def of_age(self, people, name, value):
        return people.filter(under_18())

    def of_year(self, people, name, value):
        return people.filter(born_in(int(value)))


class PeopleListFilter(PeopleFilter):
    """Of the list, where no name is typed."""

    named = django_filters.ChoiceFilter(label=_("Name"), choices=NAMED, method="with_name", empty_label=_("All"))

    def with_name(self, people, name, value):
        return people.filter(nameless=0 if value == "yes" else 1)
