"""Which other records a record needs beside it to be understood in public."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from detentions.models import Charge, Detention
from people.models import Person
from publishing.models import Publication
from records.choices import State
from records.models import Part, Record
from records.saving import part_relations
from sources.models import Report
from victims.models import Casualty

SUBJECTS = (Casualty, Detention, Charge)  # what gives a person a page


def waiting_with(record: Record) -> list[Record]:
    """Records named by this one, or that stand on this person's page, whose public version is missing or old."""
    events = []
    if isinstance(record, Person):
        events = [row for subject in SUBJECTS for row in subject.objects.filter(person=record).select_related("person")]
    named = dict.fromkeys([*_named_by([record, *events]), *events])
    named.pop(record, None)
    return _waiting(_those_that_may_be_public(named))


def is_waiting(record: Record) -> bool:
    """The record as it stands now is not what is public."""
    return bool(_waiting([record]))


def may_be_public(record: Record) -> bool:
    """Withdrawn records and confidential reports are never published; a person needs a switch, or a page."""
    return bool(_those_that_may_be_public([record]))


def _waiting(records: Iterable[Record]) -> list[Record]:
    records = list(records)
    ids = [record.public_id for record in records]
    latest = {last.public_id: last for last in Publication.objects.filter(public_id__in=ids).latest_of_each()}

    def is_what_is_public(record):
        last = latest.get(record.public_id)
        return last is not None and last.is_public and last.version == record.version

    return [record for record in records if not is_what_is_public(record)]


def _those_that_may_be_public(records: Iterable[Record]) -> list[Record]:
    records = list(records)
    persons = [record.pk for record in records if isinstance(record, Person)]
    has_subject = Q(*(Exists(subject.objects.filter(person=OuterRef("pk"))) for subject in SUBJECTS), _connector=Q.OR)
    with_page = set(Person.objects.filter(has_subject, pk__in=persons).values_list("pk", flat=True)) if persons else ()

    def may_be(record):
        if record.state == State.WITHDRAWN or (isinstance(record, Report) and record.is_confidential):
            return False
        is_person = isinstance(record, Person)
        return not is_person or record.name_is_public or record.description_is_public or record.pk in with_page

    return [record for record in records if may_be(record)]


def _named_by(records: Iterable[Record]) -> list[Record]:
    """Records that the own fields of these and those of their parts point at: one query a table."""
    named, found = [], defaultdict(dict)
    for rows in _with_parts(records):
        table = type(rows[0])
        several = [field.name for field in table._meta.many_to_many if issubclass(field.related_model, Record)]
        prefetch_related_objects(rows, *several)
        for row in rows:
            named += [
                (field.related_model, getattr(row, field.attname))
                for field in table._meta.concrete_fields
                if field.is_relation and issubclass(field.related_model, Record) and getattr(row, field.attname)
            ]
            for other in (other for name in several for other in getattr(row, name).all()):
                named.append((type(other), other.pk))
                found[type(other)][other.pk] = other
    for record in records:
        found[type(record)].setdefault(record.pk, record)  # its parts name it
    for table in {table for table, _key in named}:
        missing = {key for of, key in named if of is table} - set(found[table])
        found[table] |= table._base_manager.in_bulk(missing)
    return [found[table][key] for table, key in dict.fromkeys(named)]


def _with_parts(records: Iterable[Record]) -> Iterable[list[Record | Part]]:
    """Records and their parts, table by table."""
    by_table = defaultdict(list)
    for record in records:
        by_table[type(record)].append(record)
    for table, rows in by_table.items():
        yield rows
        for part, key in part_relations(table):
            if parts := list(part.objects.filter(**{f"{key}__in": rows}, withdrawn=False)):
                yield parts
