"""When a page changed, and in what: the names of fields, never what stood there."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookup import facts
from lookup.models import TAKEN_OFF, Published, PublishedChange

MOST = 20  # days
OF_PARTS = {
    TAKEN_OFF: gettext_lazy("something was taken off the page"),
    "name": gettext_lazy("names"),
    "personclaim": gettext_lazy("what reports say about the person"),
    "kinship": gettext_lazy("kin"),
    "casualtyclaim": gettext_lazy("what reports say about the harm"),
    "detentionclaim": gettext_lazy("what reports say about the arrest"),
    "custodystep": gettext_lazy("places of custody"),
    "chargeupdate": gettext_lazy("what became of the charge"),
    "description": gettext_lazy("description"),
    "incident": gettext_lazy("event"),
    "confirmation": gettext_lazy("how sure the researchers are"),
    "confirmation_reason": gettext_lazy("how sure the researchers are"),
    "why_included": gettext_lazy("why this person stands in the register"),
    "age_low": gettext_lazy("age then"),
    "age_high": gettext_lazy("age then"),
    "born_on": gettext_lazy("year of birth"),
}
OF_FACTS = {fact.name: fact.heading for about in (facts.PERSON, *facts.OF_RECORDS.values()) for fact in about}


def changes_by_day(records: Iterable[Published]) -> list[tuple[date, list[str]]]:
    """The newest first: the day, and the names of fields that changed; none where something was first published."""
    found: dict[date, set[str]] = {}
    ids = [row.public_id for row in records]
    for change in PublishedChange.objects.filter(about__in=ids).order_by("-at", "-pk"):
        found.setdefault(change.at.date(), set()).update(change.fields)
    return [(day, sorted(names)) for day, names in list(found.items())[:MOST]]


def words_of_fields(names: Iterable[str]) -> list[str]:
    """What changed, each thing once."""
    known = [name.removesuffix("_inferred") for name in names]
    told = (str(OF_PARTS.get(name) or OF_FACTS.get(name) or _("something else")) for name in known)
    return list(dict.fromkeys(told))
