"""A unit that failed is told of by mail."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command


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
