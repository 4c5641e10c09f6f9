"""The page of a person's evidence, and a conclusion set from a cell."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from audit.models import Change
from publishing import door
from records.choices import State
from tests.browser import PHONE, WIDE, barriers, sign_in
from tests.builders import a_casualty, a_casualty_claim, a_named_person, a_person, a_person_claim, changed, published
from tests.conftest import signed_in


@pytest.fixture
def disputed(db):
    """A casualty of whom two claims say another day."""
    casualty = a_casualty(person=a_named_person("Ақжан Төлеген"), harmed_on="2022-01-05")
    a_casualty_claim(casualty, harmed_on="2022-01-06")
    a_casualty_claim(casualty, harmed_on="2022-01-05")
    casualty.refresh_from_db()
    return casualty


def address(person):
    return reverse("admin:people_person_evidence", args=[person.pk])


def cell(casualty, fact="harmed_on"):
    return f"victims.casualty:{casualty.pk}:{fact}:victims.casualtyclaim:{casualty.claims.first().pk}"


def press(client, casualty, **values):
    return client.post(address(casualty.person), {"cell": cell(casualty), **values})


def with_reason(casualty, **values):
    return {"reason": "two witnesses", "version": casualty.version, **values}


def stored_date(casualty):
    casualty.refresh_from_db()
    return casualty.harmed_on


def test_the_person_s_page_leads_to_the_evidence(disputed, researcher_client):
    page = researcher_client.get(reverse("admin:people_person_change", args=[disputed.person.pk])).text
    assert address(disputed.person) in page


def test_the_page_says_what_contradicts_and_how_many_say_so(disputed, researcher_client):
    page = researcher_client.get(address(disputed.person)).text
    assert "contradicts the conclusion" in page
    assert "6 January 2022: 1" in page


def test_a_person_without_claims_has_an_empty_table(researcher_client, db):
    assert "No report tells anything here yet" in researcher_client.get(address(a_person())).text


def test_pressing_a_cell_asks_why_and_changes_nothing(disputed, researcher_client):
    page = press(researcher_client, disputed).text
    assert "Conclude “6 January 2022” for Harmed on" in page
    assert stored_date(disputed) == "2022-01-05"


def test_without_a_reason_nothing_is_set(disputed, researcher_client):
    page = press(researcher_client, disputed, **with_reason(disputed, reason=" ")).text
    assert "Say why, then set the conclusion." in page
    assert stored_date(disputed) == "2022-01-05"


def test_with_a_reason_the_conclusion_is_set_and_the_old_one_is_told(disputed, researcher_client, researcher):
    response = researcher_client.post(
        address(disputed.person), {"cell": cell(disputed), **with_reason(disputed)}, follow=True
    )
    assert "Before, it was “5 January 2022”" in response.text
    assert stored_date(disputed) == "2022-01-06"
    assert Change.objects.latest("pk").reason == "two witnesses"


def test_the_public_version_stays_until_somebody_else_publishes(disputed, researcher_client, reviewer):
    published(disputed.person, by=reviewer)
    published(disputed, by=reviewer)
    disputed.refresh_from_db()
    press(researcher_client, disputed, **with_reason(disputed))
    assert stored_date(disputed) == "2022-01-06"
    assert disputed.state == State.DRAFT
    assert door.latest(disputed).values["harmed_on"] == "2022-01-05"


def test_what_somebody_else_saved_is_not_overwritten_and_the_reason_stays(disputed, researcher_client):
    shown = with_reason(disputed)
    changed(disputed, site="by the bridge")
    page = press(researcher_client, disputed, **shown).text
    assert "Somebody saved this record since" in page
    assert "two witnesses" in page
    assert stored_date(disputed) == "2022-01-05"
    press(researcher_client, disputed, **with_reason(disputed))
    assert stored_date(disputed) == "2022-01-06"


@pytest.mark.parametrize("named", ["", "victims.casualty:0:harmed_on:victims.casualtyclaim:0", "\0", "a" * 5000])
def test_a_cell_that_is_not_there_changes_nothing(named, disputed, researcher_client):
    response = researcher_client.post(address(disputed.person), {"cell": named, **with_reason(disputed)}, follow=True)
    assert "look at it anew" in response.text
    assert stored_date(disputed) == "2022-01-05"


def test_what_is_concluded_already_is_not_set_again(disputed, researcher_client):
    press(researcher_client, disputed, **with_reason(disputed))
    count = Change.objects.count()
    disputed.refresh_from_db()
    press(researcher_client, disputed, **with_reason(disputed))
    assert Change.objects.count() == count


def test_who_may_only_look_sees_no_button_and_cannot_set(disputed, django_user_model):
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(*Permission.objects.filter(codename__in=["view_person", "view_casualty"]))
    client = signed_in(User.objects.get(pk=looker.pk))
    assert "Conclude this" not in client.get(address(disputed.person)).text
    assert press(client, disputed, **with_reason(disputed)).status_code == 403
    assert stored_date(disputed) == "2022-01-05"


def test_queries_do_not_grow_with_claims(disputed, researcher_client, django_assert_max_num_queries):
    for number in range(12):
        a_casualty_claim(disputed, harmed_on="2022-01-06", age_low=number, age_high=number)
        a_person_claim(disputed.person, sex="male")
    with django_assert_max_num_queries(30):
        researcher_client.get(address(disputed.person))


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.django_db(transaction=True)
def test_a_contradiction_is_resolved_by_keyboard(browser_page, researcher_client, disputed):
    page = browser_page
    sign_in(page, researcher_client)
    page.goto(address(disputed.person))
    assert barriers(page) == []
    page.get_by_role("button", name="Conclude 6 January 2022 for Harmed on, as claim 1 says").press("Enter")
    page.get_by_label("Reason").fill("two witnesses")
    assert barriers(page) == []
    page.get_by_role("button", name="Set the conclusion").press("Enter")
    page.locator(".messagelist .success").wait_for()
    assert stored_date(disputed) == "2022-01-06"
