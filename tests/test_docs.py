"""What the documents tell people to type exists, and `.env.example` lists what is read."""

import ast
import os
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs/public-site.md", ROOT / "docs/inbox.md"]
DOCUMENTS += [ROOT / "docs/importing.md"]
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
SCRIPT = re.compile(r"(?<![\w/])(?:\.ci|bin)/[\w-]+(?:\.py)?")
COMMAND = re.compile(r"\bmanage\.py +([a-z_]+)")
READERS = {"text", "flag", "words", "number"}


def named(pattern: re.Pattern, document: str) -> set[str]:
    """What a pattern finds in the code of a Markdown document."""
    return {name for code in CODE.findall(document) for name in pattern.findall(code)}


def not_executable(names: set[str]) -> list[str]:
    return sorted(name for name in names if not os.access(ROOT / name, os.X_OK))


def variables_read_by_python(source: str) -> set[str]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    calls = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in READERS]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def variables_read_by_bash(source: str) -> set[str]:
    return set(re.findall(r"\bsetting ([A-Z_]+)", source))


def variables_listed(source: str) -> set[str]:
    return set(re.findall(r"^#?([A-Z_]+)=", source, re.MULTILINE))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_script_that_is_named_can_be_started(path):
    assert not_executable(named(SCRIPT, path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(path):
    assert named(COMMAND, path.read_text(encoding="utf-8")) - set(get_commands()) == set()


def test_the_readme_tells_how_to_run_and_test():
    assert {"bin/run", "bin/test"} <= named(SCRIPT, (ROOT / "README.md").read_text(encoding="utf-8"))


def test_commands_are_found_in_code_and_nowhere_else():
    document = (
        "Some bin/talk.\n```\n$ bin/run --all\npython manage.py migrate -v 0\n```\nand `bin/te-st` and `/usr/bin/env`"
    )
    assert named(SCRIPT, document) == {"bin/run", "bin/te-st"}
    assert named(COMMAND, document) == {"migrate"}


def test_a_script_that_is_missing_or_no_program_is_found():
    assert not_executable({"bin/run", "bin/missing", "manage.py", "pyproject.toml"}) == [
        "bin/missing",
        "pyproject.toml",
    ]


def test_the_example_lists_every_variable_that_is_read_and_no_other():
    read = variables_read_by_bash((ROOT / "bin/run").read_text(encoding="utf-8"))
    for path in (ROOT / "config").glob("*.py"):
        read |= variables_read_by_python(path.read_text(encoding="utf-8"))
    assert variables_listed((ROOT / ".env.example").read_text(encoding="utf-8")) == read


def test_variables_are_found():
    assert variables_read_by_python('a = text("ONE")\nb = flag("TWO", default=True)\nc = other("THREE")') == {
        "ONE",
        "TWO",
    }
    assert variables_read_by_bash("port=$(setting PORT 8000)") == {"PORT"}
    assert variables_listed("# Why=x\n#ONE=1\nTWO=2\n") == {"ONE", "TWO"}
