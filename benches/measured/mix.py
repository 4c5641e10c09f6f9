"""What visitors ask, recorded from a filled register: half of it searches, of which half are for names that nobody has
or are typed in Kazakh letters; three tenths pages of persons; the rest of all other pages; in three languages."""

import random
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from benches.measured import pages, typed

SEARCHES = {"search, nobody's name": 12.5, "search, Kazakh letters": 12.5, "search, other": 25}
SHARES = {**SEARCHES, "person": 30, "rest": 20}  # of 100
LANGUAGES = ("kk", "ru", "en")
MOST_PERSONS = 1000  # among whom pages are asked for
REST = (  # of `pages.addresses`
    "start page",
    "figures",
    "list, first page",
    "list, one harm",
    "list, harm, place and date",
    "list, children",
    "names A to Z",
    "reports",
    "a long report",
    "map",
)


class Asked(NamedTuple):
    kind: str
    address: str
    body: str = ""  # of a POST

    @property
    def line(self) -> str:
        return f"{'POST' if self.body else 'GET'}\t{self.address}\t{self.body}"


def record(path: Path, *, size: int = 4000, seed: int = 9):
    """One request in a line: method, address and body, between tabs."""
    path.write_text("".join(f"{asked.line}\n" for asked in mix(size, seed)), encoding="utf-8")


def mix(size: int, seed: int) -> list[Asked]:
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    makers = _makers(size, seed, chance)
    found = [makers[kind]() for kind, share in SHARES.items() for _one in range(round(size * share / 100))]
    chance.shuffle(found)
    return found


def _makers(size, seed, chance) -> dict:
    """How a request of each kind is made."""
    from records.public_id import shown

    persons = typed.names(min(size, MOST_PERSONS), seed)
    kazakh = [name for _person, name in persons if typed.has_kazakh_letters(name)]
    others = [one.text for one in typed.spellings(min(size, MOST_PERSONS), seed + 1)]
    others = [text for text in others if not typed.has_kazakh_letters(text)]
    nobody = [one.text for one in typed.misses(size, seed)]
    rest = [pages.addresses()[name] for name in REST]

    def in_some_language(address: str) -> str:
        return f"/{chance.choice(LANGUAGES)}/{address.removeprefix('/en/')}"

    def search(kind, names):
        return lambda: Asked(kind, in_some_language("search/"), urlencode({"name": chance.choice(names)}))

    return {
        **{kind: search(kind, names) for kind, names in zip(SEARCHES, (nobody, kazakh, others), strict=True)},
        "person": lambda: Asked("person", in_some_language(f"p/{shown(chance.choice(persons)[0])}")),
        "rest": lambda: Asked("rest", in_some_language(chance.choice(rest))),
    }
