"""Paste a report: hand in, correct, save with the original."""

from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Change
from desk.paste import originals, waiting
from people.models import Organisation
from sources.models import Report
from tests.admin_forms import AdminForm, rows
from tests.builders import a_report, an_incident, an_organisation, changed
from tests.desk.paste.files import KAZAKH, PARAGRAPHS, a_page, a_pdf, a_single_file_page

PAGE = "/admin/sources/report/paste/"


def hand_in(client, content=None, name="three-days.html", **typed):
    file = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    return client.post(PAGE, {"text": "", "url": "", **file, **typed})


def second(client, *args, **typed):
    return AdminForm(client, PAGE, hand_in(client, *args, **typed))


def refused(response) -> str:
    assert response.status_code == 200
    return " ".join(str(line) for lines in response.context["form"].errors.values() for line in lines)


@pytest.fixture(autouse=True)
def empty_storage(db):
    """Files live in memory; what other tests left is away."""
    for folder in ("waiting", "snapshots"):
        default_storage._root._children.pop(folder, None)


def test_a_saved_page_becomes_a_report_with_its_original(researcher_client, researcher):
    content = a_page().encode()
    form = second(researcher_client, content)
    assert form.values["title"] == ["Three days in Zhuparly"]
    response = form.send({"title": "Three days, corrected"}, "_next")
    report = Report.objects.get()
    assert response["Location"] == reverse("admin:sources_report_change", args=[report.pk])
    assert (report.title, report.published_on, report.language) == ("Three days, corrected", "2022-01-08", "en")
    assert PARAGRAPHS[0] in report.captured_text
    assert report.snapshot.read() == content
    assert report.snapshot_sha256 == sha256(content).hexdigest()
    assert report.created_by == researcher
    assert Change.objects.filter(table="sources.report", row=str(report.pk), act="added").count() == 1


def test_pasted_text_is_an_original_too(researcher_client):
    text = f"Three days in Zhuparly\n\n8 January 2022\n\n{PARAGRAPHS[0]}"
    form = second(researcher_client, text=text)
    assert [form.values[name] for name in ("title", "published_on", "language")] == [
        ["Three days in Zhuparly"],
        ["2022-01-08"],
        ["en"],
    ]
    form.send(button="_next")
    report = Report.objects.get()
    assert report.captured_text == text
    assert report.snapshot_sha256 == sha256(report.snapshot.read()).hexdigest()


def test_nothing_is_saved_before_it_is_corrected(researcher_client):
    before = rows()
    hand_in(researcher_client, a_page().encode())
    assert rows() == before


def test_a_guess_is_said_to_be_one(researcher_client):
    page = hand_in(researcher_client, text=KAZAKH).text
    assert "A guess from letters and words: check it." in page
    assert 'value="kk"' in page


def test_a_publisher_already_there_is_chosen(researcher_client):
    outlet = an_organisation("Reed News", kind="news_outlet")
    form = second(researcher_client, a_page().encode())
    assert form.values["publisher_choice"] == [str(outlet.pk)]
    form.send(button="_next")
    assert Report.objects.get().publisher == outlet


def test_an_unknown_publisher_is_offered_as_new(researcher_client):
    form = second(researcher_client, a_page().encode())
    assert (form.values["publisher_choice"], form.values["publisher_kind"]) == (["new"], ["news_outlet"])
    form.send(button="_next")
    assert Report.objects.get().publisher == Organisation.objects.get(name_en="Reed News", kind="news_outlet")


def test_an_event_is_named_once_and_not_asked_again(researcher_client):
    incident = an_incident()
    second(researcher_client, a_page().encode()).send({"incident": incident.title}, "_next")
    assert list(Report.objects.get().incidents.all()) == [incident]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (a_pdf(password="x"), "a.pdf", "password"),
        (b"", "a.txt", "nothing in it"),
        (a_pdf(), "a.html", "something else"),
    ],
    ids=["locked", "empty", "mislabelled"],
)
def test_a_refusal_tells_the_next_step_and_what_was_typed_stays(researcher_client, content, name, told):
    response = hand_in(researcher_client, content, name, url="https://news.example/a")
    assert told in refused(response)
    assert 'value="https://news.example/a"' in response.text


def test_a_file_over_the_limit_is_refused_before_it_is_read(researcher_client, monkeypatch):
    monkeypatch.setattr("desk.paste.forms.LARGEST", 10)
    assert "too large" in refused(hand_in(researcher_client, b"a" * 11, "a.txt"))


@pytest.mark.parametrize("typed", [{"text": " \n"}, {"text": "words", "content": b"words"}], ids=["none", "both"])
def test_one_of_file_and_text_is_needed(researcher_client, typed):
    response = hand_in(researcher_client, typed.get("content"), "a.txt", text=typed["text"])
    assert "one of the two" in refused(response)


def test_the_same_document_leads_to_the_report_that_has_it(researcher_client):
    content = a_page().encode()
    second(researcher_client, content).send(button="_next")
    response = hand_in(researcher_client, content, "renamed.html")
    assert "this very document" in refused(response)
    assert reverse("admin:sources_report_change", args=[Report.objects.get().pk]) in response.text


