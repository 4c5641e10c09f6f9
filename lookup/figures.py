"""The figures that someone gave, one page of them at a time. Nothing here adds one to another."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookup import words
from lookup.chart import Chart, chart
from lookup.figure_choices import FigureChoices
from lookup.models import PublishedStatement, PublishedToll
from lookup.reading import References
from lookup.voices import Voice, voice
from sources.choices import Counting, TollLink

PAGE_SIZE = 50
# What is counted, in the order of the page; words that are not named here follow.
ORDER = [
    "killed",
    "unlawfully_killed",
    "died_in_custody",
    "missing",
    "injured",
    "hospitalised",
    "tortured",
    "ill_treated",
    "recognised_victims",
    "detained",
    "arbitrarily_detained",
    "arrested",
    "jailed",
    "released",
    "criminal_cases",
    "suspects",
    "charged",
    "convicted",
    "amnestied",
    "complaints",
    "searching_relatives",
    "attendance",
    "took_part",
    "troops",
]
LINKS = {
    TollLink.INSIDE: gettext_lazy("inside %(figure)s"),
    TollLink.DISJOINT: gettext_lazy("apart from %(figure)s"),
    TollLink.NOT_STATED: gettext_lazy("not stated how it relates to %(figure)s"),
}
REPEATS = gettext_lazy("repeats %(figure)s")
SEEN_FROM_THE_OTHER = LINKS | {TollLink.INSIDE: gettext_lazy("contains %(figure)s")}


class Relation(NamedTuple):
    text: str
    url: str


class Group(NamedTuple):
    """The figures of one thing counted."""

    what: str
    figures: list
    chart: Chart | None


@dataclass
class FigureShown:
    toll: PublishedToll
    figure: str
    what: str
    wording: str  # as printed, where the figure does not say it already
    whom: list[str]
    where: list[str]
    voice: Voice
    period: str
    as_of: str
    counting: str
    incident: str
    relations: list[Relation] = field(default_factory=list)
    comments: list[PublishedStatement] = field(default_factory=list)


class Figures:
    """The tolls that fit what is chosen, in order, and the words of those on one page. Thirteen queries."""

    def __init__(self, number=1, asked=None):
        self.everything = sorted(PublishedToll.objects.all(), key=_order)
        self.choices = FigureChoices(asked or {}, self.everything, References(self.everything))
        self.tolls = [toll for toll in self.everything if self.choices.fits(toll)]
        self._places = {toll.public_id: place for place, toll in enumerate(self.everything)}
        self._chosen_places = {toll.public_id: place for place, toll in enumerate(self.tolls)}
        self.page = Paginator(self.tolls, PAGE_SIZE).get_page(number)
        links = self._links(self.page.object_list)
        others = {link[1] for found in links.values() for link in found}
        by_id = {toll.public_id: toll for toll in self.everything}
        self._references = References([*self.page.object_list, *(by_id[other] for other in others)])
        self.shown = shown_figures(self.page.object_list, self._references)
        for figure in self.shown:
            found = links.get(figure.toll.public_id, [])
            figure.relations = [
                self._relation(link, by_id[other], share) for link, other, share in dict.fromkeys(found)
            ]

    @property
    def groups(self) -> list[Group]:
        """The figures of the page by what they count."""
        by_what = [(capfirst(what), list(found)) for what, found in groupby(self.shown, lambda figure: figure.what)]
        return [Group(what, found, chart(what, found)) for what, found in by_what]

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Each thing counted, with the address of its first figure."""
        firsts = {}
        for toll in self.tolls:
            firsts.setdefault(words.labels(toll.what), toll.public_id)
        return [(capfirst(what), self._url(public_id)) for what, public_id in firsts.items()]

    def _links(self, tolls) -> dict[str, list[tuple[str, str, str]]]:
        """Of the tolls: the words of each relation, the other toll, and the share; from both sides."""
        found = {toll.public_id: [] for toll in tolls}
        for toll in tolls:
            found[toll.public_id] += [(REPEATS, other, "") for other in toll.repeats if other in self._places]
        for toll in self.everything:
            for relation in toll.relations:
                link, other, share = relation.get("link"), relation.get("other"), relation.get("share", "")
                if other not in self._places:
                    continue
                if toll.public_id in found:
                    found[toll.public_id].append((LINKS.get(link, link), other, share))
                if other in found:
                    found[other].append((SEEN_FROM_THE_OTHER.get(link, link), toll.public_id, share))
        return found

    def _relation(self, link, other, share) -> Relation:
        speaker = voice(other, self._references).speaker_text
        figure = _("%(figure)s %(what)s (%(speaker)s)") % {
            "figure": words.figure(other),
            "what": words.labels(other.what),
            "speaker": speaker,
        }
        text = str(link) % {"figure": figure}
        return Relation(f"{text}: {words.quoted(share)}" if share else text, self._url(other.public_id))

    def _url(self, public_id) -> str:
        """Of a figure: among those chosen, or among all."""
        place = self._chosen_places.get(public_id)
        if place is None:
            return f"{reverse('lookup:figures')}?page={self._places[public_id] // PAGE_SIZE + 1}#{public_id}"
        page = place // PAGE_SIZE + 1
        return f"#{public_id}" if page == self.page.number else f"?{self.choices.address}page={page}#{public_id}"


def shown_figures(tolls, references: References) -> list[FigureShown]:
    """The figures in words, without their relations. One query."""
    comments = {}
    about = [toll.public_id for toll in tolls]
    for statement in PublishedStatement.objects.filter(about_toll__in=about).order_by("public_id"):
        comments.setdefault(statement.about_toll, []).append(statement)
    return [_shown(toll, references, comments.get(toll.public_id, [])) for toll in tolls]


def _shown(toll, references, comments) -> FigureShown:
    figure, incident = words.figure(toll), references.incidents.get(toll.incident)
    homes = _("from %(places)s") % {"places": words.labels(toll.home_places)} if toll.home_places else ""
    return FigureShown(
        toll=toll,
        figure=figure,
        what=words.labels(toll.what),
        wording="" if toll.wording.casefold() in (figure, figure.strip("“”")) else words.quoted(toll.wording),
        whom=_some(words.labels(toll.whom), _called(toll), homes, *map(words.labels, (toll.methods, toll.offences))),
        where=_some(words.labels(toll.places), words.label(toll.setting)),
        voice=voice(toll, references),
        period=words.date(toll.period, toll.period_inferred),
        as_of=words.date(toll.as_of, toll.as_of_inferred),
        counting=words.choice(Counting, toll.counting),
        incident=incident.title if incident else "",
        comments=comments,
    )


def _called(toll) -> str:
    words_used = words.quoted(toll.label_as_printed)
    return _("called %(words)s by the speaker") % {"words": words_used} if words_used else ""


def _some(*parts) -> list[str]:
    return list(filter(None, parts))


def _order(toll):
    codes = [words.key(what) for what in toll.what]
    ranks = [ORDER.index(code) if code in ORDER else len(ORDER) for code in codes]
    day = toll.as_of_earliest or toll.said_on_earliest
    whom, where = words.labels(toll.whom), words.labels(toll.places)
    return (ranks, words.labels(toll.what), whom, where, str(day or ""), toll.public_id)
