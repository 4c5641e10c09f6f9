"""Conditions on rows, written so that SQLite and PostgreSQL both find the first fifty among many quickly."""

from django.db.models import Func, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull


class Unsought(Func):
    """A column that rows are checked by and never sought by. SQLite knows nothing of how many rows a value has, and
    would seek, and then sort, a third of all people to show the first fifty; PostgreSQL is left to choose."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


def has_any(*related: QuerySet) -> IsNull:
    """Whether there is a row in one of these, at least two, which name the row asked about by `OuterRef`. It is asked
    for each row alone: of EXISTS joined by OR, PostgreSQL would first read all rows of all tables."""
    first = [Subquery(rows.order_by().annotate(one=Value(1)).values("one")[:1]) for rows in related]
    return IsNull(Coalesce(*first), False)
