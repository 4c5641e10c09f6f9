"""The list of all names from A to Z, whole or under one letter."""

from typing import NamedTuple

from django.core.paginator import Page
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from lookup.alphabet import order, script
from lookup.models import PublishedHeading, PublishedPerson
from lookup.people_lines import PersonLine, person_lines
from lookup.remembered import RememberingPaginator, forget, remembered

NAMES_ON_A_PAGE = 50
SCRIPTS = (_("Cyrillic letters"), _("Latin letters"), _("Other letters"))


class Entry(NamedTuple):
    """One name under one of its words: the name in three parts, the middle one being that word."""

    before: str
    word: str
    after: str
    letter: str
    line: PersonLine

    @property
    def is_shown_otherwise(self) -> bool:
        """The page of the person is headed by another name."""
        return f"{self.before} {self.word} {self.after}".split() != self.line.person.name.split()


class NamesPage:
    def __init__(self, letter: str, number):
        self.letters = remembered("letters", _letters)
        is_one = len(letter) == 1 and letter.isprintable()
        if is_one and letter not in self.letters and _with_page().filter(letter=letter).exists():  # published since
            forget("letters")
            self.letters = remembered("letters", _letters)
        self.letter = letter if letter in self.letters else ""
        self.is_unknown = bool(letter) and not self.letter
        shown = _with_page().filter(letter=self.letter) if self.letter else _with_page()
        paginator = RememberingPaginator(shown, NAMES_ON_A_PAGE, name=("names", self.letter))
        self.page: Page = paginator.get_page(number)

    @property
    def scripts(self) -> list[tuple[str, list[str]]]:
        """The letters under which there is somebody, by script."""
        found = {}
        for letter in self.letters:
            found.setdefault(SCRIPTS[script(letter)], []).append(letter)
        return list(found.items())

    @cached_property
    def entries(self) -> list[Entry]:
        headings = list(self.page.object_list)
        people = PublishedPerson.objects.in_bulk({heading.person_id for heading in headings})
        lines = {line.person.pk: line for line in person_lines(list(people.values()))}
        return [_entry(heading, lines[heading.person_id]) for heading in headings]


def _letters() -> list[str]:
    """All names are read for it: the people with a page are put together once, not asked for name by name."""
    listed = PublishedHeading.objects.filter(person__in=PublishedPerson.objects.with_page().order_by())
    return sorted(listed.order_by().values_list("letter", flat=True).distinct(), key=order)


def _with_page():
    people = PublishedPerson.objects.with_page().order_by()
    return PublishedHeading.objects.filter(Exists(people.filter(pk=OuterRef("person"))))


def _entry(heading: PublishedHeading, line: PersonLine) -> Entry:
    words = heading.text.split()
    before, word, after = words[: heading.number], words[heading.number], words[heading.number + 1 :]
    return Entry(" ".join(before), word, " ".join(after), heading.letter, line)
