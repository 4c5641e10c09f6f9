"""Every field of the inbox: none becomes public but the log of corrections, of those who are public themselves, and how
long answers took."""

from inbox.letterbox.models import Answer, Correction, Message
from inbox.models import Case, Disclosure
from publishing.decisions import VERSIONED, Decision

DECISIONS = {
    Message: Decision(private="id arrived_on sealed receipt answer_key"),
    # The days give the median time of all answers, and no page shows them; the text opens with the sender's code alone.
    Answer: Decision(private="id receipt sealed asked_on answered_on"),
    Correction: Decision(public="on person what", private="id"),
    Case: Decision(
        private=(
            f"{VERSIONED} message arrived_on key receipt answer_key stage opened_on answered_on closed_on person "
            "report outcome note expired_on"
        )
    ),
    Disclosure: Decision(private="id case person verified at by"),
}
