"""What of the register is not as history recorded it, in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from records.comparing import Unlike, unlike


def records_not_as_recorded() -> Iterator[str]:
    return map(_in_words, unlike())


def _in_words(found: Unlike) -> str:
    record = f"{found.model._meta.label_lower} {found.key}"
    if not found.is_known:
        return _("%s has no history: it was not entered through the register.") % record
    if not found.is_there:
        return _("%s is gone, and history does not say so: nothing is ever deleted.") % record
    fields = ", ".join(f"{cell.field} ({cell.table} {cell.row})" for cell in found.fields)
    return _("%s differs from its last recorded change: %s.") % (record, fields)
