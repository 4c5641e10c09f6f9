"""What remains of an earlier publication: all that was not taken away since. A mere change takes nothing away.

A value that a switch decides about, a part and a record remain while each later publication shows them too. What one of
them did not show was taken away: it remains only where the latest publication shows exactly the same value again. So
what is switched on again and not yet published again does not come back by an old version, nor does what was edited in
between.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import zip_longest
from typing import NamedTuple

from people.models import Person
from publishing.decisions import DECISIONS, year_only
from publishing.models import Publication, PublicationAct
from publishing.values import still_public
from records.models import Record

LONGEST_CHAIN = 50  # of merges
SAYS = {"name": "text", "tollrelation": "link"}  # the value without which nothing is left of such a part


class Step(NamedTuple):
    """What stood for a record from the publication with this key on: of a merged person, what the person kept shows."""

    key: int
    shown: Publication | None  # None: nothing


def latest(public_id: str, upto: int) -> Publication | None:
    """The latest publication of a record, as of a key, if it is public; of a merged person, that of the person kept."""
    for _step in range(LONGEST_CHAIN):
        last = Publication.objects.filter(public_id=public_id, pk__lte=upto).first()
        if last is None or last.act == PublicationAct.WITHDRAWN:
            return None
        if last.act != PublicationAct.MERGED:
            return last
        public_id = last.values["into"]
    return None


def steps(later: Iterable[Publication]) -> list[Step]:
    """What became of a record by these publications of it, the oldest first, one after the other."""
    later, found = list(later), []
    for one, following in zip_longest(later, later[1:]):
        if one.act == PublicationAct.MERGED:
            found += _under_the_kept(one, following)
        else:
            found.append(Step(one.pk, one if one.is_public else None))
    return found


def _under_the_kept(merged: Publication, following: Publication | None) -> Iterator[Step]:
    """Until the merge was undone. What the merge carried to the person kept follows it at once, and is the same act."""
    into = merged.values["into"]
    since = Publication.objects.filter(public_id=into, pk__gt=merged.pk).order_by("pk")
    since = list(since.filter(pk__lt=following.pk) if following else since)
    if not since or (since[0].pk, since[0].act) != (merged.pk + 1, PublicationAct.CARRIED):
        yield Step(merged.pk, latest(into, merged.pk))
    yield from steps(since)


def remaining(publication: Publication, upto: int) -> tuple[dict, dict]:
    """Of its values, those that may still be shown, and those that may as far as publications tell; none where the
    record is not public. Publications after the key `upto` let nothing through."""
    later = Publication.objects.filter(public_id=publication.public_id, pk__gt=publication.pk).order_by("pk")
    record, since = publication.record, [step for step in steps(later) if step.key <= upto]
    return still_shown(record, publication.values, since), shown_beside(record, publication.values, since)


def still_shown(record: Record, values: dict, since: list[Step]) -> dict:
    """Of values published before: what the steps since then, and the register as it stands, allow."""
    known = shown_beside(record, values, since)
    if not known:
        return {}
    owner, last = record, since[-1].shown if since else None
    if last and last.public_id != record.public_id:
        owner, known = last.record, known | {"name": _under_names_of(last.values, known)}
    return _filled(still_public(record, known, parts_of=owner))


def shown_beside(record: Record, values: dict, since: list[Step]) -> dict:
    """The same as far as publications tell."""
    shown = [_for(record, values, step) for step in since]
    if not shown:
        return values
    if not shown[-1]:
        return {}
    return _filled(_common(type(record), values, shown))


def digest(values: dict) -> str:
    """Of values as visitors see them: which row a name is, which changes with a merge, is not shown."""
    names = [{key: value for key, value in name.items() if key != "public_id"} for name in values.get("name", [])]
    return blake2b(json.dumps(values | {"name": names}, sort_keys=True).encode(), digest_size=12).hexdigest()


def _common(table, values: dict, shown: list[dict]) -> dict:
    """`shown`: what stood in the place of the values since then, the oldest first; nothing is an empty one."""
    decision, now = DECISIONS[table._meta.concrete_model], shown[-1]
    parts = {part._meta.model_name: part for part in decision.parts}
    was_on = _on(decision, shown[0]).intersection(*(_on(decision, one) for one in shown[1:]))
    kept = {
        name: value
        for name, value in values.items()
        if name not in parts
        and (name == "public_id" or decision.conditional.get(name) in was_on or now.get(name) == value)
    }
    for name, part in parts.items():
        of_part = [{row["public_id"]: row for row in one.get(name, [])} for one in shown]
        rows = [
            _common(part, row, [known.get(row["public_id"], {}) for known in of_part])
            for row in values.get(name, [])
            if row["public_id"] in of_part[-1]
        ]
        kept[name] = [row for row in rows if SAYS.get(name, "public_id") in row]
    return kept


def _on(decision, values: dict) -> set:
    """The switches that are on, as far as these values show it: what one decides about is on or off. None stands for
    what no switch decides about."""
    rules = decision.conditional
    return {None, year_only, *(rules[name] for name in values if name in rules)} if values else set()


def _for(record: Record, values: dict, step: Step) -> dict:
    """What a step shows, in the place of the values of the record."""
    if step.shown is None:
        return {}
    if not isinstance(record, Person) or step.shown.public_id == record.public_id:
        return step.shown.values
    return step.shown.values | {"name": _under_names_of(values, step.shown.values)}


def _under_names_of(owner: dict, values: dict) -> list[dict]:
    """The names in the values, each under the id that it has in the owner's: of a spelling that both persons had, a
    merge keeps one, and it is the same name."""
    kept = {row["text"]: row["public_id"] for row in owner.get("name", [])}
    return [row | {"public_id": kept.get(row["text"], row["public_id"])} for row in values.get("name", [])]


def _filled(values: dict) -> dict:
    return {name: value for name, value in values.items() if value != []}
