"""What the register knows under a name that was typed: persons, bodies, places and articles of law to choose among."""

from functools import cached_property
from typing import NamedTuple

from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext as _

from detentions.models import Charge, ChargeUpdate, Detention, DetentionClaim, LawArticle
from people.models import Organisation, Person
from people.name_tables import NAMES
from people.search import search
from places.choices import PlaceKind
from places.models import Place
from records import public_id
from records.form_fields import words
from sources.models import Statement, Toll
from victims.models import Casualty, CasualtyClaim

MOST = 8  # choices shown; whoever is not among them is found by typing more
MAX_TYPED = 200  # characters of what is searched
CLAIMS = (CasualtyClaim, DetentionClaim, ChargeUpdate, Toll, Statement)


class Option(NamedTuple):
    """One row to choose: what is sent, what is shown, and what tells it from its namesakes."""

    value: str
    label: str
    detail: str = ""
    is_exact: bool = False  # the very name that was typed


class Unknown(Exception):
    """What was sent as a choice is none."""


class OfReport:
    """The persons of whom a report tells, and those whom it lets speak; read once for all inputs of a form."""

    def __init__(self, report):
        self.report = report

    @cached_property
    def harmed(self) -> list[int]:
        """Keys, the last entered first."""
        tables = ((CasualtyClaim, "casualty"), (DetentionClaim, "detention"), (ChargeUpdate, "charge"))
        return self._newest((table, f"{record}__person") for table, record in tables)

    @cached_property
    def speaking(self) -> list[int]:
        return self._newest((claim, "claimant_person") for claim in CLAIMS)

    @cached_property
    def people(self) -> dict[int, Person]:
        return with_records({*self.harmed, *self.speaking})

    def _newest(self, paths) -> list[int]:
        first, *others = (
            table.objects.filter(report=self.report).exclude(**{path: None}).order_by().values(who=F(path))
            for table, path in paths
        )
        return [row["who"] for row in first.union(*others).order_by("-who")[:MOST]]


def with_records(keys) -> dict[int, Person]:
    """Standing persons by key, with the records that tell them from namesakes."""
    people = Person.objects.standing().filter(pk__in=keys).select_related("home_place")
    people = people.prefetch_related(
        Prefetch("casualties", Casualty.objects.standing().select_related("harmed_place"), "known_casualties"),
        Prefetch("detentions", Detention.objects.standing(), "known_detentions"),
        Prefetch("charges", Charge.objects.standing(), "known_charges"),
    )
    return {person.pk: person for person in people}


class People:
    """Persons, found by name in any script, by description or by public id.

    Where `records` is a table of records (deaths, arrests, charges), the standing records of each person can be
    chosen too: then what is logged is one more claim about that record.
    """

    def __init__(self, of_report: OfReport, *, records=None, speaks=False):
        self.of_report, self.records, self.speaks = of_report, records, speaks

    def find(self, typed: str) -> list[Option]:
        if typed.strip():
            keys = self._named(typed)
            people = with_records(keys)
        else:
            keys = self.of_report.speaking if self.speaks else self.of_report.harmed
            people = self.of_report.people
        return [option for key in keys if key in people for option in self._options(people[key])]

    def option(self, value: str) -> Option:
        row = self.row(value)
        key = row.pk if isinstance(row, Person) else row.person_id
        people = self.of_report.people
        person = people.get(key) or with_records([key]).get(key)
        options = self._options(person) if person else []
        found = next((option for option in options if option.value == value), None)
        if found is None:
            raise Unknown(value)
        return found

    def row(self, value: str):
        """The person, or the record of a person, that a value stands for."""
        kind, _dash, key = value.partition("-")
        if key.isdecimal() and len(key) < 19:
            rows = Person.objects.standing() if kind == "person" else None
            if kind == "record" and self.records:
                rows = self.records.objects.standing().select_related("person")
            if rows is not None and (row := rows.filter(pk=key).first()):
                return row
        raise Unknown(value)

    def _named(self, typed: str) -> list[int]:
        """Keys, those with a name like the one typed first."""
        typed = typed.replace("\0", "")[:MAX_TYPED]
        standing = Person.objects.standing()
        alike = [match.owner for match in search(typed, tables=NAMES, people=standing, limit=MOST)]
        described = standing.filter(Q(search_text__contains=typed.casefold()) | Q(public_id=public_id.read(typed)))
        others = described.exclude(pk__in=alike).order_by("-pk").values_list("pk", flat=True)[: MOST - len(alike)]
        return [*alike, *others]

    def _options(self, person) -> list[Option]:
        known = {table: [_told(row) for row in rows] for table, rows in _records(person).items()}
        facts = [*_facts(person), *(told for told_of in known.values() for told in told_of)]
        options = []
        if self.records:
            options = [
                Option(f"record-{row.pk}", person.staff_label(), _("the claim is about: %s") % _told(row))
                for row in _records(person)[self.records]
            ]
        label = _("%s, another record") % person.staff_label() if options else person.staff_label()
        return [*options, Option(f"person-{person.pk}", label, "; ".join(facts))]


