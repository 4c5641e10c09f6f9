"""Nine kinds of tampering and more, fifty times each, are found; fifty lawful erasures are not taken for any."""

import importlib.util
import json
import random
from functools import cache

import pytest
from django.db import connection, transaction

from audit import chain, triggers
from audit.models import Seal
from audit.verifying import UnreadableAnchors, faults, read_anchors
from desk.redaction import redact
from tests.audit import tampering
from tests.builders import a_name, a_person, a_report, changed
from tests.models import ROOT

TIMES = 50


@pytest.fixture
def history(researcher):
    """Some forty changes, sealed."""
    for number in range(8):
        person = a_person("Ақжан Төлеген", by=researcher, occupation="baker", sex="male")
        a_name(person, f"Aqzhan Tolegen {number}", by=researcher)
        changed(person, by=researcher, occupation="welder")
        a_report(by=researcher, notes="as printed")
    chain.seal()


@pytest.fixture
def anchors(history):
    """The head, as it was written down."""
    head = Seal.objects.last()
    return {head.number: head.hash}


@cache
def independent():
    """The verifier that knows nothing of this code."""
    spec = importlib.util.spec_from_file_location("independent", ROOT / "bin/verify_history.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def faults_of_the_independent(lines, anchors) -> list[str]:
    verifier = independent().Verifier(list(anchors.items()))
    for number, line in enumerate(lines, start=2):
        verifier.read(number, json.loads(json.dumps(line)))
    verifier.finish()
    return verifier.faults


def both(anchors) -> tuple[list[str], list[str]]:
    lines = list(chain.lines())
    return list(faults(lines, anchors)), faults_of_the_independent(lines, anchors)


def test_history_that_nobody_touched_is_whole(anchors):
    assert both(anchors) == ([], [])


@pytest.mark.parametrize("tamper", tampering.KINDS, ids=lambda tamper: tamper.__name__)
def test_tampering_is_found(tamper, anchors):
    connection.check_constraints()  # else PostgreSQL drops no trigger before the end of the transaction
    triggers.drop(connection)
    unfound = []
    for seed in range(TIMES):
        with transaction.atomic():
            tamper(random.Random(seed))
            ours, theirs = both(anchors)
            if not ours or not theirs:
                unfound.append((seed, ours, theirs))
            transaction.set_rollback(True)
    assert unfound == []


@pytest.mark.parametrize("tamper", [tampering.cut_off_the_end, tampering.make_the_chain_anew])
def test_what_only_anchors_find_is_not_found_without(tamper, history):
    connection.check_constraints()
    triggers.drop(connection)
    tamper(random.Random(1))
    assert both({}) == ([], [])


def test_lawful_erasures_raise_nothing(researcher, reviewer):
    people = [a_person(occupation="baker", by=researcher) for _number in range(TIMES)]
    for person in people:
        changed(person, by=researcher, occupation="welder")
    chain.seal()
    head = Seal.objects.last()
    for person in people:
        redact(record=person, field="occupation", by=reviewer, reason="asked by the family")
    chain.seal()
    assert both({head.number: head.hash}) == ([], [])


def test_a_change_that_waits_for_its_seal_is_no_fault(anchors):
    a_person()
    assert both(anchors) == ([], [])


def test_the_first_broken_place_comes_first_and_in_words(anchors):
    connection.check_constraints()
    triggers.drop(connection)
    seal = Seal.objects.get(number=5)
    tampering.write("audit_change", seal.change, reason="another")
    tampering.run("UPDATE audit_seal SET hash = %s WHERE number = 9", "0" * 64)
    found = list(faults(chain.lines(), anchors))
    assert found[0].startswith(f"Change {seal.change} (sources.report ")
    assert "was altered" in found[0]
    assert found[1] == "Seal 9 was altered: its hash does not fit what it says."


# Anchors


def test_anchors_are_read_as_they_were_printed(history, tmp_path):
    head = Seal.objects.last()
    path = tmp_path / "anchors"
    path.write_text(f"# kept by a partner\n\n{head}\n")
    assert read_anchors(path) == {head.number: head.hash}


@pytest.mark.parametrize("line", ["12", "twelve " + "0" * 64, "12 0000", f"1 {'0' * 64}\n1 {'1' * 64}"])
def test_an_anchor_that_cannot_be_read_is_named(line, tmp_path):
    path = tmp_path / "anchors"
    path.write_text(line)
    with pytest.raises(UnreadableAnchors, match="line [12]"):
        read_anchors(path)
