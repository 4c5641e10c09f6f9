"""The facts of the report on the rights group's appeal, one by one. It has no title."""

from tests.desk.facts.checks import Row, part

REPORT = "2022-02"  # its inferred month stands for the title
HRW = "Human Rights Watch (HRW)"
AUTHORITIES = "Authorities of Kazakhstan (body not named)"
PRESIDENT = "Kassym-Jomart Tokayev"


def row(table, find, **values) -> Row:
    return Row(table, {"report": REPORT, **find}, values)


FACTS = {
    "004-01": [
        Row(
            "reports",
            {"published_on": "2022-02"},
            {
                "title": "",
                "publisher": "",
                "url": "",
                "translation": "machine",
                "published_on_inferred": True,
                "mentions": {"2022-02-01", "2022-01-20", "2022-01-29"},
                "notes": part("three steps"),
            },
        ),
        Row("reports", {"published_on": "2022-02-01"}, {"publisher": HRW, "kind": "statement"}),
        row("tolls", {"what": {"arbitrarily_detained"}}, reading=part("Three steps"), certainty="hearsay"),
    ],
    "004-02": [
        row(
            "tolls",
            {"what": {"arbitrarily_detained"}},
            bound="vague",
            low="",
            wording="dozens",
            claimant_organisation=HRW,
            said_on="2022-02-01",
            reading=part("credible reports"),
        )
    ],
    "004-03": [
        row(
            "statements",
            {"kind": "allegation"},
            harms={"ill_treatment", "torture"},
            methods={"electric_shock", "batons"},
            whom={"peaceful_protesters", "detainees"},
            label_as_printed=part("some of"),
            claimant_organisation=HRW,
        )
    ],
    "004-04": [
        row(
            "statements",
            {"kind": "denial_of_access"},
            asked={"counsel_access"},
            by_organisation=AUTHORITIES,
            made_on="2022-01~",
            claimant_organisation=HRW,
        )
    ],
    "004-05": [
        row(
            "statements",
            {"asked": {"investigate_abuses", "prosecute_responsible"}},
            by_organisation=HRW,
            harms={"arbitrary_detention", "ill_treatment", "torture", "death_in_custody", "unlawful_killing"},
            reading=part("death in custody"),
        )
    ],
    "004-06": [
        row(
            "statements",
            {"kind": "demand", "asked": {"release", "end_torture", "end_persecution"}},
            by_organisation=HRW,
            to_organisation=AUTHORITIES,
            made_on="2022-02-01",
        )
    ],
    "004-07": [
        row("person_claims", {"person": "Hugh Williamson"}, office=part("Europe and Central Asia")),
        row(
            "statements",
            {"by_person": "Hugh Williamson"},
            claimant_person="Hugh Williamson",
            claimant_organisation=HRW,
            claimant_office="director, Europe and Central Asia",
        ),
    ],
    "004-08": [row("statements", {"asked": {"monitoring_access"}}, kind="demand", by_organisation=HRW)],
    "004-09": [
        row(
            "statements",
            {"by_organisation": "European Parliament"},
            kind="demand",
            made_on="2022-01-20",
            asked={"international_investigation"},
            summary=part("condemns"),
        ),
        Row("reports", {"published_on": "2022-01-20"}, {"publisher": "European Parliament"}),
    ],
    "004-10": [
        row(
            "statements",
            {"kind": "official_answer"},
            by_person=PRESIDENT,
            made_on="2022-01-29",
            said_on="2022-01-29",
            relayed_by="Khabar 24",
            outcome="refused",
            about_statement="demand",
        )
    ],
    "004-11": [row("statements", {"kind": "context", "places": {"Zhanaozen"}}, made_on="2022-01~")],
    "004-12": [
        row(
            "statements",
            {"kind": "context", "made_on": "2022-01-04/2022-01-06"},
            reading=part("night to the 5th or the night to the 6th"),
            made_on_inferred=True,
            summary=part("some regions"),
        ),
        Row("incidents", {"kind": "attack"}, {"happened_on": "2022-01-04/2022-01-06"}),
    ],
    "004-13": [
        row(
            "tolls",
            {"low": 225},
            what={"killed"},
            bound="exactly",
            claimant_organisation=AUTHORITIES,
            places={"Kazakhstan"},
        ),
        row("tolls", {"low": 19}, what={"killed"}, whom={"law_enforcement"}, claimant_organisation=AUTHORITIES),
        Row("toll_relations", {"toll": "19"}, {"other": "225", "link": "inside"}),
    ],
    "004-14": [
        row("tolls", {"low": 4500}, what={"injured"}, bound="more_than", claimant_organisation=AUTHORITIES),
    ],
    "004-15": [
        row(
            "tolls",
            {"low": 2700},
            what={"detained"},
            bound="more_than",
            places={"Almaty"},
            attribution="none",
            reading=part("former capital"),
        )
    ],
    "004-16": [row("statements", {"kind": "armed_actor", "made_on": "2022-01-06"}, forces={"csto_force"})],
    "004-17": [
        row(
            "statements",
            {"kind": "armed_actor", "made_on": "2022-01-15~"},
            made_on_inferred=True,
            forces={"csto_force"},
        )
    ],
    "004-18": [
        row(
            "statements",
            {"kind": "characterisation"},
            label_as_printed="terrorists",
            by_person=PRESIDENT,
            claimant_organisation="European Parliament",
            whom={"protesters", "peaceful_protesters"},
        )
    ],
    "004-19": [
        *(
            row("person_claims", {"name_as_printed": name}, person=PRESIDENT)
            for name in ("Kasim-Zhomart Tokaev", "Kasym-Zhomart Tokaev", "Tokayev")
        ),
        *(
            Row("names", {"text": name}, {"person": PRESIDENT, "kind": "variant"})
            for name in ("Kasim-Zhomart Tokaev", "Kasym-Zhomart Tokaev", "Qasym-Zhomart Toqaev", "Tokayev")
        ),
        Row("names", {"text": "Kassym-Jomart Tokayev"}, {"person": PRESIDENT}),
    ],
}
