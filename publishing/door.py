"""The one door between the working tables and the public.

Publishing needs a second person; taking away needs one and shows at the next request.
"""

import json
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Act, ChangeValue
from people.models import Organisation, Person
from publishing import children, delivery, grounds, holding, reviews
from publishing.editors import editors_of_each
from publishing.models import Publication, PublicationAct
from publishing.reviews import CannotMove
from publishing.turns import one_at_a_time
from publishing.values import public_values, still_public
from records.choices import State
from records.models import Record
from records.saving import changing
from sources.models import Report

BODY_NAMES = ("name_en", "name_ru", "name_kk")
CHANGED_BY_YOU = _(
    "You changed this record, or its person, since it was last published: somebody else must publish it."
)


class NotPublishable(Exception):
    """The record may not be published now; the message says what to do."""


@transaction.atomic
def publish(*, record, by, reason) -> Publication:
    """Make the record's allow-listed values public, as they are stored.

    Raises `NotPublishable` if `by` changed the record since it was last published (`REQUIRE_SECOND_PERSON`),
    if the record is neither in review nor approved, if it is confidential, if it would show a child or a person about
    whom a question of `publishing.grounds` is open, or if no reason is given.
    """
    _refuse_what_may_not(record, by)
    if not reason.strip():
        raise NotPublishable(_("Write why this may be public."))
    with _acting(record, by=by, reason=reason, act=Act.PUBLISHED):
        record.state = State.APPROVED
        record.reviewed_at, record.reviewed_by = timezone.now(), by
        record.save()
    reviews.follow(record=record, by=by)
    one_at_a_time()
    record.refresh_from_db()  # and its person: with what others switched on or off meanwhile
    _refuse_what_may_not(record, by)
    publication = _write(record, PublicationAct.PUBLISHED, public_values(record), by, reason)
    holding.hold_back([record])
    return publication


def _refuse_what_may_not(record, by):
    if obstacle := obstacle_to_publishing(record, by) or grounds.missing(record):
        raise NotPublishable(obstacle)


def obstacle_to_publishing(record, by) -> str:
    """Why `by` may not publish the record now, or an empty text."""
    return obstacles_to_publishing([record], by)[record]


def obstacles_to_publishing(records, by) -> dict[Record, str]:
    """The same for each of these records; the number of queries does not grow with them."""
    found = {record: _obstacle_as_it_stands(record) for record in records}
    if settings.REQUIRE_SECOND_PERSON:
        for record, editors in editors_of_each(_free(found)).items():
            if by.pk in editors:
                found[record] = CHANGED_BY_YOU
    for record in _free(found):
        if record.state == State.DRAFT:
            found[record] = _("This record is a draft. Whoever writes it sends it to review first.")
    return found | children.obstacles(_free(found))


def _obstacle_as_it_stands(record) -> str:
    if record.state == State.WITHDRAWN:
        return _("This record is withdrawn. Take it back into work first.")
    if isinstance(record, Report) and record.is_confidential:
        return _("This report is confidential: nothing of it is published. Its claims can be.")
    return ""


def _free(found) -> list[Record]:
    """Those in whose way nothing was found yet."""
    return [record for record, obstacle in found.items() if not obstacle]


@transaction.atomic
def withdraw(*, record, by, reason) -> Publication | None:
    """Take the record off the public site and mark it withdrawn. Deleting is withdrawing: nothing is lost.

    Returns the publication, or `None` if the record was not public. Raises `CannotMove` if it is withdrawn already.
    """
    if record.state == State.WITHDRAWN:
        raise CannotMove(_("This record is withdrawn already."))
    with _acting(record, by=by, reason=reason, act=Act.WITHDRAWN):
        record.state = State.WITHDRAWN
        record.save()
    reviews.follow(record=record, by=by)
    one_at_a_time()
    publication = _write(record, PublicationAct.WITHDRAWN, {}, by, reason) if is_public(record) else None
    take_away(record=record, by=by, reason=reason)  # a withdrawn person is not named elsewhere either
    return publication


@transaction.atomic
def restore(*, record, by, reason):
    """Take a withdrawn record back into work, as a draft. It is not public until it is published again.

    Raises `NotPublishable` for a person who was merged into another, and `CannotMove` if it is not withdrawn.
    """
    if record.state != State.WITHDRAWN:
        raise CannotMove(_("This record is not withdrawn: it is in work already."))
    if isinstance(record, Person) and (merge := record.merged_into.standing().first()):
        raise NotPublishable(_("This person was merged into %s: undo the merge instead.") % merge.kept.shown_id)
    with _acting(record, by=by, reason=reason, act=Act.CHANGED):
        record.state = State.DRAFT
        record.save()


@transaction.atomic
def hide_names(*, person: Person, by, reason):
    """Switch the person's names off and take them out of everything published about the person."""
    with _acting(person, by=by, reason=reason, act=Act.REDUCED):
        person.name_is_public = False
        person.save()
    take_away(record=person, by=by, reason=reason)


