"""What people type into the search: names of a filled register in several spellings, and names that nobody has."""

import random
from typing import NamedTuple

from anyascii import anyascii

KAZAKH = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
KAZAKH_LETTERS = set("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
SYLLABLES = "во ге ду зэ лю пру фи хо цы чё ща эд юр яф".split()  # noqa: SIM905 (reads better)
MISS = "nobody's name"


class Typed(NamedTuple):
    kind: str
    text: str
    person: str = ""  # public id of the one who is meant


def names(people: int, seed: int) -> list[tuple[str, str]]:
    """Public id and name of so many people who have a page, drawn by chance; of all, if they are fewer."""
    from lookup.models import PublishedPerson

    named = PublishedPerson.objects.with_page().exclude(name="").order_by("pk")
    people = min(people, named.count())
    first, last = named.first().pk, named.last().pk
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    found = {}
    while len(found) < people:
        row = named.filter(pk__gte=chance.randint(first, last)).values_list("public_id", "name")[0]
        found[row[0]] = row[1]
    return list(found.items())


def spellings(people: int, seed: int) -> list[Typed]:
    """For each person in turn the name: as written, in Latin letters, without Kazakh letters, in another order, with
    one letter lost."""
    return [_spelled(number, *one, seed) for number, one in enumerate(names(people, seed))]


def _spelled(number: int, person: str, name: str, seed: int) -> Typed:
    words = name.split()
    kinds = {
        "as written": lambda: name,
        "in Latin letters": lambda: anyascii(name),  # as nobody here writes them
        "without Kazakh letters": lambda: name.translate(KAZAKH),
        "given name first": lambda: f"{words[1]} {words[0]}",
        "one letter lost": lambda: " ".join([_less(words[0], random.Random(f"{seed}/{person}")), *words[1:]]),  # noqa: S311
    }
    kind = list(kinds)[number % len(kinds)]
    return Typed(kind, kinds[kind](), person)


def _less(word: str, chance) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def misses(count: int, seed: int) -> list[Typed]:
    """Put together from syllables, two words each."""
    chance = random.Random(f"{seed}: misses")  # noqa: S311 (nothing secret)
    word = lambda: "".join(chance.choices(SYLLABLES, k=3)).capitalize()  # noqa: E731
    return [Typed(MISS, f"{word()} {word()}") for _one in range(count)]


def has_kazakh_letters(text: str) -> bool:
    return bool(KAZAKH_LETTERS & set(text))
