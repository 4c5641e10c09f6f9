"""What is done with a message. Each act is one change of its case, in history with who did it; no word of a message or
of an answer is."""

import base64
import datetime
from collections.abc import Iterable
from contextlib import contextmanager
from hashlib import sha256

from django.conf import settings
from django.db import router, transaction
from django.utils.translation import gettext as _
from nacl.public import PublicKey

from audit import history
from audit.models import Act
from inbox.letterbox.models import LONGEST_SEALED, Answer, Correction, Message, today
from inbox.models import Case, Disclosure, Outcome, Stage
from people.models import Person
from records.saving import changing
from records.sealing import SEALED, key_id, key_of
from sources.choices import ReportKind
from sources.models import Consent, Report

KEEP_FLOOD = 7  # days after it was closed


class CannotDo(Exception):
    """The act is not possible now; the message says why."""


@contextmanager
def letterbox():
    """A transaction of the database in which the letterbox stands. It is opened first and so committed last: if it
    cannot be, what it writes is written again by repeating the act, which adds nothing twice."""
    with transaction.atomic(using=router.db_for_write(Message)):
        yield


# Taking in


def not_taken_in() -> list:
    """The numbers of messages that have no case yet, the oldest first."""
    known = set(Case.objects.filter(expired_on=None).values_list("message", flat=True))
    return [number for number in Message.objects.values_list("pk", flat=True) if number not in known]


def take_in(most: int | None = None) -> int:
    """Make a case for messages that have none, the oldest first; returns how many."""
    count = 0
    for number in not_taken_in()[:most]:
        message = Message.objects.get(pk=number)
        case = Case(
            message=message.pk,
            arrived_on=message.arrived_on,
            key=key_of(message.sealed),
            receipt=message.receipt,
            answer_key=message.answer_key,
        )
        with changing(case, by=None):
            case.save()
        count += 1
    return count


# Working on one


def open_case(*, case: Case, by, shown=None) -> None:
    """Whoever has this right is given the sealed text from now on. Opening it again is written down too."""
    _is_kept(case)
    if case.stage == Stage.WAITING:
        with changing(case, by=by, shown=shown, reason=_("Opened.")):
            case.stage, case.opened_on = Stage.OPENED, today()
            case.save()
    else:
        with transaction.atomic():
            _write(case, by, _("Opened again."))


def take_out(*, cases: Iterable[Case], by) -> list[Message]:
    """The sealed texts of these, to be opened on a machine that is not on the network."""
    found = []
    for case in cases:
        if message := sealed_text(case):
            open_case(case=case, by=by)
            found.append(message)
    return found


def sealed_text(case: Case) -> Message | None:
    return Message.objects.filter(pk=case.message).first()


def answer_key_id(case: Case) -> str:
    """Of the sender's public key."""
    return key_id(PublicKey(base64.b64decode(case.answer_key)))


def answer(*, case: Case, sealed: str, by, shown=None) -> None:
    """Put an answer where the sender finds it. It comes sealed to the sender's receipt; nothing else is taken."""
    _is_kept(case)
    if not SEALED.fullmatch(sealed) or len(sealed) > LONGEST_SEALED:
        raise CannotDo(_("This answer is not sealed, or too long. It is sealed in the browser as you send it."))
    if key_of(sealed) != answer_key_id(case):
        raise CannotDo(_("This answer is sealed to another receipt: the sender could not open it."))
    number = sha256(sealed.encode()).hexdigest()
    with letterbox():
        given = {"receipt": case.receipt, "sealed": sealed, "asked_on": case.arrived_on}
        Answer.objects.get_or_create(id=number, defaults=given)
        with changing(case, by=by, shown=shown, reason=_("Answered.")):
            case.answered_on = today()
            case.opened_on = case.opened_on or today()
            if case.stage != Stage.CLOSED:
                case.stage = Stage.ANSWERED
            case.save()


def link(*, case: Case, person: Person | None, report: Report | None, by, shown=None) -> None:
    with changing(case, by=by, shown=shown, reason=_("Linked.")):
        case.person, case.report = person, report
        case.save()


