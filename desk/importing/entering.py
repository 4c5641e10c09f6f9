"""What a row of a list becomes: a person with names, the death or the arrest, and a claim of each report. Nothing is
saved here.

The list is a report, and its own claim says what the row says. A report that the row cites gets a claim of its own,
which says only that it tells of this (implied: nobody here has read it yet), and the list's claim repeats those.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from desk.importing.columns import FIELDS, KILLED
from desk.importing.looking_up import Known
from desk.importing.values import Fault, ReadRow
from detentions.models import Charge, ChargeUpdate, CustodyStep, Detention, DetentionClaim
from people.models import Name, Person
from records.models import Part, Record
from sources.choices import Attribution, Certainty
from sources.models import PersonClaim
from victims.choices import Harm
from victims.models import Casualty, CasualtyClaim

DATES_OF_HARM, DATES_OF_ARREST = (
    ("harmed_on", "died_on"),
    ("arrested_on", "released_on", "status_as_of", "sought_since"),
)
# What record and claim say alike:
HARM = [
    "harm",
    "site",
    "time_of_day",
    "in_custody",
    "status",
    "armed",
    "age_low",
    "age_high",
]
ARREST = ["measure", "family_access", "counsel_access", "whereabouts_acknowledged", "court", "sentence", "case_number"]
ONLY_CLAIMED = ["name_as_printed", "age_as_printed", "sex", "circumstances", "quotation", "not_disclosed"]


@dataclass
class Entry:
    """A record with its parts; `lists` holds the keys of its lists of rows, by row and field."""

    record: Record
    parts: list[Part] = field(default_factory=list)
    lists: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    @property
    def rows(self) -> list[models.Model]:
        return [self.record, *self.parts]

    def lists_of(self, row) -> dict[str, list[int]]:
        return {name: keys for (place, name), keys in self.lists.items() if self.rows[place] is row and keys}


@dataclass
class Composed:
    """The records of one row, the person first, then what happened to them."""

    person: Entry
    events: list[Entry]
    notes: list[Fault]

    @property
    def entries(self) -> list[Entry]:
        return [self.person, *self.events]

    @property
    def claim(self) -> Part:
        """The list's own."""
        return self.events[0].parts[0]


def compose(read: ReadRow, *, kind: str, known: Known, incident: int, report: int, cited: list[int]) -> Composed:
    """`report` is the key of the list, `cited` the keys of the reports that the row cites."""
    return _Row(read, kind, known, incident, report, cited).composed()


