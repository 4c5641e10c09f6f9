"""What remains of an earlier publication: all that was not taken away since. A mere change takes nothing away.

A value that a switch decides about, and a part, remain only while the latest publication shows them too: what is
switched on again and not yet published again does not come back by an old version.
"""

from people.models import Person
from publishing.decisions import DECISIONS, year_only
from publishing.models import Publication, PublicationAct
from publishing.values import still_public
from records.models import Record

LONGEST_CHAIN = 50  # of merges


def latest(public_id: str, upto: int | None = None) -> Publication | None:
    """The latest publication of a record, as of a key, if it is public; of a merged person, that of the person kept."""
    for _step in range(LONGEST_CHAIN):
        publications = Publication.objects.filter(public_id=public_id)
        last = (publications if upto is None else publications.filter(pk__lte=upto)).first()
        if last is None or last.act == PublicationAct.WITHDRAWN:
            return None
        if last.act != PublicationAct.MERGED:
            return last
        public_id = last.values["into"]
    return None


def remaining(publication: Publication, upto: int) -> dict:
    """Of its values, those that may still be shown; none where the record is not public. Publications after the key
    `upto` let nothing through."""
    return still_shown(publication.record, publication.values, latest(publication.public_id, upto))


def still_shown(record: Record, values: dict, last: Publication | None) -> dict:
    """Of values published before: what `last`, the record's latest publication, and the register as it stands allow."""
    known = shown_beside(record, values, last)
    if not known:
        return {}
    owner = record if last.public_id == record.public_id else last.record
    return _filled(still_public(record, known, parts_of=owner))


def shown_beside(record: Record, values: dict, last: Publication | None) -> dict:
    """The same as far as publications tell."""
    if last is None:
        return {}
    if isinstance(record, Person) and last.public_id != record.public_id:
        values = _under_names_of_the_kept(values, last.values)
    return _filled(_common(type(record), values, last.values))


def _common(table, values: dict, now: dict) -> dict:
    decision = DECISIONS[table._meta.concrete_model]
    rules = decision.conditional
    on = {rules[name] for name in now if name in rules} | {year_only}  # what one switch decides about is on or off
    kept = {name: value for name, value in values.items() if name not in rules or rules[name] in on}
    for part in decision.parts:
        name = part._meta.model_name
        shown = {row["public_id"]: row for row in now.get(name, [])}
        kept[name] = [
            _common(part, row, shown[row["public_id"]]) for row in values.get(name, []) if row["public_id"] in shown
        ]
    return kept


def _under_names_of_the_kept(values: dict, now: dict) -> dict:
    """Of a spelling that both persons had, a merge keeps one: it is the same name."""
    kept = {row["text"]: row["public_id"] for row in now.get("name", [])}
    names = [row | {"public_id": kept.get(row["text"], row["public_id"])} for row in values.get("name", [])]
    return values | {"name": names}


def _filled(values: dict) -> dict:
    return {name: value for name, value in values.items() if value != []}
