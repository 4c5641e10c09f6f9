"""The places that public records name, each once. The public tables hold no list of places: they are gathered."""

import json

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from lookup import models
from lookup.downloads.columns import STRING, Column
from lookup.downloads.rows import raw
from records.cells import safe

LANGUAGES = ("en", "ru", "kk")
HELD = [  # fields with the label of a place, or a list of such
    (models.PublishedPerson, "home_place"),
    (models.PublishedCasualty, "harmed_place"),
    (models.PublishedCasualty, "died_place"),
    (models.PublishedDetention, "arrested_place"),
    (models.PublishedIncident, "place"),
    (models.PublishedReport, "dateline_place"),
    (models.PublishedHelpPoint, "place"),
    (models.PublishedToll, "places"),
    (models.PublishedToll, "home_places"),
    (models.PublishedStatement, "places"),
]
CLAIMED = ("harmed_place", "died_place", "arrested_place", "home_place", "facility", "moved_from")


class Places:
    """A file of its own kind: its rows are gathered from labels."""

    name, key, is_about_people = "places", ("code",), False
    title = _("The places that the other files name by code")
    columns = [
        Column(name, meaning, (), lambda chunk: (), STRING, None, refers)
        for name, meaning, refers in (
            ("code", _("Code of the place"), ""),
            ("name_en", _("Name in English"), ""),
            ("name_ru", _("Name in Russian"), ""),
            ("name_kk", _("Name in Kazakh"), ""),
            ("within", _("Code of the next larger place"), "places"),
        )
    ]

    def tables(self, people=None):
        if rows := self._rows():
            yield [tuple(map(safe, row)) for row in rows]

    def _rows(self) -> list[tuple]:
        """One row for each code; where a place was named in two ways, the later in the alphabet, for all readers."""
        found = {}
        for label in sorted(_labels()):
            place = json.loads(label)
            chain = [place, *place.get("within", [])]
            for one, larger in zip(chain, [*chain[1:], {}], strict=True):
                if one.get("code"):
                    within = larger.get("code", "")
                    found[one["code"]] = (one["code"], *(one.get(name, "") for name in LANGUAGES), within)
        return [found[code] for code in sorted(found)]


def _labels() -> set[str]:
    """Each label once, written in one way on every database."""
    found = set()
    for model, name in HELD:
        for (text,) in raw(model.objects.order_by(), [name]).distinct().iterator():
            value = json.loads(text) if text else None
            found |= {_written(one) for one in (value if isinstance(value, list) else [value]) if one}
    for name in CLAIMED:
        said = models.PublishedClaim.objects.filter(**{f"values__{name}__isnull": False}).order_by()
        texts = said.annotate(said=Cast(f"values__{name}", TextField())).values_list("said", flat=True).distinct()
        found |= {_written(json.loads(text)) for text in texts.iterator()}
    return found


def _written(label: dict) -> str:
    return json.dumps(label, sort_keys=True)


PLACES = Places()
