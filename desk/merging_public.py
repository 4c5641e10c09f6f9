"""What merging, and undoing it, does to what is public.

Nothing is let through that waits for a second person: only values that are public already come to stand under the other
person.
"""

import copy
from typing import NamedTuple

from django.db.models import Max

from audit.models import Act, Change, ChangeValue
from desk.person_relations import owner_of
from people.models import Merge, Person
from publishing import door, holding
from publishing.decisions import DECISIONS
from publishing.models import Publication, PublicationAct
from publishing.values import public_values
from records.choices import State
from records.models import Part

SWITCHES = ("name_is_public", "description_is_public")


def carry_over(*, keep, duplicate, by, reason) -> list[dict]:
    """Lead the duplicate's address on, and let everything public that names the duplicate name the kept person.

    Returns, for each record whose publication followed, its public id and the keys of the publications before and
    after. What the duplicate's own page showed stands on the kept person's page, if that is public.
    """
    said = {"by": by, "reason": reason}
    old, naming = door.latest(duplicate), list(_naming(duplicate))
    pairs = []
    carried = {}
    if old and old.is_public:
        pairs.append((old, door.lead_on(person=duplicate, into=keep, **said)))
        carried = old.values
    own = door.latest(keep)
    if own and own.is_public:
        naming = [own, *(last for last in naming if last.pk != own.pk)]
    for last in naming:
        values = _renamed(last.values, duplicate.public_id, keep.public_id)
        if last.public_id == keep.public_id:
            values = _joined(values, _renamed(carried, duplicate.public_id, keep.public_id), keep)
        pairs.append((last, door.carry(record=last.record, values=values, **said)))
    holding.hold_back([keep, duplicate, *(last.record for last, _after in pairs)])
    return [
        {"public_id": before.public_id, "before": before.pk, "after": after.pk}
        for before, after in pairs
        if after is not None
    ]


def give_back(*, merge, back, by, reason):
    """Let what is public name the duplicate again; `back` are the rows that went back, each with its entry.

    Where nothing was published since, the values before the merge return; else only the names of the two persons.
    """
    said = {"by": by, "reason": reason}
    followed = {entry["public_id"]: entry for entry in merge.published}
    places = {public_id: [] for public_id in (merge.kept.public_id, *followed)}
    for row, entry in back:
        if hasattr(owner := owner_of(row), "public_id"):
            part, part_id = (row._meta.model_name, row.public_id) if isinstance(row, Part) else ("", "")
            place = Place(part, part_id, entry["field"], entry.get("doubled", False))
            places.setdefault(owner.public_id, []).append(place)
    places.pop(merge.duplicate.public_id, None)
    own = followed.get(merge.duplicate.public_id)
    as_before = _before(merge, own, places[merge.kept.public_id]) if own else {}
    if own:
        gone = _names_taken_away(merge)
        as_before["name"] = [name for name in as_before.get("name", []) if name["text"] not in gone]
    for public_id, named in places.items():
        last = Publication.objects.filter(public_id=public_id).first()
        if last is not None and last.is_public:
            values = _without_the_merge(last, followed.get(public_id), named, merge)
            if public_id == merge.kept.public_id:
                values = _with_own_values(values, merge)
            door.carry(record=last.record, values=values, **said)
    # Last, because a claim stands on one public page at a time.
    last = door.latest(merge.duplicate)
    if own and last.pk == own["after"]:
        if _is_withdrawn(merge):
            door.lead_nowhere(person=last.record, **said)
        else:
            door.carry(record=last.record, values=as_before, **said)
    followed = Publication.objects.filter(public_id__in=[*places, merge.duplicate.public_id]).latest_of_each()
    holding.hold_back([last.record for last in followed])


# What was taken from the kept person's page since the merge is not given back to the duplicate's


def held_back(merge, duplicate: Person) -> dict:
    """The values with which the duplicate comes back, where the kept person was withdrawn since the merge, or a switch
    of theirs went off, and nobody published that again: its own switches off; of what was approved, a draft."""
    if not _is_withdrawn(merge):
        return {switch: False for switch in SWITCHES if _is_off(merge, switch)}
    state = State.DRAFT if duplicate.state == State.APPROVED else duplicate.state
    return {**dict.fromkeys(SWITCHES, False), "state": state}


