"""The facts of "Hundreds rally in Kazakhstan to commemorate victims of deadly clashes", one by one."""

from tests.desk.facts.checks import NoRow, Row, part

REPORT = "Hundreds rally in Kazakhstan to commemorate victims of deadly clashes"
SQUARE = "Republic Square, Almaty"
CROWD = "Demonstrators on Republic Square, 13 February 2022 (not named)"
DRIVER = "Man of 28, shot on 6 January 2022 while driving through Almaty"
YOUNG = "Young man, shot during the unrest and arrested later"
MOTHER = {"claimant_person": "Aiman Ispolova", "claimant_relation": "mother of a friend"}
WORKER = {"claimant_person": "Gulshara Belgibayeva", "claimant_relation": ""}


def row(table, find, **values) -> Row:
    return Row(table, {"report": REPORT, **find}, values)


FACTS = {
    "002-01": [
        Row(
            "reports",
            {"title": REPORT},
            {
                "published_on": "2022-02-13",
                "published_on_inferred": False,
                "publisher": "",
                "url": "",
                "credits": "Getty",
            },
        )
    ],
    "002-02": [
        row(
            "tolls",
            {"low": 225},
            what={"killed"},
            bound="at_least",
            attribution="none",
            where_in_report="caption of the picture",
        )
    ],
    "002-03": [
        row(
            "tolls",
            {"what": {"attendance"}},
            bound="vague",
            low="",
            wording="Hundreds",
            as_of="2022-02-13",
            as_of_inferred=False,
        ),
        row("statements", {"asked": {"permission_to_gather"}}, label_as_printed="an official ban", outcome="refused"),
    ],
    "002-04": [row("tolls", {"low": 200}, what={"killed"}, bound="more_than", attribution="none")],
    "002-05": [
        Row("incidents", {"happened_on": "2022-02-13"}, {"place": SQUARE}),
        row("tolls", {"what": {"attendance"}}, places={SQUARE}),
    ],
    "002-06": [
        row(
            "statements",
            {"kind": "characterisation"},
            by_person="Kassym-Jomart Tokayev",
            claimant_person="Kassym-Jomart Tokayev",
            label_as_printed='hired bandits and "terrorists"',
            summary=part("ties abroad"),
        )
    ],
    "002-07": [
        row(
            "tolls",
            {"what": {"jailed"}},
            bound="vague",
            low="",
            wording="hundreds of citizens",
            offences={"terrorism", "fomenting_unrest"},
            claimant_organisation=CROWD,
            summary=part("not complete"),
        ),
        row("statements", {"kind": "demand", "asked": {"release"}, "by_organisation": CROWD}, whom={"detainees"}),
    ],
    "002-08": [
        row("statements", {"kind": "demand", "asked": {"end_torture"}}, harms={"torture"}, by_organisation=CROWD),
        row("statements", {"kind": "allegation"}, harms={"torture"}, label_as_printed="torture in the country's jails"),
    ],
    "002-09": [
        row("person_claims", {"person": "Aiman Ispolova"}, name_as_printed="Aiman Ispolova", occupation="pensioner"),
        row("kinships", {"person": DRIVER}, relative="Aiman Ispolova", relation="mother_of_friend"),
    ],
    "002-10": [
        NoRow("names", {"person": DRIVER}),
        row(
            "casualty_claims",
            {"casualty": DRIVER},
            methods={"gunshot"},
            harmed_on="2022-01-06",
            harmed_place="Almaty",
            activity="driving",
            certainty="implied",
            name_as_printed="",
            **MOTHER,
        ),
        Row("casualties", {"person": DRIVER}, {"harmed_on": "2022-01-06", "activity": "driving"}),
    ],
    "002-11": [
        row("casualty_claims", {"casualty": DRIVER}, age_low=28, age_high=28, sex="male"),
        row("person_claims", {"person": DRIVER}, age_low=28, dependants="His parents, both 60: he provided for them"),
    ],
    "002-12": [
        row("casualty_claims", {"casualty": DRIVER}, certainty="implied", reading=part("deep mourning")),
        Row(
            "casualties",
            {"person": DRIVER},
            {"harm": "killed", "confirmation": "possible", "confirmation_reason": part("mourning")},
        ),
    ],
    "002-13": [
        row(
            "statements",
            {"kind": "order", "by_person": "Kassym-Jomart Tokayev"},
            claimant_person="Aiman Ispolova",
            label_as_printed="shoot-to-kill order",
        )
    ],
    "002-14": [
        row(
            "person_claims",
            {"person": "Gulshara Belgibayeva"},
            age_low=57,
            age_high=57,
            occupation="postal worker",
            name_as_printed="Gulshara Belgibayeva",
        ),
        row("statements", {"by_person": "Gulshara Belgibayeva"}, asked={"release"}, persons={YOUNG}),
        row("kinships", {"person": YOUNG}, relative="Gulshara Belgibayeva", relation="other", reading=part("not said")),
    ],
    "002-15": [
        NoRow("names", {"person": YOUNG}),
        row(
            "casualty_claims",
            {"casualty": YOUNG},
            harm="injured",
            methods={"gunshot"},
            sex="male",
            age_as_printed="young",
            harmed_on="",
            circumstances=part("the order is"),
            **WORKER,
        ),
        Row("casualties", {"person": YOUNG}, {"harm": "injured", "harmed_on": ""}),
        Row("detentions", {"person": YOUNG}, {"arrested_on": ""}),
        row("detention_claims", {"detention": YOUNG}, sex="male", age_as_printed="young", arrested_on="", **WORKER),
    ],
    "002-16": [
        row(
            "custody_steps",
            {"detention": YOUNG, "order": 1},
            facility="Hospital from which police took a wounded man (not named, town not said)",
            began_on="",
            **WORKER,
        ),
        row(
            "custody_steps",
            {"detention": YOUNG, "order": 2},
            facility="Jail to which police took a wounded man (not named, town not said)",
            facility_as_printed="a jail cell",
            moved="forcible",
            moved_by="riot_police",
            moved_from="Hospital from which police took a wounded man (not named, town not said)",
            began_on="",
            **WORKER,
        ),
    ],
    "002-17": [
        row(
            "statements",
            {"kind": "context"},
            by_organisation="Police of Kazakhstan (unit not named)",
            made_on="2022-02-13",
            incident="Rally in memory of the dead on Republic Square",
        )
    ],
    "002-18": [
        row(
            "statements",
            {"kind": "official_answer", "by_organisation": "Ministry of Foreign Affairs of Kazakhstan"},
            harms={"arbitrary_detention", "ill_treatment"},
            made_on="2022-02",
            outcome="unknown",
        )
    ],
    "002-19": [
        row(
            "statements",
            {"asked": {"international_investigation"}},
            by_person="Kassym-Jomart Tokayev",
            outcome="refused",
            kind="official_answer",
        )
    ],
    "002-20": [
        row(
            "person_claims",
            {"person": "Karim Masimov"},
            name_as_printed="Karim Masimov",
            office="security chief at the outbreak",
        ),
        Row(
            "detentions",
            {"person": "Karim Masimov"},
            {"arrested_on": "", "why_included": part("says nothing"), "status": "held"},
        ),
        row("detention_claims", {"detention": "Karim Masimov"}, attribution="report", arrested_on=""),
        Row("charges", {"person": "Karim Masimov"}, {"offence": "plotting_a_coup", "posthumous": "no"}),
        row("charge_updates", {"charge": "Karim Masimov"}, status="charged", offence_as_printed="plotting a coup"),
    ],
    "002-21": [
        row(
            "statements",
            {"kind": "demand", "asked": {"arrest"}},
            persons={"Nursultan Nazarbayev"},
            by_organisation=CROWD,
        ),
        NoRow("detentions", {"person": "Nursultan Nazarbayev"}),
    ],
    "002-22": [
        row("person_claims", {"name_as_printed": "Nazerbayev"}, person="Nursultan Nazarbayev"),
        Row("names", {"text": "Nazerbayev"}, {"person": "Nursultan Nazarbayev", "kind": "misspelling"}),
    ],
}