def _records(person) -> dict:
    return {Casualty: person.known_casualties, Detention: person.known_detentions, Charge: person.known_charges}


def _facts(person) -> list[str]:
    """What tells a person from a namesake."""
    named = person.shown_name != person.description
    facts = [
        person.get_sex_display(),
        _("born %s") % words(person.born_on) if person.born_on else "",
        str(person.home_place) if person.home_place else "",
        person.occupation,
        person.description if named else "",
    ]
    return [str(fact) for fact in facts if fact]


def _told(row) -> str:
    """A record in a few words."""
    if isinstance(row, Casualty):
        day = row.harmed_on or row.died_on
        parts = [row.get_harm_display(), words(day) if day else "", row.harmed_place]
    elif isinstance(row, Detention):
        parts = [_("arrested"), words(row.arrested_on) if row.arrested_on else "", row.get_status_display()]
    else:
        parts = [_("charged"), row.offence_as_printed]
    return f"{', '.join(str(part) for part in parts if part)} ({row.shown_id})"


class Named:
    """Rows of a table that are found by the words of their names."""

    model = None
    names = ("name_en", "name_ru", "name_kk", "other_names")
    related = ()
    ordering = ("name_en", "pk")
    limits = {}  # what all rows to choose among have

    def __init__(self, report=None):
        self.report = report

    def find(self, typed: str) -> list[Option]:
        typed = " ".join(typed.replace("\0", "")[:MAX_TYPED].casefold().split())
        if not typed:
            return []
        rows = self.model.objects.filter(**self.limits).select_related(*self.related).order_by(*self.ordering)
        for word in typed.split():
            rows = rows.filter(search_text__contains=word)
        exact = [row for row in rows.filter(search_text__contains=typed)[: 10 * MOST] if typed in self._names(row)]
        others = [row for row in rows[: MOST + len(exact)] if row not in exact]
        return [self._option(row, is_exact=row in exact) for row in [*exact, *others][:MOST]]

    def option(self, value: str) -> Option:
        return self._option(self.row(value))

    def row(self, value: str):
        rows = self.model.objects.filter(**self.limits)
        row = rows.filter(pk=value).first() if value.isdecimal() and len(value) < 19 else None
        if row is None:
            raise Unknown(value)
        return row

    def detail(self, row) -> str:
        return ""

    def _option(self, row, is_exact=False) -> Option:
        return Option(str(row.pk), str(row), self.detail(row), is_exact)

    def _names(self, row) -> set[str]:
        return {name.strip().casefold() for field in self.names for name in (getattr(row, field) or "").split("|")}


class Bodies(Named):
    """Organisations and unnamed groups."""

    model = Organisation
    related = ("parent",)

    def detail(self, body):
        return ", ".join(map(str, filter(None, [body.get_kind_display(), body.parent])))


class Places(Named):
    model = Place
    names = ("code", *Named.names)
    related = ("parent",)

    def detail(self, place):
        return ", ".join(map(str, filter(None, [place.get_kind_display(), place.parent])))


class Facilities(Places):
    """Where people are held."""

    limits = {"kind": PlaceKind.FACILITY}


class Articles(Named):
    """Articles of law, by number or by the words of their title."""

    model = LawArticle
    names = ("number",)
    ordering = ("code", "number", "pk")

    def detail(self, article):
        return article.code
