"""The entries of fixtures/january_2022 as a hand types them into the pages of their report.

The pages hold one place and one relation of a figure, and one person whom a statement concerns: what an entry has
beyond that is typed into the full form of the record, and counted too.
"""

import shutil
import tomllib

from desk.log.typed_numbers import UnreadableNumber, read_figure
from desk.reference import load_reference
from desk.register import load_register
from people.choices import OrganisationKind
from people.models import Organisation
from places.models import Place
from sources.models import Report, Term, Toll
from tests.desk.conftest import FIXTURES
from tests.test_journey import choose

FOLDER = FIXTURES / "january_2022"
TERMS = {"what": "counted", "whom": "counted_group", "methods": "method", "forces": "force", "offences": "offence",
         "wound_sites": "wound_site", "asked": "asked", "harms": "harm", "activity": "activity", "setting": "setting",
         "offence": "offence"}  # fmt: skip
TEXTS = ("label_as_printed", "site", "place_as_printed", "summary", "circumstances", "reading", "not_disclosed",
         "where_in_report", "offence_as_printed", "authority_as_printed", "claimant_office", "case_number", "court",
         "sentence")  # fmt: skip
DATES = ("harmed_on", "died_on", "as_of", "period", "said_on", "made_on", "arrested_on", "status_as_of", "sought_since",
         "released_on", "happened_on")  # fmt: skip
CHOICES = ("time_of_day", "status", "armed", "in_custody", "counting", "certainty", "outcome", "kind", "posthumous",
           "measure", "family_access", "counsel_access", "whereabouts_acknowledged")  # fmt: skip


