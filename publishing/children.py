"""Who is known to have been a child. Of a child, nothing is switched on without a decision that says why."""

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from detentions.models import Detention, DetentionClaim
from people.models import Person
from publishing.decisions import named_person
from records.choices import State
from records.models import Record
from records.saving import part_relations
from sources.models import PersonClaim
from victims.models import Casualty, CasualtyClaim

GROWN_UP = 18  # years (Convention on the Rights of the Child, article 1)
UNDER_AGE = Q(age_low__lt=GROWN_UP) | Q(age_low=None, age_high__lt=GROWN_UP)


def known_as_child(person: Person) -> str:
    """Why the person counts as a child at the time of the events, in words for staff, or an empty text."""
    if person.pk is None:
        return _born_late(person, [])
    casualties = Casualty.objects.standing().filter(person=person)
    detentions = Detention.objects.standing().filter(person=person)
    ages = [
        casualties,
        CasualtyClaim.objects.filter(casualty__in=casualties, withdrawn=False),
        DetentionClaim.objects.filter(detention__in=detentions, withdrawn=False),
        PersonClaim.objects.filter(person=person, withdrawn=False),
    ]
    for rows in ages:
        if row := rows.filter(UNDER_AGE).first():
            low, high = row.age_low, row.age_high
            age = str(low if high in (low, None) else high if low is None else f"{low}–{high}")
            return _("aged %(age)s, by a %(table)s") % {"age": age, "table": row._meta.verbose_name}
    days = [*casualties.values_list("harmed_on_earliest", flat=True)]
    days += detentions.values_list("arrested_on_earliest", flat=True)
    return _born_late(person, list(filter(None, days)))


def _born_late(person, days: list[date]) -> str:
    """Too young by birth on the first of the days, or today if there is none. The latest birth that may be, counts."""
    born = person.born_on_latest or person.born_on_earliest
    if born is None:
        return ""
    day = min(days, default=timezone.localdate())
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return _("born %s") % person.born_on if age < GROWN_UP else ""


def undecided_child(person: Person) -> str:
    """Why showing the person is not decided yet, though a child: see `known_as_child`; else an empty text."""
    return "" if person.child_decision else known_as_child(person)


def obstacle(record: Record) -> str:
    """What stands in the way of publishing a record that would show a child, or an empty text."""
    for person, is_shown in shown_by(record):
        if is_shown and (why := undecided_child(person)):
            return _(
                "%(person)s was a child (%(why)s), and nobody decided why that may be shown. Write the decision on the "
                "person's page, or switch off what is shown there."
            ) % {"person": person.staff_label(), "why": why}
    return ""


def shown_by(record):
    """The persons of whom the record shows a name, a description or what they said; each with whether it does."""
    if isinstance(record, Person):
        yield record, record.name_is_public or record.description_is_public
    elif person := named_person(record):
        yield person, person.name_is_public and person.state != State.WITHDRAWN
    claims = [record] if hasattr(record, "claimant_is_public") else []
    for part, key in part_relations(type(record)):
        if hasattr(part, "claimant_is_public"):
            shown = part.objects.filter(**{key: record}, withdrawn=False, claimant_is_public=True)
            claims += shown.select_related("claimant_person", "relayed_by_person")
    for claim in claims:
        for person in filter(None, (claim.claimant_person, claim.relayed_by_person)):
            yield person, claim.claimant_is_public
