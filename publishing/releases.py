"""Make releases of the public data, and make those anew from which something was taken away.

A release holds what was public at one publication, its key. What is taken away while it is being made is seen by
`publishing.holding` like in any other: then it is begun again.
"""

import json
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation

from audit import history
from audit.models import Act
from lookup.downloads.comparing import Lines, compare, counted
from lookup.downloads.frozen import LANGUAGE, Frozen
from lookup.models import PublishedRedirect, PublishedRelease
from publishing import shelf
from publishing.delivery import at_the_public_tables, catch_up, is_apart
from publishing.models import Issue, Publication, PublicationAct, Release
from publishing.replay import alone, replayed
from publishing.turns import one_at_a_time
from records import public_id
from sources.models import Report

TRIES = 5


class CannotRelease(Exception):
    """No release was made; the message says why, and what to do."""


def release(*, by, reason: str, progress=iter, least: int = 1) -> Issue:
    """Freeze what is public now, as the next release of the month, `least` or later. Raises `CannotRelease`.

    What is to be made anew is made first, so that it is compared with what may still be shown.
    """
    with _alone(reason):
        _reissue(by, reason, progress)
        if not Publication.objects.exists():
            raise CannotRelease("Nothing was published yet: there is nothing to release.")
        with transaction.atomic():
            one_at_a_time()
            made = Release.objects.create(number=next_number(timezone.localdate(), least), key=_last_key())
            cells = {
                history.Cell("publishing.release", str(made.pk), name): getattr(made, name)
                for name in ("number", "key")
            }
            history.write(
                act=Act.ADDED, by=by, table="publishing.release", row=made.pk, reason=reason, before={}, after=cells
            )
        return _issue(made, by, reason, progress)


def reissue(*, by, reason: str, progress=iter) -> list[Issue]:
    """Make anew every release that waits for it, the oldest first; returns the new issues. Raises `CannotRelease`."""
    with _alone(reason):
        return _reissue(by, reason, progress)


@contextmanager
def _alone(reason: str):
    """Of a command that was killed, nothing is public, and its release waits to be made."""
    if not reason.strip():
        raise CannotRelease("Write why it is made: --reason.")
    with alone():
        Issue.objects.filter(sha256="").delete()
        yield


def _reissue(by, reason, progress) -> list[Issue]:
    return [_issue(waiting, by, reason, progress) for waiting in reversed(waiting_to_be_reissued())]


def waiting_to_be_reissued() -> list[Release]:
    """Those of which no issue stands and is served, the newest first."""
    served = PublishedRelease.objects.filter(is_served=True).order_by().values_list("name", flat=True)
    there = shelf.names_that_stand() & set(served)
    return [one for one in Release.objects.all() if not any(name.split("-")[0] == one.number for name in there)]


def next_number(day: date, least: int = 1) -> str:
    """`2026.11.1`, also where the public tables know of a release that is not known here: no number is given twice."""
    month = f"{day.year}.{day.month:02}."
    known = [*Release.objects.values_list("number", flat=True)]
    known += PublishedRelease.objects.order_by().values_list("release", flat=True)
    given = [int(number.split(".")[2]) for number in known if number.startswith(month)]
    return month + str(max([least, *(number + 1 for number in given)]))


def _last_key() -> int:
    return Publication.objects.aggregate(last=Max("pk"))["last"] or 0


def _issue(made: Release, by, reason, progress) -> Issue:
    for _again in range(TRIES):
        issue = _begin(made, by, reason)
        try:
            with _written(issue, progress) as (file, frozen):
                if _finish(issue, file, frozen, by, reason):
                    return issue
        finally:
            Issue.objects.filter(pk=issue.pk, sha256="").delete()
    raise CannotRelease(
        f"While {made} was being made, something in it was taken away, {TRIES} times. It is not served. When fewer "
        "people are at work: manage.py release --reissue"
    )


@transaction.atomic
def _begin(made: Release, by, reason) -> Issue:
    """From now on, whatever is taken away is seen. What was taken away before is committed: one act at a time."""
    one_at_a_time()
    known = [*made.issues.values_list("number", flat=True)]
    known += PublishedRelease.objects.filter(release=made.number).order_by().values_list("number", flat=True)
    number = 1 + max(known, default=-1)
    made.issues.standing().update(held_back_at=timezone.now())  # whose file is lost
    return Issue.objects.create(release=made, number=number, seen=_last_key(), by=by, reason=reason)


