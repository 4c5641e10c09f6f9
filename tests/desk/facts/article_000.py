"""The facts of "Relatives Of Kazakhs Killed During January Unrest Demand Justice", one by one."""

from tests.desk.facts.checks import NoRow, Row, part

REPORT = "Relatives Of Kazakhs Killed During January Unrest Demand Justice"
JULY_11 = {"made_on": "2022-07-11", "made_on_inferred": True}
LATE_JUNE = {"said_on": "2022-06-20/2022-06-30", "said_on_inferred": True}
FATHER = {"claimant_person": "Murat Abdiraiym", "claimant_relation": "father", "attribution": "named"}
DEPUTY = {"claimant_person": "Aset Shyndaliev", "claimant_office": "deputy prosecutor general", "attribution": "named"}
FIRST = "Husband, shot dead in January 2022, of the first of two women from Almaty who spoke at a rally in July"
SECOND = "Husband, shot dead in January 2022, of the second of two women from Almaty who spoke at a rally in July"
WIVES = {"Aigerim Niyazbaeva": FIRST, "Shapaghat Qadyrova": SECOND}


def row(table, find, **values) -> Row:
    return Row(table, {"report": REPORT, **find}, values)


def shot_dead(casualty, **claimant) -> list:
    """The record of someone shot dead in January 2022 at a place that is not said, and the claim that holds it."""
    facts = {"harm": "killed", "harmed_on": "2022-01", "methods": {"gunshot"}, "harmed_place": "", "died_place": ""}
    return [
        Row("casualties", {"person": casualty}, facts | {"incident": "Unrest of January 2022 in Kazakhstan"}),
        row("casualty_claims", {"casualty": casualty}, **facts, sex="male", certainty="stated", **claimant),
    ]


