"""Everything on the page of one person."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from lookup import facts, words
from lookup.changes import changes_by_day, words_of_fields
from lookup.evidence import ClaimShown, Conclusion, conclusions, shown_claims, side_by_side
from lookup.models import (
    PublishedCasualty,
    PublishedCharge,
    PublishedClaim,
    PublishedDetention,
    PublishedName,
    PublishedPerson,
    PublishedStatement,
)
from lookup.people_lines import about_person, heading
from lookup.reading import References, Who
from lookup.sentences import sentences
from lookup.statements import StatementShown, shown_statements
from lookup.voices import Voice, voice
from people.choices import NameKind
from records.choices import Confirmation
from sources.choices import Relation


class Stage(NamedTuple):
    """A place of custody, or a state of a charge, and when."""

    what: str
    how: str
    when: str
    number: int  # of the claim
    voice: Voice


@dataclass
class Section:
    """One casualty, detention or charge: what is concluded, and what the claims say beside each other."""

    heading: str
    record: object
    conclusions: list[Conclusion]
    sentences: list[str]
    claims: list[ClaimShown]
    table: list
    hard_to_read: list[Conclusion]  # wounds and by what means: behind a word of warning
    hard_table: list
    incident: str = ""
    confirmation: str = ""
    steps: list[list[Stage]] = field(default_factory=list)  # by report
    updates: list[Stage] = field(default_factory=list)


@dataclass
class Kin:
    relation: str
    code: str
    who: Who
    is_of: bool = False  # the person of the page is this relation of `who`, not the other way round
    claims: list[ClaimShown] = field(default_factory=list)  # of this page
    elsewhere: list[Voice] = field(default_factory=list)  # who says it about `who`

    @property
    def stands(self) -> bool:
        """Whether at least one who says it was not contradicted."""
        voices = [*(claim.voice for claim in self.claims), *self.elsewhere]
        return any(not one.standing for one in voices)


class PersonPage:
    """About fourteen queries, however many claims there are."""

    def __init__(self, person: PublishedPerson):
        self.person = person
        self.names = list(person.names.all())
        self.name = person.name_for_reader
        self.name_language = next((name.language for name in self.names if name.text == self.name), "")
        self.other_names = [_other_name(name) for name in self.names if name.text != self.name]
        of_person = {"person": person.public_id}
        casualties = list(PublishedCasualty.objects.filter(**of_person).order_by(*_by_date("harmed_on")))
        detentions = list(PublishedDetention.objects.filter(**of_person).order_by(*_by_date("arrested_on")))
        charges = list(PublishedCharge.objects.filter(**of_person).order_by("public_id"))
        records = [person, *casualties, *detentions, *charges]
        statements = _statements_about(person)
        as_kin = list(PublishedClaim.objects.filter(relative=person.public_id).order_by("about", "pk"))
        claims = _in_order_of(records, PublishedClaim.objects.filter(about__in=[row.public_id for row in records]))
        self._references = References(
            [*records, *statements, *claims, *as_kin], people=[person.public_id, *(claim.about for claim in as_kin)]
        )
        owners = {row.public_id: person.public_id for row in records}
        self.claims = shown_claims(claims, self._references, owners)
        self.about = about_person(person, casualties)
        self.facts = conclusions(person, facts.PERSON, self.claims)
        self.sections = [
            *(self._section(row, facts.CASUALTY) for row in casualties),
            *(self._section(row, facts.DETENTION) for row in detentions),
            *(self._section(row, facts.CHARGE) for row in charges),
        ]
        self.kin = self._kin(as_kin)
        self.statements: list[StatementShown] = shown_statements(statements, self._references)
        self.today = words.day(timezone.now())
        self.changes_by_day = changes_by_day(records)
        days = [day for day, _names in self.changes_by_day]
        days += [row.published_at.date() for row in [*records, *statements]]
        self.changed_on = words.date(max(days).isoformat())
        self.changes = [(words.date(day.isoformat()), words_of_fields(names)) for day, names in self.changes_by_day]

    def _about(self, *records) -> list[ClaimShown]:
        ids = [record.public_id for record in records]
        return [claim for claim in self.claims if claim.claim.about in ids]

    def _section(self, record, about) -> Section:
        own = self._about(record)
        claims = [claim for claim in own if claim.claim.table not in ("custodystep", "chargeupdate")]
        # What a report says of the person's age stands on the person's own claims too.
        behind = [*(claim for claim in self._about(self.person) if facts.AGE_THEN in about), *own]
        incident = self._references.incidents.get(record.incident)
        concluded = conclusions(record, about, behind)
        hard = [fact for fact in about if fact.name in facts.HARD_TO_READ]
        others = [fact for fact in about if fact not in hard]
        return Section(
            heading=heading(record),
            record=record,
            sentences=sentences(record, self.person.sex),
            conclusions=[one for one in concluded if one.fact not in hard],
            hard_to_read=[one for one in concluded if one.fact in hard],
            claims=claims,
            table=side_by_side(record, others, claims) if len(claims) > 1 else [],
            hard_table=side_by_side(record, hard, claims) if len(claims) > 1 else [],
            incident=incident.title if incident else "",
            confirmation=words.choice(Confirmation, getattr(record, "confirmation", "")),
            steps=_by_report(_of_table(own, "custodystep")),
            updates=list(map(_update, _of_table(own, "chargeupdate"))),
        )

    def _kin(self, as_kin) -> list[Kin]:
        found = {}
        for claim in self._about(self.person):
            if claim.relative:
                code = claim.values.get("relation", "")
                relation = words.choice(Relation, code)
                kin = found.setdefault((claim.claim.relative, relation), Kin(relation, code, claim.relative))
                kin.claims.append(claim)
        told = {relative for (relative, _relation), kin in found.items() if kin.stands}
        for claim in as_kin:
            if claim.about in told:
                continue
            code = claim.values.get("relation", "")
            relation = _("%(relation)s of:") % {"relation": words.choice(Relation, code)}
            who = self._references.who(claim.about)
            kin = found.setdefault((claim.about, relation), Kin(relation, code, who, is_of=True))
            kin.elsewhere.append(voice(claim, self._references))
        return list(found.values())


def _other_name(name: PublishedName) -> tuple[str, str, str]:
    """Text, language, and what to say of a spelling that is no plain variant."""
    is_remarkable = name.kind in (NameKind.MISSPELLING, NameKind.NICKNAME)
    return name.text, name.language, words.choice(NameKind, name.kind) if is_remarkable else ""


def _by_date(name):
    return F(f"{name}_earliest").asc(nulls_last=True), "public_id"


def _statements_about(person) -> list[PublishedStatement]:
    """Statements that name the person among those concerned. The list is searched as text: SQLite cannot
    look into a JSON list, and ids are too long to be found by chance."""
    found = PublishedStatement.objects.annotate(concerned=Cast("persons", TextField()))
    return list(found.filter(concerned__contains=person.public_id).order_by(*_by_date("made_on")))


def _in_order_of(records, claims) -> list[PublishedClaim]:
    order = {record.public_id: number for number, record in enumerate(records)}
    return sorted(claims, key=lambda claim: (order[claim.about], claim.pk))


def _of_table(claims: list[ClaimShown], table: str) -> list[ClaimShown]:
    return [claim for claim in claims if claim.claim.table == table]


def _by_report(steps: list[ClaimShown]) -> list[list[Stage]]:
    """The steps of each report in their order."""
    found = {}
    for step in sorted(steps, key=lambda step: (step.values.get("order", 0), step.number)):
        found.setdefault(step.claim.report, []).append(_step(step))
    return list(found.values())


def _step(claim: ClaimShown) -> Stage:
    told = {fact.name: fact.words(claim.values) for fact in facts.CUSTODY_STEP}
    place = ", ".join(filter(None, [told["facility"], told["facility_as_printed"]]))
    brought = [told["moved"]]
    brought += [_("by %(force)s") % {"force": told["moved_by"]}] if told["moved_by"] else []
    brought += [_("from %(place)s") % {"place": told["moved_from"]}] if told["moved_from"] else []
    dates = [_("from %(date)s") % {"date": told["began_on"]}] if told["began_on"] else []
    dates += [_("until %(date)s") % {"date": told["ended_on"]}] if told["ended_on"] else []
    how = ", ".join(filter(None, brought))
    how = _("brought there: %(how)s") % {"how": how} if how else ""
    return Stage(place, how, " ".join(dates), claim.number, claim.voice)


def _update(claim: ClaimShown) -> Stage:
    told = {fact.name: fact.words(claim.values) for fact in facts.CHARGE_UPDATE}
    by = told["authority"] or told["authority_as_printed"]
    return Stage(
        told["status"], _("by %(body)s") % {"body": by} if by else "", told["happened_on"], claim.number, claim.voice
    )
