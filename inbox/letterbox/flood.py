"""How many messages are taken: enough for people, too few to fill anything. Kept in memory alone.

There is a measure for all, refilled steadily, and within it one for each source, a quarter as large, so that one
source cannot use up what is for all. A source is told from others by a keyed hash of its address, whose key is drawn
anew each hour and never leaves the process; only sources whose messages were taken are remembered. Where no address
arrives (an onion service, a proxy that hands on none), all are one source: a quarter is then what is taken.
"""

import secrets
import threading
import time
from collections.abc import Callable
from hashlib import blake2b

HOUR = 3600.0  # seconds


class Measure:
    """Filled to `most` at the start, emptied by one for each message, refilled to the full in `refill` seconds."""

    def __init__(self, most: float, refill: float, now: float) -> None:
        self.most, self.refill = most, refill
        self.level, self.at = most, now

    def holds_one(self, now: float) -> bool:
        self.level = min(self.most, self.level + (now - self.at) * self.most / self.refill)
        self.at = now
        return self.level >= 1

    def take(self) -> None:
        self.level -= 1


class Gate:
    """Whether one more message is taken now. One for each process: several processes take as many times more."""

    def __init__(self, *, most: int = 120, share: int = 4, refill: float = HOUR / 2, clock: Callable = time.monotonic):
        self.most, self.share, self.refill, self.clock = most, share, refill, clock
        self.lock = threading.Lock()
        self.everyone = Measure(most, refill, clock())
        self._forget()

    def _forget(self) -> None:
        self.key, self.since, self.sources = secrets.token_bytes(32), self.clock(), {}

    def admits(self, address: str) -> bool:
        with self.lock:
            now = self.clock()
            if now - self.since >= HOUR:
                self._forget()
            source = blake2b(address.encode(), key=self.key, digest_size=16).digest()
            own = self.sources.get(source) or Measure(self.most / self.share, self.refill, now)
            if not (self.everyone.holds_one(now) and own.holds_one(now)):
                return False
            self.everyone.take()
            own.take()
            self.sources[source] = own
            return True


GATE = Gate()
