"""How old people were, and when they were born, as conditions on people: concluded, said by a report, or reckoned.

Years alone are reckoned with: somebody of 28 in January 2022 was born in 1993 or 1994.
"""

from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Coalesce, ExtractYear, Left, Right
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from lookup.models import PublishedCasualty, PublishedClaim, PublishedDetention
from lookup.reading import person_of
from sources.choices import Standing

ADULT = 18  # Convention on the Rights of the Child, article 1
YEARS = {  # of an event
    PublishedCasualty: Coalesce(ExtractYear("harmed_on_latest"), ExtractYear("died_on_latest")),
    PublishedDetention: ExtractYear("arrested_on_latest"),
}


def under_18() -> Q:
    """Concluded to have been a child; where nobody concluded otherwise, also by a report or by the year of birth."""
    concluded = person_of(PublishedCasualty.objects.filter(age_high__lt=ADULT))
    grown = Exists(PublishedCasualty.objects.filter(person=OuterRef("public_id"), age_low__gte=ADULT))
    return concluded | (~grown & (_said_to_be_a_child() | _born_too_late()))


def born_in(year: int) -> Q:
    """Born in the year, as far as the dates of birth and the ages tell."""
    by_date = ~Q(born="") & Q(
        LessThanOrEqual(Left("born", 4), str(year)), GreaterThanOrEqual(Right("born", 4), str(year))
    )
    aged = PublishedCasualty.objects.annotate(age=YEARS[PublishedCasualty] - year)
    return by_date | person_of(aged.filter(age_low__lte=F("age"), age_high__gte=F("age") - 1))


def _said_to_be_a_child() -> Q:
    about = PublishedClaim.objects.filter(said_age__lt=ADULT, standing=Standing.STANDS).order_by().values("about")
    found = Q(public_id__in=about)
    for model in (PublishedCasualty, PublishedDetention):
        found |= person_of(model.objects.filter(public_id__in=about))
    return found


def _born_too_late() -> Q:
    """To be of age in the year of some event. Years are compared as text: of a period, the first one counts."""
    found = Q()
    for model, year in YEARS.items():
        of_person = model.objects.filter(person=OuterRef("public_id")).order_by()
        found |= Q(
            Exists(of_person.annotate(born=Cast(year - ADULT + 1, CharField())).filter(born__lte=OuterRef("born")))
        )
    return ~Q(born="") & found
