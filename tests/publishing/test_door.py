import pytest
from django.apps import apps

from audit.models import Change
from lookup.models import PublishedClaim, PublishedName, PublishedPerson, PublishedReport, PublishedToll
from publishing import door
from publishing.door import NotPublishable
from publishing.models import Publication
from publishing.values import public_values
from records.choices import State
from records.models import StaleVersion
from records.saving import changing
from sources.models import Report
from tests.admin_forms import AdminForm
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_detention,
    a_detention_claim,
    a_name,
    a_named_person,
    a_person,
    a_report,
    a_toll,
    an_organisation,
    answered,
    changed,
    in_review,
    one,
    published,
    withdrawn,
)
from tests.publishing.test_values import PUBLISHED
from victims.models import Casualty

REASON = "checked against the report"


def shown(record):
    """The values that are public now."""
    last = door.latest(record)
    return last.values if last and last.is_public else None


# Publishing


@pytest.mark.parametrize("model", PUBLISHED)
def test_what_another_person_logged_is_published(researcher, reviewer, model):
    record = answered(in_review(changed(one(model), by=researcher, internal_notes="read twice")), by=reviewer)
    publication = door.publish(record=record, by=reviewer, reason=REASON)
    assert door.is_public(record)
    assert (publication.version, publication.by, publication.reason) == (record.version, reviewer, REASON)
    assert publication.delivered_at


def test_publishing_is_approval(reviewer):
    report = published(a_report(), by=reviewer)
    report.refresh_from_db()
    assert (report.state, report.reviewed_by) == (State.APPROVED, reviewer)


def test_publishing_is_history(reviewer):
    published(a_report(), by=reviewer)
    change = Change.objects.first()
    assert (change.act, change.by, change.reason) == ("published", reviewer.pk, REASON)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_publishing_needs_a_reason(reviewer, reason):
    with pytest.raises(NotPublishable, match="Write why"):
        door.publish(record=in_review(a_report()), by=reviewer, reason=reason)


def test_a_withdrawn_record_is_not_published(reviewer):
    with pytest.raises(NotPublishable, match="withdrawn"):
        published(a_report(state=State.WITHDRAWN), by=reviewer)


def test_a_confidential_report_is_not_published(reviewer):
    with pytest.raises(NotPublishable, match="confidential"):
        published(a_report(is_confidential=True), by=reviewer)
    assert not Publication.objects.exists()


def test_what_was_not_saved_is_not_published(reviewer):
    report = in_review(a_report("Three days in Zhuparly"))
    report.title = "Not saved"
    door.publish(record=report, by=reviewer, reason=REASON)
    assert shown(report)["title"] == Report.objects.get().title == "Three days in Zhuparly"


@pytest.mark.parametrize(
    ("who", "age", "words"),
    [("researcher", None, "family"), ("researcher", 12, "was a child"), ("reviewer", None, "somebody else")],
    ids=["the dead", "a child", "the second person"],
)
def test_names_that_were_switched_on_meanwhile_are_asked_about(researcher, reviewer, who, age, words):
    casualty = in_review(a_casualty(person=a_person("Ақжан Төлеген")))
    a_casualty_claim(casualty, name_as_printed="Akzhan", age_low=age)
    read_before = Casualty.objects.select_related("person").get()
    changed(casualty.person, name_is_public=True, by={"researcher": researcher, "reviewer": reviewer}[who])
    with pytest.raises(NotPublishable, match=words):
        door.publish(record=read_before, by=reviewer, reason=REASON)
    assert not Publication.objects.exists()


def test_a_version_that_was_not_shown_is_not_published(reviewer):
    report = in_review(a_report())
    changed(Report.objects.get(), title="Four days in Zhuparly")
    with pytest.raises(StaleVersion):
        door.publish(record=report, by=reviewer, reason=REASON)
    assert not Publication.objects.exists()


# The second person


def test_the_author_does_not_publish(reviewer):
    with pytest.raises(NotPublishable, match="somebody else"):
        published(a_report(by=reviewer), by=reviewer)


def test_an_editor_does_not_publish(researcher, reviewer):
    report = changed(a_report(by=researcher), by=reviewer, title="Four days in Zhuparly")
    with pytest.raises(NotPublishable, match="somebody else"):
        published(report, by=reviewer)


def test_an_editor_of_a_part_does_not_publish(researcher, reviewer):
    casualty = a_casualty(by=researcher)
    a_casualty_claim(casualty, by=reviewer)
    with pytest.raises(NotPublishable, match="somebody else"):
        published(casualty, by=reviewer)


def test_an_editor_of_the_public_version_does_not_publish_the_next(researcher, reviewer):
    report = published(a_report(by=researcher), by=reviewer)
    changed(report, by=reviewer, title="Four days in Zhuparly")
    with pytest.raises(NotPublishable, match="somebody else"):
        published(report, by=reviewer)


