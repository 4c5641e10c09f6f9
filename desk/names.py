"""The index of names of the working register."""

from django.db.models import QuerySet

from people.models import Name
from people.name_tables import NAMES
from people.rebuilding import rebuild


def rebuild_names(progress=iter) -> int:
    """Make the index anew from all names that are not withdrawn; returns the number of people in it."""
    return rebuild(NAMES, progress(_by_person()))


def people_with_names() -> int:
    """How many steps `rebuild_names` takes."""
    return _names().values("person").distinct().count()


def _names() -> QuerySet[Name]:
    return Name.objects.filter(withdrawn=False)


def _by_person():
    """Each person's key with all their names, one person after the other."""
    person, texts = None, []
    names = _names().order_by("person", "pk").values_list("person", "text")
    for key, text in names.iterator(2000):
        if texts and key != person:
            yield person, texts
            texts = []
        person = key
        texts.append(text)
    if texts:
        yield person, texts
