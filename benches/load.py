"""The real servers under a recorded mix of requests: requests a second, how long they take, and what goes wrong.

    bin/bench load [PEOPLE] [SECONDS] [--database sqlite|postgresql] [--connections 8]
                   [--researchers 5] [--import 10000] [--overload]

10,000 people and 60 seconds unless told otherwise. Gunicorn runs as deploy/ has it; wrk asks it over so many
connections, each again as soon as it was answered. --researchers and --import then measure once more while so many
people save and so many rows are imported. --overload sends ten times as many connections through nginx and measures
once more ten seconds later. What the figures mean: docs/performance.md
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benches.measured import registers, wrk
from drill import registers as drilled
from drill.proxies import NGINX, ONION

WARM = 5  # seconds of asking before anything counts
OVERLOAD, REST, IMPORTING = 20, 10, 300  # seconds, the last at most
TIMES_AS_MANY = 10  # connections in an overload
P95, P99, P95_WRITING = 250, 500, 400  # milliseconds
LEAST, AIM = 50, 100  # requests a second


def arguments(given=None):
    parser = argparse.ArgumentParser(
        prog="bin/bench load", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("people", nargs="?", default=10_000, type=number)
    parser.add_argument("seconds", nargs="?", default=60, type=number)
    parser.add_argument("--database", choices=registers.DATABASES, default="sqlite")
    parser.add_argument("--connections", type=number, default=8)
    parser.add_argument("--researchers", type=number, default=0)
    parser.add_argument("--import", dest="rows", type=number, default=0, metavar="ROWS")
    parser.add_argument("--overload", action="store_true")
    return parser.parse_args(given)


def number(text: str) -> int:
    return int(text.replace(",", ""))


def under_load(url: str, given, folder: Path, tell):
    """`tell` is given each line of the report."""
    drilled.set_up(url)
    from benches.measured import mix
    from benches.measured.serving import memory_of_workers, proxied, servers
    from benches.measured.writing import Writing

    recorded, still = folder / "mix", folder / "still"
    mix.record(recorded)
    still.write_text("GET\t/en/about/\t\n", encoding="utf-8")
    reviewer = drilled.signed_in("bench reviewer", "reviewer")
    cookies = [drilled.signed_in(f"bench researcher {it}", "researcher") for it in range(given.researchers)]
    with servers(url, folder) as (staff, visitors):
        site = f"http://127.0.0.1:{visitors.port}"

        def ask(seconds, *, at=site, connections=given.connections, of=recorded, until=None):
            return wrk.replay(of, at, host=ONION, connections=connections, seconds=seconds, until=until)

        tell(f"gunicorn as in gunicorn.conf.py; wrk with {given.connections} connections\n")
        ask(WARM)
        tell(HEAD)
        tell(row("page `about` alone, the baseline", ask(min(10, given.seconds), of=still)))
        usual = ask(given.seconds)
        tell(row("mix", usual, p95=P95, p99=P99, least=LEAST))
        told = [memory(visitors, memory_of_workers(visitors))]
        if given.researchers or given.rows:
            more = {"rows": given.rows, "folder": folder}
            with Writing(url, staff.port, cookies, reviewer, **more) as writing:
                if given.rows:
                    writing.hand_in()
                    meanwhile = ask(IMPORTING, until=writing.wait_for_import)
                    tell(row("mix, while others save and a list is imported", meanwhile, p95=P95_WRITING, least=1))
                    writing.end_import()
                if given.researchers:
                    tell(row("mix, while others save", ask(given.seconds), p95=P95_WRITING, least=1))
            told += writing.lines()
            (folder / "import.said").write_text(writing.said, encoding="utf-8")
        if given.overload and not NGINX:
            told.append("The overload was left out: nginx is missing. As root: apt-get install nginx-light")
        elif given.overload:
            with proxied(visitors, folder) as through:
                many = given.connections * TIMES_AS_MANY
                tell(row(f"overload, {many} connections", ask(OVERLOAD, at=through, connections=many)))
            time.sleep(REST)
            tell(row(f"mix, {REST} s later", ask(min(30, given.seconds)), p95=P95, p99=P99, least=LEAST))
    tell("")
    for line in [*told, locked(folder)]:
        tell(f"- {line}")


LOCKED = ("is locked", "took nothing or did not answer")  # SQLite itself; config/not_saved.py

HEAD = (
    "| load | requests/s | p50 ms | p95 ms | p99 ms | longest | 2xx | 429 | 503 | others, no answer | target met? |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def row(what: str, found: wrk.Replayed, *, p95=None, p99=None, least=None) -> str:
    missed = []
    if least and found.per_second < least:
        missed.append(f"at least {least} requests/s")
    if p95 and found.p95 > p95:
        missed.append(f"p95 ≤ {p95} ms")
    if p99 and found.p99 > p99:
        missed.append(f"p99 ≤ {p99} ms")
    fine = sum(count for status, count in found.statuses.items() if 200 <= status < 300)
    others = found.statuses.total() - fine - found.count(429, 503) + found.unanswered
    if not fine:
        missed.append("answers")
    if others or (p95 and found.count(429, 503)):
        missed.append("2xx alone" if p95 else "2xx, 429 and 503 alone")
    told = f"**NO**: {', '.join(missed)}" if missed else "yes"
    cells = [
        what, f"{found.per_second:.0f}", f"{found.p50:.0f}", f"{found.p95:.0f}", f"{found.p99:.0f}",
        f"{found.longest:.0f}", f"{fine:,}", f"{found.count(429):,}", f"{found.count(503):,}", f"{others:,}", told,
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def memory(server, found) -> str:
    told = ", ".join(f"{pss:.0f} MB (RSS {rss:.0f})" for pss, rss in found)
    return f"memory of each worker after the mix, PSS: {told}"


def locked(folder: Path) -> str:
    said = [path.read_text(encoding="utf-8", errors="replace") for path in folder.glob("*.said")]
    times = sum(it.count(told) for it in said for told in LOCKED)
    return f"“database is locked”, or too busy to save, in what servers and import said: {times} times"


def main(given=None):
    given = arguments(given)
    if lacks := wrk.missing() or registers.missing(given.database):
        sys.exit(lacks)
    with registers.copy_of_register(given.database, given.people) as url, tempfile.TemporaryDirectory() as folder:
        print(f"\n## Load, {given.database}, {given.people:,} people\n", flush=True)  # noqa: T201
        under_load(url, given, Path(folder), lambda line: print(line, flush=True))  # noqa: T201


if __name__ == "__main__":
    main()
