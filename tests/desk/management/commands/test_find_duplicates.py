import io

import pytest
from django.core.management import CommandError, call_command

from desk import finding_duplicates
from desk.management.commands.find_duplicates import Command
from people.models import DuplicateSearch, PossibleDuplicate
from people.name_tables import NameIndexState
from tests.builders import a_person


def told(**options):
    out = io.StringIO()
    call_command("find_duplicates", stdout=out, **options)
    return out.getvalue()


def test_it_says_what_it_found(db):
    a_person("Ақжан Төлеген"), a_person("Akzhan Tolegen")
    assert told() == "1 pairs new on the list; 1 wait for an answer\n"
    assert told() == "0 pairs new on the list; 1 wait for an answer\n"


def test_it_says_whom_it_left_out(db):
    for _number in range(finding_duplicates.MOST_OF_ONE + 2):
        a_person("Ақжан Төлеген")
    assert f"12 persons have more likes than the {finding_duplicates.MOST_OF_ONE} listed of each" in told()


def test_an_empty_register_has_no_duplicates(db):
    assert told() == "0 pairs new on the list; 0 wait for an answer\n"


def test_an_index_by_older_rules_is_not_searched(db):
    a_person("Ақжан Төлеген")
    NameIndexState.objects.update(rules="0-older")
    with pytest.raises(CommandError, match="Run: manage.py rebuild_names"):
        told()


def test_cut_short_at_the_keyboard_it_says_how_to_go_on(db, monkeypatch):
    def stop(self, steps, stage, total):
        if stage == "similar names":
            raise KeyboardInterrupt
        yield from steps

    monkeypatch.setattr(Command, "show", stop)
    a_person("Ақжан Төлеген"), a_person("Ақжан Төлеген")
    with pytest.raises(CommandError, match="run it again to go on from here"):
        told()
    monkeypatch.undo()
    assert PossibleDuplicate.objects.count() == 1
    told()
    assert DuplicateSearch.objects.get().finished_at
