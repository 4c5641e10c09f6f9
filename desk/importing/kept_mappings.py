"""Mappings that are kept under a name. One that takes the place of another leaves both texts in history."""

from django.db import transaction

from audit import history
from audit.history import Cell
from audit.models import Act
from desk.importing.mappings import Mapping, to_toml
from desk.models import SavedMapping


@transaction.atomic
def keep(mapping: Mapping, *, by) -> SavedMapping:
    """Under its name; one of that name gives way. Of one that is kept already nothing is written."""
    text, table = to_toml(mapping), SavedMapping._meta.label_lower
    kept, is_new = SavedMapping.objects.select_for_update().get_or_create(
        name=mapping.name, defaults={"mapping": text, "by": by}
    )
    if is_new or kept.mapping != text:
        cell = Cell(table, str(kept.pk), "mapping")
        before = None if is_new else {cell: kept.mapping}
        kept.mapping, kept.by = text, by
        kept.save()
        act = Act.ADDED if is_new else Act.CHANGED
        history.write(act=act, by=by, table=table, row=kept.pk, reason=kept.name, before=before, after={cell: text})
    return kept
