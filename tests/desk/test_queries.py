"""No page of the desk asks the database more the more is in it, and none asks it more than 40 times."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import PossibleDuplicate
from records.models import Record
from records.recording import unrecorded
from tests.admin_forms import AdminForm
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_charge,
    a_charge_update,
    a_custody_step,
    a_detention,
    a_detention_claim,
    a_kinship,
    a_name,
    a_person,
    a_person_claim,
    a_possible_duplicate,
    a_statement,
    a_toll,
    an_organisation,
    changed,
)
from tests.models import our_models

MOST = 40
PERSON = "/admin/people/person/{person.pk}/"
DOOR = "/admin/publishing/publication/record/"
PAGES = {
    "start": "/admin/",
    "persons": "/admin/people/person/",
    "persons found by name": "/admin/people/person/?q=Akzhan",
    "persons, my drafts": "/admin/people/person/?waits=my_drafts",
    "victims": "/admin/victims/victim/",
    "person": PERSON + "change/",
    "history of a person": PERSON + "history/",
    "evidence": PERSON + "evidence/",
    "choices of persons": "/admin/autocomplete/?app_label=victims&model_name=casualty&field_name=person&term=Akzhan",
    "casualties": "/admin/victims/casualty/",
    "casualties, not weighed": "/admin/victims/casualty/?waits=not_weighed",
    "casualty": "/admin/victims/casualty/{casualty.pk}/change/",
    "detention": "/admin/detentions/detention/{detention.pk}/change/",
    "charge": "/admin/detentions/charge/{charge.pk}/change/",
    "reports": "/admin/sources/report/",
    "report": "/admin/sources/report/{report.pk}/change/",
    "paste": "/admin/sources/report/paste/",
    "tolls": "/admin/sources/toll/",
    "toll": "/admin/sources/toll/{toll.pk}/change/",
    "statements": "/admin/sources/statement/",
    "figures board": "/admin/sources/incident/{incident.pk}/figures/",
    "possible duplicates": "/admin/people/possibleduplicate/",
    "possible duplicate": "/admin/people/possibleduplicate/{pair.pk}/change/",
    "merging two": "/admin/people/merge/pair/{pair.first_id}/{pair.second_id}/",
    "review": "/admin/publishing/publication/review/?table=victims.casualty",
    "a casualty at the door": DOOR + "victims.casualty/{casualty.pk}/",
    "a person at the door": DOOR + "people.person/{person.pk}/",
    **{f"log of a {what}": f"/admin/sources/report/{{report.pk}}/log/{what}/"
       for what in ("casualty", "detention", "charge", "toll", "statement")},
}  # fmt: skip


@pytest.fixture
def scene(report, incident, reviewer):
    """One person of whom much is told; `more` tells more, of them and of others."""
    person = a_person("Ақжан Төлеген", by=reviewer)
    about = {"incident": incident, "by": reviewer}
    of_a_person = {"person": person, **about}
    shown = {
        "person": person,
        "report": report,
        "incident": incident,
        "casualty": a_casualty(**of_a_person),
        "detention": a_detention(**of_a_person),
        "charge": a_charge(**of_a_person),
        "toll": a_toll(report=report, **about),
        "pair": a_possible_duplicate(person, a_person("Акжан Толеген", by=reviewer)),
    }

    def more(number):
        said = {
            "report": report,
            "claimant_person": a_person(f"Speaker {number}", by=reviewer),
            "claimant_organisation": an_organisation(f"Body {number}"),
            "attribution": "named",
        }
        a_name(person, f"Ақжан {number}")
        a_person_claim(person, **said)
        a_kinship(person, a_person(f"Relative {number}"), report=report)
        a_casualty_claim(shown["casualty"], harmed_on=f"2022-01-{number + 1:02}", **said)
        a_detention_claim(shown["detention"], **said)
        a_custody_step(shown["detention"], **said)
        a_charge_update(shown["charge"], **said)
        a_toll(number, **said, **about)
        a_statement(**said, **about)
        other = a_person(f"Ақжан Әлі {number}", by=reviewer, check_again_on=timezone.localdate())
        for make in (a_casualty, a_detention, a_charge):
            make(person=other, **about)
        a_possible_duplicate(person, other)
        for row in shown.values():
            if not isinstance(row, PossibleDuplicate):
                row.refresh_from_db()
                changed(row, by=reviewer, internal_notes=f"read {number} times")

    return shown, more


def asked(ask) -> int:
    ask()  # what is read once for all requests
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == 200
        return len(queries)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_database_as_little_however_much_there_is(page, scene, reviewer_client):
    shown, more = scene
    for number in range(2):
        more(number)
    address = PAGES[page].format(**shown)
    few = asked(lambda: reviewer_client.get(address))
    for number in range(2, 5):
        more(number)
    assert asked(lambda: reviewer_client.get(address)) <= few <= MOST


def test_a_save_that_does_not_pass_asks_as_little_however_much_there_is(scene, researcher_client):
    """It asks, besides the page: whether somebody like this is here, and what somebody else saved."""
    shown, more = scene
    stale = AdminForm(researcher_client, f"/admin/people/person/{shown['person'].pk}/change/")
    new = AdminForm(researcher_client, "/admin/people/person/add/")
    for number in range(3):
        more(number)
    assert asked(lambda: new.send({"names-0-text": "Akzhan Tolegen"})) <= MOST
    assert asked(lambda: stale.send({"occupation": "miller"})) <= MOST


@pytest.mark.parametrize("page", ["a casualty at the door", "a person at the door"])
def test_the_door_asks_as_little_however_many_wait_with_a_record(page, scene, reviewer_client, settings):
    """All is in review and would be shown: whether it shows a child is asked of each."""
    settings.REQUIRE_SECOND_PERSON = False  # the reviewer entered it all
    shown, more = scene
    address = PAGES[page].format(**shown)
    counts = []
    for numbers in (range(2), range(2, 5)):
        for number in numbers:
            more(number)
        _all_in_review()
        counts.append(asked(lambda: reviewer_client.get(address)))
    assert counts[1] <= counts[0] <= MOST


def _all_in_review():
    with unrecorded():
        for table in (model for model in our_models() if not model._meta.proxy):
            names = {field.name for field in table._meta.concrete_fields}
            shown = names & {"name_is_public", "claimant_is_public"}
            if issubclass(table, Record):
                table.objects.update(state="in_review")
            if shown:
                table.objects.update(**dict.fromkeys(shown, True))
