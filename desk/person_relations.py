"""Every place of the register that points at a person, and what merging two persons does with it.

A place on no list fails a test, so that a merge never leaves behind what somebody added later.
"""

from typing import NamedTuple

from django.db.models import Count, Value

from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim
from inbox.models import Case, Disclosure
from people.models import Merge, Name, NotTheSame, Person, PossibleDuplicate
from people.name_tables import NamePosting, NameSpelling
from records.choosing import related
from records.models import Part
from sources.models import Kinship, PersonClaim, Statement, Toll
from victims.models import Casualty, CasualtyClaim

CLAIMS = (PersonClaim, Kinship, Toll, Statement, CasualtyClaim, DetentionClaim, CustodyStep, ChargeUpdate)


class Decided(NamedTuple):
    moves: bool
    why: str


def moves(why) -> Decided:
    return Decided(True, why)


def stays(why) -> Decided:
    return Decided(False, why)


RELATIONS = {
    (Name, "person"): moves("the kept person bears both persons' names"),
    (PersonClaim, "person"): moves("what a report says of the duplicate, it says of the kept person"),
    (Kinship, "person"): moves("the duplicate's kin are the kept person's kin; kin of each other are never merged"),
    (Kinship, "relative"): moves("the duplicate is kin to others; kin of each other are never merged"),
    (Casualty, "person"): moves("the harm was done to the kept person"),
    (Detention, "person"): moves("the kept person was detained"),
    (Charge, "person"): moves("the kept person is accused"),
    (Statement, "by_person"): moves("the kept person demanded, ordered or refused it"),
    (Statement, "to_person"): moves("it was addressed to the kept person"),
    (Statement, "persons"): moves("it concerns the kept person; a statement that names both names the kept one once"),
    **{(claim, "claimant_person"): moves("the kept person said it") for claim in CLAIMS},
    **{(claim, "relayed_by_person"): moves("the kept person passed it on") for claim in CLAIMS},
    (Case, "person"): moves("what the public wrote is about the kept person"),
    (Disclosure, "person"): stays("says who was judged to be the sender's kin, as given"),
    (NamePosting, "owner"): stays("the index is made anew with the names"),
    (NameSpelling, "owner"): stays("the index is made anew with the names"),
    (Merge, "kept"): stays("an earlier merge into the duplicate is undone from there, after this one"),
    (Merge, "duplicate"): stays("what was merged once is not merged again before it is undone"),
    (NotTheSame, "first"): stays("the judgement is kept as given; judging looks through the merges, see `family`"),
    (NotTheSame, "second"): stays("as above"),
    (PossibleDuplicate, "first"): stays("the list follows the merge, see `desk.possible_duplicates`"),
    (PossibleDuplicate, "second"): stays("as above"),
}

# The concluded values: the reviewer may take over the duplicate's. A date goes with whether it was inferred.
TAKEN_OVER = {
    "sex": ("sex",),
    "born_on": ("born_on", "born_on_inferred"),
    "home_place": ("home_place",),
    "occupation": ("occupation",),
    "description": ("description",),
}
NOT_TAKEN_OVER = {
    "name_is_public": "showing more needs a decision of its own",
    "description_is_public": "showing more needs a decision of its own",
    "child_decision": "showing more needs a decision of its own",
    "contact": "sealed; whoever needs it takes it out on the duplicate's page, to which the merge leads",
    "contact_sealed_at": "goes with the contact",
    "contact_sealed_by": "goes with the contact",
    "internal_notes": "stay readable on the duplicate's page, to which the merge leads",
    "check_again_on": "the page of the merge tells it, and the editor writes it over",
    "state": "the duplicate is withdrawn; what was approved of the kept person is a draft again",
    "shown_name": "derived from the names",
    "search_text": "derived",
    "born_on_earliest": "derived from the date",
    "born_on_latest": "derived from the date",
}


def counted(person: Person) -> dict[tuple[type, str], int]:
    """How many rows of each relation that moves point at the person, of those with any: (table, field name)."""
    moving = {(table._meta.label_lower, field): (table, field) for (table, field), it in RELATIONS.items() if it.moves}
    first, *others = (
        table._base_manager.filter(**{field: person})
        .order_by()
        .annotate(of_table=Value(label), of_field=Value(field))
        .values("of_table", "of_field")
        .annotate(count=Count("pk"))
        .values_list("of_table", "of_field", "count")
        for (label, _field), (table, field) in moving.items()
    )
    found = {(label, field): count for label, field, count in first.union(*others, all=True)}
    return {relation: found[key] for key, relation in moving.items() if found.get(key)}


def pointing_at(person: Person):
    """Yield (table, field name, its rows that point at the person) for each relation that moves and has any."""
    for table, field in counted(person):
        yield table, field, list(related(table._base_manager.filter(**{field: person})).order_by("pk"))


def owner_of(row):
    """The record on whose page the row is edited, and whose version counts."""
    if not isinstance(row, Part):
        return row
    return next(filter(None, (getattr(row, key) for key in row.part_of)))


def family(person: Person) -> set[int]:
    """Keys of the person and of all who were merged into it, directly or through others."""
    found, new = set(), {person.pk}
    while new:
        found |= new
        new = set(Merge.objects.standing().filter(kept__in=new).values_list("duplicate", flat=True)) - found
    return found
