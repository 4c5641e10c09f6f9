"""Search by name, in any script and spelling; a person is also found through kin and through who speaks of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookup import voices, words
from lookup.models import PUBLISHED_NAMES, PublishedClaim, PublishedPerson
from lookup.naming import isolated
from lookup.people_lines import PersonLine, person_lines
from lookup.reading import SUBJECTS, subjects
from people.names import MatchKind, match_kind, tokens
from people.search import Known, Match
from people.search import search as search_names
from records.choices import Sex
from sources.choices import Relation

MAX_RESULTS = 20
MAX_THROUGH = 50  # names of kin and speakers that are followed
MAX_LEADING = 1_000  # of these people are known at once
KINDS = {
    MatchKind.SAME: gettext_lazy("same name"),
    MatchKind.OTHER_SPELLING: gettext_lazy("other spelling"),
    MatchKind.SIMILAR: gettext_lazy("similar name"),
}
PARTS = {
    MatchKind.SAME: gettext_lazy("part of the name"),
    MatchKind.OTHER_SPELLING: gettext_lazy("part of the name, other spelling"),
}
THROUGH_KIN = {
    Sex.MALE: gettext_lazy("found through his %(relation)s, %(name)s"),
    Sex.FEMALE: gettext_lazy("found through her %(relation)s, %(name)s"),
}
THROUGH_KIN_OF_ANYBODY = gettext_lazy("found through the %(relation)s, %(name)s")
AS_KIN = gettext_lazy("found as %(relation)s of %(name)s")
THROUGH_A_SPEAKER = {
    Sex.MALE: gettext_lazy("found through %(name)s, who speaks of him"),
    Sex.FEMALE: gettext_lazy("found through %(name)s, who speaks of her"),
}
THROUGH_A_SPEAKER_ON_ANYBODY = gettext_lazy("found through %(name)s, who speaks of this person")


class Way(NamedTuple):
    """How a term leads to a person: the name that is like it, and the claim that leads on from whose name it is."""

    match: Match
    claim: PublishedClaim | None = None  # None: it is the person's own name

    @property
    def order(self) -> tuple:
        """Nearest first; of nearly the same, the person's own name first, then kin, then who speaks."""
        return -round(self.match.score, 1), self.steps, -self.match.score

    @property
    def steps(self) -> int:
        """How far the one so named is from the person: the same, kin, or only speaking."""
        if self.claim is None:
            return 0
        return 1 if self.match.owner in (self.claim.relative, self.claim.about) else 2


class Found(NamedTuple):
    """A person with a page, and how what was typed led there, in words."""

    line: PersonLine
    how: str


@dataclass
class Result:
    found: list[Found] = field(default_factory=list)
    is_cut: bool = False  # there are more than are shown
    is_one_word: bool = False  # many people have it
    is_initials: bool = False  # nothing else: nobody was looked for


def has_letters(term: str) -> bool:
    """Whether there is anything in it that a name could hold."""
    return bool(tokens(term))


def search(term: str, people: QuerySet | None = None) -> Result:
    """At most `MAX_RESULTS` of the people, nearest first; None means everyone with a page."""
    chosen, people = people, PublishedPerson.objects.with_page() if people is None else people
    whole = [token for token in tokens(term) if not token.is_initial]
    if not whole:
        return Result(is_initials=True)
    ways: dict[str, Way] = {}
    known: Known = {}
    for owner, way in [*_own_names(term, people, known), *_through_others(term, chosen, known)]:
        if owner not in ways or way.order < ways[owner].order:
            ways[owner] = way
    with_names = people.filter(public_id__in=ways).order_by().prefetch_related("names")
    found = sorted(with_names, key=lambda person: (*ways[person.public_id].order, person.folded, person.public_id))
    lines = person_lines(found[:MAX_RESULTS])
    return Result(
        found=[Found(line, how(ways[line.person.public_id], term, line.person)) for line in lines],
        is_cut=len(found) > MAX_RESULTS,
        is_one_word=len(whole) == 1,
    )


def _own_names(term: str, people: QuerySet, known: Known) -> Iterator[tuple[str, Way]]:
    matches = search_names(term, tables=PUBLISHED_NAMES, people=people, limit=MAX_RESULTS + 1, known=known)
    return ((match.owner, Way(match)) for match in matches)


