"""A release is frozen; what is taken away is gone from it at the next request, and from what takes its place."""

import csv
import hashlib
import io
import json
import stat
import warnings
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Change
from desk import purging
from desk.merging import merge, undo
from desk.purging import purge
from desk.redaction import redact
from lookup.models import PublishedRelease, PublishedReleasePiece
from people.models import Person
from publishing import door, releases, shelf
from publishing.models import Issue, Release
from publishing.replay import FOLDER, replayed
from records.saving import changing
from sources.models import Report
from tests.builders import a_casualty, a_casualty_claim, a_name, a_named_person, a_toll, changed, published
from tests.publishing.test_delivery import in_any_order, public_tables, register  # noqa: F401 (register: a fixture)

NAME, OTHER = "Ақжан Төлеген", "Бибіш Қуат"


@pytest.fixture
def casualty(reviewer):
    """Of a named person, with a claim that gives the name as printed and a quotation."""
    person = a_named_person(NAME)
    casualty = a_casualty(person=person, harmed_on="2022-01-05")
    a_casualty_claim(casualty, name_as_printed="Akzhan", quotation="We saw it", quotation_is_public=True)
    for record in (person, casualty, casualty.incident):
        published(record, by=reviewer)
    return casualty


def change_claim(casualty, by, **values):
    casualty.refresh_from_db()
    claim = casualty.claims.get()
    with changing(casualty, by=by):
        for name, value in values.items():
            setattr(claim, name, value)
        claim.save()


def release(by):
    return str(releases.release(by=by, reason="the end of the month"))


def reissue(by):
    return list(map(str, releases.reissue(by=by, reason="something was taken away")))


def ask(visitor, name):
    response = visitor.get(f"/releases/tizim-{name}.zip")
    return response.status_code, b"".join(response)


def opened(visitor, name) -> zipfile.ZipFile:
    status, content = ask(visitor, name)
    assert status == 200
    return zipfile.ZipFile(io.BytesIO(content))


