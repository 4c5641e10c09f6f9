"""After `redact` and `purge` the bytes of a value are in none of the files of a SQLite database."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

from config.environment import BASE_DIR
from people.names import tokens

GIVEN, SURNAME = "Ақшолпанбек", "Жұмағазиұлы"
NAME = f"{SURNAME} {GIVEN}"
FORMER = "watchmaker of the old bazaar"

ENTER = f"""
from accounts.session_store import SessionStore
from people.name_tables import NAMES
from tests.builders import *
from tests.conftest import member
researcher, reviewer = member("researcher"), member("reviewer")
person = a_named_person({NAME!r}, by=researcher, occupation={FORMER!r})
a_name(person, "Aqsholpan", by=researcher)
casualty = a_casualty(person=person, by=researcher)
a_casualty_claim(casualty, name_as_printed="A. Zh.", by=researcher)
published(casualty, by=reviewer)
published(person, by=reviewer)
changed(person, by=researcher, occupation="welder")
DuplicateSearch.objects.create(rules=1, reached_name=NAMES.spelling.objects.get(text={NAME!r}).packed)
session = SessionStore()
session["_messages"] = "The person {NAME} was changed."
session.create()
print(person.public_id)
"""


def manage(folder, *arguments, stdin=None):
    environment = {
        **{name: os.environ[name] for name in ("PATH",)},
        "DATABASE_URL": f"sqlite:///{folder}/x.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(BASE_DIR),
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment,
        cwd=BASE_DIR,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=300,
    )


def forms() -> list[bytes]:
    """Every way in which the database writes the name and the former value."""
    texts = {NAME, GIVEN, SURNAME, FORMER}
    texts |= {text.casefold() for text in texts}
    texts |= {reading for token in tokens(NAME) for reading in token.readings}
    return [form for text in sorted(texts) for form in {text.encode(), json.dumps(text)[1:-1].encode()}]


def found(folder) -> dict[str, list[bytes]]:
    """The forms that stand in the bytes of each file."""
    return {
        path.name: there
        for path in sorted(folder.iterdir())
        if (there := [form for form in forms() if form in path.read_bytes()])
    }


READ = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN")
database.execute("SELECT count(*) FROM people_person").fetchall()
print("reading", flush=True)
input()
"""


@contextmanager
def a_reader(folder):
    """Somebody who has the database open and reads: nothing leaves the write-ahead log meanwhile. A process of its
    own, because reading the bytes of a file here would take the locks from a connection of this process."""
    command = [sys.executable, "-c", READ, folder / "x.sqlite3"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout.readline() == "reading\n"
        yield
        reader.communicate("\n")


def sessions(folder) -> int:
    """Their bytes are packed and tell nothing, so the rows are counted."""
    with closing(sqlite3.connect(folder / "x.sqlite3")) as database:
        return database.execute("SELECT count(*) FROM accounts_session").fetchone()[0]


def test_no_byte_is_left(tmp_path):
    assert manage(tmp_path, "migrate", "-v0").returncode == 0
    with a_reader(tmp_path):
        entered = manage(tmp_path, "shell", "-v0", stdin=ENTER)
        public_id = entered.stdout.strip()
        assert len(public_id) == 10, entered.stderr
        assert len(set(sum(found(tmp_path).values(), []))) >= 9  # else nothing would be tested
        done = [redact(tmp_path, public_id, field) for field in ("text", "occupation")]
        assert len(found(tmp_path)["x.sqlite3-wal"]) >= 9  # the rows are blank; the log holds their old pages
        assert sessions(tmp_path) == 1
        done.append(manage(tmp_path, "purge"))
        assert "Stop the server" in done[-1].stderr
    done.append(manage(tmp_path, "purge"))
    assert [process.returncode for process in done] == [0, 0, 1, 0], [process.stderr for process in done]
    assert found(tmp_path) == {}
    assert sessions(tmp_path) == 0
    said = "".join(process.stdout + process.stderr for process in done).encode()
    assert not [form for form in forms() if form in said]  # what a terminal shows and a log may keep
    whole = manage(tmp_path, "verify_history")
    assert whole.returncode == 0, whole.stderr


def redact(folder, public_id, field):
    return manage(folder, "redact", public_id, field, "--by", "reviewer", "--reason", "asked by the family", "--clear")
