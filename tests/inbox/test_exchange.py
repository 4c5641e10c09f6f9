"""Out to a machine without network and back: with PyNaCl and nothing of this register."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from inbox import acts, exchange
from inbox.letterbox import receipts
from inbox.letterbox.models import Answer
from inbox.letterbox.sending import answers
from inbox.models import Case, Stage
from records.management.commands.make_group_key import as_file
from tests.letters import KEY, WORDS, a_case, a_message

ALONE = """
import runpy, sys
sys.modules["django"] = None  # importing it fails
sys.argv = {argv!r}
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def alone(program, *arguments, typed=""):
    argv = [str(settings.BASE_DIR / "bin" / program), *map(str, arguments)]
    command = [sys.executable, "-I", "-c", ALONE.format(argv=argv)]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, cwd="/", check=False)
    return done.stdout, done.stderr


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "private.json"
    path.write_text(json.dumps(as_file(KEY, "")))
    return path


@pytest.fixture
def exported(reviewer, tmp_path):
    def exported():
        call_command("export_inbox", str(tmp_path / "sealed.json"), by="reviewer", verbosity=0)
        return tmp_path / "sealed.json"

    return exported


def test_a_message_is_opened_and_answered_elsewhere(exported, key_file, tmp_path, reviewer):
    code = receipts.new_code()
    message = a_message(code=code)
    sealed = exported()
    assert WORDS not in sealed.read_text()
    told, fault = alone("open_sealed", key_file, sealed)
    assert (WORDS in told, fault) == (True, "")
    back = tmp_path / "answers.json"
    told, fault = alone("seal_answer", sealed, message.pk, back, typed="Ол тірі.\n")
    assert ("Sealed" in told, fault) == (True, "")
    assert "тірі" not in back.read_text()
    for _again in range(2):
        call_command("take_answers", str(back), by="reviewer", verbosity=0)
    assert [answer.text for answer in answers(code)] == ["Ол тірі."]
    assert Answer.objects.count() == 1
    assert Case.objects.get().stage == Stage.ANSWERED


def test_the_file_is_for_its_owner_and_is_not_overwritten(exported):
    a_message()
    assert oct(exported().stat().st_mode)[-3:] == "600"
    with pytest.raises(CommandError, match="not overwritten"):
        exported()


def test_taking_out_is_opening(exported):
    a_message()
    exported()
    assert Case.objects.get().stage == Stage.OPENED


@pytest.mark.parametrize("name", ["nobody", "researcher"])
def test_only_who_may_open_takes_out(researcher, tmp_path, name):
    with pytest.raises(CommandError, match="name a reviewer"):
        call_command("export_inbox", str(tmp_path / "sealed.json"), by=name)
    assert not (tmp_path / "sealed.json").exists()


@pytest.mark.parametrize("line", ["nonsense", "{}", "[]", '{"message": "x", "sealed": ""}'])
def test_what_is_no_answer_is_told_with_its_line(reviewer, line):
    a_case()
    with pytest.raises((acts.CannotDo, CommandError), match="Line 2"):
        exchange.take_answers(f"\n{line}\n", by=reviewer)


@pytest.mark.parametrize(
    ("arguments", "typed", "fault"),
    [((), "", "Seals an answer"), (("FILE", "none", "OUT"), "x", "no message"), (("none", "1", "OUT"), "x", "no file")],
)
def test_a_slip_is_told(exported, tmp_path, arguments, typed, fault):
    a_message()
    places = {"FILE": exported(), "OUT": tmp_path / "out"}
    told, said = alone("seal_answer", *(places.get(one, one) for one in arguments), typed=typed)
    assert (told, fault in said) == ("", True)
    assert not (tmp_path / "out").exists()


def test_nothing_typed_is_nothing_sealed(exported, tmp_path):
    message = a_message()
    assert "Nothing was typed" in alone("seal_answer", exported(), message.pk, tmp_path / "out", typed=" \n")[1]
