"""What a claim or a record says of one fact, so that the two can be compared. A fact is the name of a field that both
have, or `AGE`, which two fields hold."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from people.models import Person
from records.fields import PartialDateField
from records.form_fields import words as date_words

NAME, AGE = "name_as_printed", "age"
UNKNOWN = "unknown"  # in every list of choices; it leaves room for what a claim says
ANY_AGE = (0, 999)  # years


class Value(NamedTuple):
    """What is said of a fact. `span`: the first and last day or year that it can mean, or a set of what it names;
    `None` for free text, which is not compared."""

    words: str
    span: tuple | frozenset | None


def said(row, fact: str) -> Value | None:
    """What a claim or a record says of a fact; `None` if it says nothing or has no such field."""
    if fact == AGE:
        return _age(row)
    if fact == NAME and isinstance(row, Person):
        return _names(row)
    if not has_field(row, fact):
        return None
    field, value = row._meta.get_field(fact), getattr(row, fact)
    if field.many_to_many:
        listed = list(value.all())
        return Value(", ".join(map(str, listed)), frozenset(other.pk for other in listed)) if listed else None
    if value in (None, ""):
        return None
    if isinstance(field, PartialDateField):
        return _date(row, fact, value)
    if field.is_relation:
        return Value(str(value), frozenset([value.pk]))
    if field.choices:
        known = frozenset([value]) if value != UNKNOWN else None
        return Value(str(dict(field.flatchoices).get(value, value)), known)
    return Value(value, frozenset([value.casefold()]) if fact == NAME else None)


def has_field(row, fact: str) -> bool:
    """Whether the row can say something of the fact at all."""
    names = {field.name for field in (*row._meta.concrete_fields, *row._meta.many_to_many)}
    return (fact == NAME and isinstance(row, Person)) or (fact if fact != AGE else "age_low") in names


def contradicts(claimed: Value, concluded: Value | None) -> bool:
    """The two cannot both be right. A coarser date or age, or a part of a list, does not contradict."""
    if concluded is None or claimed.span is None or concluded.span is None:
        return False
    return not (_within(claimed.span, concluded.span) or _within(concluded.span, claimed.span))


def agrees(claimed: Value, concluded: Value | None) -> bool:
    """The conclusion says all that is claimed."""
    if concluded and isinstance(claimed.span, frozenset) and isinstance(concluded.span, frozenset):
        return claimed.span <= concluded.span
    return claimed == concluded


def _within(inner, outer) -> bool:
    if isinstance(inner, frozenset):
        return inner <= outer
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _names(person) -> Value | None:
    names = [name.text for name in person.names.all() if not name.withdrawn]
    return Value(", ".join(names), frozenset(map(str.casefold, names))) if names else None


def _age(row) -> Value | None:
    low, high = getattr(row, "age_low", None), getattr(row, "age_high", None)
    if low is None and high is None:
        printed = getattr(row, "age_as_printed", "")
        return Value(f"“{printed}”", None) if printed else None
    words = str(low) if low == high else f"{'…' if low is None else low}–{'…' if high is None else high}"
    return Value(words, (ANY_AGE[0] if low is None else low, ANY_AGE[1] if high is None else high))


def _date(row, fact, text) -> Value:
    words = date_words(text)
    if getattr(row, f"{fact}_inferred"):
        words = _("%(date)s (inferred)") % {"date": words}
    first, last = getattr(row, f"{fact}_earliest"), getattr(row, f"{fact}_latest")
    return Value(words, (first or date.min, last or date.max))
