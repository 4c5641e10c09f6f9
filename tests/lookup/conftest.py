"""Small published data for the public pages; everybody in it is invented."""

from types import SimpleNamespace

import pytest

from people.choices import Language, NameKind
from sources.choices import Attribution, Standing, TermList
from tests.builders import (
    a_casualty,
    a_casualty_claim,
    a_charge,
    a_charge_update,
    a_custody_step,
    a_detention,
    a_detention_claim,
    a_help_point,
    a_kinship,
    a_name,
    a_named_person,
    a_person,
    a_place,
    a_report,
    a_statement,
    a_term,
    a_toll,
    a_toll_relation,
    an_organisation,
    published,
)


@pytest.fixture
def publish(reviewer):
    """`publish(record, …)`: the records, made public by the reviewer."""

    def publish(*records):
        for record in records:
            published(record, by=reviewer)
        return records[0]

    return publish


@pytest.fixture
def killed(publish):
    """`killed("Ақжан Төлеген")`: a person with a published page, who was killed."""

    def killed(name="", **values):
        values = {"name_is_public": bool(name), "description_is_public": not name, **values}
        person = a_person(name, **values)
        publish(person, a_casualty(person=person))
        return person

    return killed


@pytest.fixture
def register(publish):
    """A man killed, of whom two reports tell differently; one speaker is protected. All that can be is published."""
    town, other_town = a_place("Жұпарлы", code="zhuparly"), a_place("Қамысты", name_en="Qamysty", code="qamysty")
    akzhan = a_named_person("Ақжан Төлеген", sex="male", home_place=town)
    a_name(akzhan, "Akjan Tolegen", kind=NameKind.MISSPELLING, language=Language.ENGLISH)
    father, guarded = a_named_person("Төлеген Бекбол"), a_person("Ренатқұпия Жасырын")
    first, second = a_report("Three days in Zhuparly"), a_report("A week later")
    gunshot = a_term(TermList.METHOD, "gunshot")
    casualty = a_casualty(
        person=akzhan,
        harmed_on="2022-01-05",
        harmed_place=town,
        methods=[gunshot],
        armed="unknown",
        confirmation="probable",
        confirmation_reason="A relative told it.",
        age_low=28,
        age_high=28,
    )
    a_casualty_claim(
        casualty,
        report=first,
        attribution=Attribution.NAMED,
        claimant_person=father,
        claimant_is_public=True,
        claimant_relation="father",
        harmed_on="2022-01",
        harmed_place=town,
        armed="no",
        name_as_printed="Akzhan T.",
        reading="The town is meant.",
    )
    a_casualty_claim(
        casualty,
        report=second,
        attribution=Attribution.NAMED,
        claimant_person=guarded,
        claimant_is_public=True,
        harmed_on="2022-01-07",
        harmed_on_inferred=True,
        harmed_place=other_town,
        certainty="hearsay",
        standing=Standing.RETRACTED,
        standing_on="2022-02-01",
        standing_report=first,
    )
    detention = a_detention(person=akzhan, arrested_on="2022-01-04", status="unknown", status_as_of="2022-01-12")
    a_detention_claim(detention, report=first, arrested_on="2022-01-04")
    a_custody_step(detention, 1, report=first, facility_as_printed="a police station")
    a_custody_step(detention, 2, report=first, facility_as_printed="the department", certainty="hearsay")
    charge = a_charge(person=akzhan, offence=a_term(TermList.OFFENCE, "mass_disorder"), posthumous="yes")
    a_charge_update(charge, report=first, status="charged", happened_on="2022-03", posthumous="yes")
    a_kinship(akzhan, father, report=first)
    a_kinship(akzhan, guarded, report=first, relation="friend")
    demand = a_statement(
        summary="That the charge be dropped.",
        persons=[akzhan, guarded],
        by_person=father,
        to_organisation=an_organisation("Court of Zhuparly"),
        report=first,
    )
    incident = casualty.incident
    publish(incident, first, second, father, akzhan, casualty, detention, charge, demand, a_help_point(place=town))
    return SimpleNamespace(
        akzhan=akzhan, father=father, guarded=guarded, first=first, second=second, casualty=casualty, demand=demand
    )


@pytest.fixture
def figures(publish):
    """Figures that contain, retract and withhold."""
    report, gone = a_report("The ministry counts"), a_report("The ministry takes back")
    whole = a_toll(225, report=report, bound="at_least", claimant_organisation=an_organisation("Reed Ministry"))
    part = a_toll(19, report=report, bound="exactly", whom=[a_term(TermList.COUNTED_GROUP, "law_enforcement")])
    a_toll_relation(part, whole, share="most of")
    vague = a_toll(None, report=report, bound="vague", wording="dozens")
    withheld = a_toll(None, report=report, bound="not_disclosed", not_disclosed="those who took no part")
    retracted = a_toll(
        164, report=report, bound="exactly", standing="retracted", standing_on="2022-01-10", standing_report=gone
    )
    secret = a_toll(999, report=report)
    publish(report, gone, whole, part, vague, withheld, retracted)
    return SimpleNamespace(whole=whole, part=part, retracted=retracted, secret=secret, report=report)


@pytest.fixture
def read(visitor):
    """`read("/people/")`: the English text of a page that answers with 200."""

    def read(address):
        response = visitor.get(f"/en{address.removeprefix('/en')}")
        assert response.status_code == 200
        return response.content.decode()

    return read


@pytest.fixture
def rows(visitor):
    """`rows("claims")`: the rows of a CSV file, as dicts; `rows("claims", "happened=killed")`: of some people."""
    import csv
    import io

    def rows(name, query=""):
        response = visitor.get(f"/download/{name}.csv?{query}")
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return rows


@pytest.fixture
def page_of():
    """The English address of a person's or report's page."""

    def page_of(record):
        return f"/en/{'p' if record._meta.model_name == 'person' else 'reports'}/{record.shown_id}"

    return page_of