def _as_one(merge) -> list[Merge]:
    """The merge, and the later ones, undone since, by which the kept person stood under another one meanwhile."""
    later = Merge.objects.filter(duplicate=merge.kept_id, pk__gt=merge.pk, undone_at__isnull=False)
    if merge.undone_at:
        later = later.filter(at__lt=merge.undone_at)
    return [merge, *(one for after in later for one in _as_one(after))]


def _changes_since(merge):
    """Of the person kept: since the merge, and until it was undone."""
    changes = Change.objects.filter(table="people.person", row=str(merge.kept_id), version__gt=merge.kept_version)
    return changes.filter(at__lte=merge.undone_at) if merge.undone_at else changes


def _since(merge) -> set[int]:
    """The changes of whoever the kept person was since the merge, by key."""
    return {key for one in _as_one(merge) for key in _changes_since(one).values_list("pk", flat=True)}


def _last(changes: set[int], act) -> int:
    return Change.objects.filter(pk__in=changes, act=act).aggregate(last=Max("pk"))["last"] or 0


def _is_withdrawn(merge) -> bool:
    if Person._base_manager.filter(pk=merge.kept_id, state=State.WITHDRAWN).exists():
        return True
    since = _since(merge)
    return _last(since, Act.WITHDRAWN) > _last(since, Act.PUBLISHED)


def _is_off(merge, switch: str) -> bool:
    since = _since(merge)
    told = ChangeValue.objects.filter(change__in=since, table="people.person", field=switch)
    told = list(told.order_by("change_id").values_list("after", "change_id"))
    if all(after == "true" for after, _change in told):
        return False
    after, change = told[-1]
    return after != "true" or change > _last(since, Act.PUBLISHED)


def _names_taken_away(merge) -> set[str]:
    """The spellings that the page of whoever the kept person was showed since the merge, and then no more; but for
    those that the kept person's page shows now."""
    now = door.latest(merge.kept)
    gone = set().union(*map(_names_gone, _as_one(merge)))
    return gone - _texts(now) if now else gone


def _names_gone(merge) -> set[str]:
    of_kept = Publication.objects.filter(public_id=merge.kept.public_id)
    before = of_kept.filter(at__lt=merge.at).first()
    since = of_kept.filter(pk__gte=before.pk) if before else of_kept
    if merge.undone_at:  # the undoing itself takes the names of the duplicate from the page
        undoing = _changes_since(merge).filter(act=Act.UNMERGED).aggregate(at=Max("at"))["at"] or merge.undone_at
        since = since.filter(at__lt=undoing)
    shown = [_texts(one) for one in since.order_by("pk")]
    return set().union(*shown) - shown[-1] if shown else set()


def _texts(publication: Publication) -> set[str]:
    return {name["text"] for name in publication.values.get("name", [])}


class Place(NamedTuple):
    """Where published values name a person: in a part, or in the record itself."""

    part: str
    part_id: str
    field: str
    doubled: bool = False  # a list that named the kept person too


def _naming(person):
    """The latest publications, of others, whose values name the person. Ids are too long to be found by chance."""
    standing = Publication.objects.standing().exclude(public_id=person.public_id).order_by("pk")
    return standing.naming(person.public_id)


