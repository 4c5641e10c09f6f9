"""The pages as JSON: the values of the page and nothing else."""

import json
import re

import pytest

from lookup.file_views import SCHEMA
from publishing import door


@pytest.fixture
def told(visitor):
    def told(address):
        response = visitor.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "application/json")
        return response.json()

    return told


@pytest.fixture
def person(register, told):
    return told(f"/p/{register.akzhan.shown_id}.json")


def test_a_conclusion_stands_with_the_claims_behind_it(person):
    casualty = next(record for record in person["records"] if record["kind"] == "casualty")
    harmed_on = casualty["concluded"]["harmed_on"]
    assert harmed_on["value"] == "2022-01-05"
    by_number = {claim["number"]: claim for claim in person["claims"]}
    assert [by_number[number]["values"]["harmed_on"] for number in harmed_on["claims"]] == ["2022-01"]
    (differing,) = (by_number[number] for number in harmed_on["claims_that_differ"])
    assert differing["values"]["harmed_on"] == {"date": "2022-01-07", "inferred": True}
    assert differing["standing"] == "retracted"


def test_every_claim_has_its_report_and_who_says_it(person, register):
    assert {claim["report"]["id"] for claim in person["claims"]} == {register.first.shown_id, register.second.shown_id}
    assert all(claim["said_by"] for claim in person["claims"])


def test_who_is_not_public_has_no_id(person, register):
    text = json.dumps(person, ensure_ascii=False)
    assert "name withheld" in text
    for hidden in (register.guarded.public_id, register.guarded.shown_id, "Жасырын", register.father.public_id):
        assert hidden not in text


def test_what_is_no_value_of_the_page_is_not_there(person, read, page_of, register):
    """Each word of the file stands on the page, or is a code or name that the file itself has for a value."""
    page = read(page_of(register.akzhan))
    texts = {text for text in _texts(person) if re.search(r"[A-ZА-ЯҚ]", text) and not text.startswith("http")}
    own = {"inferred", register.akzhan.shown_id}
    assert {
        text for text in texts - own if text not in page and not re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", text)
    } <= {
        *_labels(person),
        "Akjan Tolegen",
    }


def test_when_it_changed_is_told_by_fields_alone(person):
    assert all(set(change) == {"on", "fields"} for change in person["changes"])


def test_a_person_who_was_taken_away_is_gone(register, researcher, visitor):
    door.withdraw(record=register.akzhan, by=researcher, reason="MARKED")
    response = visitor.get(f"/p/{register.akzhan.shown_id}.json")
    assert (response.status_code, response.json()) == (410, {"error": "This page was taken away."})


def test_a_name_as_printed_goes_with_the_name(register, researcher, told):
    door.hide_names(person=register.akzhan, by=researcher, reason="the family asks")
    text = json.dumps(told(f"/p/{register.akzhan.shown_id}.json"), ensure_ascii=False)
    assert "Akzhan" not in text
    assert "Ақжан" not in text


def test_lists_take_the_filters_of_the_page(register, told):
    assert [one["id"] for one in told("/people.json?happened=killed")["people"]] == [register.akzhan.shown_id]
    assert told("/people.json?happened=missing")["people"] == []


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("/people.json?happened=killed&place=nowhere", "place"),
        ("/people.json?when=yesterday", "when"),
        ("/figures.json?what=nonsense", "what"),
        ("/reports.json?kind=nonsense", "kind"),
        ("/statements.json?kind=nonsense", "kind"),
    ],
)
def test_a_filter_that_cannot_be_read_is_refused_and_not_left_out(register, figures, visitor, asked, named):
    response = visitor.get(asked)
    assert response.status_code == 400
    assert set(response.json()) == {"error"}
    assert named in response.json()["error"]


def test_figures_reports_and_statements_are_chosen_too(register, figures, told):
    chosen = told("/figures.json?whom=law_enforcement")["figures"]
    assert [one["id"] for one in chosen] == [figures.part.shown_id]
    assert (told("/reports.json?kind=video")["count"], told("/statements.json?kind=order")["count"]) == (0, 0)
    for file, kind in (("reports", "article"), ("statements", "demand")):
        assert told(f"/{file}.json?kind={kind}")["count"] == told(f"/{file}.json")["count"] > 0


def test_a_retracted_figure_says_so(figures, told):
    (row,) = (one for one in told("/figures.json")["figures"] if one.get("low") == 164)
    assert (row["standing"], row["standing_report"]["title"]) == ("retracted", "The ministry takes back")


def test_the_schema_fits_every_answer(register, figures, told):
    addresses = [f"/p/{register.akzhan.shown_id}.json", f"/reports/{register.first.shown_id}.json"]
    addresses += ["/people.json", "/figures.json", "/reports.json", "/statements.json"]
    schema = json.loads(SCHEMA.read_text())
    for address in addresses:
        kinds = [name for name in _of_pages(schema) if _fits(told(address), schema["$defs"][name], schema)]
        assert len(kinds) == 1, (address, kinds)


def _of_pages(schema):
    return [one["$ref"].rsplit("/", 1)[-1] for one in schema["oneOf"]]


def _fits(value, form, schema) -> bool:
    """The part of JSON Schema that our schema uses."""
    if "$ref" in form:
        return _fits(value, schema["$defs"][form["$ref"].rsplit("/", 1)[-1]], schema)
    if "anyOf" in form and not any(_fits(value, one, schema) for one in form["anyOf"]):
        return False
    if not all(_fits(value, one, schema) for one in form.get("allOf", [])):
        return False
    types = form.get("type", [])
    types = [types] if isinstance(types, str) else types
    known = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "null": type(None),
    }
    if types and not any(isinstance(value, known[one]) for one in types):
        return False
    if ("const" in form and value != form["const"]) or ("enum" in form and value not in form["enum"]):
        return False
    if "pattern" in form and not re.search(form["pattern"], value):
        return False
    if isinstance(value, list) and "items" in form:
        return all(_fits(one, form["items"], schema) for one in value)
    if isinstance(value, dict):
        properties, others = form.get("properties", {}), form.get("additionalProperties", True)
        if not set(form.get("required", [])) <= set(value):
            return False
        for name, one in value.items():
            if name in properties and not _fits(one, properties[name], schema):
                return False
            if name not in properties and (others is False or (others is not True and not _fits(one, others, schema))):
                return False
    return True


def _texts(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value


def _labels(value):
    """The words of labels: a page shows one of their languages."""
    if isinstance(value, dict) and {"en", "ru", "kk"} <= set(value):
        yield from _texts(value)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _labels(one)
