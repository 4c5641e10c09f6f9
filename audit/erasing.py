"""Erase values from history lawfully: what they said is gone, and who erased them, when and why is recorded."""

from audit import history
from audit.history import Cell
from audit.models import Act, Change, ChangeValue
from audit.verifying import ERASED


def erase(values, *, by, reason, stands=None, **record) -> Change:
    """Blank these `ChangeValue` rows, whose commitments stay, and write the change that names each of them.

    `record` is what `history.write` asks for: table, row, public id, version. `stands` are the cells whose present
    value was recorded in an erased row alone: they are recorded again. Must be called in a transaction.
    """
    named = {Cell(ERASED[0], str(value.pk), ERASED[1]): value.commitment for value in values}
    change = history.write(act=Act.REDACTED, by=by, reason=reason, after={**named, **(stands or {})}, **record)
    ChangeValue.objects.filter(pk__in=[value.pk for value in values]).erase()
    return change
