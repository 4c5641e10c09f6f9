"""The tables of the door itself, of those who sign in and of history: private but for what is named as public here."""

from accounts.models import Delay, Register, Session
from audit.models import Change, ChangeValue, FormToken, Seal, Unsealed
from publishing.decisions import Decision
from publishing.models import Ground, Issue, Publication, Release, Review

DECISIONS = {
    Publication: Decision(public="public_id table values at", private="id version act by reason delivered_at"),
    Review: Decision(
        private="id public_id table sent_at sent_by outcome note answered_at answered_by resolved_at",
    ),
    Ground: Decision(private="id public_id question answer who told_on told_on_inferred report why at by"),
    Release: Decision(public="number", private="id key lines"),
    Issue: Decision(public="number sha256", private="id release seen at by reason reports_gone reduced held_back_at"),
    Session: Decision(private="session_key session_data expire_date account"),
    Delay: Decision(private="place attempts last_at"),
    Register: Decision(private="id"),
    Change: Decision(private="id at by by_name act table row public_id version reason commitment"),
    ChangeValue: Decision(private="id change table row field before after salt commitment erased_at"),
    Seal: Decision(private="number change commitment at previous hash"),
    Unsealed: Decision(private="change"),
    FormToken: Decision(private="id token table row at"),
}
