"""Who changed a record since it was last published: none of these may publish it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from audit import history
from people.models import Merge, Person
from publishing.decisions import named_person, names_are_public
from publishing.models import Publication, PublicationAct
from records.models import Record


def editors_since_publication(record: Record) -> set[int]:
    """Keys of the accounts that changed the record, or the person whose names it shows, since the last publication."""
    return editors_of_each([record])[record]


def editors_of_each(records: Iterable[Record]) -> dict[Record, set[int]]:
    """The same for each of these records; the number of queries does not grow with them."""
    named = {record: named_person(record) for record in records}
    shown = {record: person for record, person in named.items() if person and names_are_public(person)}
    editors = _editors([*named, *shown.values()])
    return {record: editors[record] | (editors[shown[record]] if record in shown else set()) for record in named}


class _Last(NamedTuple):
    """When a record was last published, and which version."""

    version: int
    at: object


def _editors(records: Iterable[Record]) -> dict[Record, set[int]]:
    records = list(dict.fromkeys(records))
    last = _last_published(records)
    since = {record: [_since(record, last.get(record.public_id))] for record in records}
    duplicates: dict[Record, list[Person]] = {}
    persons = {record.pk: record for record in records if isinstance(record, Person)}
    for merge in _merges(persons):
        if not merge.undone_at and merge.kept_id in persons:
            person = persons[merge.kept_id]
            if _is_later(merge.at, last.get(person.public_id)):
                duplicates.setdefault(person, []).append(merge.duplicate)
        if merge.undone_at and merge.duplicate_id in persons:
            person = persons[merge.duplicate_id]
            if _is_later(merge.undone_at, last.get(person.public_id)):
                since[person].append(history.Since("people.person", str(merge.kept_id), merge.kept_version))
    changed = history.editors_since_each(one for of_record in since.values() for one in of_record)
    merged = _editors(one for of_person in duplicates.values() for one in of_person) if duplicates else {}
    return {
        record: set().union(
            *(changed[one] for one in since[record]), *(merged[one] for one in duplicates.get(record, ()))
        )
        for record in records
    }


def _last_published(records) -> dict[str, _Last]:
    ids = [record.public_id for record in records]
    rows = Publication.objects.filter(public_id__in=ids, act=PublicationAct.PUBLISHED).order_by("pk")
    return {public_id: _Last(version, at) for public_id, version, at in rows.values_list("public_id", "version", "at")}


def _since(record, last: _Last | None) -> history.Since:
    table = record._meta.concrete_model._meta.label_lower
    return history.Since(table, str(record.pk), last.version if last else 0)


def _merges(persons) -> Iterable[Merge]:
    """By which somebody's work came to one of the persons, or went back to one when it was undone."""
    if not persons:
        return ()
    into, out_of = Q(kept__in=persons, undone_at=None), Q(duplicate__in=persons, undone_at__isnull=False)
    return Merge.objects.filter(into | out_of).select_related("duplicate")


def _is_later(at, last: _Last | None) -> bool:
    return last is None or at > last.at
