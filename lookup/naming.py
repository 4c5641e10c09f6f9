"""How reports and people are named on the pages, where they have no title or no public name."""

from unicodedata import bidirectional

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lookup import words
from lookup.models import PublishedPerson, PublishedReport
from sources.choices import ReportKind

ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"


def is_right_to_left(text: str) -> bool:
    return any(bidirectional(letter) in ("R", "AL") for letter in text)


def isolated(text: str) -> str:
    """A name in a sentence or an attribute, where no markup can stand: one written from right to left does not turn the
    order of the words around it."""
    return f"{ISOLATE}{text}{END_OF_ISOLATE}" if is_right_to_left(text) else text


def person_name(person: PublishedPerson) -> str:
    """The name; of somebody without a public one, the description."""
    return person.name_for_reader or capfirst(person.description) or _("Person without a public name")


def report_name(report: PublishedReport | None) -> str:
    """The title; of an untitled report what else tells it from others."""
    if report is None:
        return _("a report that is not public")
    return report.title or _("untitled %(origin)s") % {"origin": origin(report)}


def publisher(report: PublishedReport) -> str:
    name = words.label(report.publisher)
    return _("%(publisher)s (inferred)") % {"publisher": name} if name and report.publisher_inferred else name


def origin(report: PublishedReport) -> str:
    """Who published it, when, and what it is, in one line."""
    when = words.date(report.published_on, report.published_on_inferred) or _("date not known")
    return ", ".join(filter(None, [words.choice(ReportKind, report.kind), publisher(report), when]))