class _Row:
    def __init__(self, read, kind, known, incident, report, cited):
        self.read, self.values, self.known = read, read.values, known
        self.kind, self.incident, self.report, self.cited = kind, incident, report, cited
        self.notes: list[Fault] = []
        self.kept: list[str] = []  # lines of what has no place of its own in the claim

    def composed(self) -> Composed:
        person = self._person()
        events = [self._casualty() if self.kind == KILLED else self._detention()]
        if self.kind != KILLED and self._some("article", "offence_as_printed", "charge_status"):
            events.append(self._charge())
        return Composed(person, events, self.notes)

    # The person

    def _person(self) -> Entry:
        values = self._take("sex", "occupation", "description", "internal_notes", "born_on")
        home = self._place("home_place", into=None)
        notes = values.pop("internal_notes", "")
        if not home and (text := self.values.get("home_place")):
            line = f"{FIELDS['home_place'].label}: {text}"
            notes = f"{notes}\n{line}".strip()
        person = Person(**values, home_place_id=home, internal_notes=notes)
        names = [
            Name(text=name.text, language=name.language, kind=name.kind, shown_first=not place)
            for place, name in enumerate(self.values.get("names", ()))
        ]
        person.shown_name = names[0].text if names else person.description
        claims = []
        if home or self._some("occupation"):
            described = self._take("occupation", "name_as_printed", "sex")
            claims = [PersonClaim(home_place_id=home, **described, **self._from_list())]
        return Entry(person, [*names, *claims])

    # What happened

    def _casualty(self) -> Entry:
        facts = {"harm": Harm.KILLED} | self._take(*HARM, *DATES_OF_HARM)
        facts["harmed_place_id"] = self._place("harmed_place", into="printed")
        facts["died_place_id"] = self._place("died_place", into="printed")
        facts["activity_id"], lists = self._terms("methods", "wound_sites", "forces")
        printed = [self.values[name] for name in ("harmed_place", "died_place") if self.values.get(name)]
        own = self._take(*ONLY_CLAIMED, "label_as_printed") | {"place_as_printed": ", ".join(dict.fromkeys(printed))}
        own["circumstances"] = self._circumstances()
        claim = CasualtyClaim(**facts, **own, **self._from_list())
        cited = [CasualtyClaim(harm=facts["harm"], **self._from_cited(report)) for report in self.cited]
        return self._event(Casualty(incident_id=self.incident, **facts), claim, cited, lists)

    def _detention(self) -> Entry:
        facts = self._take(*ARREST, *DATES_OF_ARREST) | {"status": self.values.get("custody_status", "")}
        facts["arrested_place_id"] = self._place("arrested_place", into="kept")
        facts["activity_id"], lists = self._terms("forces")
        own = self._take(*ONLY_CLAIMED, "age_low", "age_high") | {"circumstances": self._circumstances()}
        claim = DetentionClaim(**facts, **own, **self._from_list())
        cited = [DetentionClaim(**self._from_cited(report)) for report in self.cited]
        entry = self._event(Detention(incident_id=self.incident, **facts), claim, cited, lists)
        if self._some("facility", "held_since", "held_until"):
            held = {
                "began_on": self.values.get("held_since", ""),
                "began_on_inferred": self.values.get("held_since_inferred", False),
                "ended_on": self.values.get("held_until", ""),
                "ended_on_inferred": self.values.get("held_until_inferred", False),
            }
            text = self.values.get("facility", "")
            step = CustodyStep(order=1, facility_id=self.known.facility(text), facility_as_printed=text, **held)
            _fill(step, self._from_list())
            entry.parts.append(step)
        return entry

    def _charge(self) -> Entry:
        text = self.values.get("article", "")
        article = self.known.article(text) if text else None
        printed = [self.values.get("offence_as_printed", ""), "" if article else text]
        offence = {"article_id": article, "offence_as_printed": ", ".join(filter(None, printed))}
        update = ChargeUpdate(status=self.values.get("charge_status", ""), **offence, **self._from_list())
        return Entry(Charge(incident_id=self.incident, **offence), [update])

    def _event(self, record, claim, cited, lists) -> Entry:
        """The list's own claim comes first among the parts."""
        both = {(place, name): keys for name, keys in lists.items() for place in (0, 1)}
        return Entry(record, [claim, *cited], both)

    def _from_list(self) -> dict:
        number = self.values.get("number", "")
        return {"report_id": self.report, "attribution": Attribution.REPORT, "where_in_report": number}

    def _from_cited(self, report) -> dict:
        return {"report_id": report, "attribution": Attribution.REPORT, "certainty": Certainty.IMPLIED}

    # Values

    def _some(self, *names) -> bool:
        return any(self.values.get(name) for name in names)

    def _take(self, *names) -> dict:
        """The values of these fields; a date brings with it whether it was inferred."""
        both = (name for field in names for name in (field, f"{field}_inferred"))
        return {name: self.values[name] for name in both if name in self.values}

    def _place(self, name, *, into) -> int | None:
        text = self.values.get(name, "")
        key = self.known.place(text) if text else None
        if text and key is None:
            self._note(name, text, _("No place of the register, or more than one, bears this name: kept as printed."))
            if into == "kept":
                self._keep(name, text)
        return key

    def _terms(self, *names) -> tuple[int | None, dict[str, list[int]]]:
        """The activity, and the lists of words; a word that is not ours is kept among the circumstances."""
        found = {name: [] for name in (*names, "activity")}
        for name, keys in found.items():
            for text in self.values.get(name, ()):
                key = self.known.term(name, text)
                if key is None or (name == "activity" and keys):
                    self._note(name, text, _("This is none of our words: kept among the circumstances."))
                    self._keep(name, text)
                elif key not in keys:
                    keys.append(key)
        return next(iter(found.pop("activity")), None), found

    def _keep(self, name, text):
        self.kept.append(f"{FIELDS[name].label}: {text}")

    def _circumstances(self) -> str:
        return "\n".join(filter(None, [self.values.get("circumstances", ""), *self.kept]))

    def _note(self, name, text, reason):
        self.notes.append(Fault(str(FIELDS[name].label), text, reason))


def _fill(row, values):
    for name, value in values.items():
        setattr(row, name, value)


def faults(composed: Composed) -> Iterator[Fault]:
    """What the fields of the register refuse in it."""
    for entry in composed.entries:
        for row in entry.rows:
            keys = [found.name for found in row._meta.concrete_fields if found.is_relation or not found.editable]
            try:
                row.clean_fields(exclude=[*keys, row._meta.pk.name])
            except ValidationError as error:
                for name, texts in error.message_dict.items():
                    label = str(row._meta.get_field(name).verbose_name)
                    yield Fault(label, str(getattr(row, name))[:200], " ".join(texts))
