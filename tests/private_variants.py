"""One register, made in many ways that differ only in what is private. What the public is answered may not differ.

The steps make the public part, each row under the same public id. A variant draws, from its seed: the order of the
steps (so of entry, publication and keys), every private field, switched-off names, descriptions and quotations, what
the confidential report is, who the unpublished speaker is, accounts, reasons and history; and between the steps it
adds drafts, withdrawn records and edits that wait. Within one record, parts keep their order: a reviewer saw it.
"""

import random
import string

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from audit.models import Change
from lookup.models import PublishedChange, PublishedClaim
from people.models import Name, Organisation, Person
from places.models import HelpPoint, Place
from publishing import delivery, door
from publishing.decisions import DECISIONS
from publishing.models import Publication
from publishing.public_rows import TABLES
from records.fields import PartialDateField
from records.models import Record
from records.sealing import PREFIX, SealedField
from sources.models import Incident, Report, Statement, Toll
from tests import builders as make
from tests.builders import changed, one, published

LETTERS = string.ascii_letters + "әғіңөұүһқ &<>\"'%"
# These decide what is public, or what may be: they are the rules, not the private data.
RULES = {"is_confidential", "name_is_public", "description_is_public", "quotation_is_public", "is_public", "withdrawn"}
RULES |= {"claimant_is_public", "state", "version"}
RECORDS = [model for model in DECISIONS if issubclass(model, Record)]
PUBLISHED_AT = "2022-02-03T04:05:06Z"

STEPS: dict[str, tuple[tuple[str, ...], callable]] = {}


def step(*needs):
    def keep(function):
        STEPS[function.__name__] = (needs, function)
        return function

    return keep


class Draw:
    """What one variant draws. Without a seed, nothing private is filled in."""

    def __init__(self, seed: int | None):
        self.seed = seed
        self.any = random.Random(seed)
        self.rows = {}
        self.team = [self.account() for _ in range(1 if seed is None else self.any.randint(1, 4))]

    def account(self) -> User:
        name = "researcher" if self.seed is None else "".join(self.any.choices(string.ascii_lowercase, k=12))
        return User.objects.create_user(name, is_staff=True)

    def chance(self, share: float) -> bool:
        return self.seed is not None and self.any.random() < share

    def text(self, field=None) -> str:
        text = "".join(self.any.choices(LETTERS, k=self.any.randint(1, 60))).strip() or "a"
        return " ".join(text.split())[: getattr(field, "max_length", None) or 60]

    def value(self, field):
        if isinstance(field, SealedField):
            return f"{PREFIX}{'0' * 16}:{self.any.randint(10**9, 10**10)}"
        if isinstance(field, PartialDateField):
            return f"20{self.any.randint(10, 22)}-{self.any.randint(1, 12):02}"
        if isinstance(field, models.DateField):
            return f"20{self.any.randint(20, 30)}-{self.any.randint(1, 12):02}-{self.any.randint(1, 28):02}"
        if isinstance(field, models.BooleanField):
            return self.any.random() < 0.5
        if field.choices:
            return self.any.choice([value for value, _label in field.choices])
        if isinstance(field, models.IntegerField):
            return self.any.randint(0, 9)
        if isinstance(field, models.URLField):
            return f"https://{self.any.randint(1, 10**9)}.example/"
        return self.text(field)

    def private(self, model, *also) -> dict:
        """Some of the private fields of a row, and of the fields named, with drawn values."""
        if self.seed is None:
            return {}
        fields = [model._meta.get_field(name) for name in {*DECISIONS[model].private, *also} - RULES]
        fields = [field for field in fields if field.editable and not (field.is_relation or field.primary_key)]
        fields = [field for field in fields if not isinstance(field, models.FileField)]
        drawn = {field.name: self.value(field) for field in sorted(fields, key=str) if self.chance(0.7)}
        return drawn | ({"contact_sealed_at": timezone.now()} if "contact" in drawn else {})

    def off(self, model) -> dict:
        """Values behind switches that are off."""
        return self.private(model, *({"quotation", "description"} & set(DECISIONS[model].conditional)))

    def by(self) -> User:
        return self.any.choice(self.team)


def build(seed: int | None) -> dict[str, Record]:
    """Make the register; returns its public rows by step."""
    draw = Draw(seed)
    reviewer = draw.account() if seed is not None else User.objects.create_user("reviewer")
    waiting = dict(STEPS)
    while waiting:
        ready = [name for name, (needs, _act) in waiting.items() if not set(needs) & set(waiting)]
        name = draw.any.choice(ready) if seed is not None else ready[0]
        row = draw.rows[name] = waiting.pop(name)[1](draw)
        if isinstance(row, Record):
            waiting[f"publish {name}"] = ((), lambda draw, row=row: publish(draw, row, reviewer))
        noise(draw, reviewer)
    wait(draw)
    for table in TABLES.values():  # the hour of publication is public; here it is the same for all
        table.objects.update(published_at=PUBLISHED_AT)
    PublishedChange.objects.update(at=PUBLISHED_AT)
    return {name: row for name, row in draw.rows.items() if isinstance(row, Record)}


