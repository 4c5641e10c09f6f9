"""Where it happened: a tree of places with the people in each, and the map of the regions.

Somebody is counted once in each of the smallest places that are known of what happened to them, and once in each larger
place that these lie in. What was ruled out is not counted.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from lookup import words
from lookup.boundaries import PART_OF_THEN, boundaries
from lookup.filters import EVENTS, labels_of_places
from lookup.models import PublishedCharge
from lookup.reading import of_published_people
from lookup.remembered import remembered
from records.choices import Confirmation

SMALLEST, LARGEST = 26, 80  # radius of a circle, in units of the map


@dataclass
class Node:
    """A place: how many people are in it, and of how many no smaller place in it is known."""

    key: str
    name: str
    count: int = 0
    count_only_here: int = 0
    inside: list = field(default_factory=list)


class Counts(NamedTuple):
    """Numbers of people, by the keys of places and of regions."""

    inside: dict[str, int]
    only_here: dict[str, int]
    regions: dict[str, int]
    total: int
    without_place: int


@dataclass
class Mark:
    """A region on the map: its outline, and the circle with the number of people, if there are any."""

    name: str
    path: str
    x: int
    y: int
    count: int
    radius: int

    @property
    def below(self) -> int:
        """Where the name stands."""
        return self.y + self.radius + 20


class MapPage:
    """Ten queries, however many people and places there are; three, where the numbers are remembered."""

    def __init__(self):
        self.counts: Counts = remembered("map", _count)
        self.total, self.without_place = self.counts.total, self.counts.without_place
        self.nodes = self._nodes()
        self.tree = sorted((node for node in self.nodes.values() if node.key in self._roots), key=_by_name)
        self.width, self.height = boundaries()["width"], boundaries()["height"]

    def _nodes(self) -> dict[str, Node]:
        nodes, self._roots = {}, set()
        for chain in _chains().values():
            for smaller, place in zip([None, *chain], chain, strict=False):
                node = nodes.setdefault(words.key(place), self._node(place))
                if smaller and nodes[words.key(smaller)] not in node.inside:
                    node.inside.append(nodes[words.key(smaller)])
            self._roots.add(words.key(chain[-1]))
        for node in nodes.values():
            node.inside = sorted((smaller for smaller in node.inside if smaller.count), key=_by_name)
        return {key: node for key, node in nodes.items() if node.count}

    def _node(self, place) -> Node:
        key = words.key(place)
        return Node(key, words.label(place), self.counts.inside.get(key, 0), self.counts.only_here.get(key, 0))

    @property
    def marks(self) -> list[Mark]:
        """The regions; the circles grow with their numbers, area by area."""
        found = [(region, self.counts.regions.get(region["code"], 0)) for region in boundaries()["regions"]]
        greatest = max((count for _region, count in found), default=0)
        return [_mark(region, count, greatest) for region, count in found]

    @property
    def circles(self) -> list[Mark]:
        """The largest first, so that none hides another."""
        return sorted((mark for mark in self.marks if mark.count), key=lambda mark: -mark.count)


def _mark(region, count, greatest) -> Mark:
    x, y = region["at"]
    radius = round(max(SMALLEST, LARGEST * sqrt(count / greatest) if greatest > 20 else SMALLEST)) if count else 0
    return Mark(words.label(region), region["path"], x, y, count, radius)


def _by_name(node):
    return (node.name.casefold(), node.key)


def _chains() -> dict[str, list[dict]]:
    """Each place of an event and the larger ones that it lies in, by its key."""
    return {key: [label, *label.get("within", [])] for key, label in labels_of_places().items()}


def _count() -> Counts:
    """Eight queries."""
    above = {key: [words.key(place) for place in chain[1:]] for key, chain in _chains().items()}
    placed, everyone = _people()
    inside, only_here = defaultdict(set), Counter()
    for person, keys in placed.items():
        known = keys & above.keys()  # a place of an event that was published since is counted the next time
        larger = {place for key in known for place in above[key]}
        for key in known | larger:
            inside[key].add(person)
        only_here.update(known - larger)
    regions = defaultdict(set)
    for key, people in inside.items():
        regions[PART_OF_THEN.get(key, key)] |= people
    return Counts(_sizes(inside), dict(only_here), _sizes(regions), len(everyone), len(everyone - set(placed)))


def _sizes(found: dict[str, set]) -> dict[str, int]:
    return {key: len(people) for key, people in found.items()}


def _people() -> tuple[dict[str, set[str]], set[str]]:
    """The keys of places of each person of whom a place is known, and all people. Three queries."""
    placed, everyone = {}, set()
    for model, (places, _dates) in EVENTS.items():
        rows = of_published_people(model.objects.exclude(confirmation=Confirmation.RULED_OUT))
        keys = [f"{place}_key" for place in places]
        for person, *found in rows.order_by().values_list("person", *keys).distinct():
            everyone.add(person)
            if known := set(filter(None, found)):
                placed.setdefault(person, set()).update(known)
    charged = of_published_people(PublishedCharge.objects.all())
    everyone.update(charged.order_by().values_list("person", flat=True))
    return placed, everyone
