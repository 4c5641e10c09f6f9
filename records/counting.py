"""Pages of long lists: rows are counted up to a bound, since a count of a large table takes longer than its page."""

from django.core.paginator import Paginator
from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.formats import localize
from django.utils.functional import cached_property

MOST_COUNTED = 10_000  # rows; those beyond are reached by a search or a filter


class Counted(Subquery):
    """How many rows there are, as a part of another query: MOST_COUNTED and one more where there are more."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet):
        super().__init__(rows.order_by().values("pk")[: MOST_COUNTED + 1])


def told(count: int) -> int | str:
    """A bounded count as a page says it: `10,000+` where there are more."""
    return count if count <= MOST_COUNTED else f"{localize(MOST_COUNTED)}+"


class BoundedPaginator(Paginator):
    """Of a queryset. `count` and the pages end at MOST_COUNTED rows; `goes_on` tells whether there are more."""

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by().values("pk")[: MOST_COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @property
    def goes_on(self) -> bool:
        return self._counted > MOST_COUNTED
