#!/usr/bin/env python3
"""Verifies an exported history of Tizim, and needs nothing of Tizim: Python 3.8 and its standard library.

    python3 bin/verify_history.py EXPORT [ANCHORS]

EXPORT is what `manage.py export_history` wrote, ANCHORS what `manage.py anchor` printed over time. The format, and what
each hash is made of, stand in docs/history.md; this program is written from that page. It prints each place where the
history is not what it was, in the order of the chain, and ends with status 1; if there is none, with status 0; if a
file cannot be read, with status 2.
"""

import hashlib
import json
import sys

SEAL = ("number", "previous", "change", "commitment", "at")
CHANGE = ("at", "by", "by_name", "act", "table", "row", "public_id", "version", "reason")
VALUE = ("salt", "table", "row", "field", "before", "after")


class Unreadable(Exception):
    pass


def hash_of(texts):
    """SHA-256 of a list of texts, written as JSON without white space, in UTF-8, non-ASCII letters as they are."""
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode("utf-8")).hexdigest()


def texts_of(row, names):
    return [str(row[name]) for name in names]  # a number in decimal digits, null as None


def read_export(path):
    with open(path, encoding="utf-8") as file:
        head = json.loads(file.readline() or "null")
        if not isinstance(head, dict) or head.get("format") != "tizim history" or head.get("version") != 1:
            raise Unreadable(path + " is no exported history of version 1.")
        for number, line in enumerate(file, start=2):
            try:
                yield number, json.loads(line)
            except ValueError:
                raise Unreadable(f"{path}, line {number} is no JSON.") from None


def read_anchors(path):
    anchors = []
    with open(path, encoding="utf-8") as file:
        for line_number, line in enumerate(file, start=1):
            words = line.split("#")[0].split()
            if not words:
                continue
            if len(words) < 2 or not words[0].isdigit() or len(words[1]) != 64:
                raise Unreadable(f"{path}, line {line_number}: an anchor is a number, a hash and a time.")
            anchors.append((int(words[0]), words[1]))
    return anchors


class Verifier:
    def __init__(self, anchors):
        self.anchors = anchors
        self.last_number, self.last_hash = 0, ""
        self.changes_seen = set()
        self.erased = []  # commitment, where
        self.redacted = set()  # commitments
        self.faults = []
        self.waiting = 0

    def say(self, line_number, text):
        self.faults.append(f"line {line_number}: {text}")

    def read(self, line_number, entry):
        seal, change = entry["seal"], entry["change"]
        if seal is not None:
            self.check_seal(line_number, seal, change)
        elif entry.get("waiting"):
            self.waiting += 1
        else:
            self.say(line_number, f"change {change['id']} stands in no seal and does not wait for one")
        if change is not None:
            self.check_change(line_number, change, entry["values"])

    def check_seal(self, line_number, seal, change):
        number = seal["number"]
        if number != self.last_number + 1:
            self.say(line_number, f"seal {number} comes after seal {self.last_number}")
        if seal["previous"] != self.last_hash:
            self.say(line_number, f"seal {number} does not hold the hash of the seal before it")
        if hash_of(texts_of(seal, SEAL)) != seal["hash"]:
            self.say(line_number, f"the hash of seal {number} is not that of its content")
        for anchored, anchored_hash in self.anchors:
            if anchored == number and anchored_hash != seal["hash"]:
                self.say(line_number, f"the hash of seal {number} is not the one that its anchor names")
        if change is None:
            self.say(line_number, f"change {seal['change']} of seal {number} is gone")
        elif (change["id"], change["commitment"]) != (seal["change"], seal["commitment"]):
            self.say(line_number, f"change {change['id']} is not the one that seal {number} holds")
        self.last_number, self.last_hash = number, seal["hash"]

    def check_change(self, line_number, change, values):
        if change["id"] in self.changes_seen:
            self.say(line_number, f"change {change['id']} comes twice")
        self.changes_seen.add(change["id"])
        commitments = sorted(value["commitment"] for value in values)
        if hash_of(texts_of(change, CHANGE) + commitments) != change["commitment"]:
            self.say(line_number, f"change {change['id']} is not what it commits to")
        for value in values:
            where = f"the value of {value['field']} in {value['table']} {value['row']}"
            if value["erased_at"] is not None:
                self.erased.append((value["commitment"], f"{where}, change {change['id']}"))
                if value["before"] or value["after"]:
                    self.say(line_number, where + " is said to be erased and is there")
            elif hash_of(texts_of(value, VALUE)) != value["commitment"]:
                self.say(line_number, where + " is not what it commits to")
            if change["act"] == "redacted" and value["table"] == "audit.changevalue" and value["after"]:
                self.redacted.add(json.loads(value["after"]))

    def finish(self):
        for number, _hash in sorted(self.anchors):
            if number > self.last_number:
                self.faults.append(f"the chain ends with seal {self.last_number}, an anchor names seal {number}")
        for commitment, where in self.erased:
            if commitment not in self.redacted:
                self.faults.append(where + ", was erased and no redaction names it")


def main(arguments):
    if len(arguments) not in (1, 2):
        sys.stderr.write("Usage: verify_history.py EXPORT [ANCHORS]\n")
        return 2
    try:
        verifier = Verifier(read_anchors(arguments[1]) if len(arguments) == 2 else [])
        for line_number, entry in read_export(arguments[0]):
            verifier.read(line_number, entry)
        verifier.finish()
    except (Unreadable, OSError, KeyError, TypeError, ValueError) as error:
        sys.stderr.write(f"Cannot be read: {error!r}\n")
        return 2
    for fault in verifier.faults:
        sys.stdout.write(fault + "\n")
    if verifier.faults:
        return 1
    sys.stdout.write(f"Whole: {verifier.last_number} seals, {verifier.waiting} changes wait for one.")
    sys.stdout.write(f" Verified against {len(verifier.anchors)} anchors.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