@contextmanager
def _written(issue: Issue, progress) -> Iterator[tuple]:
    """The file of the issue, at its beginning, and what it says of itself."""
    made = issue.release
    before = Release.objects.complete().filter(pk__lt=made.pk).first()
    frozen = Frozen(
        name=str(issue),
        day=timezone.localdate().isoformat(),
        before=before.number if before else "",
        is_anew=issue.number > 0,
        find_changes=lambda lines: compare(
            before=unpacked(before) if before else None,
            own=unpacked(made),
            now=lines,
            leads_to=lambda one: _leads_to(one, issue.seen),
            unnamed=_confidential,
        ),
    )
    with tempfile.TemporaryFile(dir=settings.VAR_DIR) as file:
        with replayed(made.key, issue.seen, progress) as issue.reduced, translation.override(LANGUAGE):
            for part in frozen.parts():
                file.write(part)
        file.seek(0)
        yield file, frozen


def _finish(issue: Issue, file, frozen: Frozen, by, reason) -> bool:
    """Serve it, unless something in it was taken away meanwhile."""
    described = _described(issue, file, frozen)
    with transaction.atomic():
        one_at_a_time()
        gone = [change.id for change in frozen.changes if (change.file, change.change) == ("reports", "withdrawn")]
        if not Issue.objects.standing().filter(pk=issue.pk).exists() or _confidential(gone):
            return False
        issue.sha256, issue.reports_gone = described["sha256"], list(map(public_id.read, gone))
        issue.save(update_fields=["sha256", "reports_gone", "reduced"])
        made = issue.release
        made.lines = packed(_with_what_is_gone(frozen.lines, unpacked(made)))
        made.save(update_fields=["lines"])
        cells = {history.Cell("publishing.issue", str(issue.pk), "sha256"): issue.sha256}
        history.write(act=Act.CHANGED, by=by, table="publishing.release", row=made.pk, reason=reason, after=cells)
        if not is_apart():
            _serve(issue, file, described)
    if is_apart():
        _serve(issue, file, described)
        catch_up()  # an act that came while it was put there did not find it, and may have nothing else to deliver
    return True


def _serve(issue: Issue, file, described: dict):
    """In a database apart, what was held back since the commit is not put there."""
    with at_the_public_tables(alone=True):
        if Issue.objects.standing().filter(pk=issue.pk).exists():
            shelf.clear()
            file.seek(0)
            shelf.put(file, **described)


def _described(issue: Issue, file, frozen: Frozen) -> dict:
    total, size = sha256(), 0
    for piece in shelf.pieces(file):
        total.update(piece)
        size += len(piece)
    return {
        "name": str(issue),
        "release": issue.release.number,
        "number": issue.number,
        "day": date.fromisoformat(frozen.day),
        "sha256": total.hexdigest(),
        "size": size,
        "citation": frozen.citation,
        "before": frozen.before,
        "files": [{"name": file["name"], "size": file["size"]} for file in frozen.files],
        "changes": counted(frozen.changes),
    }


def _leads_to(shown: str, seen: int) -> str:
    """The person into whom this one was merged, unless that was undone."""
    own = public_id.read(shown)
    last = Publication.objects.filter(public_id=own, pk__lte=seen).first()
    into = PublishedRedirect.objects.leading_on(own) if last and last.act == PublicationAct.MERGED else ""
    return public_id.shown(into) if into else ""


def _confidential(shown: Iterable[str]) -> set[str]:
    """Of the ids of reports, those that are named nowhere any more (docs/decisions/0020)."""
    by_id = {public_id.read(one): one for one in shown}
    secret = Report._base_manager.filter(public_id__in=by_id, is_confidential=True)
    return {by_id[one] for one in secret.values_list("public_id", flat=True)}


# What a release held, to compare the next one with


def packed(lines: Lines) -> bytes:
    return zlib.compress(json.dumps(lines, separators=(",", ":")).encode())


def unpacked(made: Release) -> Lines:
    return json.loads(zlib.decompress(made.lines)) if made.lines else {}


def _with_what_is_gone(now: Lines, before: Lines) -> Lines:
    return {file: dict.fromkeys(before.get(file, {}), "") | lines for file, lines in now.items()}
