"""A conclusion set from what one claim says: of one fact of one record, with the reason, as one change."""

from desk.claimed_values import AGE, NAME, has_field
from people.choices import NameKind
from people.models import Name, Person
from records.choices import State
from records.fields import PartialDateField
from records.models import Record
from records.saving import changing


def conclude(*, record: Record, fact: str, claim, by, reason: str, shown: int):
    """Set the fact of the record to what the claim says; nothing else of the record changes.

    A name is added to the person's names, as printed. `shown` is the version that the editor saw: raises
    `StaleVersion` if another was saved since. The record is a draft again; what is public stays as it is.
    """
    with changing(record, by=by, reason=reason, shown=shown):
        if fact == NAME and isinstance(record, Person):
            Name(person=record, text=claim.name_as_printed, kind=NameKind.AS_PRINTED).save()
        else:
            _copy(claim, record, fact)
        record.state = State.DRAFT
        record.full_clean()
        record.save()


def fields_of(record, fact: str) -> list[str]:
    """The fields of the record that hold the fact."""
    if fact == AGE:
        return ["age_low", "age_high"]
    if not has_field(record, fact):
        raise ValueError(f"{type(record).__name__} concludes nothing of {fact}.")
    is_date = isinstance(record._meta.get_field(fact), PartialDateField)
    return [fact, f"{fact}_inferred"] if is_date else [fact]


def _copy(claim, record, fact):
    for name in fields_of(record, fact):
        value = getattr(claim, name)
        if record._meta.get_field(name).many_to_many:
            getattr(record, name).set(value.all())
        else:
            setattr(record, name, value)