def test_the_same_document_saved_meanwhile_is_noticed_too(researcher_client):
    first, other = (second(researcher_client, a_page().encode()) for _ in range(2))
    first.send(button="_next")
    assert "this very document" in refused(other.send(button="_next"))
    assert Report.objects.count() == 1


def test_a_report_at_the_same_address_is_shown_and_another_version_can_be_kept(researcher_client):
    there = a_report(url="http://www.news.example/three-days/")
    form = second(researcher_client, a_single_file_page(), "a.mhtml")
    assert reverse("admin:sources_report_change", args=[there.pk]) in form.page.text
    response = form.send(button="_next")
    assert "from this address" in refused(response)
    form.again(response).send({"is_another": "on"}, "_next")
    assert Report.objects.count() == 2


def test_what_was_corrected_stays_when_the_form_is_refused(researcher_client):
    response = second(researcher_client, a_page().encode()).send({"title": "Mine", "published_on": "soon"}, "_next")
    assert set(response.context["form"].errors) == {"published_on"}
    assert 'value="Mine"' in response.text
    assert PARAGRAPHS[0].replace("'", "&#x27;") in response.text


def test_the_same_form_sent_twice_makes_one_report(researcher_client):
    form = second(researcher_client, a_page().encode())
    first, again = form.send(button="_next"), form.send(button="_next")
    assert Report.objects.count() == 1
    assert again["Location"] == first["Location"]


def test_an_original_that_no_longer_waits_is_asked_for_and_nothing_typed_is_lost(researcher_client, researcher):
    content = a_page().encode()
    form = second(researcher_client, content)
    name = form.values["original"][0]
    waiting.forget(user=researcher, name=name)
    response = form.send({"title": "Mine"}, "_next")
    assert "choose the same file once more" in refused(response)
    assert 'value="Mine"' in response.text
    again = form.again(response)
    assert again.send({"file-": ""}, "_next").status_code == 200
    sent = {key: values[0] for key, values in again.values.items() if values}
    other = {**sent, "_next": "1", "file": SimpleUploadedFile("a.html", b"<p>another</p>")}
    assert researcher_client.post(PAGE, other).status_code == 200
    same = {**sent, "_next": "1", "file": SimpleUploadedFile("a.html", content)}
    assert researcher_client.post(PAGE, same).status_code == 302
    assert Report.objects.get().title == "Mine"


@pytest.mark.parametrize("name", ["../../secret_key", "a" * 64 + ".html", "", "x.html"])
def test_an_original_that_was_never_handed_in_is_refused(researcher_client, name):
    form = second(researcher_client, a_page().encode())
    assert form.send({"original": name}, "_next").status_code == 200
    assert not Report.objects.exists()


def test_nobody_saves_what_another_handed_in(researcher_client, reviewer_client):
    form = second(researcher_client, a_page().encode())
    form.client = reviewer_client
    assert form.send(button="_next").status_code == 200


def test_an_original_is_away_once_its_report_is_saved(
    researcher_client, researcher, django_capture_on_commit_callbacks
):
    form = second(researcher_client, a_page().encode())
    with django_capture_on_commit_callbacks(execute=True):
        form.send(button="_next")
    assert waiting.content(user=researcher, name=form.values["original"][0]) is None


def test_what_waited_too_long_is_forgotten(researcher, monkeypatch):
    waiting.keep(user=researcher, name="a.txt", content=b"a")
    monkeypatch.setattr(waiting, "KEPT", -waiting.KEPT)
    waiting.keep(user=researcher, name="b.txt", content=b"b")
    assert default_storage.listdir(f"waiting/{researcher.pk}")[1] == ["b.txt"]


def test_a_text_that_was_cut_is_said_to_be(researcher_client, monkeypatch):
    monkeypatch.setattr(originals, "LONGEST", 40)
    assert "its end is missing" in hand_in(researcher_client, text="word " * 20).text


def test_a_document_added_by_hand_is_hashed_and_unhashed(researcher_client):
    form = AdminForm(researcher_client, "/admin/sources/report/add/")
    sent = {key: values[0] for key, values in form.values.items() if values}
    researcher_client.post(form.url, {**sent, "snapshot": SimpleUploadedFile("a.txt", b"words"), "_save": "1"})
    report = Report.objects.get()
    assert report.snapshot_sha256 == sha256(b"words").hexdigest()
    AdminForm(researcher_client, f"/admin/sources/report/{report.pk}/change/").send({"title": "Three days"})
    report.refresh_from_db()
    assert report.snapshot_sha256 == sha256(b"words").hexdigest()
    changed(report, snapshot="")
    assert report.snapshot_sha256 == ""


@pytest.mark.parametrize("address", ["/admin/sources/report/"])
def test_the_list_of_reports_leads_there(researcher_client, address):
    assert f'href="{PAGE}"' in researcher_client.get(address).text


def test_its_pages_ask_the_database_little(researcher_client, django_assert_max_num_queries):
    for number in range(12):
        an_organisation(f"Reed News {number}")
    with django_assert_max_num_queries(12):
        researcher_client.get(PAGE)
    with django_assert_max_num_queries(20):
        hand_in(researcher_client, a_page().encode())
    with django_assert_max_num_queries(12):
        found = researcher_client.get(f"{PAGE}known/publisher/", {"typed": "reed"}).text
    assert found.count("Reed News") == 8
