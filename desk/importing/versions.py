"""The versions of the records that rows of imports stand on: they tell whether somebody edited a record since, which an
import then leaves as it is."""

import json
from collections.abc import Iterable
from itertools import chain, islice

from django.apps import apps
from django.db.models import QuerySet

from desk.importing.batches import AT_ONCE
from desk.models import ImportRow
from records.bulk import update_rows


def carried(made: dict) -> dict:
    """What a row goes on standing on, without what a single import has to take back."""
    records = made.get("records", [])
    return {"records": [[label, key, version, False, own] for label, key, version, _is_new, own in records]}


def edited_since(made: list[dict], *, is_last_word=False) -> list[bool]:
    """Of what each row made: whether somebody else saved one of its records since; a report that it cites apart. With
    `is_last_word` nobody can until the caller's transaction ends."""
    made = [[it for it in one.get("records", ()) if it[0] != "sources.report"] for one in made]
    wanted: dict[str, set[int]] = {}
    for label, key, *_rest in chain.from_iterable(made):
        wanted.setdefault(label, set()).add(key)
    versions = {}
    for label, keys in wanted.items():
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys).order_by("pk")
        rows = rows.select_for_update() if is_last_word else rows
        versions |= {(label, key): version for key, version in rows.values_list("pk", "version")}
    return [any(versions.get((label, key)) != version for label, key, version, *_rest in records) for records in made]


class Moved:
    """Records that an import, or its undoing, saved: for rows that share a record, that is no edit by somebody else."""

    def __init__(self):
        self.versions: dict[tuple[str, int], tuple[int, int]] = {}  # by table and key: before the first save, and now
        self.persons: set[int] = set()  # whose they are

    def now(self, label: str, key: int, version: int) -> int:
        """Of a record that was certainly not edited since it had this version."""
        return self.versions.get((label, key), (0, version))[1]

    def known(self, made: dict) -> dict:
        """What a row made, for the next look: whoever knew a record as it was before knows it as it is now. Where a row
        knew an older version, somebody had edited the record, and that stays so."""
        records = []
        for label, key, version, *rest in made.get("records", ()):
            before, now = self.versions.get((label, key), (version, version))
            records.append([label, key, now if version == before else version, *rest])
        return {**made, "records": records}

    def tell(self, rows: QuerySet[ImportRow]):
        """These rows, as far as they are about the same persons, know the records as they are now."""
        persons = iter(sorted(self.persons))
        while some := list(islice(persons, AT_ONCE)):
            found = rows.filter(person__in=some).values_list("made", "pk")
            update_rows(ImportRow, ["made"], _differing(found, self.known))


def _differing(rows: Iterable[tuple[dict, int]], known) -> list[tuple[str, int]]:
    return [(json.dumps(new), pk) for made, pk in rows if (new := known(made)) != made]