def publish(draw, row, reviewer):
    if row is draw.rows.get("speaker"):
        return  # nobody published who speaks
    row.refresh_from_db()
    if draw.chance(0.5):
        changed(row, by=draw.by(), internal_notes=draw.text())
    published(row, by=reviewer, reason=draw.text() if draw.seed is not None else "read twice")
    if draw.chance(0.3):
        delivery.deliver(door.latest(row))


def noise(draw, reviewer):
    """What nobody may see: drafts, and what was public once."""
    if draw.chance(0.4):
        model = draw.any.choice(RECORDS)
        changed(one(model), by=draw.by(), **draw.private(model))
    if draw.chance(0.1):
        gone = published(one(draw.any.choice(RECORDS)), by=reviewer, reason=draw.text())
        door.withdraw(record=gone, by=draw.by(), reason=draw.text())
    if draw.chance(0.1):
        make.a_casualty(person=make.a_named_person(f"{draw.any.choice(['Ақжан', 'Бибіш'])} {draw.text()}"))
    if draw.chance(0.1):
        draw.team.append(draw.account())


def wait(draw):
    """Edits of what is public, that nobody published."""
    if draw.seed is None:
        return
    for name, row in draw.rows.items():
        if isinstance(row, Record) and name != "speaker" and draw.chance(0.5):
            row.refresh_from_db()
            changed(row, by=draw.by(), **draw.private(type(row)))
    casualty, person = draw.rows["casualty"], draw.rows["named"]
    casualty.refresh_from_db()
    person.refresh_from_db()
    if draw.chance(0.7):
        make.a_casualty_claim(casualty, by=draw.by(), report=draw.rows["report"], name_as_printed=draw.text())
        make.a_name(person, draw.text(), by=draw.by())
        changed(casualty, by=draw.by(), site=draw.text())


# The public part, and within it what is private


@step()
def place(draw):
    return make.a_place(code="zhuparly", **draw.private(Place))


@step()
def other_place(draw):
    return make.a_place("Арасан", code="arasan", name_en="Arasan", **draw.private(Place))


@step()
def body(draw):
    return make.an_organisation(**draw.private(Organisation))


@step()
def gunshot(draw):
    return make.a_term("method", "gunshot")


@step()
def beating(draw):
    return make.a_term("method", "beating")


@step("place")
def incident(draw):
    return make.an_incident(public_id="1NC1DENT01", place=draw.rows["place"], **draw.private(Incident))


@step("body", "incident")
def report(draw):
    values = {"publisher": draw.rows["body"], "incidents": [draw.rows["incident"]], "published_on": "2022-01-08"}
    return make.a_report(public_id="REP0RT0001", by=draw.by(), **values, **draw.private(Report))


@step()
def other_report(draw):
    return make.a_report("Four days in Arasan", public_id="REP0RT0002", by=draw.by(), **draw.private(Report))


@step()
def confidential(draw):
    """Kept out of the rows that are returned: it is never public, whatever it is."""
    values = draw.private(Report, "title", "authors", "notes", "dateline", "url", "published_on", "kind")
    draw.confidential = make.a_report(**{"is_confidential": True, "by": draw.by(), **values})


@step()
def speaker(draw):
    """Named by claims, published by nobody."""
    person = make.a_person(public_id="SPEAKER001", by=draw.by(), **draw.private(Person, "description", "sex"))
    if draw.chance(0.7):
        make.a_name(person, draw.text(), is_public=draw.any.random() < 0.5)
    return person


@step("place", "report", "confidential", "speaker", "kin", "nameless")
def named(draw):
    born = "1990-01-01" if draw.seed is None else f"1990-{draw.any.randint(1, 12):02}-{draw.any.randint(1, 28):02}"
    values = {"home_place": draw.rows["place"], "occupation": "baker", "born_on": born}
    person = make.a_named_person("", public_id="NAMED00001", by=draw.by(), **values, **draw.off(Person))
    if draw.chance(0.5):
        make.a_name(person, draw.text(), is_public=False, shown_first=draw.any.random() < 0.5)
    make.a_name(person, "Ақжан Төлеген", public_id="NAME000001")
    make.a_name(person, "Akzhan Tolegen", public_id="NAME000002", language="en-Latn")
    claims(draw, make.a_person_claim, person, "PERS0NC1", occupation="baker")
    for number, relative in enumerate(("kin", "nameless", "speaker")):
        make.a_kinship(person, draw.rows[relative], public_id=f"K1N000000{number}", report=draw.rows["report"])
    return person


