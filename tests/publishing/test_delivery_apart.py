"""Two databases: what is published reaches the second one after the commit, once, in order, and in the end surely."""

import os
import threading

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from config.database import PUBLIC
from desk.redaction import redact
from lookup.models import PublishedName, PublishedPerson, PublishedReport, PublishedSpelling
from publishing import delivery, door, public_rows
from publishing.models import Publication
from tests.builders import a_casualty, a_named_person, a_report, changed, in_review, published

ONE, TWO, THREE = "Three days in Zhuparly", "Four days in Zhuparly", "Five days in Zhuparly"


class Killed(BaseException):
    """The process ends here, whatever is around."""


@pytest.fixture
def killed(monkeypatch):
    """Ends the process at a step of delivery, until it is called."""

    def at(step):
        monkeypatch.setattr(delivery, step, lambda *_: (_ for _ in ()).throw(Killed))
        return monkeypatch.undo

    return at


def published_and_rolled_back(reviewer):
    with transaction.atomic():
        published(a_report(ONE), by=reviewer)
        transaction.set_rollback(True)


def titles():
    return [report.title for report in PublishedReport.objects.all()]


def waiting():
    return list(Publication.objects.waiting())


def test_what_is_published_stands_in_the_public_database_alone(apart, reviewer):
    published(a_report(ONE), by=reviewer)
    assert titles() == [ONE]
    assert waiting() == []
    assert not PublishedReport.objects.using("default").exists()


def test_migrating_the_public_database_makes_the_public_tables_and_no_other(apart):
    tables = [table for app in ("lookup", "letterbox") for table in apps.get_app_config(app).get_models()]
    ours = {table._meta.db_table for table in tables}
    with connections[PUBLIC].schema_editor() as editor:
        for table in tables:
            editor.delete_model(table)
    call_command("migrate", database=PUBLIC, verbosity=0)
    assert set(connections[PUBLIC].introspection.table_names()) == ours | {"django_migrations"}


def test_nothing_is_public_before_the_commit(apart, reviewer):
    with transaction.atomic():
        published(a_report(ONE), by=reviewer)
        assert titles() == []
    assert titles() == [ONE]


def test_what_is_rolled_back_is_never_public(apart, reviewer):
    published_and_rolled_back(reviewer)
    assert (titles(), Publication.objects.count()) == ([], 0)


def test_an_act_after_one_that_was_rolled_back_is_delivered(apart, reviewer):
    with transaction.atomic():
        published_and_rolled_back(reviewer)
        published(a_report(TWO), by=reviewer)
    assert titles() == [TWO]


def test_many_acts_of_one_transaction_are_delivered_at_once(apart, reviewer, monkeypatch):
    calls, replace = [], delivery._replace
    monkeypatch.setattr(delivery, "_replace", lambda publications: calls.append(replace(publications)))
    with transaction.atomic():
        for title in (ONE, TWO, THREE):
            published(a_report(title), by=reviewer)
    assert len(calls) == 1
    assert sorted(titles()) == sorted([ONE, TWO, THREE])


def test_what_is_erased_goes_from_there_too(apart, researcher, reviewer):
    person = published(changed(a_named_person("Ақжан Төлеген"), by=researcher, occupation="welder"), by=reviewer)
    assert PublishedPerson.objects.get().occupation == "welder"
    redact(record=person, field="occupation", by=reviewer, reason="a court says so", clear=True)
    assert (PublishedPerson.objects.get().occupation, waiting()) == ("", [])


# A crash


@pytest.mark.parametrize("step", ["catch_up", "_mark_delivered"], ids=["before delivery", "before it is noted"])
def test_after_a_crash_it_is_delivered_again(apart, reviewer, killed, step):
    restart = killed(step)
    with pytest.raises(Killed):
        published(a_report(ONE), by=reviewer)
    restart()
    assert len(waiting()) == 1
    delivery.catch_up()
    assert (titles(), waiting()) == ([ONE], [])


def test_after_a_crash_the_next_act_delivers_both(apart, reviewer, killed):
    restart = killed("catch_up")
    with pytest.raises(Killed):
        published(a_report(ONE), by=reviewer)
    restart()
    published(a_report(TWO), by=reviewer)
    assert sorted(titles()) == sorted([ONE, TWO])


def test_after_a_crash_what_was_taken_away_goes_at_the_start(apart, researcher, reviewer, killed):
    report = published(a_report(ONE), by=reviewer)
    restart = killed("catch_up")
    with pytest.raises(Killed):
        door.withdraw(record=report, by=researcher, reason="the wrong report")
    restart()
    assert titles() == [ONE]
    delivery.catch_up(delivery.bring_up_to_date)
    assert titles() == []


# Order


def test_an_older_one_does_not_come_after_a_newer_one(apart, reviewer):
    report = published(a_report(ONE), by=reviewer)
    published(changed(report, title=TWO), by=reviewer)
    first = Publication.objects.last()
    Publication.objects.filter(pk=first.pk).update(delivered_at=None)
    delivery.deliver_waiting()
    assert (titles(), waiting()) == ([TWO], [])


def test_what_was_withdrawn_does_not_come_back(apart, researcher, reviewer):
    report = published(a_report(ONE), by=reviewer)
    door.withdraw(record=report, by=researcher, reason="the wrong report")
    Publication.objects.filter(act="published").update(delivered_at=None)
    delivery.deliver_waiting()
    assert (titles(), waiting()) == ([], [])


