from io import StringIO

from django.core.management import call_command

from lookup.models import PublishedReport
from tests.builders import a_report, published


def test_the_command_says_how_many_records_are_public(reviewer):
    published(a_report(), by=reviewer)
    PublishedReport.objects.all().delete()
    said = StringIO()
    call_command("rebuild_public", stdout=said)
    assert said.getvalue() == "1 records are public.\n"
    assert PublishedReport.objects.count() == 1
