"""What is chosen for rows that may be somebody who is there outlives a preview that is made anew."""

import pytest

from desk.importing import batches, preview
from desk.importing.choosing import LEFT_OUT, NEW, choose
from desk.importing.erasing import STRUCK_OUT, erase_row
from desk.importing.mappings import from_toml, to_toml
from desk.models import BatchState, ImportBatch, Outcome, Task
from people.models import Person
from publishing.door import withdraw
from tests.builders import a_named_person
from tests.desk.importing.lists import done, handed_in, imported, killed, previewed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(batches, "PAUSE", 0)


@pytest.fixture
def two_alike(researcher):
    """A preview of two rows that may be persons who are there."""
    a_named_person("Beren Hobrek")
    a_named_person("Sorgau Dolov")
    batch = previewed(killed(3), by=researcher)
    assert batch.rows.exclude(alike=[]).count() == 2
    return batch


def mapped_anew(batch, **values):
    mapping = from_toml(batch.mapping)
    for name, value in values.items():
        setattr(mapping, name, value)
    ImportBatch.objects.filter(pk=batch.pk).update(mapping=to_toml(mapping))
    return done(batch, Task.PREVIEW)


@pytest.mark.parametrize(
    "values",
    [{}, {"columns": {"row": "number", "name_ar": "name_ar", "name_en": "name_en"}}, {"key": None}],
    ids=["the same mapping", "another mapping, the same key", "another key, the same rows"],
)
def test_what_was_chosen_is_chosen_still(two_alike, values):
    first, second = two_alike.rows.exclude(alike=[]).order_by("pk")
    two_alike.rows.filter(pk=first.pk).update(same_as=first.alike[0][0])
    two_alike.rows.filter(pk=second.pk).update(outcome=Outcome.LEFT_OUT)
    again = mapped_anew(two_alike, **values)
    chosen = again.rows.exclude(alike=[]).order_by("pk").values_list("same_as", "outcome")
    assert list(chosen) == [(first.alike[0][0], Outcome.NEW), (None, Outcome.LEFT_OUT)]
    assert (again.counts[Outcome.NEW], again.counts[Outcome.LEFT_OUT]) == (2, 1)


def test_what_was_chosen_for_somebody_else_is_asked_again(two_alike):
    """The rows have other keys by now: what was chosen for the one is not taken for the other."""
    first, second = two_alike.rows.exclude(alike=[]).order_by("pk")
    two_alike.rows.filter(pk=second.pk).update(key="elsewhere")
    two_alike.rows.filter(pk=first.pk).update(outcome=Outcome.LEFT_OUT, key=second.key, fingerprint="", alike=[[0]])
    again = done(two_alike, Task.PREVIEW)
    assert not again.rows.filter(outcome=Outcome.LEFT_OUT).exists()


def test_what_was_chosen_for_one_of_two_rows_alike_is_not_taken_for_the_other(researcher):
    person = a_named_person("Beren Hobrek")
    text = "name_en,age\nBeren Hobrek,23\nBeren Hobrek,23\n"
    batch = previewed(text, by=researcher, key=None, columns={"name_en": "name_en", "age": "age"})
    batch.rows.filter(number=2).update(same_as=person.pk)
    again = mapped_anew(batch, columns={"name_en": "name_en", "age": "age_low"})
    assert set(again.rows.values_list("same_as", flat=True)) == {None}  # each is asked again: it says something else
    again.rows.filter(number=2).update(same_as=person.pk)
    again = done(again, Task.PREVIEW)
    assert list(again.rows.order_by("number").values_list("same_as", flat=True)) == [person.pk, None]


def test_the_same_word_in_another_column_of_keys_is_another_row(researcher):
    """The first row is somebody else than the second, which has its number in the other column."""
    person = a_named_person("Beren Hobrek")
    text = "old,new,name_en,age\n12,13,Beren Hobrek,23\n13,12,Beren Hobrek,60\n"
    columns = {"name_en": "name_en", "age": "age"}
    batch = previewed(text, by=researcher, key="old", columns=columns)
    batch.rows.filter(number=2).update(same_as=person.pk)
    again = mapped_anew(batch, key="new")
    assert list(again.rows.order_by("number").values_list("key", "same_as")) == [("13", person.pk), ("12", None)]


@pytest.fixture
def one_left_out(researcher):
    """An import of which one row was left out, because it may be somebody who is there."""
    a_named_person("Beren Hobrek")
    batch = previewed(killed(3), by=researcher)
    assert batch.rows.exclude(alike=[]).update(outcome=Outcome.LEFT_OUT) == 1
    return done(batch, Task.RUN)


def left_out(batch) -> list[str]:
    return list(batch.rows.filter(outcome=Outcome.LEFT_OUT).values_list("key", flat=True))


def test_a_row_that_was_left_out_is_left_out_of_the_next_import_too(one_left_out, researcher):
    for _time in range(2):
        again = imported(killed(3), by=researcher, report=one_left_out.report)
        assert (again.counts, left_out(again)) == ({"same": 2, "left_out": 1, "alike": 1}, ["2"])
    newer = previewed(killed(3).replace(",22,", ",32,"), by=researcher, report=one_left_out.report)
    assert (newer.counts["new"], left_out(newer)) == (1, [])  # it says something else: it is asked about anew


@pytest.mark.parametrize("is_there", [True, False], ids=["there", "gone since"])
def test_what_was_left_out_is_asked_about_again(one_left_out, researcher, researcher_client, is_there):
    if not is_there:
        withdraw(record=Person.objects.get(shown_name="Beren Hobrek"), by=researcher, reason="a test")
    batch = previewed(killed(3), by=researcher, report=one_left_out.report)
    row, page = batch.rows.get(outcome=Outcome.LEFT_OUT), f"/admin/desk/importbatch/{batch.pk}/change/?rows=left_out"
    assert f'name="row_{row.pk}"' in researcher_client.get(page).content.decode()
    for value, outcome in ((NEW, Outcome.NEW), (LEFT_OUT, Outcome.LEFT_OUT), (NEW, Outcome.NEW)):
        researcher_client.post(page, {"_choose": "", f"row_{row.pk}": value})
        row.refresh_from_db()
        assert row.outcome == outcome
    again = done(batch, Task.PREVIEW)
    assert (again.counts["new"], left_out(again)) == (1, [])


def test_a_row_that_was_left_out_and_struck_out_is_told_no_more(one_left_out, researcher):
    erase_row(one_left_out.rows.get(outcome=Outcome.LEFT_OUT), field="all", by=researcher, reason="asked")
    again = previewed(killed(3), by=researcher, report=one_left_out.report)
    row = again.rows.get(outcome=Outcome.LEFT_OUT)
    assert (again.counts, row.shown, row.told) == ({"same": 2, "left_out": 1, "alike": 0}, STRUCK_OUT, [])
    choose(again, {f"row_{row.pk}": NEW})
    assert left_out(again) == [row.key]


def test_a_preview_says_that_it_is_alive_while_it_seeks_who_is_there_already(researcher, monkeypatch):
    """And stops when it is cancelled."""
    a_named_person("Beren Hobrek")
    batch, sought = handed_in(killed(3), by=researcher), []
    monkeypatch.setattr(preview, "BEAT_EVERY", 1)
    monkeypatch.setattr(
        preview, "most_alike", lambda texts, searches: (sought.append(texts), batches.cancel(batch), {})[2]
    )
    assert (done(batch, Task.PREVIEW).state, len(sought)) == (BatchState.CANCELLED, 1)
