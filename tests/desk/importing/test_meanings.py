"""What a list calls by words of its own, and what holds in every row, is said on the page of columns."""

import pytest
from django.core.files.base import ContentFile

from desk.importing import batches, worker
from desk.importing.mappings import from_toml
from desk.models import BatchState, ImportBatch, SavedMapping
from tests.builders import an_incident
from tests.desk.importing.lists import handed_in
from victims.models import Casualty

TEXT = "row,name,sex,harm,died\n1,Talant Fuchik,m,geschossen,07.01.2022\n2,Beren Hobrek,f,?,07.01.2022\n"
COLUMNS = {"row": "number", "name": "name", "sex": "sex", "harm": "harm", "died": "died_on"}


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


@pytest.fixture
def text():
    return TEXT


@pytest.fixture
def columns(researcher, researcher_client, text):
    """Opens the page of columns, changes what it holds and sends it; returns the page that follows."""
    batch = batches.hand_in(file=ContentFile(text.encode()), name="list.csv", by=researcher, language="en")
    address = f"/admin/desk/importbatch/{batch.pk}/columns/"

    def send(form=None, **changes):
        form = form or researcher_client.get(address).context["form"]
        held = {field.html_name: field.value() for field in form}
        held |= {name: as_sent(word) for column in form.columns() for word, name, _field in column["words"]}
        held |= {"title": "The list", "incident": str(incident.pk), "_preview": "1", **changes}
        return researcher_client.post(address, {name: value for name, value in held.items() if value is not None})

    incident = an_incident()
    return send


def as_sent(word):
    """By a browser."""
    return word.replace("\n", "\r\n").replace("\0", "\ufffd")


def the_batch():
    worker.work_off()
    return ImportBatch.objects.get()


def test_a_word_of_the_list_is_asked_about_and_means_what_was_chosen(columns):
    columns(word_3_0="killed")
    assert from_toml(the_batch().mapping).words == {"harm": {"geschossen": "killed"}}
    assert (the_batch().state, the_batch().counts["new"]) == (BatchState.PREVIEWED, 2)


def test_a_word_further_down_is_asked_about_before_the_preview(columns, monkeypatch):
    monkeypatch.setattr("desk.importing.columns_page.GUESSED_FROM", 0)
    asked = columns(column_3="harm", column_1="name", column_2="sex", column_4="died_on", column_0="number")
    assert (the_batch().state, asked.status_code) == (BatchState.UPLOADED, 200)
    assert "“geschossen” means" in asked.content.decode()
    columns(asked.context["form"])
    assert the_batch().rows.get(outcome="refused").told[0][:2] == ["harm", "geschossen"]


def test_a_word_that_says_nothing_is_no_fault(columns):
    columns(word_3_0="-")
    assert from_toml(the_batch().mapping).words == {"harm": {"geschossen": ""}}
    assert the_batch().counts["new"] == 2


def test_what_holds_in_every_row_is_written_to_each(columns):
    columns(word_3_0="killed", every_0="site", value_0="the square")
    batch = the_batch()
    batches.let_wait(batch, "run")
    worker.do(batch.pk)
    assert list(Casualty.objects.values_list("site", flat=True)) == ["the square"] * 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"every_0": "site"}, "Write what holds for every row"),
        ({"value_0": "the square"}, "Choose what this is"),
        ({"every_0": "armed", "value_0": "perhaps"}, "This word is not known here"),
        ({"every_0": "internal_notes", "value_0": "x"}, "Select a valid choice"),
        ({"every_0": "harmed_on", "value_0": "perhaps"}, "cannot be read as a date"),
        ({"every_0": "site", "value_0": "a", "every_1": "site", "value_1": "b"}, "in another line already"),
        ({"every_0": "sex", "value_0": "m"}, "Two columns are read as “sex”"),
    ],
    ids=["no value", "no field", "no word", "private", "no date", "twice", "a column too"],
)
def test_what_cannot_hold_is_said_beside_it_and_stays(columns, line, says):
    answer = columns(word_3_0="killed", **line)
    page = answer.content.decode()
    assert (says in page, the_batch().state) == (True, BatchState.UPLOADED)
    form = answer.context["form"]
    assert {name: form[name].value() for name in line} == line
    assert form["word_3_0"].value() == "killed"


def test_the_next_list_is_read_with_the_same_words(columns, researcher, researcher_client):
    columns(word_3_0="killed", every_0="site", value_0="the square", name="Volunteers")
    first = the_batch()
    saved = SavedMapping.objects.get()
    batch = handed_in(TEXT, by=researcher, columns=COLUMNS)
    ImportBatch.objects.filter(pk=batch.pk).update(mapping=saved.mapping, state=BatchState.UPLOADED)
    form = researcher_client.get(f"/admin/desk/importbatch/{batch.pk}/columns/").context["form"]
    assert (form["word_3_0"].value(), form["every_0"].value(), form["value_0"].value()) == (
        "killed", "site", "the square",
    )  # fmt: skip
    assert first.mapping == saved.mapping


def test_a_list_of_which_no_column_is_read_is_refused(columns):
    answer = columns(**{f"column_{place}": "" for place in range(5)}, every_0="site", value_0="the square")
    assert "The mapping says no columns" in answer.content.decode()
    assert (the_batch().state, SavedMapping.objects.count()) == (BatchState.UPLOADED, 0)


def test_a_mapping_that_cannot_be_read_is_said_and_the_columns_are_guessed(researcher, researcher_client):
    batch = handed_in(TEXT, by=researcher, columns=COLUMNS)
    ImportBatch.objects.filter(pk=batch.pk).update(mapping='name = "a"\nkind = "killed"\n')
    page = researcher_client.get(f"/admin/desk/importbatch/{batch.pk}/columns/")
    assert "The mapping says no columns" in page.content.decode()
    assert page.context["form"]["column_1"].value() == "name"


@pytest.mark.parametrize("text", [TEXT.replace("geschossen", word) for word in ('"shot\nand lost"', "shot\0lost")])
def test_a_word_that_a_browser_sends_back_otherwise_is_understood(columns):
    asked = columns(word_3_0="killed")
    assert (asked.status_code, the_batch().state, the_batch().counts["new"]) == (302, BatchState.PREVIEWED, 2)


@pytest.mark.parametrize("text", ["row,name,sex,harm\n" + "".join(f"{row},Talant,m,w{row}\n" for row in range(120))])
def test_a_column_may_have_more_than_a_hundred_words(columns):
    asked, rounds = columns(), 1
    while asked.status_code == 200 and rounds < 6:
        form, rounds = asked.context["form"], rounds + 1
        asked = columns(form, **{name: "killed" for name in form.fields if name.startswith("word_")})
    assert (the_batch().state, the_batch().counts["new"]) == (BatchState.PREVIEWED, 120)