def test_an_editor_of_earlier_versions_may_publish(researcher, reviewer):
    report = published(a_report(by=researcher), by=reviewer)
    changed(report, by=reviewer, title="Four days in Zhuparly")
    published(report, by=researcher)
    changed(report, by=researcher, title="Five days in Zhuparly")
    published(report, by=reviewer)
    assert shown(report)["title"] == "Five days in Zhuparly"


def test_an_unchanged_save_is_no_editing(researcher, reviewer):
    report = changed(a_report(by=researcher), by=reviewer, title="Three days in Zhuparly")
    published(report, by=reviewer)


def test_who_switched_the_name_on_does_not_publish_it_with_a_casualty(researcher, reviewer):
    person = a_person("Ақжан Төлеген", by=researcher)
    casualty = a_casualty(person=person, by=researcher)
    changed(person, by=reviewer, name_is_public=True)
    with pytest.raises(NotPublishable, match="somebody else"):
        published(casualty, by=reviewer)


def test_without_the_rule_one_person_is_enough(reviewer, settings):
    settings.REQUIRE_SECOND_PERSON = False
    assert door.is_public(published(a_report(by=reviewer), by=reviewer))


# Drafts


def test_a_draft_is_not_published(reviewer):
    with pytest.raises(NotPublishable, match="is a draft"):
        door.publish(record=a_report(), by=reviewer, reason=REASON)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("act", [door.withdraw, door.restore], ids=["withdraw", "restore"])
def test_no_act_is_done_twice(researcher, act):
    report = a_report(state=State.WITHDRAWN if act is door.withdraw else State.DRAFT)
    with pytest.raises(door.CannotMove):
        act(record=report, by=researcher, reason=REASON)


# What waits


def test_the_public_version_stays_while_an_edit_waits(researcher, reviewer):
    report = published(a_report("Three days in Zhuparly", by=researcher), by=reviewer)
    changed(report, by=researcher, title="Four days in Zhuparly")
    assert shown(report)["title"] == PublishedReport.objects.get().title == "Three days in Zhuparly"


def test_a_part_that_was_added_waits(reviewer):
    casualty = published(a_casualty(), by=reviewer)
    a_casualty_claim(casualty)
    assert not PublishedClaim.objects.exists()
    published(casualty, by=reviewer)
    assert PublishedClaim.objects.get().about == casualty.public_id


# Withdrawing


def test_withdrawing_takes_off_at_once(researcher, reviewer):
    report = published(a_report(by=researcher), by=reviewer)
    door.withdraw(record=report, by=researcher, reason="the wrong report")
    assert not door.is_public(report)
    assert not PublishedReport.objects.exists()
    assert Report.objects.get().state == State.WITHDRAWN


def test_what_was_withdrawn_is_still_kept(researcher, reviewer):
    report = published(a_report(by=researcher), by=reviewer)
    door.withdraw(record=report, by=researcher, reason="the wrong report")
    assert [publication.act for publication in Publication.objects.all()] == ["withdrawn", "published"]
    assert Publication.objects.last().values["title"] == "Three days in Zhuparly"


def test_withdrawing_what_is_not_public_writes_no_publication(researcher):
    assert door.withdraw(record=a_report(), by=researcher, reason="the wrong report") is None
    assert not Publication.objects.exists()
    assert Report.objects.get().state == State.WITHDRAWN


def test_a_withdrawn_person_is_named_nowhere(researcher, reviewer):
    person = a_named_person()
    casualty = a_casualty(person=person)
    a_casualty_claim(casualty, name_as_printed="Akzhan")
    published(person, by=reviewer)
    published(casualty, by=reviewer)
    door.withdraw(record=person, by=researcher, reason="the family asks")
    assert "name_as_printed" not in PublishedClaim.objects.get().values


def test_restoring_is_not_publishing(researcher, reviewer):
    report = published(a_report(by=researcher), by=reviewer)
    door.withdraw(record=report, by=researcher, reason="the wrong report")
    door.restore(record=report, by=researcher, reason="the right one after all")
    assert Report.objects.get().state == State.DRAFT
    assert not door.is_public(report)


def test_what_was_restored_is_published_by_another(researcher, reviewer):
    report = published(a_report(by=researcher), by=reviewer)
    door.withdraw(record=report, by=reviewer, reason="the wrong report")
    door.restore(record=report, by=researcher, reason="the right one after all")
    with pytest.raises(NotPublishable, match="somebody else"):
        published(report, by=researcher)


# Taking away


