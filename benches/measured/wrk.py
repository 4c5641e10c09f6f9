"""wrk, a load generator from Debian: so many connections, each of which asks again as soon as it was answered."""

import re
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path
from typing import NamedTuple

SCRIPT = Path(__file__).with_name("replay.lua")
LONGEST = 60  # seconds that an answer may take


class Replayed(NamedTuple):
    per_second: float
    p50: float  # milliseconds, of all answers
    p95: float
    p99: float
    longest: float
    statuses: Counter  # how many answers of each
    unanswered: int  # more than the one that each connection may wait for when it ends

    def count(self, *statuses: int) -> int:
        return sum(self.statuses[status] for status in statuses)


def missing() -> str:
    return "" if shutil.which("wrk") else "wrk is missing. As root: apt-get install wrk"


def replay(mix: Path, url: str, *, host: str, connections: int, seconds: int, until=None) -> Replayed:
    """For so many seconds; with `until`, which waits for something as long as it is told, no longer than that takes."""
    command = [
        shutil.which("wrk"), "--threads=1", f"--connections={connections}", f"--duration={seconds}s",
        f"--timeout={LONGEST}s", f"--script={SCRIPT}", url, "--", str(mix), host,
    ]  # fmt: skip
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 (our own)
    if until:
        until(seconds)
        running.send_signal(signal.SIGINT)  # it sums up what it has
    out, said = running.communicate()
    told = re.search(r"^REPLAYED (.*)$", out, re.MULTILINE)
    if told is None:
        raise SystemExit(f"wrk did not end as it should:\n{out}{said}")
    return read(told[1], connections)


def read(line: str, connections: int) -> Replayed:
    """What `replay.lua` prints after REPLAYED."""
    found = dict(pair.split("=") for pair in line.split())
    statuses = Counter({int(name): int(count) for name, count in found.items() if name.isdecimal()})
    times = (float(found[name]) for name in ("p50", "p95", "p99", "longest"))
    lost = max(0, int(found["sent"]) - statuses.total() - connections)  # wrk itself tells of late answers alone
    unanswered = max(int(found["unanswered"]), lost)
    return Replayed(int(found["requests"]) / float(found["seconds"]), *times, statuses, unanswered)
