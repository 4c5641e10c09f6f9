"""Files that are made ahead of those who ask."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lookup.downloads import FILES, kept
from lookup.downloads.description import LANGUAGES
from lookup.management.commands import keep_files
from lookup.models import PublishedStamp
from publishing import door
from tests.lookup.downloads.conftest import NAME

ADDRESSES = [f"/download/{name}.csv" for name in FILES] + ["/download/tizim.xlsx", "/download/tizim.zip"]


def keep() -> str:
    said = StringIO()
    call_command("keep_files", "--still", "0", stdout=said)
    return said.getvalue()


def test_whoever_asks_is_sent_what_is_kept(person, visitor):
    asked = [(address, {"language": code}) for address in ADDRESSES for code in LANGUAGES]
    made = [visitor.get(*one).getvalue() for one in asked]
    kept.forget()
    keep()
    answers = [visitor.get(*one) for one in asked]
    assert [int(answer["Content-Length"]) for answer in answers] == [*map(len, made)]
    assert [answer.getvalue() for answer in answers] == made


def test_where_all_are_kept_none_is_made(person):
    assert len(keep().splitlines()) == len(ADDRESSES) * len(LANGUAGES)
    assert keep() == "Every file is kept.\n"


def test_what_is_taken_away_is_gone_at_once_and_the_next_time_files_are_made_without_it(person, reviewer, visitor):
    keep()
    door.hide_names(person=person, by=reviewer, reason="the family asks")
    assert NAME not in visitor.get("/download/people.csv").getvalue().decode()
    assert len(keep().splitlines()) == len(ADDRESSES) * len(LANGUAGES) - 1  # the one that was just asked for is kept
    answer = visitor.get("/download/people.csv", {"language": "kk"})
    assert "Content-Length" in answer
    assert NAME not in answer.getvalue().decode()


def test_while_something_is_published_no_file_is_made_and_none_of_before_stays(person, folder, monkeypatch):
    keep()
    assert [*folder.iterdir()]
    PublishedStamp.objects.renew()
    monkeypatch.setattr(keep_files, "sleep", lambda seconds: PublishedStamp.objects.renew())
    assert keep() == "The public tables are changing: no file was made. Run it again later.\n"
    assert not [*folder.iterdir()]


def test_a_change_in_between_ends_it(person, folder, monkeypatch):
    sent = keep_files.kept.sent

    def changed(name, make):
        PublishedStamp.objects.renew()
        return sent(name, make)

    monkeypatch.setattr(keep_files.kept, "sent", changed)
    assert keep().startswith("The public tables changed: 0 of ")


def test_a_change_after_the_last_byte_is_no_failure(person, folder, monkeypatch):
    finish = kept._Keeping.finish
    monkeypatch.setattr(kept._Keeping, "finish", lambda file: finish(file) or PublishedStamp.objects.renew())
    assert keep().startswith("The public tables changed: 0 of ")


def test_a_disk_without_room_is_a_failure(person, folder, monkeypatch):
    monkeypatch.setattr(kept._Keeping, "finish", lambda file: None)
    with pytest.raises(CommandError, match="has room"):
        keep()


def test_nothing_published_is_no_failure(folder):
    assert keep() == "Nothing was published yet: there are no files to make.\n"


def test_a_folder_for_others_is_refused_with_the_next_step(person, folder):
    folder.mkdir(mode=0o755)
    with pytest.raises(CommandError, match="chmod 700"):
        keep()


def test_a_full_folder_is_said_and_is_no_failure(person, folder, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 0)
    assert "are made when somebody asks" in keep()
    assert not [*folder.iterdir()]
