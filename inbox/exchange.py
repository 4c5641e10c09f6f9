"""Files for a machine that is not on the network: sealed messages out, sealed answers back in.

Out, JSON:   {"what": "sealed messages of a Tizim inbox", "version": 1,
              "messages": [{"message": number, "arrived_on": day, "answer_key": base64, "sealed": text}]}
Back, JSON lines, one answer each, as `bin/seal_answer` writes them:   {"message": number, "sealed": text}
"""

import json
from collections.abc import Iterable
from uuid import UUID

from inbox import acts
from inbox.letterbox.models import Message
from inbox.models import Case

WHAT = "sealed messages of a Tizim inbox"


def as_text(messages: Iterable[Message]) -> str:
    rows = [
        {
            "message": str(message.pk),
            "arrived_on": message.arrived_on.isoformat(),
            "answer_key": message.answer_key,
            "sealed": message.sealed,
        }
        for message in messages
    ]
    return json.dumps({"what": WHAT, "version": 1, "messages": rows}, indent=1) + "\n"


def take_answers(text: str, *, by) -> int:
    """Put the answers where their senders find them; returns how many. Raises `inbox.acts.CannotDo`, which says where,
    at the first that cannot be taken; what stands before it was taken, and nothing is harmed by taking it again."""
    count = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            case = Case.objects.filter(message=UUID(given["message"])).first()
            if case is None:
                raise acts.CannotDo("There is no such message here.")
            acts.answer(case=case, sealed=given["sealed"], by=by)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise acts.CannotDo(f"Line {number} is no answer as bin/seal_answer writes them.") from error
        except acts.CannotDo as error:
            raise acts.CannotDo(f"Line {number}: {error}") from error
        count += 1
    return count