def _renamed(value, old: str, new: str):
    if isinstance(value, dict):
        return {key: _renamed(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        if old in value:
            return sorted({new if item == old else item for item in value})
        return [_renamed(item, old, new) for item in value]
    return new if value == old else value


def _joined(values: dict, carried: dict, keep: Person) -> dict:
    """The kept person's published values with the published parts of the duplicate."""
    for part in DECISIONS[Person].parts:
        name, rows = part._meta.model_name, {row.public_id: row for row in part.objects.filter(person=keep)}
        moved = [
            {key: value for key, value in shown.items() if key != "shown_first" or rows[shown["public_id"]].shown_first}
            for shown in carried.get(name, [])
            if shown["public_id"] in rows and shown.get("relative") != keep.public_id
        ]
        if moved:
            both = [*values.get(name, []), *moved]
            values = values | {name: sorted(both, key=lambda shown: _key(rows.get(shown["public_id"])))}
    return values


def _key(row) -> int:
    return row.pk if row else 0


def _without_the_merge(last: Publication, entry: dict | None, places: list[Place], merge) -> dict:
    """The values of a record's latest publication as they would be if the two had never been one."""
    if entry is None:
        return _named_again(last.values, places, merge)
    before = Publication.objects.get(pk=entry["before"]).values
    if entry["after"] == last.pk:
        return before
    since = Publication.objects.filter(public_id=last.public_id, pk__gt=entry["after"])
    if not since.filter(act=PublicationAct.PUBLISHED).exists():
        places = [*places, *_places(before, merge)]
    return _named_again(last.values, places, merge)


def _places(values: dict, merge, part="", part_id=""):
    """Where the values name the duplicate."""
    kept, duplicate = merge.kept.public_id, merge.duplicate.public_id
    for name, value in values.items():
        if value == duplicate or (isinstance(value, list) and duplicate in value):
            yield Place(part, part_id, name, isinstance(value, list) and kept in value)
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, dict) and "public_id" in row:
                    yield from _places(row, merge, name, row["public_id"])


def _named_again(values: dict, places, merge) -> dict:
    """The values with the duplicate in these places, wherever the kept person still stands there."""
    kept, duplicate = merge.kept.public_id, merge.duplicate.public_id
    values = copy.deepcopy(values)
    for place in places:
        rows = (
            [row for row in values.get(place.part, []) if row["public_id"] == place.part_id] if place.part else [values]
        )
        for row in rows:
            value = row.get(place.field)
            if value == kept:
                row[place.field] = duplicate
            elif isinstance(value, list) and kept in value:
                others = [item for item in value if item != kept or place.doubled]
                row[place.field] = sorted([*others, duplicate])
    return values


def _with_own_values(values: dict, merge) -> dict:
    """The kept person's values; where one that was taken over is public, the one that was public before the merge."""
    before = Publication.objects.filter(public_id=merge.kept.public_id, at__lt=merge.at).first()
    before = before.values if before and before.is_public else {}
    as_merged, names = Person._base_manager.get(pk=merge.kept_id), []
    for entry in merge.changed:
        if (entry["table"], entry["row"]) == ("people.person", merge.kept_id):
            for attname, value in entry["after"].items():
                setattr(as_merged, attname, value)
                names += [field.name for field in Person._meta.concrete_fields if field.attname == attname]
    taken_over = public_values(as_merged)
    for name in names:
        if values.get(name) == taken_over.get(name):
            values = {key: value for key, value in values.items() if key != name}
            values |= {name: before[name]} if name in before else {}
    return values


def _before(merge, entry: dict, places: list[Place]) -> dict:
    """What was public of the duplicate. A part that was edited since is shown as the kept person shows it, or not."""
    values = Publication.objects.get(pk=entry["before"]).values
    last = door.latest(merge.kept)
    edited = ChangeValue.objects.filter(
        change__table="people.person",
        change__row=str(merge.kept_id),
        change__version__gt=merge.kept_version,
        change__act=Act.CHANGED,
    )
    edited = set(edited.values_list("table", "row"))
    for part in DECISIONS[Person].parts:
        name = part._meta.model_name
        rows = part.objects.filter(public_id__in=[row["public_id"] for row in values.get(name, [])])
        keys = dict(rows.values_list("public_id", "pk"))
        shown_now = {row["public_id"]: row for row in (last.values.get(name, []) if last and last.is_public else [])}
        shown = [
            shown_now.get(row["public_id"])
            if (part._meta.label_lower, str(keys.get(row["public_id"]))) in edited
            else row
            for row in values.get(name, [])
        ]
        values = values | {name: list(filter(None, shown))}
    return _named_again(values, places, merge)
