"""What the register knows of persons, in words and side by side: by this an editor tells namesakes apart."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from detentions.choices import Measure
from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim
from people.models import Name, Person
from records.form_fields import words
from records.site import staff_label
from sources.models import Kinship, PersonClaim, Report
from victims.models import Casualty, CasualtyClaim

CLAIMS = (
    (PersonClaim, "person"),
    (Kinship, "person"),
    (CasualtyClaim, "casualty__person"),
    (DetentionClaim, "detention__person"),
    (CustodyStep, "detention__person"),
    (ChargeUpdate, "charge__person"),
)


class Profile(NamedTuple):
    """What is known of one person; empty texts and lists where nothing is."""

    label: str
    address: str  # of the person's page; empty for one that is not saved
    names: list[str]
    born: str
    sex: str
    home_place: str
    occupation: str
    description: str
    events: list[str]  # harms, detentions and charges, each with date, place and incident
    reports: list[str]  # that claim something of the person
    claims: int

    def facts(self) -> list[str]:
        """What tells namesakes apart, in short."""
        born = _("born %s") % self.born if self.born else ""
        count = ngettext("%d claim", "%d claims", self.claims) % self.claims
        return [fact for fact in (self.sex, born, self.home_place, self.occupation, *self.events, count) if fact]

    def rows(self) -> dict[str, list[str]]:
        """All of it by heading, the same headings for everyone."""
        return {
            _("Names"): self.names,
            _("Born"): _listed(self.born),
            _("Sex"): _listed(self.sex),
            _("Home place"): _listed(self.home_place),
            _("Occupation"): _listed(self.occupation),
            _("Description"): _listed(self.description),
            _("Harm, detention, charge"): self.events,
            _("Reports that claim it"): self.reports,
        }


class Beside(NamedTuple):
    """One row of two persons."""

    heading: str
    one: list[str]
    other: list[str]

    differs: bool  # in what a person has one of


def beside(one: Profile, other: Profile) -> list[Beside]:
    """Both side by side, without the rows that say nothing of either."""
    lists = (_("Names"), _("Harm, detention, charge"), _("Reports that claim it"))
    rows = [
        Beside(heading, lines, others, differs=heading not in lists and bool(lines and others) and lines != others)
        for (heading, lines), others in zip(one.rows().items(), other.rows().values(), strict=True)
    ]
    return [row for row in rows if row.one or row.other]


def profiles(persons: Iterable[int]) -> dict[int, Profile]:
    """Of these persons (keys); the number of queries does not grow with them."""
    rows = Person.objects.select_related("home_place").in_bulk(list(persons))
    events, names, reports = _events(rows), defaultdict(list), defaultdict(list)
    for person, text in Name.objects.filter(person__in=rows, withdrawn=False).values_list("person", "text"):
        names[person].append(text)
    for claim, of in CLAIMS:
        for person, report in claim.objects.filter(**{f"{of}__in": rows}, withdrawn=False).values_list(of, "report"):
            reports[person].append(report)
    titles = report_labels(report for of_one in reports.values() for report in of_one)
    return {
        key: Profile(
            label=person.staff_label(),
            address=reverse("admin:people_person_change", args=[key]),
            names=names[key],
            **concluded(person),
            events=events[key],
            reports=[titles[report] for report in dict.fromkeys(reports[key])],
            claims=len(reports[key]),
        )
        for key, person in rows.items()
    }


def concluded(person: Person) -> dict[str, str]:
    """The concluded values of a person, saved or not, in words."""
    return {
        "born": words(person.born_on) if person.born_on else "",
        "sex": str(person.get_sex_display()) if person.sex else "",
        "home_place": str(person.home_place or ""),
        "occupation": person.occupation,
        "description": person.description,
    }


def report_labels(reports: Iterable[int]) -> dict[int, str]:
    return {key: staff_label(report) for key, report in Report.objects.in_bulk(list(reports)).items()}


# Steps


def _events(persons: Iterable[int]) -> dict[int, list[str]]:
    found = defaultdict(list)
    for table in (Casualty, Detention, Charge):
        places = {Casualty: ("harmed_place", "died_place"), Detention: ("arrested_place",), Charge: ("article",)}[table]
        for row in table.objects.standing().filter(person__in=persons).select_related("incident", *places):
            found[row.person_id].append(_joined(*_words(row), row.incident))
    return found


def _words(row) -> tuple:
    """What happened, when and where, of which anything may be empty."""
    if isinstance(row, Casualty):
        died = _joined(_date(row.died_on), row.died_place, by=", ")
        return row.get_harm_display(), _date(row.harmed_on), row.harmed_place, died and _("died %s") % died
    if isinstance(row, Detention):
        measure = "" if row.measure == Measure.UNKNOWN else row.get_measure_display()
        return _("detained"), measure, _date(row.arrested_on), row.arrested_place
    return _("charged"), row.article, row.offence_as_printed


def _date(text: str) -> str:
    return words(text) if text else ""


def _joined(*parts, by=" · ") -> str:
    return by.join(str(part) for part in parts if part)


def _listed(text: str) -> list[str]:
    return [text] if text else []