@pytest.fixture
def person(researcher, reviewer):
    """Published with a casualty and a detention, under a name."""
    person = a_named_person("Ақжан Төлеген", occupation="baker", by=researcher)
    casualty, detention = a_casualty(person=person), a_detention(person=person)
    a_casualty_claim(casualty, name_as_printed="Akzhan", quotation="They shot.", quotation_is_public=True)
    a_detention_claim(detention, name_as_printed="Akjan")
    for record in (person, casualty, detention):
        published(record, by=reviewer)
    return person


def test_hiding_names_needs_one_person_and_shows_at_once(person, researcher):
    door.hide_names(person=person, by=researcher, reason="the family asks")
    row = PublishedPerson.objects.get()
    assert (row.name, row.folded, row.occupation) == ("", "", "baker")
    assert not PublishedName.objects.exists()


def test_hiding_names_takes_them_out_of_claims_too(person, researcher):
    door.hide_names(person=person, by=researcher, reason="the family asks")
    assert [claim.values.get("name_as_printed") for claim in PublishedClaim.objects.all()] == [None, None]
    public = [publication.values for publication in Publication.objects.standing()]
    assert "Ақжан" not in str(public)
    assert "Ak" not in str(public)


def test_hiding_names_lets_no_waiting_edit_through(person, researcher):
    changed(person, by=researcher, occupation="welder")
    a_name(person, "Сәкен", by=researcher)
    casualty = person.casualties.get()
    changed(casualty, by=researcher, site="near the school")
    a_casualty_claim(casualty, by=researcher, summary="Another report says so.")
    person.refresh_from_db()
    door.hide_names(person=person, by=researcher, reason="the family asks")
    public = str([publication.values for publication in Publication.objects.standing()])
    assert "baker" in public
    for word in ("welder", "Сәкен", "school", "Another report"):
        assert word not in public


def test_a_reduction_is_of_the_version_that_was_public(person, researcher):
    before = door.latest(person).version
    changed(person, by=researcher, occupation="welder")
    door.hide_names(person=person, by=researcher, reason="the family asks")
    last = door.latest(person)
    assert (last.act, last.version) == ("reduced", before)


def test_names_come_back_by_publishing_only(person, researcher):
    door.hide_names(person=person, by=researcher, reason="the family asks")
    changed(person, by=researcher, name_is_public=True)
    door.take_away(record=person, by=researcher, reason="saved")
    assert PublishedPerson.objects.get().name == ""


def test_hiding_the_description_leaves_the_name(researcher, reviewer):
    person = a_named_person("Ақжан Төлеген", description="a boy of twelve", description_is_public=True)
    published(person, by=reviewer)
    door.hide_description(person=person, by=researcher, reason="it tells the house")
    row = PublishedPerson.objects.get()
    assert (row.name, row.description) == ("Ақжан Төлеген", "")


def test_one_name_that_is_no_longer_public_is_taken_away(person, researcher):
    with changing(person, by=researcher):
        name = person.names.get()
        name.is_public = False
        name.save()
    door.take_away(record=person, by=researcher, reason="saved")
    assert PublishedPerson.objects.get().name == ""


def test_a_withdrawn_part_is_taken_away(person, researcher):
    casualty = person.casualties.get()
    withdrawn(casualty.claims.get(), casualty, by=researcher)
    door.take_away(record=casualty, by=researcher, reason="saved")
    assert not PublishedClaim.objects.filter(about=casualty.public_id).exists()


def test_an_unticked_quotation_is_taken_away(person, researcher):
    casualty = person.casualties.get()
    with changing(casualty, by=researcher):
        claim = casualty.claims.get()
        claim.quotation_is_public = False
        claim.save()
    door.take_away(record=casualty, by=researcher, reason="saved")
    row = PublishedClaim.objects.get(about=casualty.public_id)
    assert (row.quotation, row.values["name_as_printed"]) == ("", "Akzhan")


def test_a_report_that_becomes_confidential_is_taken_away(researcher, reviewer):
    report = published(a_report(by=researcher), by=reviewer)
    changed(report, by=researcher, is_confidential=True)
    door.take_away(record=report, by=researcher, reason="saved")
    assert not PublishedReport.objects.exists()


def test_taking_nothing_away_writes_nothing(person, researcher):
    count = Publication.objects.count()
    assert door.take_away(record=person, by=researcher, reason="saved") == []
    assert Publication.objects.count() == count


def test_nothing_is_taken_from_what_is_not_public(researcher):
    assert door.take_away(record=a_toll(), by=researcher, reason="saved") == []


def test_a_name_that_was_hidden_stays_out_when_a_casualty_is_published_later(person, researcher, reviewer):
    casualty = person.casualties.get()
    door.hide_names(person=person, by=researcher, reason="the family asks")
    changed(casualty, by=researcher, site="near the school")
    published(casualty, by=reviewer)
    assert "name_as_printed" not in PublishedClaim.objects.get(about=casualty.public_id).values


