"""The start page: what waits for whom, and how many records stand where. A few queries, however large the register."""

from collections import defaultdict
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import F, Value
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.waiting import CHECK_AGAIN, KINDS, MY_DRAFTS, NOT_WEIGHED, RECORDS, SENT, SENT_BACK, Kind
from people.models import PossibleDuplicate
from publishing.forms import title
from publishing.models import Review
from records.choices import State
from records.counting import Counted, told
from records.site import may_see

MOST = 10  # lines of one list; its links lead to all
NAMED_IN_TITLES = ("person", "report", "claimant_person", "claimant_organisation")
MOST_COUNTED = 1000  # possible duplicates


class Line(NamedTuple):
    title: str
    page: str
    detail: str


class Listed(NamedTuple):
    """The first records of one kind, and where the others are: (table, how many, address of the filtered list)."""

    kind: Kind
    lines: list[Line]
    links: list[tuple[str, int | str, str]]


class Standing(NamedTuple):
    """How many records of one table stand in each state, with the address of each list."""

    table: str
    page: str
    states: list[tuple[str, int | str, str]]


def context(site, request) -> dict:
    """For the template: of tables that the user may see, and of no other."""
    tables = [table for table in RECORDS if may_see(site, table, request)]
    if not tables:
        return {}
    counts, states = _counts(tables, request.user), _states(tables, request.user)
    lists = _lists(tables, request.user, counts)
    return {
        "lists": [listed for listed in lists if listed.links],
        "empty": [listed.kind.empty for listed in lists if not listed.links],
        "standing": [_standing(table, states[table]) for table in tables],
        "to_review": _to_review(tables, states) if request.user.has_perm("publishing.add_publication") else None,
        "duplicates": _duplicates() if request.user.has_perm("people.view_possibleduplicate") else None,
    }


# How many


def _counts(tables, user) -> dict[tuple[str, type], int]:
    """How many rows of each kind each table has, in one query, up to a bound."""
    rows = {
        (kind.key, table): kind.rows(table.objects, user) for kind in KINDS for table in kind.tables if table in tables
    }
    return {key: count for key, count in _counted(rows, user).items() if count}


def _states(tables, user) -> dict[type, dict[str, int]]:
    rows = {(state.value, table): table.objects.filter(state=state) for table in tables for state in State}
    found = {table: {} for table in tables}
    for (state, table), count in _counted(rows, user).items():
        found[table][state] = count
    return found


def _counted(rows: dict, user) -> dict:
    """By the same keys, (text, table), how many there are; the row of the user carries each count."""
    parts = [
        User.objects.filter(pk=user.pk)
        .order_by()
        .values_list(Value(what), Value(table._meta.label_lower), Counted(of_it))
        for (what, table), of_it in rows.items()
    ]
    by_label = {table._meta.label_lower: table for _what, table in rows}
    return {(what, by_label[label]): count for what, label, count in _union(parts)}


def _union(parts):
    first, *others = parts
    return first.union(*others, all=True) if others else first


def _standing(table, counts) -> Standing:
    page = _list_of(table)
    states = [(state.label, told(counts[state]), f"{page}?state__exact={state}") for state in State]
    return Standing(capfirst(table._meta.verbose_name_plural), page, states)


def _to_review(tables, states) -> list[tuple[str, str, int]]:
    waiting = [(table, told(states[table][State.IN_REVIEW])) for table in tables]
    return [(capfirst(it._meta.verbose_name_plural), it._meta.label_lower, count) for it, count in waiting if count]


def _duplicates() -> str:
    """How many pairs wait for an answer, in words; empty for none."""
    count = PossibleDuplicate.objects.open().order_by()[: MOST_COUNTED + 1].count()
    if count > MOST_COUNTED:
        return _("More than %(count)d possible duplicates") % {"count": MOST_COUNTED}
    words = ngettext("%(count)d possible duplicate", "%(count)d possible duplicates", count) % {"count": count}
    return words if count else ""


# Which