def entries(kind, **wanted) -> list[dict]:
    """The entries of a table in all files, with what their file says for all of them."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in content.get(kind, []):
            found.append({**content.get("for_all", {}), **entry})
    return [entry for entry in found if all(entry.get(key) == value for key, value in wanted.items())]


def load_what_is_known_before(folder, *, by, reviewer):
    """Words, places, events, bodies and reports; nobody who was harmed or speaks."""
    load_reference(FIXTURES / "reference")
    for name in ("incidents", "organisations", "reports"):
        shutil.copy(FOLDER / f"{name}.toml", folder)
    load_register(folder, entered_by=by, published_by=reviewer)


class Writer:
    """Types the entries of one report, and remembers under which names the persons are known."""

    def __init__(self, hand, report_key):
        self.hand, self.report_key = hand, report_key
        values = next(entry for entry in entries("report") if entry["key"] == report_key)
        self.report = Report.objects.get(
            title=values.get("title", ""), published_on=str(values.get("published_on", "")), snapshot=""
        )
        self.people = {entry["key"]: entry for entry in entries("person")}
        self.bodies = {entry["key"]: entry for entry in entries("organisation")}
        self.incidents = {entry["key"]: entry["title"] for entry in entries("incident")}
        self.known = set()  # keys of the persons who are in the register
        self.tolls = {}  # keys of entries to shown ids

    def address(self, what):
        return f"/admin/sources/report/{self.report.pk}/log/{what}/"

    # Whole entries

    def casualty(self, entry, claim):
        self._begin(f"{self.address('casualty')}?harm={entry['harm']}", entry)
        if "harm" in claim and self.hand.page.locator("[name=harm]").input_value() != claim["harm"]:
            self.hand.select("harm", claim["harm"])
        self._person(entry, claim)
        self._columns(claim)
        self._place("place", claim.get("harmed_place"))
        self._place("died_place", claim.get("died_place"))
        self._says(claim)
        self.hand.save()

    def one_more(self, entry, claim):
        """Another claim of this report about a death logged before: a link in the list leads to it."""
        self._follow(entry, "one more claim")
        if "harm" in claim:
            self.hand.select("harm", claim["harm"])
        self._columns(claim)
        self._place("place", claim.get("harmed_place"))
        self._says(claim)
        self.hand.save()

    def charge(self, entry, claim):
        """A charge against someone logged before."""
        self._follow(entry, "Charge")
        self._incident(entry)
        self._columns(claim)
        self.hand.select("offence", label=str(Term.objects.get(list="offence", code=entry["offence"])))
        self._says(claim)
        self.hand.save()

    def one_more_of_charge(self, entry, claim):
        self._follow(entry, "one more claim", what="charge")
        self._columns(claim)
        self._says(claim)
        self.hand.save()

    def _follow(self, entry, link, what="casualty"):
        """From the list of what was logged to a form about one of these persons."""
        page = self.hand.page
        if self.address(what) not in page.url:
            self.hand.open(self.address(what))
        line = page.locator("details[open] .lines li", has_text=self._shown(entry["person"])).first
        with page.expect_navigation():
            line.locator(".and a", has_text=link).click()
        self.hand.clicks += 1
        self.hand.loads += 1

    def toll(self, entry):
        self._begin(self.address("toll"), entry)
        self._figure(entry)
        self._columns(entry)
        places = entry.get("places", [])
        self._place("place", places[0] if places else None)
        relations = [it for it in entry.get("relation", []) if it["other"] in self.tolls]
        if relations:
            self._relation(relations[0])
        self._says(entry)
        more = places[1:] or entry.get("home_places") or relations[1:]
        self.hand.save("_more" if more else "_next")
        toll = Toll.objects.latest("pk")
        self.tolls[entry["key"]] = toll.shown_id
        if more:
            self._full_form(entry, places, relations[1:])

    def statement(self, entry):
        self._begin(self.address("statement"), entry)
        self._columns(entry)
        for column, name in (("by_person", "by"), ("to_person", "to")):
            self._who(name, entry.get(column))
        for column, name in (("by_organisation", "by_body"), ("to_organisation", "to_body")):
            self._body(name, entry.get(column))
        self._place("place", next(iter(entry.get("places", [])), None))
        if persons := entry.get("persons"):
            self.hand.pick("about_person", self._shown(persons[0]), self._shown(persons[0]))
        if about := entry.get("about_toll"):
            value = Toll.objects.get(public_id=self.tolls[about].replace("-", "")).pk
            self.hand.select("about_toll", str(value))
        self._says(entry)
        self.hand.save()

    # Parts of the form

    def _begin(self, address, entry):
        """The next form, if it is of this kind; else a click on its tab."""
        page = self.hand.page
        if address.split("?")[0] not in page.url or "about=" in page.url:
            self.hand.open(address)
        self._incident(entry)

    def _incident(self, entry):
        event = self.hand.page.locator("select[name=incident]")
        title = self.incidents[entry["incident"]]
        if event.locator("option:checked").inner_text().strip() != title:
            self.hand.select("incident", label=title)

    def _person(self, entry, claim):
        key = entry["person"]
        person = self.people[key]
        if key in self.known:
            self.hand.pick("person", self._shown(key), "another record")
        elif person.get("name"):
            self.hand.new_person("person", person["name"][0]["text"])
        else:
            self.hand.type("description", person["description"])
        self.known.add(key)
        if "sex" in claim:
            self.hand.select("sex", claim["sex"])
        if age := claim.get("age_as_printed") or claim.get("age_low"):
            self.hand.type("age", str(age))
        kin = [kin for kin in person.get("kin", []) if kin["relative"] in self.known - {claim.get("claimant_person")}]
        if kin:
            label = self._shown(kin[0]["relative"])
            self.hand.pick("kin", label, label)
            self.hand.select("kin_relation", kin[0]["relation"])

    def _columns(self, values):
        """Texts, dates, closed lists and words: whatever stands in the form otherwise already is left."""
        page = self.hand.page
        for name in TEXTS:
            field = page.locator(f"[name='{name}']")
            if field.count() and field.input_value() != values.get(name, "").strip() and name != "claimant_office":
                self.hand.type(name, values.get(name, "").strip())
        for name in DATES:
            field = page.locator(f"[name='{name}']")
            if name == "said_on" or not field.count():
                continue
            self._date(name, values)
        for name in CHOICES:
            field = page.locator(f"select[name='{name}']")
            if name == "certainty" or not field.count():
                continue
            if field.input_value() != values.get(name, ""):
                self.hand.select(name, values.get(name, ""))
        for name, words in TERMS.items():
            self._terms(name, words, values)

    def _terms(self, name, words, values):
        page = self.hand.page
        wanted = values.get(name, [])
        single = page.locator(f"select[name='{name}']")
        if single.count() and name != "offence":
            label = str(Term.objects.get(list=words, code=wanted)) if wanted else ""
            if single.locator("option:checked").inner_text().strip("- ") != label:
                self.hand.select(name, **({"label": label} if label else {"value": ""}))
        elif page.locator(f"#id_{name}").count() and isinstance(wanted, list):
            ticked = page.locator(f"[name='{name}']:checked")
            now = {int(box.get_attribute("value")) for box in ticked.all()}
            rows = {term.pk: str(term) for term in Term.objects.filter(list=words, code__in=wanted)}
            for key in now - rows.keys():
                self.hand.show(name)
                page.locator(f"#id_{name}").click()
                page.locator(f"[name='{name}'][value='{key}']").uncheck()
                self.hand.inputs += 1
            self.hand.terms(name, *(label for key, label in rows.items() if key not in now))

    def _date(self, name, values):
        page = self.hand.page
        if page.locator(f"[name='{name}']").input_value() != str(values.get(name, "")):
            self.hand.type(name, str(values.get(name, "")))
        box = page.locator(f"[name='{name}_inferred']")
        if box.is_checked() != values.get(f"{name}_inferred", False):
            self.hand.show(f"{name}_inferred")
            box.set_checked(values.get(f"{name}_inferred", False))
            self.hand.inputs += 1

    def _figure(self, entry):
        if "wording" in entry:
            self.hand.type("wording", entry["wording"])
        wanted = (entry.get("low"), entry.get("high"), entry["bound"])
        try:
            read = tuple(read_figure(entry.get("wording", "")))
        except UnreadableNumber:
            read = (None, None, "")
        if read != wanted:
            self.hand.select("bound", entry["bound"])
            if entry.get("low") is not None and read[0] != entry["low"]:
                self.hand.type("low", str(entry["low"]))

    def _relation(self, relation):
        self.hand.select("link", relation["link"])
        value = Toll.objects.get(public_id=self.tolls[relation["other"]].replace("-", "")).pk
        self.hand.select("other", str(value))
        if "share" in relation:
            self.hand.type("share", relation["share"])

    def _place(self, name, code):
        page = self.hand.page
        if not page.locator(f"#id_{name}").count():
            return
        chosen = page.locator(f"[name='{name}_choice']:checked").get_attribute("value")
        place = Place.objects.filter(code=code).first() or Place.objects.filter(name_en=code or "?").first()
        if (place is None and not chosen) or (place and chosen == str(place.pk)):
            return
        if place is None:
            self.hand.show(name)
            page.locator(f"#id_{name}").click()
            page.locator(f"#id_{name} + .options .none").click()
            self.hand.clicks += 1
            return
        self.hand.pick(name, place.code)

    def _body(self, name, key):
        page = self.hand.page
        chosen = page.locator(f"[name='{name}_choice']:checked").get_attribute("value")
        if not key:
            if chosen:
                self._nobody(name)
            return
        body = self.bodies[key]
        row = Organisation.objects.get(name_en=body["name_en"])
        if chosen != str(row.pk):
            self.hand.pick(name, body.get("other_names", body["name_en"]).split("|")[0], body["name_en"])

    def _who(self, name, key):
        page = self.hand.page
        chosen = page.locator(f"#id_{name} + .options .option:has(:checked)").inner_text()
        if not key:
            if page.locator(f"[name='{name}_choice']:checked").get_attribute("value"):
                self._nobody(name)
            return
        label = self._shown(key)
        if label in chosen:
            return
        if key in self.known:
            self.hand.pick(name, label, label)
        else:
            self.hand.new_person(name, label)
            self.known.add(key)

    def _nobody(self, name):
        self.hand.show(name)
        self.hand.page.locator(f"#id_{name}").click()
        self.hand.page.locator(f"#id_{name} + .options .none").click()
        self.hand.clicks += 1

    def _says(self, claim):
        page = self.hand.page
        self._who("claimant", claim.get("claimant_person"))
        self._body("body", claim.get("claimant_organisation"))
        self._body("relay", claim.get("relayed_by"))
        office = page.locator("[name=claimant_office]")
        if office.input_value() != claim.get("claimant_office", ""):
            self.hand.type("claimant_office", claim.get("claimant_office", ""))
        if page.locator("[name=claimant_relation]").count() and claim.get("claimant_relation"):
            self.hand.type("claimant_relation", claim["claimant_relation"])
        relation = claim.get("claimant_relation", "").replace("mother of a friend", "mother_of_friend")
        if page.locator("[name=relation]").count() and relation:
            self.hand.select("relation", relation)
        self._date("said_on", claim)
        if page.locator("[name=certainty]").input_value() != claim.get("certainty", "stated"):
            self.hand.select("certainty", claim.get("certainty", "stated"))
        self._attribution(claim)

    def _attribution(self, claim):
        body = self.bodies.get(claim.get("claimant_organisation"), {})
        derived = "named" if claim.get("claimant_person") or body else "report"
        if body.get("kind") == OrganisationKind.UNNAMED_GROUP and not claim.get("claimant_person"):
            derived = "unnamed_group"
        wanted = "" if derived == claim["attribution"] else claim["attribution"]
        now = self.hand.page.locator("[name=attribution]").input_value()
        if now != wanted and not (now == derived and not wanted):
            self.hand.select("attribution", wanted)

    def _shown(self, key) -> str:
        person = self.people[key]
        return person["name"][0]["text"] if person.get("name") else person["description"]

    def _full_form(self, entry, places, relations):
        """What the page of the report has no room for."""
        page = self.hand.page
        for name, codes in (("places", places[1:]), ("home_places", entry.get("home_places", []))):
            for code in codes:
                place = Place.objects.get(code=code)
                choose(page, name, place.code, str(place))
                self.hand.inputs += 1
        for number, relation in enumerate(relations):
            page.get_by_role("button", name="Add another Toll relation").or_(
                page.get_by_role("link", name="Add another Toll relation")
            ).click()
            number += page.locator(".dynamic-relations.has_original").count()
            page.locator(f"#id_relations-{number}-link").select_option(relation["link"])
            choose(page, f"relations-{number}-other", self.tolls[relation["other"]], self.tolls[relation["other"]])
            self.hand.inputs += 2
            self.hand.clicks += 1
        with page.expect_navigation():
            page.get_by_role("button", name="Save as draft").click()
        self.hand.clicks += 1
        self.hand.loads += 1
