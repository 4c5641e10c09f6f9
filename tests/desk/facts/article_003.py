"""The facts of "Families await news of thousands in Kazakhstan police custody after protests", one by one."""

from tests.desk.facts.checks import NoRow, NoWord, Row, part

REPORT = "Families await news of thousands in Kazakhstan police custody after protests"
BRANCH = "Branch of the Department of Internal Affairs with a large detention centre, Almaty (not named)"
MORGUE = "Morgue, Almaty (not named)"
FRIEND = {"claimant_person": "Renat", "claimant_relation": "friend", "relayed_by": "Associated Press (AP)"}
HEAD = {
    "claimant_person": "Galym Ageleuov",
    "claimant_organisation": "Liberty (rights group; its name is garbled in the report)",
}
ACTIVISTS = "Human rights activists at the places of detention (not named)"
HELD = "Zhandos Nakipovich"


def row(table, find, **values) -> Row:
    return Row(table, {"report": REPORT, **find}, values)


FACTS = {
    "003-01": [
        Row(
            "reports",
            {"title": REPORT},
            {
                "publisher": "",
                "url": "",
                "published_on": "2022-01-12",
                "published_on_inferred": True,
                "credits": "The Associated Press; Pavel Mikheyev / Reuters",
                "notes": part("page furniture"),
            },
        )
    ],
    "003-02": [
        row(
            "tolls",
            {"low": 12000},
            what={"arrested"},
            bound="about",
            attribution="none",
            places={"Kazakhstan"},
            period="2022-01-03/2022-01-09",
            period_inferred=True,
        )
    ],
    "003-03": [
        row("tolls", {"wording": "dozens of people"}, what={"killed"}, bound="vague", low="", summary=part("164"))
    ],
    "003-04": [
        row(
            "statements",
            {"kind": "denial_of_access", "claimant_organisation": ACTIVISTS},
            asked={"family_access", "counsel_access"},
            whom={"detainees"},
            persons=set(),
            by_organisation="Authorities of Kazakhstan (body not named)",
        ),
        row("statements", {"kind": "refusal_of_information"}, claimant_organisation=ACTIVISTS),
    ],
    "003-05": [
        row(
            "statements",
            {"kind": "context", "made_on": "2022-01-02"},
            places={"Western Kazakhstan (part of the country)"},
        )
    ],
    "003-06": [
        row(
            "tolls",
            {"low": 1678},
            what={"arrested"},
            places={"Almaty"},
            counting="increment",
            period="2022-01-11/2022-01-12",
            period_inferred=True,
            summary=part("which hour is not said"),
        )
    ],
    "003-07": [
        row(
            "tolls",
            {"low": 300},
            what={"criminal_cases"},
            bound="more_than",
            places=set(),
            reading=part("whole country is not clear"),
        )
    ],
    "003-08": [
        row(
            "statements",
            {"kind": "order"},
            by_person="Kassym-Jomart Tokayev",
            certainty="doubtful",
            reading=part("target"),
            label_as_printed="shooting to kill",
            forces={"security_forces"},
        )
    ],
    "003-09": [NoWord("coffee"), NoWord("café"), NoWord("shop window")],
    "003-10": [
        Row("places", {"name_en": BRANCH}, {"kind": "facility", "parent": "Almaty"}),
        row("statements", {"kind": "denial_of_access", "forces": {"army"}}, places={BRANCH}),
    ],
    "003-11": [
        row("person_claims", {"person": "Renat"}, name_as_printed="Renat", not_disclosed=part("given name")),
        Row("names", {"text": "Renat"}, {"kind": "given_only", "is_public": False}),
    ],
    "003-12": [
        Row("names", {"person": HELD}, {"text": HELD, "kind": "as_printed"}),
        row("person_claims", {"person": HELD}, name_as_printed=HELD, reading=part("patronymic without a surname")),
        row("kinships", {"person": HELD}, relative="Renat", relation="friend", relation_as_printed="a brother"),
        row("kinships", {"person": HELD}, reading=part("figure of speech")),
    ],
    "003-13": [
        Row("detentions", {"person": HELD}, {"arrested_on": "2022-01-04", "arrested_place": "", "forces": set()}),
        row(
            "detention_claims",
            {"detention": HELD},
            arrested_on="2022-01-04",
            activity="peaceful_protest",
            arrested_place="",
            forces=set(),
            name_as_printed=HELD,
            **FRIEND,
        ),
        NoRow("charges", {"person": HELD}),
    ],
    "003-14": [
        row(
            "custody_steps",
            {"detention": HELD, "order": 1},
            facility="Police station, Almaty (not named)",
            certainty="stated",
            began_on="",
            ended_on="",
            **FRIEND,
        ),
        row(
            "custody_steps",
            {"detention": HELD, "order": 2},
            facility=BRANCH,
            facility_as_printed="the internal affairs department",
            certainty="hearsay",
            began_on="",
            **FRIEND,
        ),
    ],
    "003-15": [
        Row(
            "detentions",
            {"person": HELD},
            {
                "status": "unknown",
                "status_as_of": "2022-01-12",
                "status_as_of_inferred": True,
                "sought_since": "2022-01-06",
                "why_included": part("enforced disappearance"),
            },
        ),
        row(
            "detention_claims",
            {"detention": HELD},
            status="unknown",
            sought_since="2022-01-06",
            circumstances=part("whether he is alive"),
        ),
    ],
    "003-16": [
        row(
            "statements",
            {"kind": "denial_of_access", "forces": {"army"}},
            by_organisation="Military of Kazakhstan (unit not named)",
            places={BRANCH},
            summary=part("checkpoints"),
        )
    ],
    "003-17": [
        row("person_claims", {"person": "Galym Ageleuov"}, office="head of a rights group"),
        row(
            "person_claims",
            {"organisation": "Liberty (rights group; its name is garbled in the report)"},
            name_as_printed="humans Liberty",
            certainty="doubtful",
            reading=part("garbled"),
        ),
        row("statements", {"kind": "explicit_gap"}, **HEAD),
    ],
    "003-18": [
        row(
            "statements",
            {"kind": "denial_of_access", "asked": {"counsel_access"}},
            summary=part("interrogations"),
            **HEAD,
        )
    ],
    "003-19": [
        row(
            "statements",
            {"kind": "explicit_gap"},
            asked={"list_of_detainees"},
            not_disclosed="The list of detainees",
            **HEAD,
        )
    ],
    "003-20": [
        row(
            "tolls",
            {"places": {MORGUE}, "what": {"killed"}},
            bound="vague",
            low="",
            setting="morgue",
            summary=part("More than one"),
        ),
        row(
            "tolls",
            {"places": {MORGUE}, "what": {"searching_relatives"}},
            low=12,
            bound="more_than",
            not_disclosed=part("did not wish to speak"),
        ),
    ],
    "003-21": [
        row(
            "tolls",
            {"low": 164},
            what={"killed"},
            attribution="unnamed_group",
            standing="retracted",
            standing_on="2022-01-10",
            standing_report="2022-01-10",
            repeats={"164"},
            said_on="",
        ),
        Row("tolls", {"report": "2022-01-10"}, {"low": 164, "standing": "retracted", "said_on": "2022-01-09"}),
        Row(
            "statements",
            {"report": "2022-01-10"},
            {
                "about_toll": "164",
                "by_organisation": "Ministry of Information and Social Development of Kazakhstan",
                "made_on": "2022-01-10",
            },
        ),
        Row("reports", {"published_on": "2022-01-10"}, {"publisher": "TASS", "notes": part("stored text")}),
    ],
    "003-22": [
        row(
            "tolls",
            {"what": {"killed", "injured"}},
            whom={"civilians", "security_forces"},
            bound="vague",
            low="",
            wording="hundreds",
            claimant_person="Kassym-Jomart Tokayev",
        )
    ],
    "003-23": [row("tolls", {"low": 2000}, what={"troops"}, bound="more_than", forces={"csto_force"})],
    "003-24": [
        row(
            "statements",
            {"kind": "armed_actor"},
            made_on="2022-01-13",
            made_on_inferred=True,
            claimant_person="Kassym-Jomart Tokayev",
            summary=part("announced"),
        )
    ],
    "003-25": [
        row("statements", {"kind": "context", "made_on": "2022-01-08/2022-01-09"}, made_on_inferred=True),
        Row("incidents", {"kind": "unrest"}, {"happened_on_inferred": True, "summary": part("weekend")}),
    ],
}
