"""Carry publications into the public tables of `lookup/`, one by one or all anew."""

import logging
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connections, router, transaction
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from lookup import models as lookup
from lookup.downloads import kept
from people.indexing import index, remove
from people.rebuilding import rebuild as rebuild_index
from publishing import public_rows, shelf, traces
from publishing.models import TAKING_AWAY, Publication, PublicationAct
from publishing.public_rows import PERSON, TABLES

LOCK = 7_451_022  # of PostgreSQL's advisory locks, any number that nobody else uses

log = logging.getLogger(__name__)


class Lag(NamedTuple):
    """What the public tables did not take over yet."""

    count: int
    taking_away: int  # of these, the acts that take something away: it is still public
    since: datetime

    def __str__(self):
        words = ngettext(
            "%(count)d publication is not delivered to the public site, since %(since)s.",
            "%(count)d publications are not delivered to the public site, the oldest since %(since)s.",
            self.count,
        )
        shows = ngettext(
            "%(count)d of these takes something away, which is still public.",
            "%(count)d of these take something away, which is still public.",
            self.taking_away,
        )
        since = date_format(timezone.localtime(self.since), "DATETIME_FORMAT")
        told = [words % {"count": self.count, "since": since}]
        return " ".join([*told, shows % {"count": self.taking_away}] if self.taking_away else told)


def lag() -> Lag | None:
    """What waits for delivery, or None."""
    waiting = Publication.objects.waiting()
    found = waiting.aggregate(
        count=Count("pk"), taking_away=Count("pk", filter=Q(act__in=TAKING_AWAY)), since=Min("at")
    )
    return Lag(**found) if found["count"] else None


def public_database() -> str:
    return router.db_for_write(lookup.PublishedPerson)


def is_apart() -> bool:
    """The public tables stand in a database of their own."""
    return public_database() != router.db_for_write(Publication)


# Delivering. In one database it belongs to the transaction of the act; in two it follows when that is committed, and
# what did not arrive is delivered with the next act, at the next start, or by `manage.py deliver`.


def deliver(publication: Publication):
    """Bring the public tables to what the record's latest publication says; if they stand apart, after the commit."""
    if is_apart():
        after_the_commit()
        return
    with at_the_public_tables(alone=False):
        _replace(Publication.objects.latest_of_each().filter(public_id=publication.public_id))
        publication.delivered_at = _mark_delivered([publication.pk])


def after_the_commit():
    """Once for all acts of a transaction. The call that is there already is undone only with what encloses both."""
    connection = transaction.get_connection(router.db_for_write(Publication))
    if not any(act is catch_up for _savepoints, act, _robust in connection.run_on_commit):
        transaction.on_commit(catch_up, using=connection.alias)


def deliver_waiting() -> int:
    """Deliver all that waits, whole or not at all; returns the number of publications.

    The latest publication of each record counts, so an older one never comes after a newer one, and a second delivery
    of the same changes nothing. What was committed before the lock was taken is seen: whoever waited for it delivers
    what is newer.
    """
    if not Publication.objects.waiting().exists() and not shelf.names_to_take_off():
        return 0
    with at_the_public_tables(alone=True):
        shelf.clear()
        waiting = list(Publication.objects.waiting().order_by("pk").values_list("pk", flat=True))
        _replace(_of_waiting_records())
    _mark_delivered(waiting)
    return len(waiting)


def bring_up_to_date() -> int:
    """Deliver what waits and, where the public tables still hold something else than was published (they are new, or
    came back from an old copy), make them anew. Returns the number of records for which they did."""
    deliver_waiting()
    if wrong := records_that_differ():
        rebuild()
    return wrong


def records_that_differ() -> int:
    """Records of which the public tables do not hold the latest publication. Reads two columns of every row."""
    published = set(Publication.objects.standing().values_list("public_id", "at"))
    held = {row for table in TABLES.values() for row in table.objects.values_list("public_id", "published_at")}
    told = set(lookup.PublishedChange.objects.order_by().values_list("about", flat=True).distinct())
    known = {public_id for public_id, _at in published}
    return len({public_id for public_id, _at in published ^ held} | (known ^ told))


