"""Each line of docs/security.md names tests that hold it: they exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def named(page: str) -> list[tuple[str, str]]:
    """File and test; "" where the whole file is meant."""
    return NAMED.findall(page)


def is_there(path: str, test: str) -> bool:
    file = ROOT / path
    if not file.is_file():
        return False
    defined = {node.name for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)}
    return test in defined if test else any(name.startswith("test_") for name in defined)


@pytest.mark.parametrize(("path", "test"), sorted(set(named(PAGE))), ids="::".join)
def test_the_test_that_holds_a_line_exists(path, test):
    assert is_there(path, test)


def test_every_rule_names_a_test():
    rules = [line for line in PAGE.split("## The doors")[1].split("## What")[0].splitlines() if line.startswith("| ")]
    assert len(rules) > 5
    assert [line for line in rules[1:] if not named(line)] == []


def test_nothing_looks_like_a_test_and_is_passed_over():
    assert len(named(PAGE)) == PAGE.count("`tests/")


@pytest.mark.parametrize(
    ("path", "test"), [("tests/nowhere.py", "test_a"), ("tests/test_docs.py", "test_nothing"), ("tests/models.py", "")]
)
def test_a_test_that_is_missing_is_found(path, test):
    assert not is_there(path, test)
