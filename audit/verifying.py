"""Prove that history is what it was when it was sealed. `bin/verify_history.py` does the same without this code."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from audit.models import Act, canonical, commit_change, commit_value, hash_seal

ERASED = ("audit.changevalue", "commitment")  # the cell by which a redaction names a value that it erased


class UnreadableAnchors(Exception):
    """A file of anchors cannot be read; the message names the line."""


def read_anchors(path: Path) -> dict[int, str]:
    """Lines as `manage.py anchor` prints them, number and hash first; empty ones and those after # are passed over."""
    anchors = {}
    for line_number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if len(words) < 2 or not words[0].isdecimal() or len(words[1]) != 64:
            raise UnreadableAnchors(_("%s, line %s: write the number, the hash and the time.") % (path, line_number))
        number = int(words[0])
        if anchors.setdefault(number, words[1]) != words[1]:
            raise UnreadableAnchors(
                _("%s, line %s: another line gives seal %s another hash.") % (path, line_number, number)
            )
    return anchors


def faults(lines: Iterable[dict], anchors: Mapping[int, str] = {}) -> Iterator[str]:
    """What is not as it was, in words, in the order of the chain. Nothing, if history is whole.

    A change that waits for its seal is no fault.
    """
    chain, erasures = _Chain(anchors), _Erasures()
    for line in lines:
        yield from chain.faults(line)
        if line["change"] is not None:
            yield from _content_faults(line["change"], line["values"])
            erasures.read(line["change"], line["values"])
    yield from chain.faults_at_end()
    yield from erasures.faults()


class _Chain:
    """Follows the seals, one line after the other."""

    def __init__(self, anchors):
        self.anchors, self.number, self.hash = anchors, 0, ""

    def faults(self, line) -> Iterator[str]:
        seal, change = line["seal"], line["change"]
        if seal is None:
            if not line["waiting"]:
                yield _("%s has no seal and waits for none: it was put in beside the register.") % _named(change)
            return
        number = seal["number"]
        if number != self.number + 1:
            yield _("Seal %s is missing: the chain goes from %s to %s.") % (self.number + 1, self.number, number)
        elif seal["previous"] != self.hash:
            yield _("Seal %s does not follow seal %s: the chain is broken between them.") % (number, self.number)
        if hash_seal(seal) != seal["hash"]:
            yield _("Seal %s was altered: its hash does not fit what it says.") % number
        if self.anchors.get(number, seal["hash"]) != seal["hash"]:
            yield _("Seal %s is not the one that its anchor names: the chain was rewritten here or before.") % number
        if change is None:
            yield _("Change %s is gone, which seal %s holds.") % (seal["change"], number)
        elif change["commitment"] != seal["commitment"]:
            yield _("%s is not the change that seal %s holds.") % (_named(change), number)
        self.number, self.hash = number, seal["hash"]

    def faults_at_end(self) -> Iterator[str]:
        if cut := sorted(number for number in self.anchors if number > self.number):
            yield _("The chain ends with seal %s, but an anchor names seal %s: its end was cut off.") % (
                self.number,
                cut[0],
            )


def _content_faults(change, values) -> Iterator[str]:
    if commit_change(change, [value["commitment"] for value in values]) != change["commitment"]:
        yield _("%s was altered: who, when or what it says, or which values belong to it.") % _named(change)
    for value in values:
        if value["erased_at"] is None and commit_value(value) != value["commitment"]:
            yield _("%s was altered: the value of %r in %s %s.") % (
                _named(change),
                value["field"],
                value["table"],
                value["row"],
            )
        elif value["erased_at"] is not None and (value["before"] or value["after"]):
            yield _("%s holds a value of %r that is said to be erased.") % (_named(change), value["field"])


class _Erasures:
    """Each value that was erased must be named by a redaction, which says who erased it and why."""

    def __init__(self):
        self.erased, self.named = {}, set()

    def read(self, change, values):
        for value in values:
            if value["erased_at"] is not None:
                self.erased[canonical(value["commitment"])] = _named(change), value["field"]
            if change["act"] == Act.REDACTED and (value["table"], value["field"]) == ERASED:
                self.named.add(value["after"])

    def faults(self) -> Iterator[str]:
        for commitment, (change, field) in self.erased.items():
            if commitment not in self.named:
                yield _("%s lost its value of %r: it was erased, and no redaction says by whom and why.") % (
                    change,
                    field,
                )


def _named(change) -> str:
    """A change in words: its key, its record and its time."""
    at = datetime.fromisoformat(change["at"])
    return _("Change %(id)s (%(table)s %(row)s, %(at)s)") % {**change, "at": f"{at:%Y-%m-%d %H:%M}"}
