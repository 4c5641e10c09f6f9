"""Files that are kept: made once, and gone at the next request after anything was taken away."""

import gzip
import io
import os
import zipfile

import pytest
from django.db import transaction

from lookup import download_views
from lookup.downloads import kept, whole
from lookup.models import PublishedStamp
from publishing import delivery, door
from publishing.models import Publication
from tests.builders import a_report, published
from tests.lookup.downloads.conftest import NAME

PEOPLE = "/download/people.csv"


@pytest.fixture
def made(monkeypatch):
    """The names of the files that were made, once for each making."""
    names, csv_parts = [], whole.csv_parts
    for module in (whole, download_views):
        monkeypatch.setattr(
            module, "csv_parts", lambda file, **asked: names.append(file.name) or csv_parts(file, **asked)
        )
    return names


@pytest.fixture
def elsewhere(monkeypatch):
    """Another machine than the one where something is changed keeps the files: nobody takes them away there."""
    monkeypatch.setattr(kept, "forget", lambda: None)


def test_nothing_is_deleted_that_was_not_made_here(person, folder, visitor, reviewer):
    folder.mkdir(mode=0o700)
    (folder / "tizim.sqlite3").write_text("the register")
    read(visitor)
    door.hide_names(person=person, by=reviewer, reason="the family asks")
    read(visitor)
    assert (folder / "tizim.sqlite3").read_text() == "the register"


def read(visitor, address=PEOPLE) -> str:
    body = visitor.get(address).getvalue()
    if address.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())
    return body.decode()


def held(folder) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.glob("*")]


# What was taken away


def hide_names(person, by):
    door.hide_names(person=person, by=by, reason="the family asks")


def withdraw(person, by):
    door.withdraw(record=person, by=by, reason="the family asks")


def without_the_name(person) -> Publication:
    publication = Publication.objects.filter(public_id=person.public_id).first()
    Publication.objects.filter(pk=publication.pk).update(values=publication.values | {"name": []})
    return publication


def deliver_again(person, by):
    delivery.deliver(without_the_name(person))
    Publication.objects.update(delivered_at=None)
    delivery.deliver_waiting()


def rebuild(person, by):
    without_the_name(person)
    delivery.rebuild()


def take_off(person, by):
    Publication.objects.filter(public_id=person.public_id).update(act="reduced", delivered_at=None)
    delivery._take_off()


@pytest.mark.parametrize("folder", ["one database", "two databases"], indirect=True)
@pytest.mark.parametrize("act", [hide_names, withdraw, deliver_again, rebuild, take_off])
def test_what_was_taken_away_is_gone_at_the_next_request(person, researcher, visitor, elsewhere, act):
    addresses = (PEOPLE, f"{PEOPLE}?mark=yes", "/download/tizim.zip")
    assert all(NAME in read(visitor, address) for address in addresses for _again in range(2))
    act(person, researcher)
    assert not any(NAME in read(visitor, address) for address in addresses for _again in range(2))


def test_after_a_change_nothing_that_was_made_before_stays_on_the_disk(person, folder, researcher, visitor):
    assert NAME in read(visitor)
    assert len(held(folder)) == 1
    hide_names(person, researcher)
    assert held(folder) == []


def test_what_another_machine_changed_is_off_the_disk_at_the_next_request(
    person, folder, researcher, visitor, elsewhere
):
    read(visitor)
    read(visitor, "/download/names.csv")
    hide_names(person, researcher)
    read(visitor)
    assert not any(NAME in text for text in held(folder))


def test_a_making_that_began_before_a_withdrawal_is_not_kept(person, folder, researcher, elsewhere):
    def make():
        yield NAME.encode()
        hide_names(person, researcher)
        yield b"the end"

    assert b"".join(kept.sent("people.csv", make).parts).endswith(b"the end")
    assert held(folder) == []
    assert b"".join(kept.sent("people.csv", lambda: iter([b"anew"])).parts) == b"anew"


