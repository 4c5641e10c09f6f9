"""Everything on the page of the search by name: what was typed and chosen, and who is found."""

import unicodedata
from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookup import facts, words
from lookup.evidence import Conclusion, conclusions
from lookup.filters import PeopleFilter
from lookup.models import PublishedCasualty, PublishedCharge, PublishedDetention, PublishedPerson
from lookup.people_lines import PersonLine, heading
from lookup.searching import Result, has_letters, search
from records.choices import Confirmation

MAX_LENGTH = 200  # characters of a name
MAX_SHOWN = 60_000  # of what was typed
FACTS = {
    # The harm is the heading; what is hard to read stands on the person's own page, behind a word of warning.
    PublishedCasualty: tuple(fact for fact in facts.CASUALTY[1:] if fact.name not in facts.HARD_TO_READ),
    PublishedDetention: facts.DETENTION,
    PublishedCharge: facts.CHARGE,
}


class Section(NamedTuple):
    """What is concluded of one casualty, detention or charge."""

    heading: str
    confirmation: str
    conclusions: list[Conclusion]


class Opened(NamedTuple):
    """A person found, with what shows when the entry is opened."""

    line: PersonLine
    how: str
    other_names: list[str]
    sections: list[Section]


class SearchPage:
    """`data`: what was sent, or None where nothing was sent yet."""

    def __init__(self, data=None):
        self.is_sent = data is not None
        self.term = readable(data.get("name", "")) if self.is_sent else ""
        self.filter = PeopleFilter(data, PublishedPerson.objects.with_page())
        self.problem = self._problem() if self.is_sent else ""
        people = self.filter.qs if self.chosen else None
        self.result = search(self.term, people) if self.is_sent and not self.problem else Result()

    def _problem(self) -> str:
        """Why nothing can be looked for, and what to do; or an empty text."""
        if not self.term:
            return _("No name was typed. Write the name or a part of it, and press Search.")
        if len(self.term) > MAX_LENGTH:
            number = len(self.term)
            return ngettext(
                "This is %(number)s letter long; a name has at most %(most)s. Leave only the name, and press Search.",
                "This is %(number)s letters long; a name has at most %(most)s. Leave only the name, and press Search.",
                number,
            ) % {"number": words.number(number), "most": MAX_LENGTH}
        if not has_letters(self.term):
            return _(
                "There is no letter in this that a name could hold. "
                "Write at least a part of the name, in Cyrillic, Latin or Arabic letters."
            )
        return ""

    @cached_property
    def found(self) -> list[Opened]:
        return [opened(line, how) for line, how in self.result.found]

    @property
    def chosen(self) -> dict[str, str]:
        return self.filter.chosen if self.is_sent else {}

    @property
    def chosen_address(self) -> str:
        """For a link to the list of people: `?happened=killed`."""
        return f"?{urlencode(self.chosen)}" if self.chosen else ""

    @cached_property
    def found_without_choices(self) -> int:
        """How many there would be, where the choices left nobody."""
        return len(search(self.term).found) if self.chosen else 0


def opened(line: PersonLine, how: str) -> Opened:
    """Concluded values alone: who says each of them stands on the person's own page."""
    sections = [
        Section(
            heading(record),
            words.choice(Confirmation, getattr(record, "confirmation", "")),
            [one for one in conclusions(record, FACTS[type(record)], []) if one.words],
        )
        for record in line.records
    ]
    names = dict.fromkeys(name.text for name in line.person.names.all() if name.text != line.person.name_for_reader)
    return Opened(line, how, list(names), sections)


def readable(typed: str) -> str:
    """What was typed, in one line and without what cannot be seen: marks of direction, joiners, controls."""
    seen = (letter for letter in typed[:MAX_SHOWN] if unicodedata.category(letter) != "Cf")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in seen).split())