def make_report(*, case: Case, title: str, text: str, consents: dict[str, str], by, shown=None) -> Report:
    """A confidential testimony with what the sender consented to, linked to the case. `consents`: use to answer. Raises
    `CannotDo` if the case has a report, so that one letter makes one."""
    report = Report(
        title=title,
        kind=ReportKind.TESTIMONY,
        is_confidential=True,
        captured_text=text,
        accessed_on=today().isoformat(),
    )
    with changing(case, by=by, shown=shown, reason=_("Made into a report.")):
        case.refresh_from_db(fields=["report"])
        if case.report:
            raise CannotDo(_("This message has a report already. Add to it what is missing."))
        with changing(report, by=by, reason=_("From a sealed message.")):
            report.save()
            for use, given in consents.items():
                Consent.objects.create(report=report, use=use, answer=given)
        case.report = report
        case.save()
    return report


def disclose(*, case: Case, person: Person, verified: str, by) -> Disclosure:
    """The sender may be told of this person, who is not public. The person's history has it too."""
    with transaction.atomic():
        made, is_new = Disclosure.objects.get_or_create(
            case=case, person=person, defaults={"verified": verified, "by": by}
        )
        if is_new:
            reason = _("May be told to the sender of message %(number)s. Kinship was verified: %(how)s")
            told = reason % {"number": case.pk, "how": verified}
            _write(case, by, told)
            history.write(
                act=Act.CHANGED,
                by=by,
                table="people.person",
                row=person.pk,
                public_id=person.public_id,
                version=person.version,
                reason=told,
            )
    return made


def close(*, case: Case, outcome: str, by, note="", corrected: Iterable[str] = (), shown=None) -> None:
    """End it with what came of it. `corrected`: what the public log says was changed on the page of the person."""
    corrected = list(corrected)
    if corrected and case.person is None:
        raise CannotDo(_("Link the person whose page was corrected first."))
    if case.stage == Stage.CLOSED:
        raise CannotDo(_("It is closed already."))
    with letterbox():
        for what in corrected:
            Correction.objects.get_or_create(on=today(), person=case.person.public_id, what=what)
        with changing(case, by=by, shown=shown, reason=_("Closed.")):
            case.stage, case.outcome, case.note, case.closed_on = Stage.CLOSED, outcome, note, today()
            case.save()


def reopen(*, case: Case, by, shown=None) -> None:
    """Take a closing back; what the public log was told stays."""
    _is_kept(case)
    if case.stage != Stage.CLOSED:
        raise CannotDo(_("It is not closed."))
    with changing(case, by=by, shown=shown, reason=_("Taken up again.")):
        stage = Stage.ANSWERED if case.answered_on else Stage.OPENED if case.opened_on else Stage.WAITING
        case.stage, case.outcome, case.closed_on = stage, "", None
        case.save()


def _is_kept(case: Case) -> None:
    if case.expired_on:
        raise CannotDo(_("The message was deleted: its time was over."))


def _write(case: Case, by, reason: str) -> None:
    history.write(act=Act.CHANGED, by=by, table="inbox.case", row=case.pk, version=case.version, reason=reason)


# The end


def expired() -> list[Case]:
    """Cases whose message and answers are to be deleted: closed long enough ago."""
    last = today() - datetime.timedelta(days=settings.INBOX_KEEP_DAYS)
    flood = today() - datetime.timedelta(days=min(KEEP_FLOOD, settings.INBOX_KEEP_DAYS))
    closed = Case.objects.filter(stage=Stage.CLOSED, expired_on=None)
    return [case for case in closed if case.closed_on <= (flood if case.outcome == Outcome.FLOOD else last)]


def expire(*, case: Case) -> None:
    """Delete the message, and the answers unless another message under the same receipt is still kept."""
    with letterbox():
        Message.objects.filter(pk=case.message).delete()
        others = Case.objects.filter(receipt=case.receipt, expired_on=None).exclude(pk=case.pk)
        if not others.exists():
            Answer.objects.filter(receipt=case.receipt).delete()
        with changing(case, by=None, reason=_("Message and answers were deleted: their time was over.")):
            case.receipt = case.answer_key = ""
            case.expired_on = today()
            case.save()
