"""What the public tables tell of earlier publications: that a page was there, and when which fields changed."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from lookup import models as lookup
from publishing.models import OFF, Publication, PublicationAct
from sources.models import Report

PERSON, REPORT = "people.person", "sources.report"
GIVE_A_PAGE = ("victims.casualty", "detentions.detention", "detentions.charge")  # to their person
BATCH = 1000


def write_changes(records: Iterable[str] | None = None):
    """Anew, of these public ids; None means all."""
    publications = Publication.objects.all()
    if records is None:
        lookup.PublishedChange.objects.all().delete()
    else:
        publications = publications.filter(public_id__in=records)
        lookup.PublishedChange.objects.of_the_records(records).delete()
    columns = ("public_id", "table", "act", "values", "at")
    in_order = publications.order_by("public_id", "pk").only(*columns).iterator(BATCH)
    found, pages = [], set()
    for _public_id, of_record in groupby(in_order, key=lambda publication: publication.public_id):
        of_record = list(of_record)
        found += changes(of_record)
        pages |= taken_off(of_record)
        if len(found) >= BATCH:
            lookup.PublishedChange.objects.bulk_create(found)
            found = []
    lookup.PublishedChange.objects.bulk_create(found)
    if records is not None:
        lookup.PublishedChange.objects.taken_off_before_the_first(records).delete()
    _write_taken_off(pages)


def changes(publications: Iterable[Publication]) -> list[lookup.PublishedChange]:
    """Of one record, the oldest first: only since it was last taken off, and none if it is off."""
    before, found = None, []
    for publication in publications:
        if not publication.is_public:
            before, found = None, []
            continue
        fields = [] if before is None else differing(before, publication.values)
        if before is None or fields:
            found.append(lookup.PublishedChange(about=publication.public_id, at=publication.at, fields=fields))
        before = publication.values
    return found


def taken_off(publications: Iterable[Publication]) -> set[tuple[str, datetime]]:
    """Of one record, the oldest first: off whose page it was taken, and when, each time that it was; also where it was
    corrected to be of another person. What a merge carries along stays on the page of the same person."""
    found, before = set(), ""
    for publication in publications:
        is_on_a_page = publication.table in GIVE_A_PAGE and publication.is_public
        person = publication.values.get("person", "") if is_on_a_page else ""
        if before and person != before and publication.act != PublicationAct.CARRIED:
            found.add((before, publication.at))
        before = person
    return found


def _write_taken_off(pages: set[tuple[str, datetime]]):
    """The day alone, of people who were public before and still are."""
    if not pages:
        return
    rows = lookup.PublishedChange.objects.filter(about__in={person for person, _at in pages})
    since = dict(rows.filter(fields=[]).values_list("about", "at"))
    known = set(rows.filter(fields=[lookup.TAKEN_OFF]).values_list("about", "at"))
    lookup.PublishedChange.objects.bulk_create(
        lookup.PublishedChange(about=person, at=at, fields=[lookup.TAKEN_OFF])
        for person, at in sorted(pages - known)
        if person in since and at > since[person]
    )


def differing(before: dict, after: dict) -> list[str]:
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def write_all_withdrawals():
    lookup.PublishedWithdrawal.objects.all().delete()
    _write_withdrawals(None)


def write_withdrawals(publications: Iterable[Publication]):
    """After these, of their records and the people whom they are about, now or earlier. Most publications take no page
    away; only where one may have, all earlier ones are looked through."""
    records = {publication.public_id: publication for publication in publications}
    may_take = {one for one, row in records.items() if row.act in (*OFF, PublicationAct.CARRIED)}
    about = {one for one, row in records.items() if row.table in GIVE_A_PAGE}
    have_one = {records[one].values.get("person", "") for one in about - may_take}
    ids = (may_take - about) | (_people_of(public_id__in=about) - have_one if about else set())
    touched = {*records, *(row.values.get("person", "") for row in records.values())}
    ids |= set(_among(lookup.PublishedWithdrawal.objects, touched))
    if ids:
        lookup.PublishedWithdrawal.objects.filter(public_id__in=ids).delete()
        _write_withdrawals(ids)


def _write_withdrawals(ids: set[str] | None):
    """None means all."""
    gone = sorted(_reports_gone(ids) | _people_gone(ids))
    lookup.PublishedWithdrawal.objects.bulk_create(lookup.PublishedWithdrawal(public_id=one) for one in gone)


def _reports_gone(ids) -> set[str]:
    """Not those that became confidential: they are named nowhere, and their address answers as if it had never been."""
    gone = set(_among(_latest(REPORT).filter(act=PublicationAct.WITHDRAWN), ids))
    return gone - set(
        Report.objects.filter(public_id__in=gone, is_confidential=True).values_list("public_id", flat=True)
    )


def _people_gone(ids) -> set[str]:
    """Who was public, and had something published that gives a page, and has no page now; the merged lead on."""
    merged = _among(_latest(PERSON).filter(act=PublicationAct.MERGED), ids)
    had_one = _people_of(**({} if ids is None else {"values__person__in": ids}))
    candidates = set(_among(_public(table=PERSON), ids)) & had_one - set(merged)
    pages = lookup.PublishedPerson.objects.with_page().order_by()
    return candidates - set(_among(pages, None if ids is None else candidates))


def _people_of(**which) -> set[str]:
    about = _public(table__in=GIVE_A_PAGE).filter(**which)
    return set(filter(None, about.order_by().values_list("values__person", flat=True).distinct()))


def _public(**which):
    return Publication.objects.filter(**which).exclude(act__in=OFF)


def _latest(table):
    return Publication.objects.latest_of_each().filter(table=table)


def _among(rows, ids):
    rows = rows if ids is None else rows.filter(public_id__in=ids)
    return rows.order_by().values_list("public_id", flat=True).distinct()
