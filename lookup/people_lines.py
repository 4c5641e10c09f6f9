"""A person in one entry of a list: who it is, and in few words what happened, to tell namesakes apart."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lookup import facts, words
from lookup.models import PublishedCasualty, PublishedCharge, PublishedDetention, PublishedPerson
from records.choices import Confirmation, Sex, YesNo
from victims.choices import Harm


@dataclass
class PersonLine:
    person: PublishedPerson
    about: list[str] = field(default_factory=list)  # sex, age then, home place
    events: list[str] = field(default_factory=list)  # “killed, 6 January 2022, Almaty”
    records: list = field(default_factory=list)  # casualties, detentions, charges


def person_lines(people: list[PublishedPerson]) -> list[PersonLine]:
    """One entry for each person, in the order given. Three queries."""
    if not people:
        return []
    ids = [person.public_id for person in people]
    casualties, detentions, charges = (
        _by_person(model.objects.filter(person__in=ids))
        for model in (PublishedCasualty, PublishedDetention, PublishedCharge)
    )
    return [
        _line(person, *(rows.get(person.public_id, []) for rows in (casualties, detentions, charges)))
        for person in people
    ]


def _line(person, casualties, detentions, charges) -> PersonLine:
    events = [
        *map(casualty_words, casualties),
        *map(detention_words, detentions),
        *dict.fromkeys(map(charge_words, charges)),
    ]
    return PersonLine(person, about_person(person, casualties), events, [*casualties, *detentions, *charges])


def about_person(person, casualties) -> list[str]:
    """Sex, age then and home place, as far as known."""
    is_told = person.sex in (Sex.FEMALE, Sex.MALE)
    sex = _("sex: %(sex)s") % {"sex": words.choice(Sex, person.sex)} if is_told else ""
    ages = dict.fromkeys(filter(None, (facts.AGE_THEN.words(facts.recorded(casualty)) for casualty in casualties)))
    born = _("born %(year)s") % {"year": person.born} if person.born else ""
    age = [_("age then: %(age)s") % {"age": age} for age in ages]
    home = _("from %(place)s") % {"place": words.label(person.home_place)} if person.home_place else ""
    return list(filter(None, [sex, *age, born, home]))


def heading(record) -> str:
    """Of what a casualty, detention or charge tells."""
    if isinstance(record, PublishedCharge):
        return capfirst(charge_words(record))
    return capfirst(words.choice(Harm, record.harm)) if isinstance(record, PublishedCasualty) else _("Detained")


def casualty_words(casualty) -> str:
    when = words.date(casualty.harmed_on or casualty.died_on)
    where = words.label(casualty.harmed_place or casualty.died_place)
    return _joined(words.choice(Harm, casualty.harm), when, where, _sureness(casualty))


def detention_words(detention) -> str:
    return _joined(
        _("detained"), words.date(detention.arrested_on), words.label(detention.arrested_place), _sureness(detention)
    )


def charge_words(charge) -> str:
    offence = words.label(charge.offence) or words.quoted(charge.offence_as_printed)
    charged = _("charged after death") if charge.posthumous == YesNo.YES else _("charged")
    return f"{charged}: {offence}" if offence else charged


def _sureness(record) -> str:
    return words.choice(Confirmation, record.confirmation) if record.confirmation == Confirmation.RULED_OUT else ""


def _joined(*parts) -> str:
    return ", ".join(filter(None, parts))


def _by_person(rows) -> dict[str, list]:
    found = {}
    for row in rows:
        found.setdefault(row.person, []).append(row)
    return found