def _lists(tables, user, counts) -> list[Listed]:
    """The first lines of each kind; the records of all of them are read in one query a table."""
    notes = {kind: _reviews(kind, tables, user, counts) for kind in (SENT_BACK, SENT)}
    chosen = {kind: _chosen(kind, tables, user, counts) for kind in (MY_DRAFTS, CHECK_AGAIN, NOT_WEIGHED)}
    records = _records(tables, notes, chosen)
    listed = []
    for kind in KINDS:
        if kind in notes:
            lines = [
                _line(records[review.table, review.public_id], _of_review(kind, review))
                for review in notes[kind]
                if (review.table, review.public_id) in records
            ]
        else:
            lines = [_line(records[it], _of_kind(kind, at)) for it, at in chosen[kind] if it in records]
        links = [
            (
                capfirst(table._meta.verbose_name_plural),
                told(counts[kind.key, table]),
                f"{_list_of(table)}?waits={kind.key}",
            )
            for table in tables
            if (kind.key, table) in counts
        ]
        listed.append(Listed(kind, lines, links))
    return listed


def _chosen(kind, tables, user, counts) -> list[tuple[tuple[str, int], object]]:
    """The first rows of one kind, from all tables: ((table, key), what they are ordered by)."""
    column = kind.order.lstrip("-")
    firsts = {
        table: kind.rows(table.objects, user).order_by(kind.order, "pk").values("pk")[:MOST]
        for table in tables
        if (kind.key, table) in counts
    }
    parts = [
        table.objects.filter(pk__in=first)
        .order_by()
        .annotate(of_table=Value(table._meta.label_lower), ordered_by=F(column))
        .values_list("of_table", "pk", "ordered_by")
        for table, first in firsts.items()
    ]
    if not parts:
        return []
    order = "-ordered_by" if kind.order.startswith("-") else "ordered_by"
    return [((label, key), at) for label, key, at in _union(parts).order_by(order, "pk")[:MOST]]


def _reviews(kind, tables, user, counts) -> list[Review]:
    if not any((kind.key, table) in counts for table in tables):
        return []
    rows = Review.objects.sent_back() if kind is SENT_BACK else Review.objects.waiting()
    rows = rows.filter(sent_by=user, table__in=[table._meta.label_lower for table in tables])
    return list(rows.select_related("answered_by").order_by("-pk" if kind is SENT_BACK else "pk")[:MOST])


def _records(tables, notes, chosen) -> dict[tuple[str, object], object]:
    """All records of the lists, by table and key, and by table and public id."""
    keys, public_ids, found = defaultdict(set), defaultdict(set), {}
    for label, key in (it for rows in chosen.values() for it, _at in rows):
        keys[label].add(key)
    for review in (review for reviews in notes.values() for review in reviews):
        public_ids[review.table].add(review.public_id)
    for table in tables:
        label = table._meta.label_lower
        named = [name for name in NAMED_IN_TITLES if hasattr(table, name)]
        rows = table.objects.select_related(*named) if named else table.objects.all()
        wanted = rows.filter(pk__in=keys[label]) if keys[label] else rows.none()
        if public_ids[label]:
            wanted = wanted | rows.filter(public_id__in=public_ids[label])
        for record in wanted.order_by() if keys[label] or public_ids[label] else ():
            found[label, record.pk] = found[label, record.public_id] = record
    return found


def _line(record, detail) -> Line:
    opts = record._meta
    return Line(title(record), reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk]), detail)


def _of_review(kind, review) -> str:
    if kind is SENT:
        return _("sent on %s") % date_format(localtime(review.sent_at), "DATE_FORMAT")
    return _("%(by)s, %(on)s: %(note)s") % {
        "by": review.answered_by or "–",
        "on": date_format(localtime(review.answered_at), "DATE_FORMAT"),
        "note": review.note if len(review.note) <= 200 else f"{review.note[:199]}…",
    }


def _of_kind(kind, at) -> str:
    if kind is CHECK_AGAIN:
        return _("since %s") % date_format(at, "DATE_FORMAT")
    day = date_format(localtime(at), "DATE_FORMAT")
    return _("edited on %s") % day if kind is MY_DRAFTS else _("entered on %s") % day


def _list_of(table) -> str:
    return reverse(f"admin:{table._meta.app_label}_{table._meta.model_name}_changelist")
