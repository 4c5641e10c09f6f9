"""People and the spellings of their names."""

from django.utils.translation import gettext_lazy as _

from lookup.downloads.columns import PUBLISHED, Column, choice, label, own_id, plain
from lookup.downloads.writing import File
from lookup.models import PublishedName, PublishedPerson
from people.choices import Language, NameKind
from people.names import fold
from records import public_id
from records.choices import Sex

PEOPLE = File(
    name="people",
    title=_("People who have a page: harmed, detained or charged"),
    rows=PublishedPerson.objects.with_page,
    columns=[
        own_id("Id of the person, as on the page"),
        plain("name", "Name shown first; empty if it is not known or not public"),
        plain("description", "For someone without a public name: who this is"),
        *choice("sex", "Sex, as concluded", Sex),
        plain("born", "Year of birth"),
        *label("home_place", "Home place"),
        plain("occupation", "Occupation"),
        *PUBLISHED,
    ],
)


def names_of_people_with_page():
    people = PublishedPerson.objects.with_page().values("pk")
    return PublishedName.objects.filter(person__in=people).select_related("person")


NAMES = File(
    name="names",
    title=_("All public spellings of their names"),
    rows=names_of_people_with_page,
    order=("person__public_id", "pk"),
    columns=[
        Column("person", "Id of the person", lambda row, references: public_id.shown(row.person.public_id)),
        plain("text", "The name in this spelling"),
        *choice("language", "Language and script, BCP 47", Language),
        *choice("kind", "What the text is", NameKind),
        Column("folded", "The same in plain small Latin letters", lambda row, references: fold(row.text)),
    ],
)
