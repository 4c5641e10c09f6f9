"""Imports and those who save meanwhile, each on a connection of its own. On SQLite a transaction has the database to
itself."""

import pytest
from django.db import connection

from desk.importing import batches, taking_in
from desk.importing.preview import edited_since
from desk.models import BatchState, Task
from records.models import StaleVersion
from tests.builders import changed
from tests.desk.importing.lists import done, imported, killed, previewed
from tests.publishing.test_overlapping import elsewhere, over_or_waiting
from victims.models import Casualty

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only"),
]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


def test_what_somebody_edits_while_a_newer_version_is_taken_in_is_not_written_over(researcher, monkeypatch):
    first = imported(killed(1).replace("9,f", "23,f"), by=researcher)
    batch, threads = previewed(killed(1).replace("9,f", "24,f"), by=researcher, report=first.report), []

    def edited_at_this_moment(made, **how):
        found = edited_since(made, **how)
        threads.append(elsewhere(lambda: changed(Casualty.objects.get(), site="near the bridge")))
        over_or_waiting(threads[0])
        return found

    monkeypatch.setattr(taking_in, "edited_since", edited_at_this_moment)
    assert done(batch, Task.RUN).state == BatchState.DONE
    threads[0].join()
    assert [type(fault) for fault in threads[0].faults] == [StaleVersion]
