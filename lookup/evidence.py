"""Conclusions beside the claims that they rest on: which claim says what, and which one differs."""

from dataclasses import dataclass
from typing import NamedTuple

from lookup import facts
from lookup.facts import Fact
from lookup.models import PublishedClaim
from lookup.reading import References, Who
from lookup.voices import Voice, voice


@dataclass
class ClaimShown:
    """One claim with its number on the page."""

    number: int
    claim: PublishedClaim
    voice: Voice
    values: dict
    relative: Who | None  # of a claim about kin
    repeats: list[int]  # numbers of earlier claims on the page

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Heading and words of each thing that it says."""
        return self._told(is_hard=False)

    @property
    def hard_to_read(self) -> list[tuple[str, str]]:
        """Of these, wounds, by what means and how it happened."""
        return self._told(is_hard=True)

    def _told(self, *, is_hard: bool) -> list[tuple[str, str]]:
        about = [
            fact for fact in facts.OF_CLAIMS.get(self.claim.table, ()) if (fact.name in facts.HARD_TO_READ) == is_hard
        ]
        told = ((fact.heading, fact.words(self.values)) for fact in about)
        return [(heading, words) for heading, words in told if words]

    def tells_of(self, fact: Fact) -> bool:
        return fact in facts.OF_CLAIMS.get(self.claim.table, ()) and bool(fact.words(self.values))


class Mention(NamedTuple):
    """A claim that speaks to one fact."""

    number: int
    differs: bool
    standing: str


class Conclusion(NamedTuple):
    """One concluded value, with the claims behind it. Without words, nothing is concluded."""

    fact: Fact
    words: str
    mentions: list[Mention]

    @property
    def heading(self) -> str:
        return self.fact.heading


class Cell(NamedTuple):
    claim: ClaimShown
    words: str
    differs: bool


def shown_claims(claims: list[PublishedClaim], references: References, subjects: dict) -> list[ClaimShown]:
    """The claims in words, numbered from 1."""
    numbers = {claim.public_id: number for number, claim in enumerate(claims, start=1)}
    return [
        ClaimShown(
            number=numbers[claim.public_id],
            claim=claim,
            voice=voice(claim, references),
            values=public_values(claim, references, subjects),
            relative=references.who(claim.relative) if claim.table == "kinship" else None,
            repeats=sorted(numbers[other] for other in claim.repeats if other in numbers),
        )
        for claim in claims
    ]


def public_values(claim: PublishedClaim, references: References, subjects: dict) -> dict:
    """What the claim says; a name as printed is left out unless the person is named in public."""
    if references.is_named(subjects.get(claim.about, "")):
        return claim.values
    return {name: value for name, value in claim.values.items() if name != "name_as_printed"}


def conclusions(record, about: tuple[Fact, ...], claims: list[ClaimShown]) -> list[Conclusion]:
    """The concluded facts of a record. What nobody recorded is listed only where readers look for it."""
    concluded = facts.recorded(record)
    found = []
    for fact in about:
        words, told_by = fact.words(concluded), mentions(fact, concluded, claims)
        if words or told_by or fact.is_asked:
            found.append(Conclusion(fact, words, told_by))
    return found


def mentions(fact: Fact, concluded: dict, claims: list[ClaimShown]) -> list[Mention]:
    return [
        Mention(claim.number, fact.differs(claim.values, concluded), claim.voice.standing)
        for claim in claims
        if claim.tells_of(fact)
    ]


def side_by_side(record, about: tuple[Fact, ...], claims: list[ClaimShown]) -> list[tuple[str, str, list[Cell]]]:
    """For each fact that a claim tells of: heading, conclusion, and what each claim says."""
    concluded = facts.recorded(record)
    return [
        (
            fact.heading,
            fact.words(concluded),
            [
                Cell(claim, fact.words(claim.values), fact.differs(claim.values, concluded))
                if claim.tells_of(fact)
                else Cell(claim, "", False)
                for claim in claims
            ],
        )
        for fact in about
        if any(claim.tells_of(fact) for claim in claims)
    ]
