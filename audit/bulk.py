"""History of many new records at once, as rows for bulk writing. They say the same as `history.write` would have.

The keys of the changes are reserved beforehand, and all is written in the transaction of the records themselves.
"""

import secrets
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from audit.history import COMMAND, Cell, text_of
from audit.models import STATED_BY_CHANGE, commit_change, digest

CHANGE_COLUMNS = ("id", *STATED_BY_CHANGE, "commitment")
VALUE_COLUMNS = ("change_id", "table", "row", "field", "before", "after", "salt", "commitment")


class Written(NamedTuple):
    """The row of `Change`, and those of its values."""

    change: tuple
    values: list[tuple]


class Writer:
    """Writes the changes of one act of one account."""

    def __init__(self, *, act: str, by, reason: str, at: datetime):
        self.act, self.reason, self.at = str(act), reason, at
        self.by, self.by_name = (by.pk, by.get_username()) if by else (None, COMMAND)
        self.stored_at = str(connection.ops.adapt_datetimefield_value(at))

    def change(
        self, key: int, *, table: str, row, public_id: str, version: int, after: dict[Cell, object] | None = None
    ) -> Written:
        """`after` holds what the record and its parts say where nothing stood before."""
        values, commitments = [], []
        for cell, value in (after or {}).items():
            if text := text_of(value):
                salt = secrets.token_hex(16)
                commitment = digest(salt, *cell, "", text)
                values.append((key, *cell, "", text, salt, commitment))
                commitments.append(commitment)
        stated = (self.by, self.by_name, self.act, table, str(row), public_id, version, self.reason)
        named = dict(zip(STATED_BY_CHANGE, (self.at.isoformat(), *stated), strict=True))
        return Written((key, self.stored_at, *stated, commit_change(named, commitments)), values)
