"""Pages of long lists: rows are counted up to a bound, since a count of a large table takes longer than its page."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST_COUNTED = 10_000  # rows; those beyond are reached by a search or a filter


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