# A report that becomes confidential


@pytest.fixture
def confided(reviewer, researcher):
    """A report with two claims of it, a figure, a report that mentions it and one that copies it; all public, and then
    the report alone becomes confidential."""
    report, casualty = a_report("Told in confidence"), a_casualty()
    first = a_casualty_claim(casualty, report=report, age_low=12)
    a_casualty_claim(casualty, standing_report=report, repeats=[first], age_low=13)
    records = [report, casualty, a_toll(3, report=report), a_report(mentions=[report]), a_report(republishes=report)]
    for record in records:
        published(record, by=reviewer)
    changed(report, by=researcher, is_confidential=True)
    door.take_away(record=report, by=researcher, reason="the witness asks")
    return report


def test_a_report_that_became_confidential_is_named_nowhere(confided):
    assert not door.is_public(confided)
    assert not Publication.objects.standing().naming(confided.public_id).exists()
    for table in apps.get_app_config("lookup").get_models():
        assert confided.public_id not in str(list(table.objects.values())), table


def test_its_claims_stay_and_say_what_they_said(confided):
    first, second = PublishedClaim.objects.order_by("pk")
    assert (first.report, first.values, second.standing_report) == ("", {"age_low": 12}, "")
    assert second.repeats == [first.public_id]
    assert PublishedToll.objects.get().low == 3


def test_its_claims_are_as_if_it_had_been_confidential_from_the_start(confided, reviewer):
    now = {last.public_id: last.values for last in Publication.objects.standing()}
    for last in Publication.objects.standing():
        assert public_values(last.record) == now[last.public_id]


def test_edits_that_wait_are_not_let_through_with_it(reviewer, researcher):
    report = a_report("Told in confidence")
    toll = published(a_toll(3, report=report), by=reviewer)
    changed(toll, by=researcher, low=4)
    changed(report, by=researcher, is_confidential=True)
    door.take_away(record=report, by=researcher, reason="the witness asks")
    assert PublishedToll.objects.get().low == 3


def test_a_part_that_was_withdrawn_is_not_named_by_others(reviewer, researcher):
    casualty = a_casualty()
    first = a_casualty_claim(casualty)
    a_casualty_claim(casualty, repeats=[first])
    published(casualty, by=reviewer)
    withdrawn(first, casualty)
    door.take_away(record=casualty, by=researcher, reason="read wrongly")
    assert PublishedClaim.objects.get().repeats == []


def test_switching_off_who_said_it_takes_it_away_at_once(researcher, reviewer):
    casualty = a_casualty()
    claim = a_casualty_claim(
        casualty, claimant_person=a_person(), claimant_relation="father", attribution="named", claimant_is_public=True
    )
    published(casualty, by=reviewer)
    assert PublishedClaim.objects.get().claimant_relation == "father"
    with changing(casualty, by=researcher):
        claim.claimant_is_public = False
        claim.save()
    door.take_away(record=casualty, by=researcher, reason="the father asks")
    assert (PublishedClaim.objects.get().claimant_relation, PublishedClaim.objects.get().claimant_person) == ("", "")


def test_a_body_that_turns_out_to_be_an_unnamed_group_is_taken_away_at_once(researcher, reviewer, researcher_client):
    body = an_organisation("Көршілер", by=researcher)
    casualty, toll = a_casualty(), a_toll(claimant_organisation=body)
    a_casualty_claim(casualty, relayed_by=body)
    for record in (casualty, toll):
        published(record, by=reviewer)
    decided = published(a_toll(claimant_organisation=body, claimant_is_public=True), by=reviewer)
    form = AdminForm(researcher_client, f"/admin/people/organisation/{body.pk}/change/")
    form.send({"name_en": "Neighbours", "kind": "unnamed_group"})
    assert PublishedClaim.objects.get().relayed_by is None
    assert "claimant_organisation" not in shown(toll)
    assert "claimant_organisation" in shown(decided)


@pytest.mark.parametrize(
    ("sent", "looks"), [({"notes": "Met twice."}, 0), ({"name_en": "Neighbours"}, 1)], ids=["kept", "renamed"]
)
def test_releases_are_looked_through_once_where_a_group_was_renamed(
    sent, looks, reviewer, researcher_client, monkeypatch
):
    group = an_organisation("Көршілер", kind="unnamed_group")
    for _one in range(2):
        published(a_toll(claimant_organisation=group, claimant_is_public=True), by=reviewer)
    looked = []
    monkeypatch.setattr(door.holding, "hold_back", looked.append)
    AdminForm(researcher_client, f"/admin/people/organisation/{group.pk}/change/").send(sent)
    assert [len(records) for records in looked] == [2] * looks
