"""Each folder may import what stands to its right, nothing to its left: docs say why, this test holds it.

A model named in a string ("people.Person") counts as an import of its folder: a foreign key binds as much.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = ["config", "desk", "inbox", "publishing", "lookup", "detentions", "victims"]  # from left to right
ORDER += ["sources", "people", "places", "accounts", "records", "audit"]
BESIDE = {"tests", "benches", "drill"}  # these may import all, and none of the above may import them
# The public site knows no working table: of the folders to its right it may import these alone.
WITHOUT_TABLES = [
    "people.index_tables",
    "people.names",
    "people.search",
    "records.dates",
    "records.cells",
    "records.fields",
    "records.form_fields",
    "records.public_id",
]
WITHOUT_TABLES += [f"{folder}.choices" for folder in ORDER]
# The part of the inbox that a public process has is held as closely: it knows the public site, and the sealing of text.
LETTERBOX = ["inbox.letterbox", "lookup", "records.sealing", "records.constraints", *WITHOUT_TABLES]
MODEL_IN_A_STRING = re.compile(r"([a-z]+)\.[A-Z]\w*")


def imported(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of all that a module of `package` names, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and MODEL_IN_A_STRING.fullmatch(node.value):
            yield node.lineno, node.value


def is_allowed(package: str, name: str) -> bool:
    importer, folder = package.split(".")[0], name.split(".")[0]
    if folder in BESIDE:
        return False
    if folder not in ORDER:
        return True
    if f"{package}.".startswith("inbox.letterbox."):
        return any(f"{name}.".startswith(f"{module}.") for module in LETTERBOX)
    if folder == importer:
        return True
    if importer == "lookup":
        return any(f"{name}.".startswith(f"{module}.") for module in WITHOUT_TABLES)
    return ORDER.index(folder) > ORDER.index(importer)


def violations(source: str, package: str) -> list[str]:
    """What a module of `package` (such as "desk.management") imports and may not."""
    return [f"line {line}: {name}" for line, name in imported(source, package) if not is_allowed(package, name)]


def modules(folder: str) -> list[Path]:
    return [path for path in sorted((ROOT / folder).rglob("*.py")) if path.parent.name != "migrations"]


@pytest.mark.parametrize("folder", ORDER)
def test_a_folder_imports_only_what_stands_to_its_right(folder):
    found = {}
    for path in modules(folder):
        package = ".".join(path.relative_to(ROOT).parent.parts)
        found[str(path.relative_to(ROOT))] = violations(path.read_text(encoding="utf-8"), package)
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_every_folder_has_its_place_in_the_order():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - BESIDE
    assert folders - set(ORDER) == set()


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("people", "from sources.models import Report"),
        ("people", "import desk.merging as merging"),
        ("people", "from desk import merging"),
        ("people", "def late():\n    if True:\n        from victims.models import Casualty"),
        ("people", "from tests.browser import sign_in"),
        ("people.management.commands", "from config.database import parse"),
        ("people", 'report = ForeignKey("sources.Report", CASCADE)'),
        ("lookup", "from people.models import Person"),
        ("lookup", "from people import models"),
        ("lookup", "import records"),
        ("lookup", "from records.datesandmore import x"),
        ("lookup", 'person = ForeignKey("people.Person", CASCADE)'),
        ("publishing", "from inbox.models import Case"),
        ("lookup", "from inbox.letterbox.models import Message"),
        ("inbox.letterbox", "from inbox.models import Case"),
        ("inbox.letterbox", "from people.models import Person"),
        ("inbox.letterbox", "from publishing import door"),
        ("inbox.letterbox", "from records.models import Record"),
    ],
)
def test_a_planted_import_is_found(package, source):
    assert len(violations(source, package)) == 1


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("sources", "from people.models import Person"),
        ("sources", "from django.db import models\nimport json\nfrom . import choices\nfrom .models import Report"),
        ("desk.management.commands", "from ...merging import merge\nfrom desk.accounts import make_staff"),
        ("lookup", "from people import names\nfrom people.names import fold\nimport records.dates"),
        ("lookup", "from victims.choices import Harm\nfrom lookup.models import PublishedPerson"),
        ("inbox.letterbox", "from lookup.models import PublishedPerson\nfrom inbox.letterbox import receipts"),
        ("inbox", "from inbox.letterbox.models import Message\nfrom people.models import Person"),
        ("people", '"""About desk.Page: not an import."""'),
    ],
)
def test_what_is_allowed_is_let_through(package, source):
    assert violations(source, package) == []
