"""Where it happened: a tree of places with the people in each, and the map of the regions.

Somebody is counted once in each of the smallest places that are known of what happened to them, and once in each larger
place that these lie in. What was ruled out is not counted.
"""

from dataclasses import dataclass, field
from math import sqrt

from lookup import words
from lookup.boundaries import PART_OF_THEN, boundaries
from lookup.filters import EVENTS, labels_of_places
from lookup.models import PublishedCharge
from lookup.reading import of_published_people
from records.choices import Confirmation

SMALLEST, LARGEST = 26, 80  # radius of a circle, in units of the map


@dataclass
class Node:
    """A place. `people` are those in it, `only_here` those of whom no smaller place in it is known."""

    key: str
    name: str
    people: set = field(default_factory=set)
    only_here: set = field(default_factory=set)
    inside: list = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.people)

    @property
    def count_only_here(self) -> int:
        return len(self.only_here)


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
    """Nine queries, however many people and places there are."""

    def __init__(self):
        self.labels = labels_of_places()
        self.placed, everyone = _people()
        self.total = len(everyone)
        self.without_place = len(everyone - set(self.placed))
        self.nodes = self._nodes()
        self.tree = sorted((node for node in self.nodes.values() if node.key in self._roots), key=_by_name)
        self.width, self.height = boundaries()["width"], boundaries()["height"]

    def _nodes(self) -> dict[str, Node]:
        chains = {key: [label, *label.get("within", [])] for key, label in self.labels.items()}
        nodes, self._roots = {}, set()
        for chain in chains.values():
            for smaller, place in zip([None, *chain], chain, strict=False):
                node = nodes.setdefault(words.key(place), Node(words.key(place), words.label(place)))
                if smaller and nodes[words.key(smaller)] not in node.inside:
                    node.inside.append(nodes[words.key(smaller)])
            self._roots.add(words.key(chain[-1]))
        above = {key: [words.key(place) for place in chain[1:]] for key, chain in chains.items()}
        for person, keys in self.placed.items():
            larger = {place for key in keys for place in above[key]}
            for key in keys:
                nodes[key].people.add(person)
                if key not in larger:
                    nodes[key].only_here.add(person)
            for key in larger:
                nodes[key].people.add(person)
        for node in nodes.values():
            node.inside = sorted((smaller for smaller in node.inside if smaller.people), key=_by_name)
        return {key: node for key, node in nodes.items() if node.people}

    @property
    def marks(self) -> list[Mark]:
        """The regions; the circles grow with their numbers, area by area."""
        people = {}
        for key, node in self.nodes.items():
            people.setdefault(PART_OF_THEN.get(key, key), set()).update(node.people)
        found = [(region, len(people.get(region["code"], ()))) for region in boundaries()["regions"]]
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