@transaction.atomic
def hide_description(*, person: Person, by, reason):
    """Switch the person's description off and take it out of what is published."""
    with _acting(person, by=by, reason=reason, act=Act.REDUCED):
        person.description_is_public = False
        person.save()
    take_away(record=person, by=by, reason=reason)


@transaction.atomic
def take_away(*, record, by, reason) -> list[Publication]:
    """Reduce what is published to what may still be shown: switches that went off, parts that were withdrawn.

    It starts from the values published last, so edits that wait are not let through. Releases that hold more of it are
    held back.
    """
    one_at_a_time()
    about = [record]
    if isinstance(record, Person):
        about += [*record.casualties.all(), *record.detentions.all()]
    if isinstance(record, Report) and record.is_confidential:  # no claim may show that it has its source in common
        about += [publication.record for publication in Publication.objects.standing().naming(record.public_id)]
    return take_away_each(records=about, by=by, reason=reason)


@transaction.atomic
def take_away_group(*, group: Organisation, by, reason) -> list[Publication]:
    """Reduce what shows an unnamed group where the switch of the claim is off: it was published as a body. Also under
    the names that the group had before."""
    one_at_a_time()
    showing = Publication.objects.standing().saying(_names_ever(group))
    return take_away_each(records=[last.record for last in showing], by=by, reason=reason)


@transaction.atomic
def take_away_each(*, records, by, reason) -> list[Publication]:
    """Reduce what is published of these records alone; releases are looked through once for all of them."""
    one_at_a_time()
    reduced = list(filter(None, (_reduce(record, by, reason) for record in records)))
    holding.hold_back(records)
    return reduced


def showing_too_much() -> list[Record]:
    """The records of which more is public than the rules of now let be shown; it asks about each that is public."""
    standing = Publication.objects.standing().order_by("pk")
    return [record for last in standing.iterator() if _reduced(record := last.record, last) is not None]


def _names_ever(body: Organisation) -> set[str]:
    told = ChangeValue.objects.filter(table="people.organisation", row=str(body.pk), field__in=BODY_NAMES)
    former = {json.loads(text) for row in told.values_list("before", "after") for text in row if text}
    return (former | {getattr(body, name) for name in BODY_NAMES}) - {""}


@transaction.atomic
def lead_on(*, person: Person, into: Person, by, reason) -> Publication:
    """Take a person off the public site and let the old address lead to another one. When all of the merge is done,
    `holding.hold_back` looks for releases that show more than that."""
    one_at_a_time()
    return _write(person, PublicationAct.MERGED, {"into": into.public_id}, by, reason)


@transaction.atomic
def lead_nowhere(*, person: Person, by, reason) -> Publication:
    """Let the old address of a person who was merged lead to nobody: the merge is undone, and what was public of the
    person waits for a review."""
    one_at_a_time()
    return _write(person, PublicationAct.WITHDRAWN, {}, by, reason)


@transaction.atomic
def carry(*, record, values, by, reason) -> Publication | None:
    """Make `values`, which were public before, those of the record: under another person, by a merge or its undoing.

    What may no longer be shown is left out, and edits that wait are not let through. Returns `None` where nothing
    changes for the public. When all of the merge is done, `holding.hold_back` looks for releases that show more.
    """
    one_at_a_time()
    values = {name: value for name, value in still_public(record, values).items() if value != []}
    last = latest(record)
    version = record.version if values == public_values(record) else last.version  # nothing waits, or something does
    if last.is_public and (values, version) == (last.values, last.version):
        return None
    return _write(record, PublicationAct.CARRIED, values, by, reason, version)


def _reduce(record, by, reason) -> Publication | None:
    last = latest(record)
    reduced = _reduced(record, last) if last and last.is_public else None
    return None if reduced is None else _write(record, *reduced, by, reason, last.version)


def _reduced(record, last: Publication) -> tuple[PublicationAct, dict] | None:
    """The act and the values that take away what may no longer be shown, or `None` where all of it may."""
    if isinstance(record, Report) and record.is_confidential:
        return PublicationAct.WITHDRAWN, {}
    values = still_public(record, last.values)
    return None if values == last.values else (PublicationAct.REDUCED, values)


@contextmanager
def _acting(record, **change):
    """A change of the record as it is stored: what somebody set in memory and did not save stays out of it."""
    with changing(record, **change):
        record.refresh_from_db()
        yield


def latest(record) -> Publication | None:
    return Publication.objects.filter(public_id=record.public_id).first()


def is_public(record) -> bool:
    last = latest(record)
    return last is not None and last.is_public


def _write(record, act, values, by, reason, version=None) -> Publication:
    publication = Publication.objects.create(
        public_id=record.public_id,
        table=record._meta.concrete_model._meta.label_lower,
        version=record.version if version is None else version,
        act=act,
        values=values,
        by=by,
        reason=reason,
    )
    delivery.deliver(publication)
    return publication