def rows(visitor, name, file) -> list[dict]:
    text = opened(visitor, name).read(f"data/{file}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def text(visitor, name) -> str:
    """All that stands in the file."""
    with opened(visitor, name) as archive:
        return "\n".join(archive.read(member).decode() for member in archive.namelist())


def test_a_release_is_what_is_public_and_stays(casualty, reviewer, visitor):
    name = release(reviewer)
    before = ask(visitor, name)
    assert [row["name"] for row in rows(visitor, name, "people")] == [NAME]
    published(changed(casualty, harmed_on="2022-01-06"), by=reviewer)
    assert ask(visitor, name) == before


def test_a_release_is_made_beside_the_public_tables(casualty, reviewer):
    before = in_any_order(public_tables())
    release(reviewer)
    after = in_any_order(public_tables())
    assert {name for name in after if after[name] != before[name]} == {"PublishedRelease", "PublishedReleasePiece"}


def test_it_is_numbered_by_month(casualty, reviewer):
    first, second = release(reviewer), release(reviewer)
    assert [name.rpartition(".")[2] for name in (first, second)] == ["1", "2"]
    assert releases.next_number(date(2031, 2, 7)) == "2031.02.1"


def test_a_number_that_was_given_before_an_old_backup_was_restored_is_not_given_again(casualty, reviewer):
    for least in (3, 1):
        call_command("release", by="reviewer", number=least)
    assert sorted(row.release.rpartition(".")[2] for row in PublishedRelease.objects.all()) == ["3", "4"]


def test_its_checksums_are_those_of_the_bytes(casualty, reviewer, visitor):
    name = release(reviewer)
    _status, content = ask(visitor, name)
    listed = visitor.get("/releases/SHA256SUMS").content.decode()
    assert listed == f"{hashlib.sha256(content).hexdigest()}  tizim-{name}.zip\n"
    with opened(visitor, name) as archive:
        sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
        assert sums == {
            member: hashlib.sha256(archive.read(member)).hexdigest()
            for member in archive.namelist()
            if member != "SHA256SUMS"
        }


def test_the_checksum_tells_nobody_what_stood_in_a_file(casualty, researcher, reviewer, visitor):
    first, second = release(reviewer), release(reviewer)
    salts = [json.loads(opened(visitor, name).read("datapackage.json"))["salt"] for name in (first, second)]
    assert len(set(salts)) == 2
    assert [len(salt) for salt in salts] == [64, 64]
    issue = PublishedRelease.objects.get(name=first)
    assert {key for file in issue.files for key in file} == {"name", "size"}
    hide_names(casualty, researcher)
    issue.refresh_from_db()
    assert issue.files == []


def test_it_is_a_valid_data_package(register, reviewer, visitor, tmp_path):  # noqa: F811
    releases.release(by=reviewer, reason="the first")
    door.withdraw(record=register[0], by=reviewer, reason="the wrong one")
    name = release(reviewer)
    opened(visitor, name).extractall(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own dependencies
        from frictionless import Package

        package = Package(str(tmp_path / "datapackage.json"))
        report = package.validate()
    assert report.flatten(["name", "type", "note"]) + [error.note for error in report.errors] == []
    assert package.get_resource("changes").read_rows()


# Something is taken away


def hide_names(casualty, by):
    door.hide_names(person=Person.objects.get(pk=casualty.person_id), by=by, reason="the family asks")


def withdraw_the_person(casualty, by):
    door.withdraw(record=casualty.person, by=by, reason="the family asks")


def withdraw_the_casualty(casualty, by):
    door.withdraw(record=casualty, by=by, reason="the family asks")


def withdraw_the_claim(casualty, by):
    change_claim(casualty, by, withdrawn=True)
    door.take_away(record=casualty, by=by, reason="the family asks")


def hide_the_quotation(casualty, by):
    change_claim(casualty, by, quotation_is_public=False)
    door.take_away(record=casualty, by=by, reason="the family asks")


def erase_the_quotation(casualty, by):
    redact(record=casualty, field="quotation", by=by, reason="a court says so", clear=True)


TAKEN_AWAY = [
    (hide_names, [NAME, "Akzhan"]),
    (withdraw_the_person, [NAME, "Akzhan", "We saw it"]),
    (withdraw_the_casualty, ["Akzhan", "We saw it"]),
    (withdraw_the_claim, ["Akzhan", "We saw it"]),
    (hide_the_quotation, ["We saw it"]),
    (erase_the_quotation, ["We saw it"]),
]


@pytest.mark.parametrize(("take_away", "gone"), TAKEN_AWAY)
def test_what_is_taken_away_is_gone_at_the_next_request_and_from_the_next_issue(
    casualty, researcher, reviewer, visitor, take_away, gone
):
    name = release(reviewer)
    assert [word for word in gone if word not in text(visitor, name)] == []
    take_away(casualty, researcher)
    status, answer = ask(visitor, name)
    assert (status, b"Look again later" in answer) == (410, True)
    assert not PublishedReleasePiece.objects.exists()
    assert reissue(reviewer) == [f"{name}-r1"]
    assert [word for word in gone if word in text(visitor, f"{name}-r1")] == []
    status, answer = ask(visitor, name)
    assert (status, f"{name}-r1" in answer.decode()) == (410, True)
    assert f"tizim-{name}.zip\n" in visitor.get("/releases/SHA256SUMS").content.decode()
    assert reissue(reviewer) == []


def test_a_mere_change_takes_nothing_from_a_release(casualty, researcher, reviewer, visitor):
    name = release(reviewer)
    published(changed(casualty, by=researcher, harmed_on="2022-01-06", site="a bridge"), by=reviewer)
    published(changed(Person.objects.get(pk=casualty.person_id), by=researcher, occupation="welder"), by=reviewer)
    assert ask(visitor, name)[0] == 200


def test_what_was_edited_away_before_it_was_switched_off_goes_too(casualty, researcher, reviewer, visitor):
    name = release(reviewer)
    change_claim(casualty, researcher, quotation="Others saw it")
    published(casualty, by=reviewer)
    assert ask(visitor, name)[0] == 200
    hide_the_quotation(casualty, researcher)
    assert ask(visitor, name)[0] == 410


def test_what_is_switched_on_again_and_waits_is_not_let_through(casualty, researcher, reviewer, visitor):
    name = release(reviewer)
    hide_names(casualty, researcher)
    hide_the_quotation(casualty, researcher)
    changed(Person.objects.get(pk=casualty.person_id), by=researcher, name_is_public=True)
    change_claim(casualty, researcher, quotation_is_public=True)
    reissue(reviewer)
    found = text(visitor, f"{name}-r1")
    assert [word for word in (NAME, "Akzhan", "We saw it") if word in found] == []


# Each takes something away, and gives what differs in its place.


def name_again(casualty, by):
    hide_names(casualty, by)
    person = changed(Person.objects.get(pk=casualty.person_id), by=by, name_is_public=True)
    change_name(person, by, text="А. Т.")
    change_claim(casualty, by, name_as_printed="A. T.")
    return person, casualty


def describe_again(casualty, by):
    person = Person.objects.get(pk=casualty.person_id)
    door.hide_description(person=person, by=by, reason="the family asks")
    return (changed(person, by=by, description="A worker", description_is_public=True),)


def quote_again(casualty, by):
    hide_the_quotation(casualty, by)
    change_claim(casualty, by, quotation="A witness", quotation_is_public=True)
    return (casualty,)


def tell_again(casualty, by):
    withdraw_the_claim(casualty, by)
    change_claim(casualty, by, withdrawn=False, circumstances="On a street", name_as_printed="A.", quotation="")
    return (casualty,)


def restore_again(casualty, by):
    withdraw_the_casualty(casualty, by)
    door.restore(record=casualty, by=by, reason="a mistake")
    return (changed(casualty, by=by, site="a street"),)


def change_name(person, by, **values):
    name = person.names.get()
    with changing(person, by=by):
        for field, value in values.items():
            setattr(name, field, value)
        name.save()


GIVEN_AGAIN = [
    (name_again, [NAME, "Akzhan"]),
    (describe_again, ["A welder"]),
    (quote_again, ["We saw it"]),
    (tell_again, ["Behind the mill", "Akzhan", "We saw it"]),
    (restore_again, ["the house of Q."]),
]


@pytest.mark.parametrize(("give_again", "gone"), GIVEN_AGAIN)
def test_what_was_taken_away_does_not_come_back_with_what_is_published_in_its_place(
    casualty, researcher, reviewer, visitor, give_again, gone
):
    person = Person.objects.get(pk=casualty.person_id)
    published(changed(person, description="A welder", description_is_public=True), by=reviewer)
    change_claim(casualty, researcher, circumstances="Behind the mill")
    published(changed(casualty, site="the house of Q."), by=reviewer)
    name = release(reviewer)
    assert [word for word in gone if word not in text(visitor, name)] == []
    for record in give_again(casualty, researcher):
        published(record, by=reviewer)
    assert reissue(reviewer) == [f"{name}-r1"]
    found = text(visitor, f"{name}-r1")
    assert [word for word in gone if word in found] == []
    assert casualty.shown_id in found


def test_what_is_published_again_just_as_it_was_comes_back_until_it_is_changed(casualty, researcher, reviewer, visitor):
    name = release(reviewer)
    hide_the_quotation(casualty, researcher)
    change_claim(casualty, researcher, quotation_is_public=True)
    published(casualty, by=reviewer)
    reissue(reviewer)
    assert "We saw it" in text(visitor, f"{name}-r1")
    change_claim(casualty, researcher, quotation="A witness")
    published(casualty, by=reviewer)
    assert ask(visitor, f"{name}-r1")[0] == 410
    reissue(reviewer)
    assert "We saw it" not in text(visitor, f"{name}-r2")


def test_what_is_published_again_meanwhile_counts_for_the_next_issue_only(
    casualty, researcher, reviewer, visitor, monkeypatch
):
    """It must not come in while an issue is made that is watched as one without it."""
    name = release(reviewer)
    hide_names(casualty, researcher)
    begin = releases._begin

    def begin_and_publish(*arguments):
        issue = begin(*arguments)
        published(changed(Person.objects.get(pk=casualty.person_id), by=researcher, name_is_public=True), by=reviewer)
        return issue

    monkeypatch.setattr(releases, "_begin", begin_and_publish)
    reissue(reviewer)
    assert NAME not in text(visitor, f"{name}-r1")


def test_what_is_taken_away_while_a_release_is_made_is_not_in_it(casualty, researcher, reviewer, visitor, monkeypatch):
    finish, acts = releases._finish, [hide_names, hide_the_quotation]

    def act_and_finish(issue, *arguments):
        if acts:
            acts.pop()(casualty, researcher)
        return finish(issue, *arguments)

    monkeypatch.setattr(releases, "_finish", act_and_finish)
    found = text(visitor, release(reviewer))
    assert [word for word in (NAME, "Akzhan", "We saw it") if word in found] == []
    assert Issue.objects.count() == 1


def test_an_act_that_is_rolled_back_holds_nothing_back(casualty, researcher, reviewer, visitor):
    name = release(reviewer)
    with transaction.atomic():
        hide_names(casualty, researcher)
        transaction.set_rollback(True)
    assert ask(visitor, name)[0] == 200


def test_a_release_without_the_record_stays(casualty, researcher, reviewer, visitor):
    first = release(reviewer)
    toll = published(a_toll(7, quotation="Seven", quotation_is_public=True), by=reviewer)
    second = release(reviewer)
    changed(toll, by=researcher, quotation_is_public=False)
    door.take_away(record=toll, by=researcher, reason="the speaker asks")
    assert [ask(visitor, name)[0] for name in (first, second)] == [200, 410]


def test_a_report_that_becomes_confidential_is_named_nowhere(casualty, researcher, reviewer, visitor):
    report = published(casualty.claims.get().report, by=reviewer)
    first = release(reviewer)
    assert report.shown_id in text(visitor, first)
    door.withdraw(record=report, by=researcher, reason="the wrong one")
    reissue(reviewer)
    second = release(reviewer)
    assert ("reports", report.shown_id, "withdrawn") in changes(visitor, second)
    changed(report, by=researcher, is_confidential=True)
    door.take_away(record=report, by=researcher, reason="the source is in danger")
    assert [ask(visitor, name)[0] for name in (f"{first}-r1", second)] == [410, 410]
    reissue(reviewer)
    for name in (f"{first}-r2", f"{second}-r1"):
        assert report.shown_id not in text(visitor, name)
    door.take_away(record=casualty, by=researcher, reason="saved")
    assert [ask(visitor, name)[0] for name in (f"{first}-r2", f"{second}-r1")] == [200, 200]


def test_a_report_that_becomes_confidential_while_a_release_is_made_is_not_named(
    casualty, researcher, reviewer, visitor, monkeypatch
):
    report = published(casualty.claims.get().report, by=reviewer)
    release(reviewer)
    door.withdraw(record=report, by=researcher, reason="the wrong one")
    reissue(reviewer)
    finish = releases._finish

    def act_and_finish(issue, *arguments):
        changed(Report.objects.get(pk=report.pk), by=researcher, is_confidential=True)
        return finish(issue, *arguments)

    monkeypatch.setattr(releases, "_finish", act_and_finish)
    assert report.shown_id not in text(visitor, release(reviewer))


def test_saving_asks_as_little_however_many_releases_there_are(casualty, reviewer, visitor):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            door.take_away(record=Person.objects.get(pk=casualty.person_id), by=reviewer, reason="saved")
        return len(asked)

    release(reviewer)
    few = queries()
    release(reviewer)
    release(reviewer)
    assert queries() == few


def test_sending_ends_where_something_is_taken_away(casualty, researcher, reviewer, visitor, monkeypatch):
    monkeypatch.setattr(shelf, "PIECE", 1000)
    name = release(reviewer)
    sent = iter(visitor.get(f"/releases/tizim-{name}.zip"))
    assert len(next(sent)) == 1000
    hide_names(casualty, researcher)
    assert list(sent) == []


def test_rebuilding_loses_no_release_and_brings_none_back(casualty, researcher, reviewer, visitor):
    first = release(reviewer)
    call_command("rebuild_public", verbosity=0)
    assert ask(visitor, first)[0] == 200
    hide_names(casualty, researcher)
    call_command("rebuild_public", verbosity=0)
    assert ask(visitor, first)[0] == 410


# Merging


@pytest.fixture
def twin(reviewer):
    """Somebody else with the same name, and another one."""
    twin = a_named_person(NAME)
    a_name(twin, OTHER)
    for record in (twin, a_casualty(person=twin, harmed_on="2022-01-05")):
        published(record, by=reviewer)
    return twin


def test_a_merge_takes_nothing_from_older_releases_and_the_next_one_tells_it(casualty, twin, reviewer, visitor):
    first = release(reviewer)
    merge(keep=casualty.person, duplicate=twin, by=reviewer, reason="the same man")
    assert ask(visitor, first)[0] == 200
    second = release(reviewer)
    assert ("people", twin.shown_id, "merged") in changes(visitor, second)
    (line,) = [row for row in rows(visitor, second, "changes") if row["change"] == "merged"]
    assert line["into"] == casualty.person.shown_id


def test_names_of_the_kept_person_are_hidden_under_the_merged_one_too(casualty, twin, researcher, reviewer, visitor):
    name = release(reviewer)
    merge(keep=casualty.person, duplicate=twin, by=reviewer, reason="the same man")
    hide_names(casualty, researcher)
    assert ask(visitor, name)[0] == 410
    reissue(reviewer)
    assert [row["name"] for row in rows(visitor, f"{name}-r1", "people")] == ["", ""]
    assert OTHER not in text(visitor, f"{name}-r1")
    changed(Person.objects.get(pk=casualty.person_id), by=researcher, occupation="welder")
    door.take_away(record=casualty.person, by=researcher, reason="saved")
    assert ask(visitor, f"{name}-r1")[0] == 200


def test_names_of_somebody_who_was_kept_are_hidden_where_only_the_merged_one_stands(
    twin, researcher, reviewer, visitor
):
    name = release(reviewer)
    kept = a_named_person(NAME)
    for record in (kept, casualty := a_casualty(person=kept)):
        published(record, by=reviewer)
    merge(keep=kept, duplicate=twin, by=reviewer, reason="the same man")
    assert ask(visitor, name)[0] == 200
    hide_names(casualty, researcher)
    assert ask(visitor, name)[0] == 410


def test_names_that_the_kept_person_lost_do_not_come_back_under_the_merged_one(
    casualty, twin, researcher, reviewer, visitor
):
    name = release(reviewer)
    merge(keep=casualty.person, duplicate=twin, by=reviewer, reason="the same man")
    hide_names(casualty, researcher)
    person = changed(Person.objects.get(pk=casualty.person_id), by=researcher, name_is_public=True)
    with changing(person, by=researcher):
        person.names.filter(text=OTHER).update(text="Б. Қ.")
    published(person, by=reviewer)
    reissue(reviewer)
    assert [row["name"] for row in rows(visitor, f"{name}-r1", "people")] == [NAME, NAME]
    assert OTHER not in text(visitor, f"{name}-r1")


def test_a_merge_that_is_undone_takes_the_names_back(casualty, twin, reviewer, visitor):
    first = release(reviewer)
    made = merge(keep=casualty.person, duplicate=twin, by=reviewer, reason="the same man")
    second = release(reviewer)
    undo(merge=made, by=reviewer, reason="not the same man")
    assert [ask(visitor, name)[0] for name in (first, second)] == [200, 410]
    assert reissue(reviewer) == [f"{second}-r1"]
    names = {(row["person"], row["text"]) for row in rows(visitor, f"{second}-r1", "names")}
    assert (casualty.person.shown_id, OTHER) not in names


# What changed


def changes(visitor, name) -> list[tuple]:
    return [(row["file"], row["id"], row["change"]) for row in rows(visitor, name, "changes")]


def test_it_tells_what_was_added_changed_and_withdrawn(casualty, researcher, reviewer, visitor):
    gone = published(a_toll(7), by=reviewer)
    first = release(reviewer)
    assert changes(visitor, first) == []
    new = published(a_toll(9), by=reviewer)
    published(changed(casualty, by=researcher, harmed_on="2022-01-06"), by=reviewer)
    door.withdraw(record=gone, by=researcher, reason="a mistake")
    second = release(reviewer)
    found = changes(visitor, second)
    assert ("figures", new.shown_id, "added") in found
    assert ("casualties", casualty.shown_id, "changed") in found
    assert ("figures", gone.shown_id, "withdrawn") in found
    assert not [one for one in found if one[0] == "people"]
    assert PublishedRelease.objects.get(name=second).changes["figures"] == {"added": 1, "withdrawn": 1}
    assert changes(visitor, f"{first}-r1") == [("figures", gone.shown_id, "withdrawn")]


def test_the_next_release_tells_of_nothing_twice(casualty, researcher, reviewer, visitor):
    gone = published(a_toll(7), by=reviewer)
    release(reviewer)
    door.withdraw(record=gone, by=researcher, reason="a mistake")
    assert changes(visitor, release(reviewer)) != []
    assert changes(visitor, release(reviewer)) == []


def test_whoever_had_no_page_is_not_named_when_gone(casualty, researcher, reviewer, visitor):
    speaker = published(a_named_person(OTHER), by=reviewer)
    release(reviewer)
    door.withdraw(record=speaker, by=researcher, reason="afraid")
    assert speaker.shown_id not in text(visitor, release(reviewer))


# The command, and who is told


def test_the_command(casualty, researcher, reviewer, visitor, capsys):
    call_command("release", by="reviewer", reason="the first")
    name = PublishedRelease.objects.get().name
    assert name in capsys.readouterr().out
    hide_names(casualty, researcher)
    call_command("release", "--dry-run")
    assert f"(manage.py release --reissue): {name}." in capsys.readouterr().out
    call_command("release", "--reissue")
    assert f"{name}-r1" in capsys.readouterr().out
    call_command("release", "--reissue")
    assert "No release waits" in capsys.readouterr().out
    acts = [(change.act, change.by_name, change.reason) for change in Change.objects.filter(table="publishing.release")]
    assert acts == [
        ("changed", "command", "something was taken away"),
        ("changed", "reviewer", "the first"),
        ("added", "reviewer", "the first"),
    ]


def test_staff_are_told_what_to_do_until_it_is_done(casualty, reviewer, reviewer_client):
    name = release(reviewer)
    assert "release --reissue" not in reviewer_client.get("/admin/").content.decode()
    hide_names(casualty, reviewer)
    page = reviewer_client.get("/admin/").content.decode()
    assert f"served no more: {name}." in page
    assert "release --reissue" in page
    releases._begin(Release.objects.get(), reviewer, "cut short")
    assert f"served no more: {name}." in reviewer_client.get("/admin/").content.decode()
    reissue(reviewer)
    assert "release --reissue" not in reviewer_client.get("/admin/").content.decode()


@pytest.mark.parametrize("arguments", [{"by": "nobody"}, {}], ids=["an account that is not there", "nothing published"])
def test_the_command_refuses(db, arguments):
    with pytest.raises(CommandError, match=r"make_staff|nothing to release"):
        call_command("release", **arguments)
    assert not PublishedRelease.objects.exists()


def test_a_release_that_was_cut_short_is_made_by_the_next_command(casualty, reviewer, visitor, monkeypatch):
    monkeypatch.setattr(releases, "_issue", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        release(reviewer)
    monkeypatch.undo()
    (name,) = reissue(reviewer)
    assert NAME in text(visitor, name)


@pytest.mark.parametrize("act", [reissue, lambda by: purge()], ids=["the next release", "purge"])
def test_what_a_killed_command_left_on_the_disk_goes(db, reviewer, settings, tmp_path, monkeypatch, act):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(purging, "_execute", lambda *_: (0, 0, 0))  # not within the transaction of a test
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "public.sqlite3").write_text(NAME)
    act(reviewer)
    assert not (tmp_path / FOLDER).exists()


def test_what_is_replayed_lies_where_nobody_else_may_read(casualty, reviewer, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with replayed(releases._last_key(), releases._last_key()):
        assert stat.filemode((tmp_path / FOLDER).stat().st_mode) == "drwx------"
        assert (tmp_path / FOLDER / "public.sqlite3").exists()
    assert not (tmp_path / FOLDER).exists()


def test_a_release_whose_file_is_lost_is_made_anew(casualty, reviewer, visitor):
    name = release(reviewer)
    PublishedRelease.objects.all().delete()
    assert reissue(reviewer) == [f"{name}-r1"]
    found = text(visitor, f"{name}-r1")
    assert (NAME in found, "served no more" in found, "taken away" in found) == (True, True, False)


def test_a_file_that_came_back_from_an_old_copy_is_taken_off(apart, casualty, researcher, reviewer, visitor):
    name = release(reviewer)
    hide_names(casualty, researcher)
    PublishedRelease.objects.update(is_served=True)
    call_command("deliver", verbosity=0)
    assert ask(visitor, name)[0] == 410


def test_in_a_database_apart_it_is_held_back_when_that_answers(
    apart, casualty, researcher, reviewer, visitor, reviewer_client
):
    name = release(reviewer)
    assert NAME in text(visitor, name)
    with apart.away():
        hide_names(casualty, researcher)
        assert f"may still be served: {name}." in reviewer_client.get("/admin/").content.decode()
    assert f"may still be served: {name}." in reviewer_client.get("/admin/").content.decode()
    call_command("deliver", verbosity=0)
    assert f"served no more: {name}." in reviewer_client.get("/admin/").content.decode()
    assert ask(visitor, name)[0] == 410
    reissue(reviewer)
    assert NAME not in text(visitor, f"{name}-r1")


def test_in_a_database_apart_what_is_held_back_while_it_is_put_there_is_taken_off(
    apart, casualty, researcher, reviewer, visitor, monkeypatch
):
    put = shelf.put

    def act_and_put(*arguments, **described):
        hide_names(casualty, researcher)
        put(*arguments, **described)

    monkeypatch.setattr(shelf, "put", act_and_put)
    assert ask(visitor, release(reviewer))[0] == 410
