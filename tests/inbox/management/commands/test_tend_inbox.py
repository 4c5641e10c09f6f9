import io

from django.core.management import call_command

from inbox.letterbox.models import Message
from inbox.models import Case
from tests.inbox.test_acts import aged, closed
from tests.letters import a_case, a_message


def tend(**options) -> str:
    told = io.StringIO()
    call_command("tend_inbox", stdout=told, **options)
    return told.getvalue()


def test_new_ones_are_listed_old_ones_deleted_and_late_ones_told(reviewer, settings):
    over = aged(closed(a_case("over"), reviewer), settings.INBOX_KEEP_DAYS, closed_on=True)
    aged(a_case("late"), 15)
    a_message("new")
    assert tend(dry_run=True) == tend(dry_run=True)
    assert (Message.objects.count(), Case.objects.count()) == (3, 2)
    told = tend()
    assert "1 new message. 1 deleted with its answers." in told
    assert "1 message has waited for more than 14 days." in told
    assert not Message.objects.filter(pk=over.message).exists()
    assert "0 new messages. 0 deleted" in tend()


def test_days_are_set_by_the_environment(reviewer, settings):
    settings.INBOX_KEEP_DAYS = 30
    aged(closed(a_case(), reviewer), 30, closed_on=True)
    assert "1 deleted" in tend()