def catch_up(deliver=deliver_waiting):
    """Deliver what waits. A public database that does not answer stops nobody here: the act stands, and is delivered
    later. If something else fails, what was to be reduced or withdrawn is at least taken off."""
    try:
        deliver()
    except (OperationalError, InterfaceError) as error:
        log.error("The public database did not answer (%s). When it does: manage.py deliver", type(error).__name__)
    except Exception as error:  # whatever it is, it must not keep public what was taken away
        log.error("The public tables did not take over what was published (%s).", type(error).__name__)
        _take_off()


def _take_off():
    """Without taking anything over: the records of which something is to be taken away are not public meanwhile."""
    with at_the_public_tables(alone=True):
        shelf.clear()
        for publication in _of_waiting_records(act__in=TAKING_AWAY):
            public_rows.forget(publication)
            remove(lookup.PUBLISHED_NAMES, [publication.public_id])


def _of_waiting_records(**which):
    """The latest publication of each record of which one waits."""
    waiting = Publication.objects.waiting().filter(**which)
    return Publication.objects.latest_of_each().filter(public_id__in=waiting.values("public_id")).order_by("pk")


@contextmanager
def at_the_public_tables(*, alone: bool):
    """A transaction of the public database, which leaves another stamp there: nobody writes into the public tables but
    here. `alone`: nobody else does until it ends, so that nothing that was taken away meanwhile is written back. SQLite
    has one writer at a time as it is."""
    connection = connections[public_database()]
    with transaction.atomic(using=connection.alias):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}(%s)", [LOCK])
        _stamp(connection)
        yield


def _stamp(connection):
    """Once for all acts of a transaction; what undoes the stamp also undoes the call that tells of it."""
    if not any(act is kept.forget for _savepoints, act, _robust in connection.run_on_commit):
        lookup.PublishedStamp.objects.renew()
        transaction.on_commit(kept.forget, using=connection.alias, robust=True)


def _mark_delivered(keys: list[int]) -> datetime:
    now = timezone.now()
    for start in range(0, len(keys), 500):
        Publication.objects.waiting().filter(pk__in=keys[start : start + 500]).update(delivered_at=now)
    return now


def rebuild(progress=iter) -> int:
    """Empty the public tables and replay every standing publication, in the order in which they were made.

    `progress` wraps the iterator, to show how far it is. Returns the number of records.
    """
    with at_the_public_tables(alone=True):
        for table in [lookup.PublishedClaim, lookup.PublishedRedirect, *TABLES.values()]:
            table.objects.all().delete()
        for publication in Publication.objects.latest_of_each().filter(act=PublicationAct.MERGED):
            public_rows.lead_on(publication)
        standing = Publication.objects.standing().order_by("pk")
        public_rows.replay(progress(standing.numbered().iterator()))
        traces.write_changes()
        traces.write_all_withdrawals()
        rebuild_names()
    return standing.count()


def rebuild_names(progress=iter) -> int:
    """Make the public index of names and the list from A to Z anew; returns the number of people in the index."""
    with at_the_public_tables(alone=True):
        lookup.list_all_names()
        people = lookup.PublishedPerson.objects.order_by("pk").prefetch_related("names")
        named = ((person.public_id, [name.text for name in person.names.all()]) for person in people.iterator(1000))
        return rebuild_index(lookup.PUBLISHED_NAMES, progress(named))


def _replace(publications):
    """First all are forgotten, then taken over: a claim that moved stands in one place at a time."""
    publications = list(publications.numbered())
    for publication in publications:
        public_rows.forget(publication)
    public_rows.take_over([publication for publication in publications if publication.is_public])
    for publication in publications:
        if publication.act == PublicationAct.MERGED:
            public_rows.lead_on(publication)
        if publication.table == PERSON:
            names = [name["text"] for name in publication.values.get("name", [])]
            index(lookup.PUBLISHED_NAMES, {publication.public_id: names})
            lookup.list_names(lookup.PublishedPerson.objects.filter(public_id=publication.public_id))
    traces.write_changes([publication.public_id for publication in publications])
    traces.write_withdrawals(publications)
