import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from lookup.downloads import FILES, csv_lines, writing
from tests.builders import a_statement, changed, published


@pytest.mark.parametrize("name", FILES)
def test_every_file_can_be_read_and_says_its_name(register, figures, visitor, rows, name):
    response = visitor.get(f"/download/{name}.csv")
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert f'filename="tizim-{name}.csv"' in response["Content-Disposition"]
    assert rows(name)


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file_has_its_heading(db, name):
    (heading,) = csv_lines(FILES[name])
    assert heading.startswith("\ufeff")
    assert heading.endswith("\r\n")


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_columns_have_one_name_and_a_meaning(file):
    names = [column.name for column in file.columns]
    assert sorted(names) == sorted(set(names))
    assert all(str(column.meaning) for column in file.columns)


def test_the_page_of_files_tells_every_column(db, read):
    page = read("/download/")
    for name, file in FILES.items():
        assert f'href="/download/{name}.csv"' in page
        assert all(f"<code>{column.name}</code>" in page for column in file.columns)


def test_a_file_that_is_not_there_is_a_missing_page(db, visitor):
    assert visitor.get("/download/secrets.csv").status_code == 404


def test_a_person_stands_with_codes_and_labels(register, rows):
    (row,) = rows("people")
    assert (row["id"], row["name"], row["sex"], row["sex_en"]) == (
        register.akzhan.shown_id,
        "Ақжан Төлеген",
        "male",
        "male",
    )
    assert (row["home_place"], row["home_place_en"]) == ("zhuparly", "Zhuparly")


def test_every_public_spelling_is_there(register, rows):
    assert [(row["text"], row["kind"]) for row in rows("names")] == [
        ("Ақжан Төлеген", "as_printed"),
        ("Akjan Tolegen", "misspelling"),
    ]


def test_a_casualty_gives_its_date_with_both_days(register, rows):
    (row,) = rows("casualties")
    assert (row["harmed_on"], row["harmed_on_earliest"], row["harmed_on_latest"]) == ("2022-01-05",) * 3
    assert (row["methods"], row["methods_en"], row["confirmation"]) == ("gunshot", "gunshot", "probable")
    assert (row["person"], row["person_name"]) == (register.akzhan.shown_id, "Ақжан Төлеген")
    assert (row["age_low"], row["age_high"]) == ("28", "28")


def test_every_claim_names_its_report_its_speaker_and_its_person(register, rows):
    for row in rows("claims"):
        assert row["report"]
        assert row["report_title"]
        assert row["said_by"]
        assert row["person"] == register.akzhan.shown_id
    father = next(row for row in rows("claims") if row["name_as_printed"])
    assert (father["said_by"], father["harmed_on_latest"]) == ("Төлеген Бекбол, father", "2022-01-31")


def test_a_protected_speaker_has_no_id_in_a_file(register, rows):
    row = next(row for row in rows("claims") if row["standing"] == "retracted")
    assert (row["claimant_person"], row["claimant_person_name"], row["said_by"]) == (
        "",
        "name withheld",
        "name withheld",
    )
    assert (row["harmed_on_inferred"], row["standing_on"]) == ("yes", "2022-02-01")


def test_a_status_is_labelled_by_the_table_it_stands_in(register, rows):
    labels = {(row["table"], row["status"], row["status_en"]) for row in rows("claims") if row["status"]}
    assert labels == {("chargeupdate", "charged", "charged")}


def test_figures_name_each_other_and_none_is_added_up(figures, rows):
    found = {row["id"]: row for row in rows("figures")}
    assert len(found) == 5
    assert found[figures.part.shown_id]["relations"] == f"inside {figures.whole.shown_id}"
    assert found[figures.whole.shown_id]["figure"] == "at least 225"
    assert found[figures.retracted.shown_id]["standing"] == "retracted"


def test_a_formula_is_made_plain_text(register, reviewer, rows):
    register.demand.refresh_from_db()
    changed(register.demand, summary='=HYPERLINK("http://evil.example")', label_as_printed="@SUM(A1)")
    published(register.demand, by=reviewer)
    (row,) = rows("statements")
    assert row["summary"].startswith("'=")
    assert row["label_as_printed"].startswith("'@")


def test_labels_are_english_whoever_asks(register):
    with override("ru"):
        lines = "".join(csv_lines(FILES["people"]))
    assert ",male,male," in lines


@pytest.mark.parametrize("name", ["claims", "casualties", "figures", "statements", "names"])
def test_a_file_of_many_chunks_holds_every_row_once(register, figures, reviewer, rows, name, monkeypatch):
    whole = rows(name)
    monkeypatch.setattr(writing, "CHUNK", 2)
    assert rows(name) == whole


def test_more_rows_ask_no_more_questions(register, reviewer):
    def count():
        with CaptureQueriesContext(connection) as queries:
            list(csv_lines(FILES["statements"]))
        return len(queries)

    few = count()
    for _ in range(10):
        published(a_statement(), by=reviewer)
    assert count() == few
