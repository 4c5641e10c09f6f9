"""All that is measured, as one table for each database, each figure beside its baseline.

    bin/bench [all] [PEOPLE] [--database sqlite|postgresql] [--seconds 15]

10,000 people unless told otherwise, on SQLite and then on a PostgreSQL of its own. Then the mix of bin/bench load for
so many seconds, what bin/bench importing says of as many rows, up to 10,000, and bin/bench downloads of as many people,
up to 100,000.
What the figures mean: docs/performance.md
"""

import argparse
import os
import platform
import subprocess
import sys

from benches.load import number
from benches.measured import registers, wrk

MOST_ROWS = 10_000  # of a list that is imported
MOST_IN_FILES = 100_000  # people


def arguments():
    parser = argparse.ArgumentParser(
        prog="bin/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("people", nargs="?", default=10_000, type=number)
    parser.add_argument("--database", choices=registers.DATABASES)
    parser.add_argument("--seconds", type=number, default=15)
    return parser.parse_args()


def tell(line: str):
    print(line, flush=True)  # noqa: T201


def machine() -> str:
    with open("/proc/meminfo", encoding="ascii") as file:
        memory = int(file.readline().split()[1]) / 1024**2
    about = f"{os.cpu_count()} processors, {memory:.0f} GB, {platform.platform()}, Python {platform.python_version()}"
    return f"{about}; load before: {os.getloadavg()[0]:.1f}"


def measure(database: str, given):
    tell(f"\n## {database}, {given.people:,} people")
    with registers.copy_of_register(database, given.people) as url:
        registers.run("benches.measured.tables", url, given.people)
    if lacks := wrk.missing():
        tell(f"\nNo load was measured. {lacks}")
    else:
        of = [str(given.people), str(given.seconds), "--database", database]
        subprocess.run([sys.executable, "-m", "benches.load", *of], check=True)  # noqa: S603 (our own)
    for name, most in (("importing", MOST_ROWS), ("downloads", MOST_IN_FILES)):
        count = min(given.people, most)
        tell(f"\n### bin/bench {name} {count}\n\n```")
        with registers.empty_database(database) as url:
            registers.run(f"benches.{name}", url, count)
        tell("```")


def main():
    given = arguments()
    tell(f"# Measured on {machine()}")
    for database in [given.database] if given.database else registers.DATABASES:
        if lacks := registers.missing(database):
            tell(f"\n## {database}: left out. {lacks}")
        else:
            measure(database, given)


if __name__ == "__main__":
    sys.exit(main())
