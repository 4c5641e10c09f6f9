"""From draft to approved through two people: what each may do from where, and the note that comes back."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client

from audit.models import Change
from publishing import door, reviews
from publishing.models import Outcome, Review
from publishing.reviews import CannotMove
from records.choices import State
from sources.models import Toll
from tests.admin_forms import AdminForm
from tests.builders import a_toll, changed, in_review, published
from tests.conftest import member, signed_in

NOTE = "the day is missing"
DRAFT, IN_REVIEW, APPROVED, WITHDRAWN = State


def door_page(toll):
    return f"/admin/publishing/publication/record/sources.toll/{toll.pk}/"


def press(client, toll, act, **more):
    return client.post(door_page(toll), {"act": act, "reason": NOTE, "version": toll.version, **more})


# All transitions × roles. A way that is not listed leaves the record where it stands.


def by_form(button):
    def move(client, toll):
        """What the page of somebody who may edit sends, sent by whoever it is."""
        address = f"/admin/sources/toll/{toll.pk}/change/"
        if toll.state == WITHDRAWN:  # the page has no form
            client.post(address, {"wording": "one more", "version_shown": toll.version, button: "1"})
            return
        form = AdminForm(signed_in(User.objects.get(username="editor")), address)
        form.client = client
        form.send({"wording": "one more"}, button=button)

    return move


def by_list(action):
    return lambda client, toll: client.post(
        "/admin/sources/toll/", {"action": action, "_selected_action": [toll.pk], "index": 0}, follow=True
    )


def together(client, toll):
    sent = {"chosen": f"{toll.public_id}.{toll.version}", "reason": NOTE}
    client.post(f"/admin/publishing/publication/review/?table=sources.toll&pk={toll.pk}", sent)


def by_door(act):
    return lambda client, toll: press(client, toll, act)


MOVES = {act: by_door(act) for act in ("send", "send_back", "publish", "withdraw", "restore", "hide_names")} | {
    "save": by_form("_save"),
    "save and send": by_form("_review"),
    "save in a made-up state": lambda client, toll: client.post(
        f"/admin/sources/toll/{toll.pk}/change/", {"state": APPROVED, "version_shown": toll.version, "_save": "1"}
    ),
    "send the ticked": by_list("send_chosen"),
    "review the ticked": by_list("review_chosen"),
    "delete the ticked": by_list("delete_selected"),
    "publish together": together,
}
EDITS = {
    (DRAFT, "send"): IN_REVIEW,
    (DRAFT, "send the ticked"): IN_REVIEW,
    (DRAFT, "save and send"): IN_REVIEW,
    (IN_REVIEW, "save"): DRAFT,
    (IN_REVIEW, "save and send"): IN_REVIEW,
    (APPROVED, "save"): DRAFT,
    (APPROVED, "save and send"): IN_REVIEW,
    (DRAFT, "withdraw"): WITHDRAWN,
    (IN_REVIEW, "withdraw"): WITHDRAWN,
    (APPROVED, "withdraw"): WITHDRAWN,
    (WITHDRAWN, "restore"): DRAFT,
}
REVIEWS = {
    (IN_REVIEW, "send_back"): DRAFT,
    (IN_REVIEW, "publish"): APPROVED,
    (IN_REVIEW, "publish together"): APPROVED,
}
LEADS = {"visitor": {}, "staff": {}, "researcher": EDITS, "reviewer": EDITS | REVIEWS}


@pytest.fixture
def cast(researcher, reviewer):
    User.objects.create_superuser("editor")
    staff = User.objects.create_user("staff", is_staff=True)
    people = {"staff": staff, "researcher": researcher, "reviewer": reviewer}
    return {"visitor": Client()} | {name: signed_in(user) for name, user in people.items()}


def standing_at(state, author, other):
    toll = a_toll(225, by=author)
    if state == APPROVED:
        return published(toll, by=other)
    if state == WITHDRAWN:
        door.withdraw(record=toll, by=author, reason=NOTE)
    return in_review(toll, by=author) if state == IN_REVIEW else toll


@pytest.mark.parametrize("who", LEADS)
def test_each_role_leads_a_record_only_where_it_may(cast, who):
    author, other = member_of("author"), member_of("another reviewer")
    wrong = {}
    for state in State:
        for name, move in MOVES.items():
            with transaction.atomic():
                toll = standing_at(state, author, other)
                move(cast[who], toll)
                reached = Toll.objects.get(pk=toll.pk).state
                transaction.set_rollback(True)
            if reached != LEADS[who].get((state, name), state):
                wrong[state.value, name] = reached
    assert wrong == {}


def member_of(name):
    user = member("reviewer") if not User.objects.filter(username="reviewer").exists() else None
    return user or User.objects.get_or_create(username=name)[0]


# Sending back


@pytest.fixture
def sent(researcher):
    return in_review(a_toll(225, by=researcher), by=researcher)


def test_a_record_goes_back_with_a_note(sent, reviewer):
    reviews.send_back(record=sent, by=reviewer, note=NOTE)
    review = Review.objects.get()
    assert (Toll.objects.get().state, review.outcome, review.note) == (State.DRAFT, Outcome.SENT_BACK, NOTE)
    assert Change.objects.first().reason == NOTE


@pytest.mark.parametrize("note", ["", " \n"])
def test_nothing_goes_back_without_a_note(sent, reviewer, note):
    with pytest.raises(CannotMove, match="what is to be mended"):
        reviews.send_back(record=sent, by=reviewer, note=note)
    assert Toll.objects.get().state == State.IN_REVIEW


def test_who_sent_it_finds_it_on_the_start_page(sent, researcher_client, reviewer_client):
    press(reviewer_client, sent, "send_back")
    page = researcher_client.get("/admin/").content.decode()
    assert "Sent back to me" in page
    assert NOTE in page
    assert "Sent back to me" not in reviewer_client.get("/admin/").content.decode()


def test_the_note_stands_on_the_page_until_the_record_is_sent_again(sent, researcher_client, reviewer_client):
    press(reviewer_client, sent, "send_back")
    form = AdminForm(researcher_client, f"/admin/sources/toll/{sent.pk}/change/")
    assert NOTE in form.page.content.decode()
    form.send({"wording": "225"})
    form = AdminForm(researcher_client, form.url)
    assert NOTE in form.page.content.decode()  # a draft that was saved is not mended yet
    form.send(button="_review")
    assert NOTE not in researcher_client.get(form.url).content.decode()
    assert NOTE not in researcher_client.get("/admin/").content.decode()
    assert NOTE in researcher_client.get(form.url.replace("change", "history")).content.decode()


def test_sending_back_is_no_editing(sent, researcher, reviewer):
    reviews.send_back(record=sent, by=reviewer, note=NOTE)
    changed(sent, by=researcher, wording="225")
    published(sent, by=reviewer)
    assert door.is_public(sent)


def test_who_edits_while_sending_is_an_editor(researcher, reviewer_client, reviewer):
    toll = a_toll(225, by=researcher)
    form = AdminForm(reviewer_client, f"/admin/sources/toll/{toll.pk}/change/")
    form.send({"wording": "225"}, button="_review")
    toll.refresh_from_db()
    assert "somebody else" in door.obstacle_to_publishing(toll, reviewer)


def test_the_start_page_lists_what_waits_for_review(sent, reviewer_client, researcher_client):
    assert "Waiting for review" in reviewer_client.get("/admin/").content.decode()
    page = researcher_client.get("/admin/").content.decode()
    assert "Waiting for review" not in page
    assert "Sent by me, not answered yet" in page


def test_an_edit_takes_a_record_back_from_review(sent, researcher_client):
    AdminForm(researcher_client, f"/admin/sources/toll/{sent.pk}/change/").send({"wording": "225"})
    assert Review.objects.get().outcome == Outcome.TAKEN_BACK


def test_publishing_answers_the_review(sent, reviewer):
    published(sent, by=reviewer)
    assert (Review.objects.get().outcome, Review.objects.get().answered_by) == (Outcome.PUBLISHED, reviewer)


def test_a_record_waits_once(sent):
    with pytest.raises(IntegrityError, match=r"waits_once|public_id"), transaction.atomic():
        Review.objects.create(public_id=sent.public_id, table="sources.toll")


def test_the_database_refuses_to_send_back_without_a_note(db):
    with pytest.raises(IntegrityError, match="with_a_note"), transaction.atomic():
        Review.objects.create(public_id="K7Q2M9XD4T", table="sources.toll", outcome=Outcome.SENT_BACK)


# What is public while an edit waits


def test_the_page_says_which_version_is_public_and_what_differs(sent, researcher_client, reviewer):
    published(sent, by=reviewer)
    form = AdminForm(researcher_client, f"/admin/sources/toll/{sent.pk}/change/")
    assert "Public is this version" in form.page.content.decode()
    form.send({"low": 230})
    page = researcher_client.get(form.url)
    assert "this edit is not public yet" in page.content.decode()
    assert [(line.now, line.then) for line in page.context["standing"]["differing"]] == [("225", "230")]
