"""Where a record may go from where it stands. Every change of a record passes here before its history is written.

draft ⇄ in review → approved → draft (an edit), in review (an edit that is sent at once)
any → withdrawn → draft
"""

from audit.models import Act
from records.choices import State

BORN = None  # where a new record comes from
EDITING = {
    (State.DRAFT, State.IN_REVIEW),
    (State.IN_REVIEW, State.DRAFT),
    (State.APPROVED, State.DRAFT),
    (State.APPROVED, State.IN_REVIEW),
    (State.WITHDRAWN, State.DRAFT),
}
MOVES = {
    Act.ADDED: {(BORN, State.DRAFT), (BORN, State.IN_REVIEW)},
    Act.CHANGED: EDITING,
    Act.PUBLISHED: {(State.IN_REVIEW, State.APPROVED)},
    Act.WITHDRAWN: {(state, State.WITHDRAWN) for state in State if state != State.WITHDRAWN},
    Act.REDUCED: set(),
}
UNBOUND = (Act.MERGED, Act.UNMERGED, Act.UNIMPORTED)  # undoing puts back what stood


class IllegalMove(Exception):
    """Somebody's code would bring a record where no act brings it. Nothing is saved."""


def is_legal(act: str, before: str | None, after: str) -> bool:
    """Whether the act may leave a record in the state `after`; `before` is None for a new one."""
    return act in UNBOUND or before == after or (before, after) in MOVES.get(act, set())


def check(act: str, before: str | None, after: str):
    if not is_legal(act, before, after):
        raise IllegalMove(f"{act}: {before or 'new'} → {after}")
