"""The commands by which history is proven: anchor, verify_history, export_history and the verifier outside."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit import triggers
from audit.models import Seal
from config.environment import BASE_DIR
from tests.audit import tampering
from tests.builders import a_person, changed


@pytest.fixture
def person(researcher):
    return changed(a_person(by=researcher, occupation="baker"), by=researcher, occupation="welder")


def said(*command, **options) -> str:
    out = StringIO()
    call_command(*map(str, command), stdout=out, **options)
    return out.getvalue()


def refused(*command) -> str:
    """What a command that fails says first."""
    told = StringIO()
    with pytest.raises(CommandError, match="History is not what it was"):
        call_command(*map(str, command), stderr=told, stdout=StringIO())
    return told.getvalue().splitlines()[0]


@pytest.fixture
def anchors(person, tmp_path):
    """The file in which a partner keeps what `anchor` printed."""
    path = tmp_path / "anchors"
    path.write_text(said("anchor"))
    return path


def test_the_head_is_printed(person):
    head = said("anchor").split()
    seal = Seal.objects.last()
    assert head == ["2", seal.hash, seal.at.isoformat()]


def test_without_history_there_is_no_head(db):
    with pytest.raises(CommandError, match="no history"):
        said("anchor")


def test_history_that_nobody_touched_is_whole(anchors):
    assert said("verify_history", "--anchors", anchors) == (
        "History is whole: 2 seals, 0 changes wait for one, 1 anchors hold.\n"
    )


def test_without_anchors_it_says_what_that_means(anchors):
    assert "Without --anchors" in said("verify_history")


def test_a_chain_that_was_made_anew_is_found(anchors):
    connection.check_constraints()
    triggers.drop(connection)
    tampering.write("audit_change", Seal.objects.get(number=1).change, by_name="somebody")
    tampering.recommit(Seal.objects.get(number=1).change)
    tampering.reseal()
    first = refused("verify_history", "--anchors", anchors)
    assert first == "Seal 2 is not the one that its anchor names: the chain was rewritten here or before."


def test_a_record_that_was_altered_is_found(anchors, person):
    tampering.run("UPDATE people_person SET occupation = 'cook'")
    assert refused("verify_history", "--anchors", anchors).startswith(f"people.person {person.pk} differs")


@pytest.mark.parametrize("text", ["12", None], ids=["unreadable", "missing"])
def test_anchors_that_cannot_be_read_are_no_proof(person, tmp_path, text):
    path = tmp_path / "none"
    if text:
        path.write_text(text)
    with pytest.raises(CommandError, match="cannot be read"):
        said("verify_history", "--anchors", path)


# Outside


def outside(*files):
    return subprocess.run(
        [sys.executable, "-I", "-S", BASE_DIR / "bin/verify_history.py", *files], capture_output=True, text=True
    )


@pytest.fixture
def exported(anchors, tmp_path):
    path = tmp_path / "history.jsonl"
    said("export_history", path)
    return path


def test_the_verifier_outside_agrees_that_history_is_whole(exported, anchors):
    done = outside(exported, anchors)
    assert (done.returncode, done.stdout) == (
        0,
        "Whole: 2 seals, 0 changes wait for one. Verified against 1 anchors.\n",
    )


@pytest.mark.parametrize(
    ("old", "new"), [("welder", "cook"), ("researcher", "reviewer"), ('"version": 2', '"version": 3')]
)
def test_the_verifier_outside_finds_what_was_altered(exported, anchors, old, new):
    text = exported.read_text()
    assert old in text
    exported.write_text(text.replace(old, new))
    done = outside(exported, anchors)
    assert done.returncode == 1
    assert done.stdout.startswith("line ")


def test_the_verifier_outside_finds_an_end_that_was_cut_off(exported, anchors):
    exported.write_text("".join(exported.read_text().splitlines(keepends=True)[:-1]))
    assert outside(exported, anchors).stdout == "the chain ends with seal 1, an anchor names seal 2\n"


def test_the_verifier_outside_says_what_it_cannot_read(anchors, tmp_path):
    assert outside(anchors).returncode == 2
    assert outside(tmp_path / "missing").returncode == 2
    assert outside().returncode == 2


def test_the_verifier_outside_is_short_and_needs_nothing():
    lines = (BASE_DIR / "bin/verify_history.py").read_text().splitlines()
    assert len(lines) < 200
    imports = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imports <= sys.stdlib_module_names


def test_an_export_is_for_this_account_only_and_writes_nothing_over(exported):
    assert os.stat(exported).st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="Name a new file"):
        said("export_history", exported)
