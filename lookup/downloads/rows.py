"""Published rows as the database holds them, a chunk at a time: no model instances, a list for each field.

A public file is long, and most of its cells repeat: a place, a method, a code. So a chunk is worked through column by
column, and what a value becomes is kept for the next one like it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from django.db.models import CharField, F, Func, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lookup.models import (
    PublishedIncident,
    PublishedPerson,
    PublishedReport,
    PublishedStatement,
    PublishedToll,
)
from lookup.reading import SUBJECTS, claims_of_published_people
from records.cells import safe
from records.public_id import shown

CHUNK = 2000  # rows
KEPT = 20_000  # values of which one cache knows what they become


class Cache(dict):
    """What a function makes of each value; of values that cannot be kept for ever, the last ones."""

    def __init__(self, function: Callable):
        self._function = function

    def __missing__(self, value):
        if len(self) >= KEPT:
            self.clear()
        self[value] = found = self._function(value)
        return found


class Writing:
    """One writing of one file: what was looked up stays known from chunk to chunk.

    `people` are the public ids of those chosen by a filter; None means everyone with a page.
    """

    def __init__(self, people: frozenset[str] | None = None):
        self.people = people
        self._caches = {}

    def cache(self, function) -> Cache:
        return self._caches.setdefault(function, Cache(function))


class Chunk:
    """Some rows of a file, by field: `chunk["harm"]` holds the value of each row, as text or number."""

    def __init__(self, writing: Writing, fields: dict[str, list], people: "People"):
        self._writing, self._fields, self.people = writing, fields, people

    def __getitem__(self, name: str) -> list:
        return self._fields[name]

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def __len__(self) -> int:
        return len(next(iter(self._fields.values())))

    @cached_property
    def nothing(self) -> list[str]:
        """The cells of a column in which no row has anything."""
        return [""] * len(self)

    def each(self, function: Callable, *names: str) -> Iterator:
        """The function of each value, or of the values of several fields together."""
        cache = self.cache(function)
        values = self[names[0]] if len(names) == 1 else zip(*map(self.__getitem__, names), strict=True)
        return map(cache.__getitem__, values)

    def cache(self, function: Callable) -> Cache:
        return self._writing.cache(function)

    @cached_property
    def values(self) -> list[dict]:
        """What each claim says; a name as printed is left out unless the person is named in public."""
        found = each_read(self["values"])
        for said, person in zip(found, self["person"], strict=True):
            if "name_as_printed" in said and not self.people.is_named(person):
                del said["name_as_printed"]
        return found

    @cached_property
    def told(self) -> dict[str, tuple[list[int], list]]:
        """The same by what is said: the numbers of the rows, and their values. Most claims say little."""
        found = defaultdict(lambda: ([], []))
        for number, said in enumerate(self.values):
            for name, value in said.items():
                rows, values = found[name]
                rows.append(number)
                values.append(value)
        return found

    @cached_property
    def reports(self) -> dict[str, tuple[str, str]]:
        return _titles(PublishedReport, self._ids("report", "standing_report", "republishes", lists=("mentions",)))

    @cached_property
    def incidents(self) -> dict[str, tuple[str, str]]:
        return _titles(PublishedIncident, self._ids("incident", "part_of", lists=("incidents",)))

    @cached_property
    def said(self) -> set[str]:
        """Of the claims, figures and statements that the rows name, those that are published."""
        relations = self._fields.get("relations", ())
        asked = {relation.get("other") for text in relations if text != "[]" for relation in json.loads(text)}
        asked |= self._ids("about_toll", "about_statement", lists=("repeats",))
        asked = asked - {"", None}
        if not asked:
            return set()
        tables = (claims_of_published_people(), PublishedToll.objects.all(), PublishedStatement.objects.all())
        return {
            one
            for said in tables
            for one in said.filter(public_id__in=among(asked)).values_list("public_id", flat=True)
        }

    def _ids(self, *names, lists=()) -> set[str]:
        found = {one for name in names if name in self for one in self[name]}
        found |= {one for name in lists if name in self for text in {*self[name]} for one in json.loads(text)}
        return found - {""}


class People:
    """Who the people are that some rows name: the id, if there is a page, and the name or description."""

    def __init__(self, language: str):
        self._language, self._known, self._named = language, {}, set()  # of those that are published
        self.withheld = _("name withheld")
        self.with_page = set()
        self.id = Cache(lambda public_id: shown(public_id) if self.has_page(public_id) else "").__getitem__
        self.who = Cache(lambda public_id: safe(self.words(public_id))).__getitem__

    def look_up(self, ids: set[str], rows: QuerySet | None = None):
        """Those of the ids that are published; `rows` finds them (and perhaps others) more quickly."""
        rows = PublishedPerson.objects.filter(public_id__in=among(ids)) if rows is None else rows
        fields = ("public_id", "name", "name_in", "description")
        for public_id, name, name_in, description in raw(rows.order_by(), fields):
            is_in_language = name and f'"{self._language}"' in name_in
            by_language = json.loads(name_in) if is_in_language else {}
            name_for_reader = by_language.get(self._language) or name
            self._known[public_id] = name_for_reader or description or self.withheld
            if name:
                self._named.add(public_id)

    def have_page(self, ids):
        self.with_page.update(ids)

    def find_pages(self, ids: set[str]):
        """Of these, who has a page."""
        for table in SUBJECTS if ids else ():
            self.have_page(table.objects.filter(person__in=among(ids)).order_by().values_list("person", flat=True))

    @property
    def public(self) -> set[str]:
        return self._known.keys()

    def has_page(self, public_id: str) -> bool:
        return public_id in self.with_page and public_id in self._known

    def is_named(self, public_id: str) -> bool:
        return public_id in self._named

    def words(self, public_id: str) -> str:
        return self._known.get(public_id, self.withheld) if public_id else ""


def _titles(table, ids) -> dict[str, tuple[str, str]]:
    """The id as people read it, and the title, of those that are published."""
    rows = table.objects.filter(public_id__in=among(ids)).values_list("public_id", "title") if ids else ()
    return {public_id: (shown(public_id), safe(title)) for public_id, title in rows}


# Reading


def each_read(texts: Iterable[str]) -> list:
    """Each of some texts of JSON, read in one go."""
    return json.loads(f"[{','.join(texts)}]")


class Listed(Func):
    """The texts of a JSON list as rows. Thousands of ids in one value: each as a value of its own costs more than
    finding its row."""

    arity, output_field = 1, TextField()
    template = "(SELECT value FROM json_each(%(expressions)s))"

    def as_postgresql(self, compiler, connection):
        template = "(SELECT jsonb_array_elements_text((%(expressions)s)::jsonb))"
        return self.as_sql(compiler, connection, template=template)


def among(ids: Iterable[str]) -> Listed:
    """For `public_id__in=`."""
    return Listed(Value(json.dumps(sorted(ids))))


def raw(rows: QuerySet, fields) -> QuerySet:
    """The values of the fields as text and numbers, the same on both databases."""
    return rows.values_list(*(_as_text(rows.model, name) for name in fields))


def _as_text(model, name):
    if name == "pk" or "__" in name:
        return F(name)
    field = model._meta.get_field(name)
    if isinstance(field, (CharField, TextField, IntegerField)):
        return F(name)
    return Cast(name, TextField())  # dates, moments, yes or no, JSON: nothing is made of them but a cell


def chunks_of(rows: QuerySet, fields: tuple[str, ...], order: tuple[str, ...], part: int = 1) -> Iterator[list[tuple]]:
    """Each chunk is a query of its own, so that a slow reader holds nothing in the database. `part`: of a chunk, where
    each row brings many others."""
    size = max(1, CHUNK // part)
    rows = rows.order_by(*order)
    last = [fields.index(name) for name in order]
    chunk = list(raw(rows, fields)[:size])
    while chunk:
        yield chunk
        if len(chunk) < size:
            return
        after = _after([chunk[-1][number] for number in last], order)
        chunk = list(raw(rows.filter(after), fields)[:size])


class Following(TupleGreaterThan):
    """`(a, b) > (x, y)`: from it PostgreSQL knows where in its index to begin, and how much follows. Where it is
    written out with AND and OR, as for SQLite, that `a` is not smaller is said apart, to the same end."""

    def get_fallback_sql(self, compiler, connection):
        follows, values = super().get_fallback_sql(compiler, connection)
        begins, first = GreaterThanOrEqual(next(iter(self.lhs)), self.rhs[0]).as_sql(compiler, connection)
        return f"{begins} AND ({follows})", [*first, *values]


def _after(values, order: tuple[str, ...]) -> Q:
    """What follows a row. Of two tables no index tells both at once: there, where to begin is said for the first."""
    follows = Q(Following(Tuple(*map(F, order)), values))
    return follows & Q(**{f"{order[0]}__gte": values[0]}) if "__" in order[0] else follows


def language() -> str:
    return (get_language() or "en")[:2]
