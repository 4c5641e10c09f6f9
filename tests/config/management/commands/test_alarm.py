"""A unit that failed is told of by mail."""

import os
import time

import pytest
from django.core import mail
from django.core.management import CommandError, call_command


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_those_in_error_mail_to_are_told_which_unit_failed_and_what_to_do(settings):
    settings.ADMINS = [("office@example.org", "office@example.org")]
    call_command("alarm", "tizim-backup")
    (told,) = mail.outbox
    assert (told.to, told.subject) == (["office@example.org"], "Tizim: tizim-backup failed")
    assert "journalctl --unit tizim-backup" in told.body


def test_an_alarm_that_reaches_nobody_fails(settings):
    settings.ADMINS = []
    with pytest.raises(CommandError, match="ERROR_MAIL_TO"):
        call_command("alarm", "tizim-backup")


def test_an_alarm_that_the_mail_server_does_not_take_fails(settings):
    settings.ADMINS = [("office@example.org", "office@example.org")]
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    with pytest.raises(CommandError, match="takes no mail"):
        call_command("alarm", "tizim-backup")


def test_each_unit_is_told_of_once_in_six_hours(settings, var):
    settings.ADMINS = [("office@example.org", "office@example.org")]
    for unit in ("tizim-backup", "tizim-backup", "tizim-doctor"):
        call_command("alarm", unit)
    assert [told.subject for told in mail.outbox] == ["Tizim: tizim-backup failed", "Tizim: tizim-doctor failed"]
    before = time.time() - 6 * 60 * 60 - 1
    os.utime(var / "alarms" / "tizim-backup", (before, before))
    call_command("alarm", "tizim-backup")
    assert len(mail.outbox) == 3


def test_a_mail_that_was_not_taken_is_no_mail_and_is_sent_when_it_can_be(settings):
    settings.ADMINS = [("office@example.org", "office@example.org")]
    taken, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    with pytest.raises(CommandError, match="takes no mail"):
        call_command("alarm", "tizim-backup")
    settings.EMAIL_BACKEND = taken
    call_command("alarm", "tizim-backup")
    assert len(mail.outbox) == 1


def test_a_mail_is_sent_where_nothing_can_be_written(settings, var):
    settings.ADMINS = [("office@example.org", "office@example.org")]
    (var / "alarms").write_text("in the way")
    call_command("alarm", "tizim-backup")
    assert len(mail.outbox) == 1


def test_what_is_no_name_of_a_unit_is_refused():
    with pytest.raises(CommandError, match="no name of a unit"):
        call_command("alarm", "../secret_key")
