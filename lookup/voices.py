"""Who says a claim, how surely, and whether it still stands: in words, for every kind of claim."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from lookup import words
from lookup.models import PublishedReport, Said
from lookup.naming import isolated
from lookup.reading import References, Who
from sources.choices import Attribution, Certainty, Standing

NOBODY_NAMED = {
    Attribution.NAMED: gettext_lazy("name withheld"),
    Attribution.UNNAMED_GROUP: gettext_lazy("an unnamed group"),
    Attribution.REPORT: gettext_lazy("the report itself"),
    Attribution.NONE: gettext_lazy("the report does not say who"),
    Attribution.UNREADABLE: gettext_lazy("who says it cannot be read in the report"),
}


@dataclass
class Voice:
    """One claim as the pages show it."""

    said: Said
    speakers: list[Who]
    relayed_by: list[Who]
    report: PublishedReport | None
    said_on: str
    certainty: str  # empty where it is plainly stated
    standing: str  # a sentence, empty where it stands
    standing_report: PublishedReport | None

    @property
    def speaker_text(self) -> str:
        return ", ".join(isolated(speaker.text) for speaker in self.speakers)


def voice(said: Said, references: References) -> Voice:
    return Voice(
        said=said,
        speakers=speakers(said, references),
        relayed_by=_some(references, said.relayed_by_person, said.relayed_by),
        report=references.reports.get(said.report),
        said_on=words.date(said.said_on, said.said_on_inferred),
        certainty="" if said.certainty == Certainty.STATED else words.choice(Certainty, said.certainty),
        standing=standing(said),
        standing_report=references.reports.get(said.standing_report),
    )


def speakers(said: Said, references: References) -> list[Who]:
    """The person, how related, in what office, for which body; or who else the report gives as saying it."""
    found = _some(references, said.claimant_person, said.claimant_organisation)
    if not found:
        found = [Who(str(NOBODY_NAMED.get(said.attribution, said.attribution)))]
    roles = [Who(role) for role in (said.claimant_relation, said.claimant_office) if role]
    return [*found[:1], *roles, *found[1:]]


def _some(references, person, organisation) -> list[Who]:
    people = [references.who(person)] if person else []
    return [*people, *([Who(words.label(organisation))] if organisation else [])]


def standing(said: Said) -> str:
    """“retracted, 10 January 2022”, or an empty text."""
    if said.standing == Standing.STANDS:
        return ""
    on = words.date(said.standing_on, said.standing_on_inferred)
    return ", ".join(filter(None, [words.choice(Standing, said.standing), on]))