@step()
def kin(draw):
    person = make.a_named_person("", public_id="K1N0000009", by=draw.by(), **draw.off(Person))
    make.a_name(person, "Бибіш Төлеген", public_id="NAME000003")
    return person


@step()
def nameless(draw):
    person = make.a_person(public_id="NAME1ESS01", sex="female", by=draw.by(), **draw.off(Person))
    for _one in range(draw.any.randint(0, 3) if draw.seed is not None else 0):
        make.a_name(person, draw.text(), **draw.private(Name, "language", "kind"))
    return person


def claims(draw, build, about, public_id, **values):
    """Three claims: of a public report, of the confidential one, and of somebody who is not published."""
    rows = draw.rows
    private = {"name_as_printed": draw.text()} if about is rows.get("nameless_casualty") and draw.chance(0.7) else {}
    private |= draw.off(build_of(build))
    first = build(about, public_id=f"{public_id}A1", report=rows["report"], **values, **private)
    build(about, public_id=f"{public_id}B2", report=draw.confidential, repeats=[first], **values)
    said = {"attribution": "named", "claimant_person": rows["speaker"]}
    build(about, public_id=f"{public_id}C3", report=rows["report"], **values, **said)


def build_of(build):
    found = {make.a_person_claim: "personclaim", make.a_casualty_claim: "casualtyclaim"}
    found |= {make.a_detention_claim: "detentionclaim", make.a_charge_update: "chargeupdate"}
    return next(model for model in DECISIONS if model._meta.model_name == found[build])


def about(draw, person) -> dict:
    return {"person": draw.rows[person], "incident": draw.rows["incident"], "by": draw.by()}


HARMED = ("named", "nameless", "incident", "gunshot", "beating", "other_place", "other_report", "place")


@step(*HARMED)
def casualty(draw):
    methods = [draw.rows["gunshot"], draw.rows["beating"]]
    values = {"methods": methods, "harmed_on": "2022-01-05", "harmed_place": draw.rows["place"]}
    record = make.a_casualty(public_id="CASUA1TY01", **about(draw, "named"), **values, **draw.private(make.Casualty))
    claims(draw, make.a_casualty_claim, record, "CASUA1C1", name_as_printed="Akzhan", age_low=12)
    return record


@step(*HARMED)
def nameless_casualty(draw):
    record = make.a_casualty(public_id="CASUA1TY02", **about(draw, "nameless"), **draw.private(make.Casualty))
    draw.rows["nameless_casualty"] = record
    claims(draw, make.a_casualty_claim, record, "CASUA1C2", age_high=30)
    return record


@step(*HARMED)
def detention(draw):
    values = {"arrested_on": "2022-01-06", "arrested_place": draw.rows["other_place"]}
    record = make.a_detention(public_id="DETENT1001", **about(draw, "named"), **values, **draw.private(make.Detention))
    claims(draw, make.a_detention_claim, record, "DETENTC1")
    make.a_custody_step(record, public_id="STEP000001", facility=draw.rows["place"], report=draw.rows["other_report"])
    return record


@step(*HARMED)
def charge(draw):
    record = make.a_charge(
        public_id="CHARGE0001", **about(draw, "named"), offence_as_printed="theft", **draw.private(make.Charge)
    )
    claims(draw, make.a_charge_update, record, "CHARGEC1", status="charged")
    return record


@step("incident", "report", "speaker", "place", "other_place")
def toll(draw):
    places = [draw.rows["place"], draw.rows["other_place"]]
    values = {"incident": draw.rows["incident"], "report": draw.rows["report"], "as_of": "2022-01-09"}
    return make.a_toll(3, public_id="T0110000A1", places=places, by=draw.by(), **values, **draw.off(Toll))


@step("toll", "named", "nameless", "speaker", "confidential")
def statement(draw):
    persons = [draw.rows["named"], draw.rows["nameless"]]
    values = {"incident": draw.rows["incident"], "report": draw.confidential, "about_toll": draw.rows["toll"]}
    values |= {"by_person": draw.rows["speaker"], "persons": persons, "by": draw.by()}
    return make.a_statement(public_id="STATEMENT1", **values, **draw.off(Statement))


@step("place")
def help_point(draw):
    values = {"place": draw.rows["place"], "by": draw.by(), "telephone": "+7 000"}
    return make.a_help_point(public_id="HE1PP01NT1", **values, **draw.private(HelpPoint))


def shape() -> dict[str, int]:
    """How much of it there is, to see that variants do differ where nobody looks."""
    tables = {"publications": Publication, "changes": Change, "people": Person, "accounts": User}
    return {name: table.objects.count() for name, table in tables.items()} | {
        "first key": PublishedClaim.objects.order_by("pk").values_list("pk", flat=True).first()
    }
