"""Milliseconds of something beside those of its baseline, and the table in which they are told."""

import gc
import statistics
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import NamedTuple

TIMES = 20
WARM = 3  # runs before those that count
ENOUGH, LEAST = 60, 3  # seconds after which no more is run, and how often it is run all the same


class Timed(NamedTuple):
    median: float  # milliseconds
    p95: float


class Line(NamedTuple):
    """One line of the table. `most`: milliseconds that 95 of 100 may take, where a target was set."""

    what: str
    timed: Timed
    baseline: str
    base: Timed
    most: float | None = None

    @property
    def is_met(self) -> bool:
        return self.most is None or self.timed.p95 <= self.most


def beside(act: Callable, base: Callable, *, times: int = TIMES) -> tuple[Timed, Timed]:
    """Both by turns, so that what else the machine does falls on both. Each is given the number of the turn."""
    gc.collect()
    begun = perf_counter()
    for turn in range(WARM):
        act(turn), base(turn)
        if perf_counter() - begun > ENOUGH:
            break
    acts, bases = [], []
    for turn in range(times):
        acts.append(milliseconds(act, turn))
        bases.append(milliseconds(base, turn))
        if perf_counter() - begun > ENOUGH and len(acts) >= LEAST:
            break
    return summary(acts), summary(bases)


def milliseconds(act: Callable, turn: int) -> float:
    start = perf_counter()
    act(turn)
    return (perf_counter() - start) * 1000


def summary(values: list[float]) -> Timed:
    return Timed(statistics.median(values), statistics.quantiles(values, n=20, method="inclusive")[-1])


def table(lines: Iterable[Line]) -> str:
    """In Markdown; the ratio is of the medians."""
    head = ["what", "median ms", "p95 ms", "baseline", "median ms", "ratio", "target met?"]
    return markdown(head, [_cells(line) for line in lines])


def _cells(line: Line) -> list[str]:
    told = "" if line.most is None else f"{'yes' if line.is_met else '**NO**'}: p95 ≤ {line.most:.0f} ms"
    ratio = f"{line.timed.median / line.base.median:.1f}" if line.base.median else ""
    return [
        line.what, f"{line.timed.median:.1f}", f"{line.timed.p95:.1f}", line.baseline, f"{line.base.median:.1f}",
        ratio, told,
    ]  # fmt: skip


def markdown(head: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])
