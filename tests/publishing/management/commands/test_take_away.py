from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from publishing import door
from tests.builders import a_statement, an_organisation, changed, published


def said(**options) -> list[str]:
    out = StringIO()
    call_command("take_away", by="researcher", stdout=out, **options)
    return out.getvalue().splitlines()


def test_what_stricter_rules_withhold_is_taken_away_and_nothing_else(researcher, reviewer):
    bodies = [an_organisation("Neighbours"), an_organisation("Committee")]
    group, body = (published(a_statement(by_organisation=one), by=reviewer) for one in bodies)
    changed(bodies[0], kind="unnamed_group")
    assert said(dry_run=True) == [group.shown_id, "1 records show more than they may."]
    assert "by_organisation" in door.latest(group).values
    assert said() == [group.shown_id, "1 records showed more than they may, and do no more."]
    assert "by_organisation" not in door.latest(group).values
    assert "by_organisation" in door.latest(body).values
    assert said() == ["0 records showed more than they may, and do no more."]


def test_it_asks_who_takes_away(db):
    with pytest.raises(CommandError, match="make_staff"):
        call_command("take_away", by="nobody")
