"""A bar on the terminal for what takes long; silence where nobody watches."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

WIDTH = 30  # signs of the bar
EVERY = 0.2  # seconds between two pictures of it


def bar(steps: Iterable[Any], total: int, stream=None) -> Iterator[Any]:
    """The steps, one by one, with a bar that shows how many of `total` are done and how long the rest may take."""
    stream = sys.stderr if stream is None else stream
    if not stream.isatty():
        yield from steps
        return
    begun = drawn = monotonic()
    done = 0
    for done, step in enumerate(steps, start=1):
        if (now := monotonic()) - drawn >= EVERY:
            drawn = now
            stream.write(f"\r{picture(done, total, now - begun)}")
            stream.flush()
        yield step
    stream.write(f"\r{picture(done, total, monotonic() - begun)}\n")


def picture(done: int, total: int, seconds: float) -> str:
    """`[#####.....]  50 %  500 of 1000, 12 s left`; there may turn out to be more steps than were expected."""
    total = max(done, total)
    part = done / total if total else 1
    left = f"{seconds * (total - done) / done:.0f} s left" if done else ""
    return f"[{'#' * int(WIDTH * part):.<{WIDTH}}] {100 * part:3.0f} %  {done} of {total}, {left:12}"