FACTS = {
    "000-01": [
        Row(
            "reports",
            {"title": REPORT},
            {
                "dateline": "NUR-SULTAN",
                "dateline_place": "Astana",
                "publisher": "Radio Free Europe/Radio Liberty (RFE/RL)",
                "publisher_inferred": True,
                "published_on": "2022-07",
                "published_on_inferred": True,
                "language": "en",
                "url": "",
            },
        )
    ],
    "000-02": [
        row(
            "tolls",
            {"what": {"attendance"}},
            low=20,
            bound="about",
            places={"President's office in the capital (as reported)"},
            as_of="2022-07-11",
            as_of_inferred=True,
            incident="Rally of relatives of the dead before the president's office",
        ),
        Row(
            "incidents",
            {"title": "Rally of relatives of the dead before the president's office"},
            {"kind": "protest", "happened_on": "2022-07-11", "happened_on_inferred": True},
        ),
    ],
    "000-03": [
        row(
            "tolls",
            {"what": {"attendance"}},
            home_places={"Almaty", "Oskemen", "Taraz", "Shymkent"},
            places={"President's office in the capital (as reported)"},
        )
    ],
    "000-04": [
        row(
            "statements",
            {"kind": "demand", "asked": {"drop_charges"}, "by_person": ""},
            by_organisation="Relatives of the dead who rallied on 11 July (about 20)",
            to_organisation="Authorities of Kazakhstan (body not named)",
            outcome="unknown",
            summary=part("more of the dead are charged"),
            **JULY_11,
        )
    ],
    "000-05": [
        row(
            "statements",
            {"kind": "demand", "asked": {"investigate_deaths"}},
            by_organisation="Relatives of the dead who rallied on 11 July (about 20)",
            outcome="unknown",
            **JULY_11,
        )
    ],
    "000-06": [
        row("person_claims", {"person": "Murat Abdiraiym"}, name_as_printed="Murat Abdiraiym", home_place="Shymkent"),
        row("kinships", {"person": "Nurbolat Alpamys"}, relative="Murat Abdiraiym", relation="father"),
        Row("persons", {"home_place": "Shymkent"}, {"name_is_public": True}),
    ],
    "000-07": [
        Row("names", {"person": "Nurbolat Alpamys"}, {"text": "Nurbolat Alpamys", "kind": "as_printed"}),
        *shot_dead(
            "Nurbolat Alpamys",
            name_as_printed="Nurbolat Alpamys",
            relayed_by="Radio Free Europe/Radio Liberty (RFE/RL)",
            circumstances=part("rally"),
            **FATHER,
        ),
        row("person_claims", {"person": "Nurbolat Alpamys"}, reading=part("last name differs")),
    ],
    "000-08": [
        row(
            "casualty_claims",
            {"casualty": "Nurbolat Alpamys"},
            armed="no",
            status="protester",
            activity="peaceful_protest",
            **FATHER,
        )
    ],
    "000-09": [
        row(
            "charge_updates",
            {"charge": "Nurbolat Alpamys", "status": "charged"},
            offence_as_printed="taking part in mass disorder",
            authority_as_printed="They",
            authority="",
            article="",
            happened_on="",
            posthumous="",
            standing="stands",
            **FATHER,
        ),
        row("charge_updates", {"charge": "Nurbolat Alpamys", "posthumous": "yes"}, certainty="implied"),
        Row(
            "charges", {"person": "Nurbolat Alpamys"}, {"offence": "mass_disorder", "article": "", "posthumous": "yes"}
        ),
        row(
            "statements",
            {"kind": "demand", "by_person": "Murat Abdiraiym"},
            asked={"drop_charges"},
            persons={"Nurbolat Alpamys"},
            **FATHER,
        ),
    ],
    "000-10": [
        Row(
            "reports",
            {"title": REPORT},
            {"mentions": {"Kazakh Official Says Six People Arrested After January Unrest Were Tortured To Death"}},
        ),
        Row(
            "tolls", {"where_in_report": "headline"}, {"low": 6, "repeats": {"6"}, "report": part("Tortured To Death")}
        ),
    ],
    "000-11": [
        row(
            "statements",
            {"kind": "context"},
            made_on="2022-01-02",
            places={"Mangystau Region"},
            summary=part("price of fuel"),
            incident="First protests against the price of fuel, in the west",
        ),
        Row("incidents", {"place": "Mangystau Region"}, {"happened_on": "2022-01-02", "kind": "protest"}),
    ],
    "000-12": [
        row(
            "tolls",
            {"what": {"detained"}},
            bound="vague",
            low="",
            high="",
            wording="Thousands of people",
            places={"Kazakhstan"},
            attribution="report",
            summary=part("during the protests and after"),
        )
    ],
    "000-13": [
        row(
            "tolls",
            {"low": 20000},
            what={"took_part"},
            whom={"alleged_attackers", "foreigners"},
            label_as_printed="terrorists",
            claimant_person="Kassym-Jomart Tokayev",
            claimant_office="President",
        )
    ],
    "000-14": [row("statements", {"kind": "assessment"}, about_toll="20000", attribution="report")],
    "000-15": [
        row(
            "tolls",
            {"bound": "more_than_another"},
            what={"killed"},
            low="",
            high="",
            attribution="unnamed_group",
            claimant_organisation="Human rights groups (not named)",
        )
    ],
    "000-16": [
        row(
            "statements",
            {"kind": "allegation"},
            harms={"killed"},
            whom={"peaceful_protesters", "uninvolved_residents"},
            forces={"law_enforcement", "armed_forces"},
            claimant_organisation="Human rights groups (not named)",
            summary=part("gave evidence"),
        )
    ],
    "000-17": [
        row(
            "statements",
            {"kind": "refusal_of_information"},
            asked={"names_of_the_dead"},
            by_organisation="Authorities of Kazakhstan (body not named)",
            not_disclosed="The names of the dead",
            made_on="2022-07",
            made_on_inferred=True,
        )
    ],
    "000-18": [
        row(
            "statements",
            {"kind": "official_answer", "asked": {"international_investigation"}},
            outcome="refused",
            by_organisation="Authorities of Kazakhstan (body not named)",
        )
    ],
    "000-19": [
        check
        for wife, husband in WIVES.items()
        for check in (
            row("person_claims", {"person": wife}, name_as_printed=wife, home_place="Almaty"),
            row("kinships", {"relative": wife}, person=husband, relation="wife"),
        )
    ],
    "000-20": [
        check
        for wife, husband in WIVES.items()
        for check in (
            Row("persons", {"description": husband}, {"sex": "male"}),
            NoRow("names", {"person": husband}),
            *shot_dead(husband, claimant_person=wife, claimant_relation="wife", name_as_printed=""),
        )
    ],
    "000-21": [
        check
        for wife, husband in WIVES.items()
        for check in (
            Row("charges", {"person": husband}, {"offence": "mass_disorder", "posthumous": "yes", "article": ""}),
            row(
                "charge_updates",
                {"charge": husband},
                posthumous="yes",
                certainty="stated",
                offence_as_printed="taking part in mass disorders",
                article="",
                authority="",
                happened_on="",
                claimant_person=wife,
            ),
        )
    ],
    "000-22": [
        row(
            "statements",
            {"kind": "demand", "by_person": wife},
            asked={"clear_name", "prosecute_responsible"},
            persons={husband},
        )
        for wife, husband in WIVES.items()
    ],
    "000-23": [
        row(
            "statements",
            {"kind": "official_answer", "asked": {"meeting"}},
            by_organisation="Police of Kazakhstan (unit not named)",
            outcome="unknown",
            places={"Prosecutor-General's Office building in the capital"},
            summary=part("an aide of the president and the prosecutor"),
        )
    ],
    "000-24": [
        row(
            "tolls",
            {"low": 6},
            what={"killed", "died_in_custody"},
            whom={"detainees"},
            bound="exactly",
            summary=part("Tortured to death"),
            **LATE_JUNE,
            **DEPUTY,
        )
    ],
    "000-25": [
        row("tolls", {"low": 232}, what={"killed"}, bound="exactly", places={"Kazakhstan"}, **LATE_JUNE, **DEPUTY),
        Row("toll_relations", {"toll": "6", "other": "232"}, {"link": "not_stated"}),
    ],
    "000-26": [
        row(
            "tolls",
            {"low": number, "what": {"arrested"}},
            whom={"officials_accused"},
            forces={force},
            offences={"torture"},
            **LATE_JUNE,
            **DEPUTY,
        )
        for number, force in ((8, "national_security_committee"), (1, "police"))
    ],
    "000-27": [
        row(
            "tolls",
            {"low": 15},
            what={"suspects"},
            whom={"officials_accused"},
            offences={"torture", "illegal_interrogation_methods"},
            **DEPUTY,
        ),
        Row("toll_relations", {"toll": "8"}, {"other": "15", "link": "inside"}),
        Row("toll_relations", {"toll": "1"}, {"other": "15", "link": "inside"}),
    ],
    "000-28": [
        row(
            "tolls",
            {"low": 25},
            what={"tortured", "recognised_victims"},
            methods={"burning"},
            setting="interrogation",
            claimant_organisation="Prosecutor General's Office of Kazakhstan",
            claimant_person="",
            said_on="../2022-07",
            said_on_inferred=True,
        ),
        Row("toll_relations", {"toll": "25"}, {"other": "6", "link": "not_stated"}),
    ],
    "000-29": [
        NoRow("person_claims", {"report": REPORT, "person": "Nursultan Nazarbayev"}),
        NoRow("casualties", {"person": "Nursultan Nazarbayev"}),
        NoRow("detentions", {"person": "Nursultan Nazarbayev"}),
        NoRow("charges", {"person": "Nursultan Nazarbayev"}),
        NoRow("statements", {"report": REPORT, "persons": {"Nursultan Nazarbayev"}}),
    ],
}