def _through_others(term: str, chosen: QuerySet | None, known: Known) -> Iterator[tuple[str, Way]]:
    """The people of whom somebody with such a name is kin, or speaks."""
    leading = _those_who_lead_on() if chosen is None else _those_who_lead_to(chosen)
    if leading == set():
        return
    matches = search_names(term, tables=PUBLISHED_NAMES, people=leading, limit=MAX_THROUGH, known=known)
    others = {match.owner: match for match in matches}
    named = Q(relative__in=others) | Q(about__in=others, table="kinship") | Q(claimant_person__in=others)
    claims = list(PublishedClaim.objects.filter(named).order_by("about", "pk"))
    person_of = subjects(claims)
    for claim in claims:
        if claim.relative in others:
            yield claim.about, Way(others[claim.relative], claim)
        if claim.relative and claim.about in others:
            yield claim.relative, Way(others[claim.about], claim)
        if claim.claimant_person in others:
            yield person_of[claim.about], Way(others[claim.claimant_person], claim)


def _those_who_lead_on() -> QuerySet | set[str]:
    """People who are kin of somebody, have kin, or speak: of the others, no name needs to be compared. Mostly they are
    few, and known by their ids at once; else the database is asked of each whose name is like the term."""
    claims = PublishedClaim.objects.order_by()
    kin = list(claims.filter(relative__gt="").values_list("relative", "about")[: MAX_LEADING + 1])
    speakers = list(claims.filter(claimant_person__gt="").values_list("claimant_person").distinct()[: MAX_LEADING + 1])
    if max(len(kin), len(speakers)) <= MAX_LEADING:  # these are all: of more, several may name one person
        return {person for row in (*kin, *speakers) for person in row}
    return _leading(claims, claims)


def _those_who_lead_to(chosen: QuerySet) -> QuerySet:
    """The same, of the chosen alone: those who lead only to others must not crowd them out."""
    claims = PublishedClaim.objects.order_by()
    is_about = Q(_is_among(chosen, "about"))
    for subject in SUBJECTS:
        is_about |= Q(Exists(subject.objects.filter(_is_among(chosen, "person"), public_id=OuterRef("about"))))
    return _leading(claims.filter(is_about), claims.filter(_is_among(chosen, "relative")))


def _is_among(chosen: QuerySet, name: str) -> Exists:
    return Exists(chosen.filter(public_id=OuterRef(name)))


def _leading(about: QuerySet, of_kin: QuerySet) -> QuerySet:
    """People who are kin or speak in the claims `about` somebody, or of whom the claims `of_kin` tell."""
    is_kin = Exists(about.filter(relative=OuterRef("public_id")))
    has_kin = Exists(of_kin.filter(about=OuterRef("public_id"), table="kinship"))
    speaks = Exists(about.filter(claimant_person=OuterRef("public_id")))
    return PublishedPerson.objects.filter(is_kin | has_kin | speaks)


# In words


def how(way: Way, term: str, person: PublishedPerson) -> str:
    """“other spelling: Ержан Болатұлы”, or “found through his wife, Айгерім Ниязбаева (other spelling)”."""
    if way.claim is None:
        spelling, kind = spelled(way.match, term, [name.text for name in person.names.all()])
        return _("%(kind)s: %(spelling)s") % {"kind": kind, "spelling": isolated(spelling)}
    spelling, kind = spelled(way.match, term)
    name = isolated(spelling) if way.match.kind == MatchKind.SAME else f"{isolated(spelling)} ({kind})"
    return ", ".join(filter(None, [_lead(way, person) % {"name": name, **_relation(way)}, voices.standing(way.claim)]))


def spelled(match: Match, term: str, others: Iterable[str] = ()) -> tuple[str, str]:
    """The spelling that matched, and how. Of one word typed: the spelling, of the others too, in which it stands."""
    if match.kind == MatchKind.SIMILAR and len(tokens(term)) == 1:
        for kind, words_for_it in PARTS.items():
            for text in (match.text, *others):
                if any(match_kind(term, word) == kind for word in text.split()):
                    return text, str(words_for_it)
    return match.text, str(KINDS[match.kind])


def _lead(way: Way, person: PublishedPerson) -> str:
    if way.match.owner == way.claim.relative:
        return str(THROUGH_KIN.get(person.sex, THROUGH_KIN_OF_ANYBODY))
    if way.claim.relative and way.match.owner == way.claim.about:
        return str(AS_KIN)
    return str(THROUGH_A_SPEAKER.get(person.sex, THROUGH_A_SPEAKER_ON_ANYBODY))


def _relation(way: Way) -> dict[str, str]:
    return {"relation": words.choice(Relation, way.claim.values.get("relation", ""))}
