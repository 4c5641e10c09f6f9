from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from places.models import HelpPoint
from publishing import door
from records.choices import State
from tests.admin_forms import AdminForm, errors
from tests.builders import a_help_point, a_place, in_review, published

TYPED = {"kind": "morgue", "name_ru": "Морг", "source": "a call", "checked_on": "2026-01-05", "telephone": "+7 000"}


def refused(**values) -> dict:
    given = {"kind": "lawyer", "name_en": "Aid", "source": "a call", "checked_on": date(2026, 1, 5), **values}
    with pytest.raises(ValidationError) as error:
        HelpPoint(**given).full_clean()
    return error.value.message_dict


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name_en": ""}, "name_en"),
        ({"source": ""}, "source"),
        ({"checked_on": None}, "checked_on"),
        ({"kind": "shop"}, "kind"),
        ({"website": "javascript:alert(1)"}, "website"),
    ],
    ids=["no name", "no source", "never checked", "no such kind", "no web address"],
)
def test_what_an_entry_needs(db, values, field):
    assert field in refused(**values)


def test_a_check_is_not_in_the_future(db):
    assert "checked_on" in refused(checked_on=timezone.localdate() + timedelta(days=1))
    HelpPoint(kind="lawyer", name_en="Aid", source="a call", checked_on=timezone.localdate()).full_clean()


def test_it_is_called_in_the_language_of_the_reader():
    with override("kk"):
        assert str(HelpPoint(name_kk="Морг", name_en="Morgue")) == "Морг"
        assert str(HelpPoint(name_en="Morgue")) == "Morgue"


def test_an_editor_writes_it_in_the_admin_and_somebody_else_publishes_it(researcher_client, reviewer, visitor):
    answer = AdminForm(researcher_client, "/admin/places/helppoint/add/").send(TYPED, button="_review")
    point = HelpPoint.objects.get()
    assert (answer.status_code, point.state, point.version) == (302, State.IN_REVIEW, 1)
    assert "Морг" not in visitor.get(reverse("lookup:help")).content.decode()
    door.publish(record=point, by=reviewer, reason="called them")
    assert "Морг" in visitor.get(reverse("lookup:help")).content.decode()


def test_who_wrote_it_does_not_publish_it(reviewer):
    point = in_review(a_help_point(by=reviewer), by=reviewer)
    with pytest.raises(door.NotPublishable, match="somebody else"):
        door.publish(record=point, by=reviewer, reason="called them")


@pytest.mark.parametrize("typed", ["05/01/2026", "01/05/2026", "5 January"])
def test_a_day_that_can_be_read_in_two_ways_is_not_read(researcher_client, db, typed):
    said = errors(AdminForm(researcher_client, "/admin/places/helppoint/add/").send(TYPED | {"checked_on": typed}))
    assert "checked_on" in said


def test_the_admin_says_what_is_missing(researcher_client, db):
    said = errors(AdminForm(researcher_client, "/admin/places/helppoint/add/").send(TYPED | {"checked_on": ""}))
    assert "checked_on" in said


def test_the_list_shows_first_what_was_checked_longest_ago(researcher_client):
    a_help_point("Newer", checked_on="2026-01-05")
    a_help_point("Older", checked_on="2025-01-05")
    page = researcher_client.get("/admin/places/helppoint/").content.decode()
    assert page.index("Older") < page.index("Newer")


def test_what_is_withdrawn_is_off_at_the_next_request(reviewer, researcher, visitor):
    point = published(a_help_point(place=a_place(code="zhuparly")), by=reviewer)
    assert "Legal aid of Zhuparly" in visitor.get(reverse("lookup:help")).content.decode()
    door.withdraw(record=point, by=researcher, reason="it closed")
    assert "Legal aid of Zhuparly" not in visitor.get(reverse("lookup:help")).content.decode()