def test_delivering_again_changes_nothing(apart, reviewer):
    published(a_report(ONE), by=reviewer)
    before = list(PublishedReport.objects.values_list("public_id", "version", "published_at"))
    Publication.objects.update(delivered_at=None)
    delivery.deliver_waiting()
    assert list(PublishedReport.objects.values_list("public_id", "version", "published_at")) == before


@pytest.mark.skipif(os.environ.get("EXPECT_VENDOR") != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.parametrize("slow", [delivery.deliver_waiting, delivery.rebuild])
def test_a_slow_delivery_does_not_bring_back_what_was_withdrawn_meanwhile(
    apart, researcher, reviewer, monkeypatch, slow
):
    report = published(a_report(ONE), by=reviewer)
    Publication.objects.update(delivered_at=None)
    has_read, may_write, taken_over = threading.Event(), threading.Event(), public_rows.take_over

    def slowly(publication):
        has_read.set()
        assert may_write.wait(30)
        taken_over(publication)

    def in_a_thread(act, **values):
        def run():
            act(**values)
            connections.close_all()

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    monkeypatch.setattr(public_rows, "take_over", slowly)
    first = in_a_thread(slow)
    assert has_read.wait(30)
    second = in_a_thread(door.withdraw, record=report, by=researcher, reason="the wrong report")
    second.join(1)  # it waits for the first, which already read what is no longer so
    may_write.set()
    first.join(30)
    second.join(30)
    assert (titles(), waiting()) == ([], [])


# The public database is away


def test_the_act_stands_while_the_public_database_is_away(apart, reviewer, caplog):
    with apart.away():
        report = published(a_report(ONE), by=reviewer)
        assert door.is_public(report)
    assert len(waiting()) == 1
    assert "did not answer" in caplog.text
    assert ONE not in caplog.text
    delivery.catch_up()
    assert titles() == [ONE]


def test_staff_are_told_on_every_page_until_it_is_delivered(apart, researcher, reviewer_client, reviewer):
    report = in_review(a_report(ONE, by=researcher), by=researcher)
    with apart.away():
        address = f"/admin/publishing/publication/record/sources.report/{report.pk}/"
        form = {"act": "publish", "reason": "read twice", "version": report.version}
        page = reviewer_client.post(address, form, follow=True).content.decode()
        assert "1 record is public now" in page
        assert "1 publication is not delivered to the public site" in page
        assert "not delivered" in reviewer_client.get("/admin/").content.decode()
    call_command("deliver", verbosity=0)
    assert "not delivered" not in reviewer_client.get("/admin/").content.decode()


def test_what_takes_away_is_told_apart(apart, researcher, reviewer):
    report = published(a_report(ONE), by=reviewer)
    with apart.away():
        door.withdraw(record=report, by=researcher, reason="the wrong report")
    assert "1 of these takes something away, which is still public." in str(delivery.lag())


def test_visitors_are_not_told(apart, reviewer, visitor):
    with apart.away():
        published(a_report(ONE), by=reviewer)
    for address in ("/", "/about/", "/admin/login/"):
        assert "not delivered" not in visitor.get(address).content.decode()


def test_the_command_says_what_waits_and_what_to_do(apart, reviewer, capsys):
    with apart.away():
        published(a_report(ONE), by=reviewer)
        with pytest.raises(CommandError, match="PUBLIC_DATABASE_URL"):
            call_command("deliver")
    call_command("deliver", "--dry-run")
    assert (titles(), "1 publication is not delivered" in capsys.readouterr().out) == ([], True)
    call_command("deliver")
    assert titles() == [ONE]
    call_command("deliver")
    assert "No publication waits." in capsys.readouterr().out


# Something else fails


def test_what_cannot_be_delivered_does_not_keep_public_what_was_taken_away(apart, researcher, reviewer, monkeypatch):
    person = a_named_person("Ақжан Төлеген")
    for record in (person, a_casualty(person=person)):
        published(record, by=reviewer)
    monkeypatch.setattr(public_rows, "_columns", lambda *_: 1 / 0)
    door.hide_names(person=person, by=researcher, reason="the family asks")
    assert not PublishedName.objects.exists()
    assert not PublishedSpelling.objects.exists()
    assert not PublishedPerson.objects.exists()
    assert waiting()
    monkeypatch.undo()
    delivery.catch_up()
    assert PublishedPerson.objects.get().name == ""


# The tables are not what they should be


def test_new_tables_are_filled(apart, reviewer):
    published(a_report(ONE), by=reviewer)
    PublishedReport.objects.all().delete()
    call_command("deliver", verbosity=0)
    assert titles() == [ONE]


def test_tables_that_came_back_from_an_old_copy_are_made_anew(apart, researcher, reviewer):
    report = published(a_report(ONE), by=reviewer)
    old = PublishedReport.objects.get()
    door.withdraw(record=report, by=researcher, reason="the wrong report")
    old.save(force_insert=True)
    delivery.catch_up(delivery.bring_up_to_date)
    assert titles() == []


@pytest.mark.parametrize("command", ["rebuild_public", "rebuild_names"])
def test_commands_that_make_tables_anew_know_where_they_are(apart, reviewer, command):
    person = published(a_named_person("Ақжан Төлеген"), by=reviewer)
    call_command(command, verbosity=0)
    assert PublishedSpelling.objects.get().owner == person.public_id
    assert not PublishedSpelling.objects.using("default").exists()
