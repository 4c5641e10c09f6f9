"""What a record or a claim can say, fact by fact: its heading, its words, and whether two values disagree.

The same facts serve the pages and the downloads, so that nothing is shown under two names.
Values are dicts: the `values` of a claim, or `recorded(record)`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from detentions.choices import Access, ChargeStatus, CustodyStatus, Measure, Transfer
from lookup import words
from records.choices import Sex, YesNo
from records.dates import UnreadableDate, parse
from sources.choices import Relation
from victims.choices import Harm, Status, TimeOfDay

TEXT, NUMBER, CHOICE, LABEL, LABELS, DATE, AGE = "text", "number", "choice", "label", "labels", "date", "age"
QUOTED = "quoted"  # words of a report, not ours


@dataclass(frozen=True)
class Fact:
    """One fact. `is_asked`: where nothing is recorded, the page says so."""

    name: str
    heading: str
    kind: str = TEXT
    choices: Mapping = field(default_factory=dict, hash=False)
    is_asked: bool = False

    def words(self, values: dict) -> str:
        """The value in words, empty if there is none."""
        value = values.get(self.name)
        if self.kind == AGE:
            return words.age(values.get("age_low"), values.get("age_high"), values.get("age_as_printed", ""))
        if value in (None, "", []):
            return ""
        if self.kind == DATE:
            return words.date(value, values.get(f"{self.name}_inferred", False))
        return {
            CHOICE: lambda: str(self.choices.get(value, value)),
            LABEL: lambda: words.label(value),
            LABELS: lambda: words.labels(value),
            QUOTED: lambda: words.quoted(value),
        }.get(self.kind, lambda: str(value))()

    def differs(self, said: dict, concluded: dict) -> bool:
        """True if both say something and cannot both be right. A coarser date or age, or fewer words of a list,
        do not differ; free text is not compared."""
        one, other = self._comparable(said), self._comparable(concluded)
        if not one or not other:
            return False
        if self.kind in (DATE, AGE):
            return not (_contains(one, other) or _contains(other, one))
        return not (one <= other or other <= one)

    def _comparable(self, values):
        """A set of codes, or the two ends of a span; empty if there is nothing to compare."""
        value = values.get(self.name)
        if self.kind == AGE:
            low, high = values.get("age_low"), values.get("age_high")
            return None if low is None and high is None else (low or 0, 999 if high is None else high)
        if self.kind == DATE:
            return _span(value)
        if self.kind == LABEL and value:
            return {words.key(value)}
        if self.kind == LABELS:
            return set(map(words.key, value or []))
        return {value} if value and self.kind == CHOICE else None


def _span(text):
    try:
        known = parse(text) if text else None
    except UnreadableDate:
        return None
    return known and (known.earliest or date.min, known.latest or date.max)


def _contains(one, other) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


def recorded(record) -> dict:
    """The values of a published record, by field name."""
    return {field.name: field.value_from_object(record) for field in record._meta.concrete_fields}


def chosen(choices) -> dict:
    return dict(choices.choices)


ACKNOWLEDGED = {
    Access.PERMITTED: _("acknowledged by the authorities"),
    Access.DENIED: _("not acknowledged by the authorities"),
    Access.UNKNOWN: _("unknown"),
}
CHARGED_AFTER_DEATH = {
    YesNo.YES: _("yes: the person was already dead when charged"),
    YesNo.NO: _("no: the person was alive when charged"),
    YesNo.UNKNOWN: _("unknown"),
}

SEX = Fact("sex", _("Sex"), CHOICE, chosen(Sex))
HOME_PLACE = Fact("home_place", _("Home place"), LABEL)
OCCUPATION = Fact("occupation", _("Occupation"))
AGE_THEN = Fact("age", _("Age then"), AGE)
NAME_AS_PRINTED = Fact("name_as_printed", _("Name as printed"), QUOTED)
LABEL_AS_PRINTED = Fact("label_as_printed", _("Called by the speaker"), QUOTED)
CIRCUMSTANCES = Fact("circumstances", _("How it happened"))
OFFENCE_AS_PRINTED = Fact("offence_as_printed", _("Offence as printed"), QUOTED)
ARTICLE = Fact("article", _("Article of law"), LABEL)
POSTHUMOUS = Fact("posthumous", _("Charged after death"), CHOICE, CHARGED_AFTER_DEATH, is_asked=True)

PERSON = (SEX, Fact("born", _("Year of birth")), HOME_PLACE, OCCUPATION)
CASUALTY = (
    Fact("harm", _("Harm"), CHOICE, chosen(Harm)),
    Fact("harmed_on", _("When harmed"), DATE, is_asked=True),
    Fact("time_of_day", _("Time of day"), CHOICE, chosen(TimeOfDay)),
    Fact("harmed_place", _("Where harmed"), LABEL, is_asked=True),
    Fact("site", _("At what spot")),
    Fact("died_on", _("When died"), DATE),
    Fact("died_place", _("Where died"), LABEL),
    Fact("methods", _("By what means"), LABELS, is_asked=True),
    Fact("wound_sites", _("Wound"), LABELS),
    Fact("forces", _("Forces alleged to have done it"), LABELS, is_asked=True),
    Fact("in_custody", _("In custody then"), CHOICE, chosen(YesNo)),
    Fact("activity", _("What the person was doing"), LABEL),
    Fact("status", _("Part in the events"), CHOICE, chosen(Status), is_asked=True),
    Fact("armed", _("Armed"), CHOICE, chosen(YesNo)),
    AGE_THEN,
)
DETENTION = (
    Fact("arrested_on", _("When arrested"), DATE, is_asked=True),
    Fact("arrested_place", _("Where arrested"), LABEL, is_asked=True),
    Fact("forces", _("Forces that made the arrest"), LABELS, is_asked=True),
    Fact("measure", _("Measure"), CHOICE, chosen(Measure)),
    Fact("activity", _("What the person was doing"), LABEL),
    Fact("status", _("State of custody"), CHOICE, chosen(CustodyStatus), is_asked=True),
    Fact("status_as_of", _("State of custody as of"), DATE),
    Fact("released_on", _("When released"), DATE),
    Fact("sought_since", _("Others look for the person since"), DATE),
    Fact("court", _("Court")),
    Fact("sentence", _("Sentence")),
    Fact("family_access", _("Visits by family"), CHOICE, chosen(Access)),
    Fact("counsel_access", _("Visits by a lawyer"), CHOICE, chosen(Access)),
    Fact("whereabouts_acknowledged", _("Whereabouts"), CHOICE, ACKNOWLEDGED),
)
CHARGE = (Fact("offence", _("Offence"), LABEL, is_asked=True), OFFENCE_AS_PRINTED, ARTICLE, POSTHUMOUS)
CUSTODY_STEP = (
    Fact("order", _("Place in the order"), NUMBER),
    Fact("facility", _("Held at"), LABEL),
    Fact("facility_as_printed", _("Held at, as printed"), QUOTED),
    Fact("began_on", _("From"), DATE),
    Fact("ended_on", _("Until"), DATE),
    Fact("moved", _("Brought there"), CHOICE, chosen(Transfer)),
    Fact("moved_by", _("Brought there by"), LABEL),
    Fact("moved_from", _("Brought there from"), LABEL),
)
CHARGE_UPDATE = (
    Fact("happened_on", _("When"), DATE),
    Fact("status", _("State of the charge"), CHOICE, chosen(ChargeStatus)),
    Fact("authority", _("Authority"), LABEL),
    Fact("authority_as_printed", _("Authority as printed"), QUOTED),
    OFFENCE_AS_PRINTED,
    ARTICLE,
    POSTHUMOUS,
)
KINSHIP = (
    Fact("relation", _("Relation"), CHOICE, chosen(Relation)),
    Fact("relation_as_printed", _("Relation as printed"), QUOTED),
)
OF_CLAIMS = {
    "personclaim": (NAME_AS_PRINTED, SEX, AGE_THEN, OCCUPATION, Fact("office", _("Office")), HOME_PLACE),
    "kinship": KINSHIP,
    "casualtyclaim": (
        NAME_AS_PRINTED,
        SEX,
        LABEL_AS_PRINTED,
        *CASUALTY,
        Fact("place_as_printed", _("Place as printed"), QUOTED),
        CIRCUMSTANCES,
    ),
    "detentionclaim": (NAME_AS_PRINTED, SEX, AGE_THEN, *DETENTION, CIRCUMSTANCES),
    "custodystep": CUSTODY_STEP,
    "chargeupdate": CHARGE_UPDATE,
}
HARD_TO_READ = ("methods", "wound_sites", "circumstances")  # pages show them after a word of warning
OF_RECORDS = {"publishedcasualty": CASUALTY, "publisheddetention": DETENTION, "publishedcharge": CHARGE}
