"""People and the spellings of their names."""

from django.utils.translation import gettext_lazy as _

from lookup.downloads import people_of_rows
from lookup.downloads.columns import PUBLISHED, choice, label, own_id, plain
from lookup.downloads.writing import File
from lookup.models import PublishedName, PublishedPerson
from people.choices import Language, NameKind
from records.choices import Sex

PEOPLE = File(
    name="people",
    title=_("People who have a page: harmed, detained or charged"),
    rows=PublishedPerson.objects.all,
    hangs_on=people_of_rows.PEOPLE,
    columns=[
        own_id(_("Id of the person, as on the page")),
        plain("name", _("Name shown first; empty if it is not known or not public")),
        plain("description", _("For someone without a public name: who this is")),
        *choice("sex", _("Sex, as concluded"), Sex),
        plain("born", _("Year of birth")),
        *label("home_place", _("Home place")),
        plain("occupation", _("Occupation")),
        *PUBLISHED,
    ],
)
NAMES = File(
    name="names",
    title=_("All public spellings of their names"),
    rows=PublishedName.objects.all,
    order=("person__public_id", "pk"),
    hangs_on=people_of_rows.NAMES,
    key=(),
    columns=[
        own_id(_("Id of the person"), "person", "person__public_id", refers="people"),
        plain("text", _("The name in this spelling")),
        *choice("language", _("Language and script, BCP 47"), Language),
        *choice("kind", _("What the text is"), NameKind),
    ],
)
