import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from lookup.downloads import FILES, csv_parts
from lookup.downloads import rows as rows_module
from lookup.models import PublishedPerson
from lookup.person_page import PersonPage
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
    (heading,) = csv_parts(FILES[name])
    assert heading.endswith("\r\n")
    assert heading.split(",")[0] == FILES[name].columns[0].name


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_columns_have_one_name_and_a_meaning(file):
    names = [column.name for column in file.columns]
    assert sorted(names) == sorted(set(names))
    assert all(str(column.meaning) for column in file.columns)


def test_the_pages_of_files_tell_every_file_and_column(db, read):
    page, columns = read("/download/"), read("/download/columns/")
    for name, file in FILES.items():
        assert f'href="/download/{name}.csv?language=en"' in page
        assert all(f"<code>{column.name}</code>" in columns for column in file.columns)


def test_a_file_that_is_not_there_is_a_missing_page(db, visitor):
    assert visitor.get("/download/secrets.csv").status_code == 404


def test_a_person_stands_with_codes_and_labels(register, rows):
    (row,) = rows("people")
    assert (row["id"], row["name"], row["sex"], row["sex_label"]) == (
        register.akzhan.shown_id,
        "Ақжан Төлеген",
        "male",
        "male",
    )
    assert (row["home_place"], row["home_place_label"]) == ("zhuparly", "Zhuparly")


def test_every_public_spelling_is_there(register, rows):
    assert [(row["text"], row["kind"]) for row in rows("names")] == [
        ("Ақжан Төлеген", "as_printed"),
        ("Akjan Tolegen", "misspelling"),
    ]


def test_a_casualty_gives_its_date_with_both_days(register, rows):
    (row,) = rows("casualties")
    assert (row["harmed_on"], row["harmed_on_earliest"], row["harmed_on_latest"]) == ("2022-01-05",) * 3
    assert (row["methods"], row["methods_label"], row["confirmation"]) == ("gunshot", "gunshot", "probable")
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


def test_stages_of_custody_and_of_a_charge_have_files_of_their_own(register, rows):
    (update,) = rows("charge_updates")
    assert (update["status"], update["status_label"], update["happened_on_latest"]) == (
        "charged", "charged", "2022-03-31",
    )  # fmt: skip
    assert [step["facility_as_printed"] for step in rows("custody")] == ["a police station", "the department"]
    claims = {row["id"]: row for row in rows("claims")}
    assert all(claims[row["id"]]["report"] == row["report"] for row in [update, *rows("custody")])


def test_evidence_says_which_claim_supports_and_which_contradicts(register, rows):
    found = {
        (row["field"], row["value"]): (row["conclusion"], row["stance"])
        for row in rows("evidence")
        if row["record"] == register.casualty.shown_id
    }
    assert found["harmed_on", "2022-01"] == ("2022-01-05", "supports")
    assert found["harmed_on", "2022-01-07"] == ("2022-01-05", "contradicts")
    assert found["harmed_place", "qamysty"] == ("zhuparly", "contradicts")
    charge = next(row for row in rows("evidence") if row["kind"] == "charge")
    assert (charge["field"], charge["value"], charge["stance"]) == ("posthumous", "yes", "supports")


def test_evidence_says_what_the_page_of_the_person_says(register, rows):
    page = PersonPage(PublishedPerson.objects.get(public_id=register.akzhan.public_id))
    shown = [(found.fact.name, mention.differs) for section in [page, *page.sections] for found in told(section)
             for mention in found.mentions]  # fmt: skip
    assert sorted((row["field"], row["stance"] == "contradicts") for row in rows("evidence")) == sorted(shown)


def told(section):
    return section.facts if isinstance(section, PersonPage) else [*section.conclusions, *section.hard_to_read]


def test_places_are_listed_once_with_names_in_three_languages(register, rows):
    found = {row["code"]: row for row in rows("places")}
    assert set(found) == {"zhuparly", "qamysty"}
    assert found["zhuparly"]["name_en"] == "Zhuparly"


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


def test_labels_are_in_the_language_that_was_asked_for(register):
    with override("ru"):
        lines = "".join(csv_parts(FILES["people"]))
    assert ",male,male," in lines
    assert ",male,мужской," in "".join(csv_parts(FILES["people"], code="ru"))


def test_a_byte_order_mark_stands_there_on_request(register, visitor):
    assert next(iter(visitor.get("/download/people.csv?mark=yes"))).startswith(b"\xef\xbb\xbf")
    assert next(iter(visitor.get("/download/people.csv"))).startswith(b"id,")


@pytest.mark.parametrize("query", ["language=de", "happened=nothing", "when=someday", "born=19"])
def test_what_cannot_be_read_gives_no_file(register, visitor, query):
    for name in ("people.csv", "tizim.zip", "tizim.xlsx"):
        answer = visitor.get(f"/download/{name}?{query}")
        assert answer.status_code == 400
        assert query.split("=")[0] in answer.content.decode()


def test_a_filter_leaves_those_people_and_what_hangs_on_them(register, killed, visitor, rows):
    other = killed("Бибіш Сауле", sex="female")
    answer = visitor.get("/download/people.csv?named=yes&custody=unknown")
    assert 'filename="tizim-people-filtered-custody-unknown-named-yes.csv"' in answer["Content-Disposition"]
    for name, file in FILES.items():
        whole, some = rows(name), rows(name, "custody=unknown")
        if not file.is_about_people:
            assert some == whole
            continue
        column = "id" if name == "people" else "person"
        assert [row for row in whole if row[column] != other.shown_id] == some
        assert some


def test_a_speaker_without_a_page_has_no_id_in_a_file(register, rows):
    speakers = {(row["claimant_person"], row["claimant_person_name"]) for row in rows("claims")}
    assert ("", "Төлеген Бекбол") in speakers
    assert register.father.shown_id not in "".join("".join(map(str, row.values())) for row in rows("claims"))


@pytest.mark.parametrize("name", ["claims", "casualties", "figures", "statements", "names", "people", "evidence"])
def test_a_file_of_many_chunks_holds_every_row_once(register, figures, reviewer, rows, name, monkeypatch):
    whole = rows(name)
    monkeypatch.setattr(rows_module, "CHUNK", 2)
    assert rows(name) == whole


def test_more_rows_ask_no_more_questions(register, reviewer):
    def count():
        with CaptureQueriesContext(connection) as queries:
            list(csv_parts(FILES["statements"]))
        return len(queries)

    few = count()
    for _ in range(10):
        published(a_statement(), by=reviewer)
    assert count() == few
