"""Numbers that take long to count, kept in this process while the public tables hold the same.

    remembered(("people", chosen), paginator_count)

What is kept are numbers, letters of the alphabet and the places to choose among: never a name or another value of a
person. Where a count took longer than LONG, its number may be up to a minute old, so that a register in which something
is published every few seconds is not counted all the time; then it is counted anew beside the requests, none of which
waits for it: decision 37. What somebody may take away, as a place, is read `exactly`: it shows at the next request.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from time import monotonic
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db import DatabaseError, connections
from django.utils import translation
from django.utils.functional import cached_property

from lookup.models import PublishedStamp

MOST = 300  # numbers
LONG = 0.05  # seconds of counting; what takes less is counted anew at each change
TIMES_AS_LONG, LONGEST = 30, 60  # it is kept for so many times what it took, at most so many seconds


class Kept(NamedTuple):
    value: object
    stamp: str
    until: float = 0.0  # it is given out as it is, though the tables changed

    @property
    def is_young(self) -> bool:
        return monotonic() < self.until

    @property
    def is_bearable(self) -> bool:
        """While it is counted anew."""
        return self.until > 0.0 and monotonic() < self.until + LONGEST


_kept: OrderedDict[Hashable, Kept] = OrderedDict()
_counting: dict[Hashable, threading.Thread] = {}
_lock = threading.Lock()
_logger = logging.getLogger(__name__)


def remembered(name: Hashable, count: Callable[[], object], *, exactly: bool = False):
    """What `count` returns, which nobody may change: as it was counted from the tables as they are, or, unless this is
    to be so `exactly`, a moment ago. `count` may run in a thread of its own, in the language in use."""
    stamp = PublishedStamp.objects.lasting()
    if not stamp:
        return count()
    with _lock:
        known = _kept.get(name)
        if known and (known.stamp == stamp or (known.is_young and not exactly)):
            _kept.move_to_end(name)
            return known.value
        if known and known.is_bearable and not exactly:
            if name not in _counting:
                begun = (name, count, stamp, translation.get_language())
                thread = threading.Thread(target=_count_beside, args=begun, daemon=True)
                thread.start()
                _counting[name] = thread  # which waits for the lock before it takes itself away
            return known.value
    return _counted(name, count, stamp, is_exact=exactly)


def _counted(name, count, stamp: str, *, is_exact: bool):
    start = monotonic()
    value = count()
    _keep(name, value, stamp, 0.0 if is_exact else monotonic() - start)
    return value


def _count_beside(name, count, stamp: str, language: str):
    try:
        with translation.override(language):
            _counted(name, count, stamp, is_exact=False)
    except DatabaseError:
        _logger.warning("Numbers could not be counted anew; the next request tries again.", exc_info=True)
    finally:
        connections.close_all()
        with _lock:
            del _counting[name]


def is_of_now(name: Hashable, value) -> bool:
    """Whether this is remembered, and was counted from the tables as they are."""
    stamp = PublishedStamp.objects.lasting()
    with _lock:
        known = _kept.get(name)
    return bool(stamp and known) and (known.stamp, known.value) == (stamp, value)


def forget(*names: Hashable):
    """All, unless some are named."""
    with _lock:
        for name in names or list(_kept):
            _kept.pop(name, None)


def _keep(name, value, stamp: str, took: float):
    """Not where the tables changed while it was counted."""
    until = monotonic() + min(LONGEST, TIMES_AS_LONG * took) if took > LONG else 0.0
    if not until and PublishedStamp.objects.lasting() != stamp:
        return
    with _lock:
        _kept[name] = Kept(value, stamp, until)
        _kept.move_to_end(name)
        while len(_kept) > MOST:
            _kept.popitem(last=False)


class RememberingPaginator(Paginator):
    """`name` tells what is listed from all other lists."""

    def __init__(self, *args, name: Hashable, **kwargs):
        super().__init__(*args, **kwargs)
        self.name = name

    @cached_property
    def count(self) -> int:
        return remembered(self.name, self.object_list.count)

    def page(self, number):
        """Nobody is left out although the number is older than the list: where the two differ it is counted anew. A
        page nearer to the end is read from there, if the number is that of the tables as they are."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        if first > self.count // 2:
            left = self.count - first  # rows from the first one of the page to the end
            rows = [*self.object_list.reverse()[max(0, left - self.per_page) : left]]
            if is_of_now(self.name, self.count):
                return self._get_page(rows[::-1], number, self)
        rows = list(self.object_list[first : first + self.per_page + 1])  # one more tells whether the list goes on
        goes_on = len(rows) > self.per_page
        if goes_on != (number < self.num_pages) or not (goes_on or first + len(rows) == self.count):
            forget(self.name)
            del self.count, self.num_pages
            return super().page(min(number, self.num_pages))
        return self._get_page(rows[: self.per_page], number, self)
