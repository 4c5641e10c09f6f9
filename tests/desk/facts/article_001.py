"""The facts of the report on the police's figures for Almaty, one by one. It has no title."""

from tests.desk.facts.checks import NoRow, Row, part

REPORT = "2022-01-16~"  # its inferred date stands for the title
SUNDAY = {"said_on": "2022-01-16", "said_on_inferred": True}
CHIEF = {"claimant_person": "Kanat Timardenov", "claimant_office": "Police Chief in Almaty"}
POLICE = "Police Department of Almaty"
DEFENDERS = "Kazakh activists and rights defenders (not named)"
SVOBODA = "Radio Svoboda (Russian service of RFE/RL)"
FAMILY = {
    "Father of a family of three shot in Taldykorgan": "male",
    "Mother of a family of three shot in Taldykorgan": "female",
    "Daughter of 15, of a family of three shot in Taldykorgan": "female",
}
FATHER, MOTHER, DAUGHTER = FAMILY
BOY = "Boy of 12 on the way to a grocery store with his mother, Almaty"
SHOP = "Grocery store near a police station, Almaty (not named)"


def row(table, find, **values) -> Row:
    return Row(table, {"report": REPORT, **find}, values)


FACTS = {
    "001-01": [
        Row(
            "reports",
            {"published_on": "2022-01-16~"},
            {
                "published_on_inferred": True,
                "title": "",
                "publisher": "",
                "url": "",
                "language": "en",
                "translation": "machine",
                "notes": part("civilians"),
            },
        ),
        row("statements", {"label_as_printed": "civilians"}, about_toll="149", attribution="report"),
    ],
    "001-02": [
        row(
            "tolls",
            {"low": 149},
            what={"killed"},
            places={"Almaty"},
            bound="exactly",
            label_as_printed="civilians",
            reading=part("terrorists"),
            **CHIEF,
        )
    ],
    "001-03": [
        row(
            "person_claims",
            {"person": "Kanat Timardenov"},
            name_as_printed="Kanat Timardenov",
            office="Police Chief in Almaty",
        ),
        row("tolls", {"low": 149}, claimant_organisation=POLICE, **SUNDAY, **CHIEF),
    ],
    "001-04": [
        row(
            "tolls",
            {"low": 11, "what": {"killed"}},
            whom={"law_enforcement"},
            places={"Almaty"},
            reading=part("implied"),
            **CHIEF,
        ),
        Row("toll_relations", {"toll": "11", "other": "149"}, {"link": "disjoint"}),
        Row("toll_relations", {"toll": "11", "other": "225"}, {"link": "not_stated"}),
    ],
    "001-05": [
        row(
            "tolls",
            {"bound": "not_disclosed"},
            what={"killed"},
            whom={"uninvolved_residents"},
            low="",
            high="",
            not_disclosed=part("took no part"),
            relayed_by=SVOBODA,
        )
    ],
    "001-06": [
        row(
            "statements",
            {"certainty": "doubtful", "kind": "context"},
            claimant_organisation=SVOBODA,
            label_as_printed="accidentally killed by gunfire",
            reading=part("uncertain"),
            persons=set(),
        ),
        NoRow("casualties", {"status": "law_enforcement"}),
    ],
    "001-07": [
        row(
            "statements",
            {"kind": "volunteer_list"},
            by_organisation=DEFENDERS,
            label_as_printed="wounded, killed, arrested and missing",
            harms={"injured", "killed", "arbitrary_detention", "missing"},
        )
    ],
    "001-08": [
        *(
            check
            for person, sex in FAMILY.items()
            for check in (
                Row("persons", {"description": person}, {"sex": sex}),
                Row(
                    "casualties",
                    {"person": person},
                    {
                        "harm": "killed",
                        "harmed_on": "2022-01-08",
                        "harmed_place": "Taldykorgan",
                        "time_of_day": "evening",
                        "incident": "Shooting of a family of three",
                    },
                ),
                row(
                    "casualty_claims",
                    {"casualty": person, "harmed_place": "Taldykorgan"},
                    harm="killed",
                    sex=sex,
                    harmed_on="2022-01-08",
                    died_on="2022-01-08",
                    time_of_day="evening",
                    place_as_printed="the town of Taldigorgan",
                    claimant_organisation=DEFENDERS,
                    relayed_by=SVOBODA,
                ),
            )
        ),
        Row("casualties", {"person": DAUGHTER}, {"age_low": 15, "age_high": 15}),
        row("kinships", {"person": FATHER, "relative": MOTHER}, relation="wife"),
        row("kinships", {"person": FATHER, "relative": DAUGHTER}, relation="daughter"),
        row("kinships", {"person": MOTHER, "relative": FATHER}, relation="husband"),
        row("kinships", {"person": MOTHER, "relative": DAUGHTER}, relation="daughter"),
        row("kinships", {"person": DAUGHTER, "relative": FATHER}, relation="father"),
        row("kinships", {"person": DAUGHTER, "relative": MOTHER}, relation="mother"),
    ],
    "001-09": [
        row(
            "casualty_claims",
            {"casualty": person, "place_as_printed": "the Almaty area"},
            harmed_place="Almaty area (as reported; city or region not said)",
            forces={"security_forces"},
            claimant_organisation=SVOBODA,
        )
        for person in FAMILY
    ],
    "001-10": [
        row(
            "casualty_claims",
            {"casualty": person, "forces": {"army"}},
            methods={"gunshot"},
            circumstances=part("about a warrant"),
            reading=part("doubtful"),
        )
        for person in FAMILY
    ],
    "001-11": [
        Row("casualties", {"person": BOY}, {"harm": "killed", "harmed_on": "", "harmed_place": SHOP, "age_low": 12}),
        row(
            "casualty_claims",
            {"casualty": BOY, "attribution": "unnamed_group"},
            harm="killed",
            sex="male",
            age_low=12,
            age_high=12,
            methods={"gunshot"},
            harmed_on="",
            harmed_place=SHOP,
            place_as_printed="near the police station",
            activity="shopping",
            circumstances=part("mother"),
            claimant_organisation=DEFENDERS,
            relayed_by=SVOBODA,
        ),
    ],
    "001-12": [
        row(
            "casualty_claims",
            {"casualty": BOY, "attribution": "unnamed_group"},
            wound_sites={"head"},
            circumstances=part("street"),
        )
    ],
    "001-13": [
        row(
            "casualty_claims",
            {"casualty": BOY, "attribution": "none"},
            circumstances=part("about 15 minutes"),
            relayed_by=SVOBODA,
        ),
        row("casualty_claims", {"casualty": BOY, "attribution": "none"}, circumstances=part("by whom is not said")),
    ],
    "001-14": [
        row(
            "tolls",
            {"low": 17},
            what={"killed"},
            whom={"uninvolved_residents"},
            counting="running_total",
            claimant_organisation=DEFENDERS,
            said_on="../2022-01-16",
            said_on_inferred=True,
            places=set(),
            summary=part("confirmed"),
        )
    ],
    "001-15": [
        row("tolls", {"low": 11, "what": {"missing"}}, claimant_organisation=DEFENDERS),
        Row("toll_relations", {"toll": "11", "other": "17"}, {"link": "disjoint"}),
    ],
    "001-16": [
        row(
            "tolls",
            {"what": {"searching_relatives"}},
            bound="vague",
            low="",
            wording="Dozens of people",
            setting="morgue",
            places={"Almaty"},
            summary=part("other cities"),
        )
    ],
    "001-17": [
        row(
            "statements",
            {"kind": "refusal_of_information"},
            by_organisation="Police of Kazakhstan (unit not named)",
            whom={"detainees"},
            not_disclosed="Who had been arrested",
        )
    ],
    "001-18": [
        row(
            "statements",
            {"kind": "allegation"},
            harms={"torture"},
            whom={"detainees"},
            certainty="doubtful",
            claimant_organisation=DEFENDERS,
            label_as_printed=part("massive"),
            reading=part("activists report it"),
        )
    ],
    "001-19": [
        row("statements", {"label_as_printed": "terrorists"}, about_toll="149", by_organisation=POLICE),
        row("tolls", {"label_as_printed": "terrorists"}, bound="vague", low="", claimant_organisation=POLICE, **SUNDAY),
        Row("toll_relations", {"toll": "most of the 149"}, {"other": "149", "link": "inside", "share": "most of"}),
    ],
    "001-20": [
        row(
            "tolls",
            {"low": 225},
            what={"killed"},
            bound="exactly",
            places={"Kazakhstan"},
            claimant_organisation="Prosecutor General's Office of Kazakhstan",
        )
    ],
    "001-21": [
        row(
            "tolls",
            {"low": 175},
            what={"killed"},
            setting="hospital",
            claimant_organisation="Ministry of Health of Kazakhstan",
        ),
        Row("toll_relations", {"toll": "175"}, {"other": "225", "link": "inside"}),
    ],
    "001-22": [
        row(
            "tolls",
            {"low": 4578},
            what={"injured"},
            attribution="unreadable",
            claimant_organisation="",
            claimant_person="",
            reading=part("lawsuit"),
        )
    ],
    "001-23": [
        row(
            "statements",
            {"kind": "demand"},
            by_organisation="Amnesty International",
            asked={"investigate_abuses"},
        )
    ],
    "001-24": [
        row(
            "statements",
            {"kind": "characterisation", "by_organisation": "Authorities of Kazakhstan (body not named)"},
            label_as_printed="coup d’etat led by armed terrorists",
        )
    ],
    "001-25": [
        row("tolls", {"low": 2500}, what={"troops"}, forces={"csto_force"}, as_of="2022-01-06", bound="exactly"),
        row(
            "statements",
            {"kind": "armed_actor", "made_on": "2022-01-06"},
            by_organisation="Collective Security Treaty Organization (CSTO)",
            about_toll="2500",
        ),
    ],
    "001-26": [
        row(
            "statements",
            {"kind": "armed_actor", "made_on": "2022-01-13"},
            forces={"csto_force"},
            made_on_inferred=False,
        )
    ],
    "001-27": [
        row("person_claims", {"person": "Nursultan Nazarbayev"}, name_as_printed="Narsultan Nazarbayev"),
        Row("names", {"text": "Narsultan Nazarbayev"}, {"person": "Nursultan Nazarbayev", "kind": "misspelling"}),
    ],
}
