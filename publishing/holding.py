"""Releases from which something was taken away are held back at once, in the transaction of the act.

A file of a release never changes. So it is served no more, and `publishing.releases` makes it anew.
"""

from collections.abc import Iterable, Iterator

from django.db import InterfaceError, OperationalError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from people.models import Person
from publishing import shelf
from publishing.delivery import after_the_commit, at_the_public_tables, is_apart
from publishing.models import Issue, Publication, Release
from publishing.remains import digest, shown_beside, steps, still_shown
from publishing.turns import one_at_a_time
from records.models import Record
from sources.models import Report


def hold_back(records: Iterable[Record]) -> list[Issue]:
    """The issues that hold something of these records, or of those beside them, that is not public now.

    After an act that may take something away, in its transaction.
    """
    one_at_a_time()
    issues = list(Issue.objects.standing().select_related("release"))
    about = _concerned(records) if issues else []
    found = {issue.pk: issue for record in about for issue in _holding_too_much(record, issues)}
    return _hold(list(found.values()))


def hold_back_erased(public_id: str) -> list[Issue]:
    """The issues that hold the record at all: what was erased from its publications cannot be compared any more."""
    one_at_a_time()
    issues = list(Issue.objects.standing().select_related("release"))
    history = _history(public_id)
    return _hold([issue for issue in issues if _in_release(history, issue)])


def held_back() -> list[Release]:
    """The releases that nobody can have until they are made anew, the oldest first."""
    standing = Issue.objects.standing().made().filter(release=OuterRef("pk"))
    return list(Release.objects.complete().exclude(Exists(standing)).order_by("pk").defer("lines"))


def may_be_served() -> bool:
    """A public database that stands apart still has something that was held back, or does not answer."""
    try:
        return is_apart() and bool(shelf.names_to_take_off())
    except (InterfaceError, OperationalError):
        return True


def _hold(issues: list[Issue]) -> list[Issue]:
    if issues:
        Issue.objects.filter(pk__in=[issue.pk for issue in issues]).update(held_back_at=timezone.now())
        if is_apart():
            after_the_commit()
        else:
            with at_the_public_tables(alone=False):
                shelf.clear()
    return issues


def _concerned(records: Iterable[Record]) -> list[Record]:
    """These, those who were merged into them, and those that name a report that became confidential."""
    found, waiting = {}, list(records)
    while waiting:
        record = waiting.pop()
        if record.public_id in found:
            continue
        found[record.public_id] = record
        if isinstance(record, Person):
            waiting += [merge.duplicate for merge in record.merges.select_related("duplicate")]
        if isinstance(record, Report) and record.is_confidential:
            naming = Publication.objects.naming(record.public_id)
            waiting += [one.record for one in {one.public_id: one for one in naming}.values()]
    return list(found.values())


def _holding_too_much(record: Record, issues: Iterable[Issue]) -> Iterator[Issue]:
    """Each version of the record is compared once, however many issues have it."""
    history, became, known = _history(record.public_id), {}, {}
    is_secret = isinstance(record, Report) and record.is_confidential
    for issue in issues:
        if is_secret and record.public_id in issue.reports_gone:
            yield issue
        elif publication := _in_release(history, issue):
            if publication.pk not in became:
                became[publication.pk] = steps(one for one in reversed(history) if one.pk > publication.pk)
            since = became[publication.pk]
            then = [step for step in since if step.key <= issue.seen]
            reduced = issue.reduced.get(record.public_id)
            versions = publication.pk, len(then), reduced
            if versions not in known:
                held = shown_beside(record, publication.values, then)
                may_stay = {digest(held), reduced}
                known[versions] = bool(held) and digest(still_shown(record, held, since)) not in may_stay
            if known[versions]:
                yield issue


def _history(public_id: str) -> list[Publication]:
    """Of a record, the newest first."""
    return list(Publication.objects.filter(public_id=public_id))


def _in_release(history: list[Publication], issue: Issue) -> Publication | None:
    """What the release has of the record, before what was taken away since."""
    last = next((one for one in history if one.pk <= issue.release.key), None)
    return last if last and last.is_public else None