def test_a_slow_making_does_not_replace_what_was_made_after_a_withdrawal(person, folder, researcher, elsewhere):
    slow = kept.sent("people.csv", lambda: iter([NAME.encode(), b"the end"])).parts
    next(slow)
    hide_names(person, researcher)
    assert list(kept.sent("people.csv", lambda: iter([b"anew"])).parts) == [b"anew"]
    assert list(slow) == [b"the end"]
    assert list(kept.sent("people.csv", lambda: iter([b"not made"])).parts) == [b"anew"]
    assert held(folder) == ["anew"]


def test_within_a_transaction_nothing_is_kept_and_nothing_kept_is_sent(person, folder, researcher, visitor):
    assert NAME in read(visitor)
    with transaction.atomic(using=delivery.public_database()):
        inner = kept.sent("tizim-people.en.csv", lambda: iter([b"anew"]))
        assert (list(inner.parts), inner.length) == ([b"anew"], None)
    assert NAME in read(visitor)


# Which acts give another stamp


def test_an_act_that_is_rolled_back_takes_its_stamp_with_it_and_leaves_that_of_others(person, reviewer):
    before = PublishedStamp.objects.current()
    with transaction.atomic():
        with transaction.atomic():
            published(a_report("Three days in Zhuparly"), by=reviewer)
            transaction.set_rollback(True)
        assert PublishedStamp.objects.current() == before
        published(a_report("Four days in Zhuparly"), by=reviewer)
    assert PublishedStamp.objects.current() != before


def test_where_nothing_waits_what_is_kept_stays(person, visitor, made):
    read(visitor)
    delivery.bring_up_to_date()
    read(visitor)
    assert made == ["people"]


# Keeping


def test_a_file_is_made_once_in_each_language_and_sent_with_its_length(person, visitor, made):
    first = visitor.get(PEOPLE).getvalue()
    again = visitor.get(PEOPLE)
    assert (again.getvalue(), again["Content-Length"]) == (first, str(len(first)))
    assert made == ["people"]
    assert "қаза" in read(visitor, "/download/casualties.csv?language=kk")
    assert "қаза" not in read(visitor, "/download/casualties.csv")
    assert visitor.get(f"{PEOPLE}?mark=yes").getvalue() == "\ufeff".encode() + first


def test_whoever_takes_packed_files_gets_the_same(person, visitor):
    first = read(visitor)
    packed = visitor.get(PEOPLE, headers={"accept-encoding": "gzip"})
    assert (packed["Content-Encoding"], packed.has_header("Content-Length")) == ("gzip", False)
    assert gzip.decompress(packed.getvalue()).decode() == first


def test_a_part_is_never_kept(person, folder, visitor, made):
    address = f"{PEOPLE}?happened=killed"
    assert read(visitor, address) == read(visitor, address)
    assert (made, held(folder)) == (["people"] * 2, [])


def test_another_version_of_the_program_makes_its_own(person, visitor, made, monkeypatch):
    read(visitor)
    monkeypatch.setattr(kept, "OF_THIS_PROGRAM", "another")
    read(visitor)
    assert made == ["people"] * 2


def test_a_download_that_is_broken_off_leaves_nothing(person, folder):
    sent = kept.sent("people.csv", lambda: iter([b"one", b"two"])).parts
    next(sent)
    assert len(held(folder)) == 1
    sent.close()
    assert held(folder) == []


def nowhere(folder, settings, monkeypatch):
    settings.DOWNLOADS_DIR = os.devnull


def open_to_others(folder, settings, monkeypatch):
    folder.mkdir()
    folder.chmod(0o755)


def full(folder, settings, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 0)


def disk_full(folder, settings, monkeypatch):
    monkeypatch.setattr(kept, "NamedTemporaryFile", lambda **_names: open("/dev/full", "wb", buffering=0))  # noqa: SIM115


@pytest.mark.parametrize("hinder", [nowhere, open_to_others, full, disk_full])
def test_where_nothing_can_be_kept_each_file_is_made_anew(person, folder, visitor, made, settings, monkeypatch, hinder):
    hinder(folder, settings, monkeypatch)
    assert NAME in read(visitor)
    assert NAME in read(visitor)
    assert made == ["people"] * 2
    assert held(folder) == []
